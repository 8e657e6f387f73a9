package org.xmpptoolkit.testkit.endpoint;

import java.time.Duration;

/** Does things later. */
@FunctionalInterface
interface Scheduler {
    /**
     * Has something done on another thread.
     *
     * @param delay how long to wait
     * @param task what to do
     * @return calls it off, if it is not begun
     */
    Runnable after(Duration delay, Runnable task);
}
