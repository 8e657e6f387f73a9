package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.check.MemoryServer.Fault;

class StanzaRulesCheckTest {
    private static Map<String, Verdict> judge(Fault fault) {
        Report report = new Report(StreamRules.load(), finding -> {});
        MemoryServer server = new MemoryServer(fault);
        new StanzaRulesCheck(report, MemoryServer.DOMAIN, server.first(), server.second()).judge();
        return report.findings().stream().collect(Collectors.toMap(Finding::rule, Finding::verdict));
    }

    @Test
    void findsNothingWrongWithASoundServer() {
        assertEquals(
                StanzaRulesCheck.RULES.stream().collect(Collectors.toMap(Function.identity(), rule -> Verdict.PASSED)),
                judge((sent, due) -> due));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("broken")
    void failsTheRulesThatAreBroken(String rules, String how, Supplier<Fault> fault) {
        assertEquals(
                Set.of(rules.split(" ", -1)),
                judge(fault.get()).entrySet().stream()
                        .filter(row -> row.getValue() == Verdict.FAILED)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void skipsWhatALostMessageWouldHaveShown() {
        Map<String, Verdict> verdicts = judge((sent, due) -> is(sent, "message") ? List.of() : due);
        assertEquals(Verdict.FAILED, verdicts.get("R-299"));
        assertEquals(Verdict.SKIPPED, verdicts.get("R-232"));
        assertEquals(Set.copyOf(StanzaRulesCheck.RULES), verdicts.keySet());
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("R-299 R-288", "messages get lost", () -> (sent, due) -> is(sent, "message") ? List.of() : due),
                broken("R-288", "one of many gets lost", () -> lost("check-5")),
                broken("R-288", "out of order", () -> swapped("check-5")),
                broken(
                        "R-288",
                        "twice",
                        () -> (sent, due) -> id(sent).equals("check-5") ? List.of(due.get(0), due.get(0)) : due),
                changed(
                        "R-228",
                        "to becomes bare",
                        m -> set(m, "to", MemoryServer.ROMEO.bare().toString())),
                changed(
                        "R-232",
                        "from is bare",
                        m -> set(m, "from", MemoryServer.JULIET.bare().toString())),
                changed("R-232 R-235", "no from", m -> unset(m, "", "from")),
                changed("R-245", "another language", m -> replaced(m, "de-CH", "en")),
                changed("R-245", "no language", m -> unset(m, "http://www.w3.org/XML/1998/namespace", "lang")),
                changed("R-286", "another attribute value", m -> replaced(m, "1 &lt; 2", "1 2")),
                changed("R-286", "no payload", StanzaRulesCheckTest::withoutPayload),
                broken(
                        "R-087",
                        "the namespace of servers",
                        () -> (sent, due) -> id(sent).equals("check-1")
                                ? due.stream()
                                        .map(m -> replaced(m, "jabber:client", "jabber:server"))
                                        .toList()
                                : due),
                broken(
                        "R-249",
                        "the ping is not answered",
                        () -> (sent, due) ->
                                sent.element("urn:xmpp:ping", "ping").isPresent() ? List.of() : due),
                broken(
                        "R-249",
                        "the ping comes back",
                        () -> (sent, due) ->
                                sent.element("urn:xmpp:ping", "ping").isPresent() ? List.of(sent) : due),
                broken(
                        "R-249",
                        "an iq to a client gets lost",
                        () -> (sent, due) -> has(sent, "question") ? List.of() : due),
                broken("R-250", "the answer gets lost", () -> (sent, due) -> has(sent, "answer") ? List.of() : due),
                broken(
                        "R-250",
                        "another id",
                        () -> (sent, due) -> has(sent, "answer")
                                ? due.stream().map(iq -> set(iq, "id", "other")).toList()
                                : due),
                broken(
                        "R-250",
                        "without its payload",
                        () -> (sent, due) -> has(sent, "answer")
                                ? due.stream()
                                        .map(iq -> replaced(iq, "answer", "other"))
                                        .toList()
                                : due),
                broken(
                        "R-292",
                        "wrong condition without to",
                        () -> answering(sent ->
                                sent.attribute("to").isEmpty() && type(sent).equals("get"))),
                broken(
                        "R-285",
                        "wrong condition for a set",
                        () -> answering(sent -> type(sent).equals("set"))),
                broken(
                        "R-297",
                        "wrong condition for nobody",
                        () -> answering(sent -> sent.attribute("to").orElse("").startsWith("nobody"))),
                broken(
                        "R-297",
                        "no answer for nobody",
                        () -> (sent, due) -> sent.attribute("to").orElse("").startsWith("nobody") ? List.of() : due),
                broken(
                        "R-293",
                        "an answer to an unsolicited result",
                        () -> (sent, due) -> due.isEmpty() && type(sent).equals("result")
                                ? List.of(set(sent, "type", "error"))
                                : due));
    }

    private static Arguments broken(String rules, String how, Supplier<Fault> fault) {
        return Arguments.of(rules, how, fault);
    }

    /** The first message is changed on its way. */
    private static Arguments changed(String rules, String how, UnaryOperator<XmlElement> change) {
        return broken(
                rules,
                how,
                () -> (sent, due) ->
                        id(sent).equals("check-1") ? due.stream().map(change).toList() : due);
    }

    private static Fault lost(String id) {
        return (sent, due) -> id(sent).equals(id) ? List.of() : due;
    }

    /** One message comes behind the next. */
    private static Fault swapped(String id) {
        List<XmlElement> held = new ArrayList<>();
        return (sent, due) -> {
            if (id(sent).equals(id)) {
                held.addAll(due);
                return List.of();
            }
            List<XmlElement> all = Stream.concat(due.stream(), held.stream()).toList();
            held.clear();
            return all;
        };
    }

    private static Fault answering(Predicate<XmlElement> wrongly) {
        return (sent, due) -> wrongly.test(sent)
                ? due.stream()
                        .map(iq -> replaced(iq, "service-unavailable", "bad-request"))
                        .toList()
                : due;
    }

    private static boolean is(XmlElement stanza, String localName) {
        return stanza.localName().equals(localName);
    }

    private static boolean has(XmlElement stanza, String payload) {
        return stanza.element("urn:xmpptoolkit:check", payload).isPresent();
    }

    private static String id(XmlElement stanza) {
        return stanza.attribute("id").orElse("");
    }

    private static String type(XmlElement stanza) {
        return stanza.attribute("type").orElse("");
    }

    private static XmlElement set(XmlElement stanza, String attribute, String value) {
        return stanza.toBuilder().attribute(attribute, value).build();
    }

    private static XmlElement unset(XmlElement stanza, String namespace, String attribute) {
        return stanza.toBuilder().removeAttribute(namespace, attribute).build();
    }

    private static XmlElement withoutPayload(XmlElement stanza) {
        XmlElement.Builder copy = XmlElement.builder(stanza.namespace(), stanza.localName());
        for (String attribute : List.of("from", "to", "type", "id")) {
            stanza.attribute(attribute).ifPresent(value -> copy.attribute(attribute, value));
        }
        copy.language(Language.of("de-CH"));
        return copy.children(stanza.elements().subList(0, 1)).build();
    }

    private static XmlElement replaced(XmlElement stanza, String text, String by) {
        String xml = stanza.toString();
        if (!xml.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + xml);
        }
        return XmlElement.parse(xml.replace(text, by));
    }
}
