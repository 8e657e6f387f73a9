package org.xmpptoolkit.testkit.result;

import java.util.Objects;

/**
 * What one play of a case says of its rule.
 *
 * @param verdict the verdict
 * @param seen what was seen, or why nothing could be; one line for people
 */
public record Judgement(Verdict verdict, String seen) {
    /** Checks that both are there. */
    public Judgement {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(seen, "seen");
    }

    /** The rule was kept. */
    public static Judgement passed(String seen) {
        return new Judgement(Verdict.PASSED, seen);
    }

    /** The rule was broken. */
    public static Judgement failed(String seen) {
        return new Judgement(Verdict.FAILED, seen);
    }

    /** A recommendation was not followed. */
    public static Judgement warning(String seen) {
        return new Judgement(Verdict.WARNING, seen);
    }

    /** The rule could not be judged. */
    public static Judgement skipped(String why) {
        return new Judgement(Verdict.SKIPPED, why);
    }

    /** Passed or failed by a condition. */
    public static Judgement of(boolean kept, String seen) {
        return kept ? passed(seen) : failed(seen);
    }

    /** The worse of two, this one if they are alike. */
    public Judgement worse(Judgement other) {
        return other.verdict.isWorseThan(verdict) ? other : this;
    }
}
