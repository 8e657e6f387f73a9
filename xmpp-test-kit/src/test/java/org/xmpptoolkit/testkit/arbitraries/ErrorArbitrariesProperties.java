package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

class ErrorArbitrariesProperties {
    @Provide
    Arbitrary<StreamError> streamErrors() {
        return ErrorArbitraries.streamErrors();
    }

    @Provide
    Arbitrary<StanzaError> stanzaErrors() {
        return ErrorArbitraries.stanzaErrors();
    }

    @Provide
    Arbitrary<SaslFailure> saslFailures() {
        return ErrorArbitraries.saslFailures();
    }

    @Provide
    Arbitrary<XmlElement> unknownStreamErrors() {
        return ErrorArbitraries.unknownStreamErrors();
    }

    @Provide
    Arbitrary<XmlElement> unknownStanzaErrors() {
        return ErrorArbitraries.unknownStanzaErrors();
    }

    @Provide
    Arbitrary<XmlElement> unknownSaslFailures() {
        return ErrorArbitraries.unknownSaslFailures();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void streamErrorsAreOfEachConditionAndReadBack(@ForAll("streamErrors") StreamError error) {
        assertEquals(error, StreamError.fromElement(written(error.toElement())));
        assertEquals(
                error.condition() == StreamErrorCondition.SEE_OTHER_HOST,
                error.otherHost().isPresent());
        count(StreamErrorCondition.values(), error.condition(), error.text(), error.applicationCondition());
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void stanzaErrorsAreOfEachConditionAndReadBack(@ForAll("stanzaErrors") StanzaError error) {
        assertEquals(error, StanzaError.fromElement(written(error.toElement(Namespaces.CLIENT))));
        count(StanzaErrorCondition.values(), error.condition(), error.text(), error.applicationCondition());
        Statistics.label("code").collect(error.code().isPresent()).coverage(coverage -> coverage.check(true)
                .percentage(some -> some > 25));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void saslFailuresAreOfEachConditionAndReadBack(@ForAll("saslFailures") SaslFailure failure) {
        assertEquals(failure, SaslFailure.fromElement(written(failure.toElement())));
        count(SaslFailureCondition.values(), failure.condition(), failure.text(), failure.applicationCondition());
    }

    private static XmlElement written(XmlElement element) {
        return XmlElement.parse(ElementWriter.toString(element, NamespaceScope.EMPTY));
    }

    private static void count(
            ErrorCondition[] all, ErrorCondition condition, Optional<String> text, Optional<XmlElement> application) {
        Statistics.label("condition").collect(condition).coverage(coverage -> {
            for (ErrorCondition one : all) {
                coverage.check(one).percentage(some -> some > 20.0 / all.length);
            }
        });
        Statistics.label("text").collect(text.isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 25);
            coverage.check(false).percentage(some -> some > 10);
        });
        Statistics.label("application").collect(application.isPresent()).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 25);
            coverage.check(false).percentage(some -> some > 2);
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anUnknownConditionIsTheUndefinedOne(
            @ForAll("unknownStreamErrors") XmlElement stream,
            @ForAll("unknownStanzaErrors") XmlElement stanza,
            @ForAll("unknownSaslFailures") XmlElement sasl) {
        assertEquals(
                StreamErrorCondition.UNDEFINED_CONDITION,
                StreamError.fromElement(stream).condition());
        assertTrue(StreamError.fromElement(stream).unknownCondition().isPresent());
        assertEquals(
                StanzaErrorCondition.UNDEFINED_CONDITION,
                StanzaError.fromElement(stanza).condition());
        assertTrue(StanzaError.fromElement(stanza).unknownCondition().isPresent());
        assertEquals(
                SaslFailureCondition.NOT_AUTHORIZED,
                SaslFailure.fromElement(sasl).condition());
        assertTrue(SaslFailure.fromElement(sasl).unknownCondition().isPresent());
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void shrinkingKeepsTheCondition(@ForAll long seed) {
        assertKept(ErrorArbitraries.streamErrors(), seed, StreamError::condition);
        assertKept(ErrorArbitraries.stanzaErrors(), seed, StanzaError::condition);
        assertKept(ErrorArbitraries.saslFailures(), seed, SaslFailure::condition);
    }

    private static <T> void assertKept(Arbitrary<T> errors, long seed, Function<T, Object> condition) {
        Object[] first = new Object[1];
        int seen = Shrinking.walk(errors, seed, 1, error -> {
            first[0] = first[0] == null ? condition.apply(error) : first[0];
            assertEquals(first[0], condition.apply(error));
        });
        assertTrue(seen >= 0);
    }
}
