package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a case plays on: connections are had from it, and ended with it. Not thread-safe. */
public abstract class Stage implements AutoCloseable {
    private final PlayContext context;
    private final List<AutoCloseable> open = new ArrayList<>();

    Stage(PlayContext context) {
        this.context = context;
    }

    /** {@return where all that is random in a case comes from, so that its seed repeats it} */
    public final Random random() {
        return context.random();
    }

    final PlayContext context() {
        return context;
    }

    /** Has something ended with the stage. */
    final <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @Override
    public void close() {
        for (int i = open.size() - 1; i >= 0; i--) {
            try {
                open.get(i).close();
            } catch (Exception e) {
                // the others are to be ended all the same
            }
        }
    }
}
