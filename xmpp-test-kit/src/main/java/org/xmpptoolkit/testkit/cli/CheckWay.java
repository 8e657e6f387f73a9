package org.xmpptoolkit.testkit.cli;

import java.util.List;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.CheckListener;
import org.xmpptoolkit.testkit.check.Checker;
import org.xmpptoolkit.testkit.check.Stage;
import org.xmpptoolkit.testkit.check.Subject;
import org.xmpptoolkit.testkit.result.CheckReport;

/**
 * A subject, and the cases that it is judged by.
 *
 * @param subject what is judged
 * @param cases all cases that there are about such a subject
 */
record CheckWay<S extends Stage>(Subject<S> subject, List<CheckCase<S>> cases) {
    /** The ids of all its cases. */
    List<String> ids() {
        return cases.stream().map(CheckCase::id).toList();
    }

    /** How many of its cases the options ask for. */
    int chosen(CheckOptions options) {
        return options.chosen(cases).size();
    }

    CheckReport run(CheckOptions options, CheckListener listener) throws CheckException {
        return new Checker<>(subject, options.chosen(cases))
                .tries(options.tries())
                .seed(options.seed())
                .listener(listener)
                .run();
    }
}
