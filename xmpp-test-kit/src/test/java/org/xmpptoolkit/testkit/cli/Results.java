package org.xmpptoolkit.testkit.cli;

import java.time.Duration;
import java.util.Optional;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Judgement;

/** Results made by hand. */
final class Results {
    private static final StreamRules RULES = StreamRules.load();

    private Results() {}

    static CaseResult of(String id, Judgement judgement) {
        return of(id, judgement, true);
    }

    static CaseResult of(String id, Judgement judgement, boolean provoked) {
        return new CaseResult(
                id,
                RULES.find(id.substring(0, 5)).orElseThrow(),
                "title of " + id,
                provoked,
                judgement,
                Exchange.NONE,
                Optional.empty(),
                1,
                Duration.ofMillis(10));
    }
}
