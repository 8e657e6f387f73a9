package org.xmpptoolkit.testkit.load;

import java.util.ArrayDeque;
import java.util.Queue;

/** Lets a bounded number of logins be under way at once; others wait, in order. Thread-safe. */
final class LoginGate {
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int inside;
    private boolean shut;

    LoginGate(int most) {
        this.most = most;
    }

    /** Begins a login, now or when its turn comes; whoever begins one has to {@link #leave}. */
    void enter(Runnable login) {
        synchronized (this) {
            if (shut) {
                return;
            }
            if (inside == most) {
                waiting.add(login);
                return;
            }
            inside++;
        }
        login.run();
    }

    /** A login has ended, well or not: the next one's turn. */
    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                inside--;
                return;
            }
        }
        next.run();
    }

    /** Begins no more logins. */
    synchronized void shut() {
        shut = true;
        waiting.clear();
    }
}
