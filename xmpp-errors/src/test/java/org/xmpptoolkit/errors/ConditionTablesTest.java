package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** The enums against the registers of conditions. */
class ConditionTablesTest {
    private static List<Map<String, String>> rows(String file) {
        try (InputStream in = Objects.requireNonNull(ConditionTablesTest.class.getResourceAsStream("/" + file), file)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Map<String, String>> rows = new ArrayList<>();
            String[] names = lines.get(0).split("\t", -1);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String cell(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }

    private static Optional<String> section(Map<String, String> row, String rfc, String column) {
        return cell(row, rfc).equals("yes") ? Optional.of(cell(row, column)) : Optional.empty();
    }

    @Test
    void holdsEveryStreamErrorOfTheRegister() {
        List<Map<String, String>> rows = rows("stream-errors.tsv");
        assertEquals(27, rows.size());
        assertEquals(27, StreamErrorCondition.values().length);
        for (Map<String, String> row : rows) {
            String name = cell(row, "condition");
            StreamErrorCondition condition =
                    StreamErrorCondition.ofElementName(name).orElseThrow();
            assertEquals(name, condition.elementName());
            assertEquals(cell(row, "rfc3920").equals("yes"), condition.inRfc3920(), name);
            assertEquals(cell(row, "rfc6120").equals("yes"), condition.inRfc6120(), name);
            assertEquals(section(row, "rfc3920", "section3920"), condition.section3920(), name);
            assertEquals(section(row, "rfc6120", "section6120"), condition.section6120(), name);
            assertEquals(!cell(row, "char_data").equals("none"), condition.hasText(), name);
            assertEquals(condition.canonical() == condition, condition.inRfc6120(), name);
            assertFalse(condition.meaning().isEmpty());

            XmlElement written = XmlElement.builder(Namespaces.STREAM, "error")
                    .child(XmlElement.of(Namespaces.STREAM_ERRORS, name))
                    .build();
            assertEquals(condition, StreamError.fromElement(written).condition());
            assertEquals(written, StreamError.of(condition).toElement());
            assertEquals(StreamError.of(condition), StreamError.fromElement(written));
        }
    }

    @Test
    void holdsEveryStanzaErrorOfTheRegister() {
        List<Map<String, String>> rows = rows("stanza-errors.tsv");
        assertEquals(23, rows.size());
        assertEquals(23, StanzaErrorCondition.values().length);
        for (Map<String, String> row : rows) {
            String name = cell(row, "condition");
            StanzaErrorCondition condition =
                    StanzaErrorCondition.ofElementName(name).orElseThrow();
            assertEquals(name, condition.elementName());
            assertEquals(cell(row, "rfc3920").equals("yes"), condition.inRfc3920(), name);
            assertEquals(cell(row, "rfc6120").equals("yes"), condition.inRfc6120(), name);
            assertEquals(section(row, "rfc3920", "section3920"), condition.section3920(), name);
            assertEquals(section(row, "rfc6120", "section6120"), condition.section6120(), name);
            assertEquals(!cell(row, "char_data").equals("none"), condition.hasText(), name);
            String type =
                    cell(row, condition.inRfc6120() ? "type6120" : "type3920").split(" ", 2)[0];
            assertEquals(
                    type.equals("any") ? "cancel" : type,
                    condition.defaultType().toString(),
                    name);
            String code = cell(row, "code_xep0086");
            assertEquals(
                    code.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code)),
                    condition.legacyCode(),
                    name);
            assertEquals(condition.canonical() == condition, condition.inRfc6120(), name);
            assertFalse(condition.meaning().isEmpty());

            XmlElement written = XmlElement.builder(Namespaces.CLIENT, "error")
                    .attribute("type", condition.defaultType().toString())
                    .child(XmlElement.of(Namespaces.STANZA_ERRORS, name))
                    .build();
            assertEquals(condition, StanzaError.fromElement(written).condition());
            assertEquals(written, StanzaError.of(condition).toElement(Namespaces.CLIENT));
            assertEquals(StanzaError.of(condition), StanzaError.fromElement(written));
        }
    }

    @Test
    void holdsEveryLegacyCodeOfTheRegister() {
        List<Map<String, String>> rows = rows("stanza-legacy-codes.tsv");
        assertEquals(17, rows.size());
        for (Map<String, String> row : rows) {
            int code = Integer.parseInt(cell(row, "code"));
            String name = cell(row, "condition").split(" ", 2)[0];
            assertEquals(
                    Optional.of(name), StanzaErrorCondition.ofLegacyCode(code).map(StanzaErrorCondition::elementName));
            XmlElement bare = XmlElement.builder(Namespaces.CLIENT, "error")
                    .attribute("code", Integer.toString(code))
                    .build();
            StanzaError error = StanzaError.fromElement(bare);
            assertEquals(name, error.condition().elementName());
            assertEquals(OptionalInt.of(code), error.code());
            assertEquals(bare, error.toElement(Namespaces.CLIENT));
        }
        assertEquals(Optional.empty(), StanzaErrorCondition.ofLegacyCode(200));
    }

    @Test
    void holdsEverySaslFailureOfTheRegister() {
        List<Map<String, String>> rows = rows("sasl-errors.tsv");
        assertEquals(11, rows.size());
        assertEquals(11, SaslFailureCondition.values().length);
        for (Map<String, String> row : rows) {
            String name = cell(row, "condition");
            SaslFailureCondition condition =
                    SaslFailureCondition.ofElementName(name).orElseThrow();
            assertEquals(name, condition.elementName());
            assertEquals(section(row, "rfc3920", "section3920"), condition.section3920(), name);
            assertEquals(section(row, "rfc6120", "section6120"), condition.section6120(), name);
            assertEquals(cell(row, "rfc3920").equals("yes"), condition.inRfc3920(), name);
            assertEquals(cell(row, "rfc6120").equals("yes"), condition.inRfc6120(), name);
            assertFalse(condition.meaning().isEmpty());

            XmlElement written = XmlElement.builder(Namespaces.SASL, "failure")
                    .child(XmlElement.of(Namespaces.SASL, name))
                    .build();
            assertEquals(condition, SaslFailure.fromElement(written).condition());
            assertEquals(written, SaslFailure.of(condition).toElement());
            assertEquals(SaslFailure.of(condition), SaslFailure.fromElement(written));
        }
    }
}
