package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.errors.StreamErrorCondition.BAD_FORMAT;
import static org.xmpptoolkit.errors.StreamErrorCondition.NOT_WELL_FORMED;
import static org.xmpptoolkit.errors.StreamErrorCondition.RESTRICTED_XML;
import static org.xmpptoolkit.errors.StreamErrorCondition.XML_NOT_WELL_FORMED;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.testkit.result.Verdict;

class DemandTest {
    @Test
    void whatIsNamedPasses() {
        Demand demand = Demand.of(NOT_WELL_FORMED, BAD_FORMAT);
        assertEquals(Verdict.PASSED, demand.judge(NOT_WELL_FORMED));
        assertEquals(Verdict.PASSED, demand.judge(BAD_FORMAT));
        assertEquals(Verdict.FAILED, demand.judge(RESTRICTED_XML));
        assertEquals(Verdict.FAILED, demand.judgeSilence());
    }

    @Test
    void theNameOfRfc3920IsAWarning() {
        assertEquals(Verdict.WARNING, Demand.of(NOT_WELL_FORMED).judge(XML_NOT_WELL_FORMED));
    }

    @Test
    void whereTheConditionIsAShouldAnotherOfTheKindIsAWarning() {
        Demand demand = Demand.preferring(RESTRICTED_XML);
        assertEquals(Verdict.PASSED, demand.judge(RESTRICTED_XML));
        assertEquals(Verdict.WARNING, demand.judge(NOT_WELL_FORMED));
        assertEquals(Verdict.FAILED, demand.judge(SaslFailureCondition.NOT_AUTHORIZED));
        assertEquals(Verdict.FAILED, demand.judgeSilence());
        assertEquals(Verdict.PASSED, demand.orSilence().judgeSilence());
    }
}
