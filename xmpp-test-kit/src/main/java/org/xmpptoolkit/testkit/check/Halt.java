package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.testkit.result.Judgement;

/** A play that goes no further, and what that says of the rule. */
public final class Halt extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Judgement judgement;

    /**
     * Ends a play.
     *
     * @param judgement what it says of the rule
     */
    public Halt(Judgement judgement) {
        super(judgement.seen(), null, false, false);
        this.judgement = judgement;
    }

    /**
     * {@return the end of a play whose rule cannot be judged here}
     *
     * @param why what stands in the way, in one line for people
     */
    public static Halt skipped(String why) {
        return new Halt(Judgement.skipped(why));
    }

    /**
     * {@return the end of a play in which the rule was broken}
     *
     * @param seen what was seen, in one line for people
     */
    public static Halt failed(String seen) {
        return new Halt(Judgement.failed(seen));
    }

    /** {@return what the play says of the rule} */
    public Judgement judgement() {
        return judgement;
    }
}
