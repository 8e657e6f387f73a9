package org.xmpptoolkit.testkit.endpoint;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is to be done, each thing to its end before those that it caused. Guarded by the router. */
final class Turns {
    private final Queue<Runnable> due = new ArrayDeque<>();
    private boolean busy;

    /** Does something: at once, or behind what is under way. */
    void then(Runnable task) {
        due.add(task);
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (@Nullable Runnable next = due.poll(); next != null; next = due.poll()) {
                next.run();
            }
        } finally {
            busy = false;
        }
    }
}
