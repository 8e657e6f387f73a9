package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.testkit.result.CaseResult;

/** Hears how a run goes. Called by one thread at a time. */
public interface CheckListener {
    /** The run begins. */
    void started(int cases);

    /** A case is done. */
    void finished(CaseResult result);

    /** Hears nothing. */
    static CheckListener none() {
        return new CheckListener() {
            @Override
            public void started(int cases) {}

            @Override
            public void finished(CaseResult result) {}
        };
    }
}
