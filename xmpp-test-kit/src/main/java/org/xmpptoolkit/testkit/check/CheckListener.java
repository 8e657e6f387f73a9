package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.testkit.result.CaseResult;

/** Hears how a run goes. Called by one thread at a time. */
public interface CheckListener {
    /**
     * The run begins.
     *
     * @param cases how many cases there are, with those that are going to be skipped
     */
    void started(int cases);

    /**
     * A case is done.
     *
     * @param result what became of it
     */
    void finished(CaseResult result);

    /** {@return a listener that hears nothing} */
    static CheckListener none() {
        return new CheckListener() {
            @Override
            public void started(int cases) {}

            @Override
            public void finished(CaseResult result) {}
        };
    }
}
