package org.xmpptoolkit.testkit.result;

import java.util.Objects;

/**
 * What one play of a case says of its rule.
 *
 * @param verdict the verdict
 * @param seen what was seen, or why nothing could be; one line for people
 */
public record Judgement(Verdict verdict, String seen) {
    /**
     * Checks that both are there.
     *
     * @param verdict what is said of the rule
     * @param seen one line for people
     */
    public Judgement {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(seen, "seen");
    }

    /**
     * {@return the judgement that the rule was kept}
     *
     * @param seen what was seen, in one line for people
     */
    public static Judgement passed(String seen) {
        return new Judgement(Verdict.PASSED, seen);
    }

    /**
     * {@return the judgement that the rule was broken}
     *
     * @param seen what was seen, in one line for people
     */
    public static Judgement failed(String seen) {
        return new Judgement(Verdict.FAILED, seen);
    }

    /**
     * {@return the judgement that a recommendation was not followed}
     *
     * @param seen what was seen, in one line for people
     */
    public static Judgement warning(String seen) {
        return new Judgement(Verdict.WARNING, seen);
    }

    /**
     * {@return the judgement that the rule could not be judged}
     *
     * @param why what stood in the way, in one line for people
     */
    public static Judgement skipped(String why) {
        return new Judgement(Verdict.SKIPPED, why);
    }

    /**
     * {@return the judgement by a condition: passed or failed}
     *
     * @param kept whether the rule was kept
     * @param seen what was seen, in one line for people
     */
    public static Judgement of(boolean kept, String seen) {
        return kept ? passed(seen) : failed(seen);
    }

    /**
     * {@return the worse of two, this one if they are alike}
     *
     * @param other another judgement, as a rule of the same play
     */
    public Judgement worse(Judgement other) {
        return other.verdict.isWorseThan(verdict) ? other : this;
    }
}
