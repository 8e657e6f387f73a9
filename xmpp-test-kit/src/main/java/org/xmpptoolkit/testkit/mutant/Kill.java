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
    /** Whether the case fails where it is to fail, or warns if its rule is a recommendation, and there only. */
    public boolean isKilled() {
        Verdict due = onMutant.rule().isRecommendation() ? Verdict.WARNING : Verdict.FAILED;
        return onMutant.verdict() == due && onSound.verdict() == Verdict.PASSED;
    }
}
