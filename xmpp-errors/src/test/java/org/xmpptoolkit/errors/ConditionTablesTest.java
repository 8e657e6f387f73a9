package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;

/** Every row of the registers: what the enums say of it, and how it is read and written. */
class ConditionTablesTest {
    private static final String URI = "xmpp:romeo@example.net";

    private static Stream<DynamicTest> eachRow(Table table, java.util.function.Consumer<Table.Row> test) {
        return table.rows().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.value(table == Table.LEGACY_CODES ? "code" : "condition")
                                .orElseThrow(),
                        () -> test.accept(row)));
    }

    /** The columns that all three registers of conditions have. */
    private static void assertSaid(Table.Row row, ErrorCondition condition) {
        assertEquals(row.get("condition"), condition.elementName());
        assertEquals(row.yes("rfc3920"), condition.inRfc3920());
        assertEquals(row.yes("rfc6120"), condition.inRfc6120());
        assertEquals(row.value("section3920"), condition.section3920());
        assertEquals(row.value("section6120"), condition.section6120());
        assertEquals(condition.inRfc6120(), condition.canonical() == condition);
        assertTrue(condition.canonical().inRfc6120());
    }

    @TestFactory
    @Rule("R-105")
    Stream<DynamicTest> readsAndWritesEveryStreamError() {
        return eachRow(Table.STREAM_ERRORS, row -> {
            String name = row.get("condition");
            StreamErrorCondition condition =
                    StreamErrorCondition.ofElementName(name).orElseThrow();
            assertSaid(row, condition);
            assertEquals(!row.get("char_data").equals("none"), condition.hasText());

            String bare = "<stream:error xmlns:stream='" + Namespaces.STREAM + "'><" + name + " xmlns='"
                    + Namespaces.STREAM_ERRORS + "'/></stream:error>";
            StreamError error = StreamError.fromElement(Octets.read(bare));
            assertSame(condition, error.condition());
            assertEquals(StreamError.of(condition), error);
            Octets.assertWrittenAs(bare, StreamError.of(condition).toElement());
            assertBound(StreamError.class, StreamError.of(condition), error.toElement());
            if (condition.hasText()) {
                StreamError full = StreamError.builder(condition)
                        .conditionText("[2001:db8::1]:5222")
                        .build();
                Octets.assertWrittenAs(bare.replace("'/>", "'>[2001:db8::1]:5222</" + name + ">"), full.toElement());
                assertBound(StreamError.class, full, full.toElement());
            }
        });
    }

    @TestFactory
    @Rule({"R-265", "R-269", "R-270"})
    Stream<DynamicTest> readsAndWritesEveryStanzaError() {
        return eachRow(Table.STANZA_ERRORS, row -> {
            String name = row.get("condition");
            StanzaErrorCondition condition =
                    StanzaErrorCondition.ofElementName(name).orElseThrow();
            assertSaid(row, condition);
            assertEquals(!row.get("char_data").equals("none"), condition.hasText());
            String type = row.value(condition.inRfc6120() ? "type6120" : "type3920")
                    .map(t -> t.equals("any") ? "cancel" : t)
                    .orElseThrow();
            assertEquals(type, condition.defaultType().toString());
            Optional<String> code = row.value("code_xep0086");
            assertEquals(
                    code.map(Integer::valueOf),
                    condition.legacyCode().stream().boxed().findFirst());

            String bare = "<error xmlns='jabber:client' type='" + type + "'><" + name + " xmlns='"
                    + Namespaces.STANZA_ERRORS + "'/></error>";
            StanzaError error = StanzaError.fromElement(Octets.read(bare));
            assertSame(condition, error.condition());
            assertEquals(StanzaError.of(condition), error);
            assertEquals(
                    condition.defaultType(),
                    StanzaError.fromElement(Octets.read(bare.replace(" type='" + type + "'", "")))
                            .type());
            Octets.assertWrittenAs(bare, StanzaError.of(condition).toElement(Namespaces.CLIENT));
            assertBound(StanzaError.class, StanzaError.of(condition), error.toElement(Namespaces.CLIENT));

            StanzaError coded = StanzaError.builder(condition).legacyCode().build();
            assertEquals(
                    code.map(Integer::valueOf), coded.code().stream().boxed().findFirst());
            Octets.assertWrittenAs(
                    code.map(c -> bare.replace(" type=", " code='" + c + "' type="))
                            .orElse(bare),
                    coded.toElement(Namespaces.CLIENT));
            if (condition.hasText()) {
                StanzaError full =
                        StanzaError.builder(condition).conditionText(URI).build();
                Octets.assertWrittenAs(
                        bare.replace("'/>", "'>" + URI + "</" + name + ">"), full.toElement(Namespaces.CLIENT));
                assertBound(StanzaError.class, full, full.toElement(Namespaces.CLIENT));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> readsAndWritesEveryLegacyCode() {
        return eachRow(Table.LEGACY_CODES, row -> {
            String code = row.get("code");
            String bare = "<error xmlns='jabber:client' code='" + code + "'/>";
            StanzaError error = StanzaError.fromElement(Octets.read(bare));
            assertEquals(row.value("condition"), Optional.of(error.condition().elementName()));
            assertEquals(Optional.of(error.condition()), StanzaErrorCondition.ofLegacyCode(Integer.parseInt(code)));
            assertEquals(row.value("type"), Optional.of(error.type().toString()));
            assertEquals(OptionalInt.of(Integer.parseInt(code)), error.code());
            Octets.assertWrittenAs(bare, error.toElement(Namespaces.CLIENT));
        });
    }

    @Test
    void takesAnUnknownLegacyCodeForNoCondition() {
        assertEquals(Optional.empty(), StanzaErrorCondition.ofLegacyCode(200));
        StanzaError error = StanzaError.fromElement(Octets.read("<error xmlns='jabber:client' code='200'/>"));
        assertEquals(StanzaErrorCondition.UNDEFINED_CONDITION, error.condition());
        assertEquals(StanzaErrorType.CANCEL, error.type());
    }

    @Test
    void knowsNoLegacyCodeThatTheRegisterLacks() {
        assertEquals(
                Table.LEGACY_CODES.rows().stream()
                        .map(row -> Integer.valueOf(row.get("code")))
                        .collect(Collectors.toSet()),
                IntStream.range(0, 1000)
                        .filter(code -> StanzaErrorCondition.ofLegacyCode(code).isPresent())
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    @TestFactory
    @Rule({"R-182", "R-191"})
    Stream<DynamicTest> readsAndWritesEverySaslFailure() {
        return eachRow(Table.SASL_ERRORS, row -> {
            String name = row.get("condition");
            SaslFailureCondition condition =
                    SaslFailureCondition.ofElementName(name).orElseThrow();
            assertSaid(row, condition);
            assertEquals(row.names("sent_in_reply_to"), Set.copyOf(condition.inReplyTo()));

            String bare = "<failure xmlns='" + Namespaces.SASL + "'><" + name + "/></failure>";
            SaslFailure failure = SaslFailure.fromElement(Octets.read(bare));
            assertSame(condition, failure.condition());
            assertEquals(SaslFailure.of(condition), failure);
            Octets.assertWrittenAs(bare, SaslFailure.of(condition).toElement());
            assertBound(SaslFailure.class, SaslFailure.of(condition), failure.toElement());
        });
    }

    private static <T> void assertBound(Class<T> type, T model, XmlElement element) {
        assertEquals(element, Binding.standard().toElement(model));
        Binding.Result<T> bound = Binding.standard().toObject(element, type);
        assertEquals(List.of(), bound.problems());
        assertEquals(Optional.of(model), bound.value());
    }

    @Test
    void countsWhatTheRfcsDefine() {
        assertEquals(27, counted(StreamErrorCondition.class, Table.STREAM_ERRORS, "4.9.3."));
        assertEquals(23, counted(StanzaErrorCondition.class, Table.STANZA_ERRORS, "8.3.3."));
        assertEquals(11, counted(SaslFailureCondition.class, Table.SASL_ERRORS, "6.5."));
    }

    /** How many there are: those of RFC 6120 have one subsection each, in the order of the alphabet. */
    private static <C extends Enum<C> & ErrorCondition> int counted(Class<C> type, Table table, String section) {
        EnumSet<C> all = EnumSet.allOf(type);
        List<String> names = all.stream().map(ErrorCondition::elementName).toList();
        assertEquals(names.stream().sorted().toList(), names);
        assertEquals(table.rows().stream().map(row -> row.get("condition")).toList(), names);
        List<String> sections =
                all.stream().flatMap(c -> c.section6120().stream()).toList();
        assertEquals(
                IntStream.rangeClosed(1, sections.size())
                        .mapToObj(i -> section + i)
                        .toList(),
                sections);
        return all.size();
    }
}
