package org.xmpptoolkit.testkit.mutant;

import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.Verdict;

/**
 * What a case made of its mutant, and of the sound subject.
 *
 * @param onMutant what came out where the rule is broken on purpose
 * @param onSound what came out where it is not
 */
public record Kill(CaseResult onMutant, CaseResult onSound) {
    /** {@return whether the case fails where it is to fail, or warns if its rule is a recommendation, and there only} */
    public boolean isKilled() {
        return isDueOnMutant(onMutant) && isDueOnSound(onSound);
    }

    static boolean isDueOnMutant(CaseResult result) {
        return result.verdict() == (result.rule().isRecommendation() ? Verdict.WARNING : Verdict.FAILED);
    }

    static boolean isDueOnSound(CaseResult result) {
        return result.verdict() == Verdict.PASSED;
    }
}
