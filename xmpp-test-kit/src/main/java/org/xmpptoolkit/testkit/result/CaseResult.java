package org.xmpptoolkit.testkit.result;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.testkit.StreamRule;

/**
 * What became of one case of the checker.
 *
 * @param id the id of the case: that of its rule, with a dot and a word behind it if the rule has several, such as {@code R-313.unclosed}
 * @param rule the rule that it judges
 * @param title what it does, for people
 * @param provoked whether the case provokes what the rule is about; if not, the rule was only seen to be kept
 * @param judgement what came out, the worst of all tries
 * @param exchange what was said in the play that decided, shrunk if that failed
 * @param input the generated input of that play, shrunk if it failed; nothing if the case has none
 * @param tries how often it was played, without the plays of shrinking
 * @param time how long all of it took
 */
public record CaseResult(
        String id,
        StreamRule rule,
        String title,
        boolean provoked,
        Judgement judgement,
        Exchange exchange,
        Optional<String> input,
        int tries,
        Duration time) {
    /**
     * Checks that all is there.
     *
     * @param id the id of the case, such as {@code R-313} or {@code R-313.unclosed}
     * @param rule the rule that it judges
     * @param title one line for people
     * @param provoked whether the case provokes what the rule is about
     * @param judgement the worst of all tries
     * @param exchange of the play that decided; {@link Exchange#NONE} if there was none
     * @param input the generated input of that play, if the case has any
     * @param tries how often it was played, without the plays of shrinking
     * @param time how long all of it took
     */
    public CaseResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(exchange, "exchange");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(time, "time");
    }

    /** {@return the verdict of the worst of all tries} */
    public Verdict verdict() {
        return judgement.verdict();
    }
}
