package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;

/** Judges what becomes of stanzas between two clients of the target, and to the target itself (RFC 6120 sections 8 and 10). */
final class StanzaRulesCheck {
    private static final String PAYLOAD = "urn:xmpptoolkit:check";
    private static final int MESSAGES = 10;
    private static final List<String> OF_A_MESSAGE = List.of("R-228", "R-232", "R-235", "R-245", "R-286", "R-087");

    /** The rules that are judged here. */
    static final List<String> RULES = Stream.concat(
                    OF_A_MESSAGE.stream(),
                    Stream.of("R-299", "R-288", "R-249", "R-250", "R-292", "R-285", "R-297", "R-293"))
            .toList();

    private final Report report;
    private final Jid domain;
    private final StanzaClient first;
    private final StanzaClient second;
    private int ids;

    StanzaRulesCheck(Report report, Jid domain, StanzaClient first, StanzaClient second) {
        this.report = report;
        this.domain = domain;
        this.first = first;
        this.second = second;
    }

    void judge() {
        message();
        order();
        query();
        serverQueries();
    }

    private void message() {
        XmlElement unknown = XmlElement.builder(PAYLOAD, "x")
                .attribute("a", "1 < 2")
                .text("\u00e9\u20ac\ud83d\ude00 & ]]>")
                .build();
        String id = nextId();
        XmlElement sent = XmlElement.builder(Namespaces.CLIENT, "message")
                .attribute("to", second.address().toString())
                .attribute("type", "chat")
                .attribute("id", id)
                .language(Language.of("de-CH"))
                .child(XmlElement.builder(Namespaces.CLIENT, "body")
                        .text("Gr\u00fcezi")
                        .build())
                .child(unknown)
                .build();
        first.send(sent);
        Optional<XmlElement> came = second.await(hasId("message", id));
        report.judge(
                "R-299", came.isPresent(), "a message to a full address " + (came.isPresent() ? "came" : "got lost"));
        if (came.isEmpty()) {
            report.skipRest(OF_A_MESSAGE, "the message got lost");
            return;
        }
        XmlElement got = came.get();
        report.judge("R-228", got.attribute("to").equals(sent.attribute("to")), "to as it was sent");
        Optional<String> from = got.attribute("from");
        report.judge(
                "R-232", from.equals(Optional.of(first.address().toString())), "from is " + from.orElse("missing"));
        report.judge("R-235", from.isPresent(), "from is there on delivery");
        report.judge(
                "R-245",
                got.xmlLang().equals(sent.xmlLang()),
                "xml:lang is " + got.xmlLang().orElse("missing"));
        report.judge("R-286", got.element(PAYLOAD, "x").equals(Optional.of(unknown)), "an unknown payload unchanged");
        report.judge("R-087", got.namespace().equals(Namespaces.CLIENT), "a stanza in " + got.namespace());
    }

    private void order() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String id = nextId();
            sent.add(id);
            Jid to = i % 2 == 0 ? second.address() : second.address().bare();
            first.send(XmlElement.builder(Namespaces.CLIENT, "message")
                    .attribute("to", to.toString())
                    .attribute("type", "chat")
                    .attribute("id", id)
                    .child(XmlElement.builder(Namespaces.CLIENT, "body")
                            .text(id)
                            .build())
                    .build());
        }
        second.await(hasId("message", sent.get(MESSAGES - 1)));
        List<String> came = second.received().stream()
                .flatMap(received -> received.attribute("id").stream())
                .filter(sent::contains)
                .toList();
        report.judge(
                "R-288",
                came.equals(sent),
                came.size() + " of " + MESSAGES + " messages, "
                        + (came.equals(sent) ? "in order" : "lost or out of order"));
    }

    private void query() {
        String id = nextId();
        first.send(iq("get", id)
                .attribute("to", second.address().toString())
                .child(XmlElement.of(PAYLOAD, "question"))
                .build());
        Optional<XmlElement> asked = second.await(hasId("iq", id));
        if (asked.isEmpty()) {
            report.failed("R-249", "an iq to a full address got lost");
            report.skipped("R-250", "the iq got lost");
            return;
        }
        asked.get()
                .attribute("from")
                .ifPresent(from -> second.send(iq("result", id)
                        .attribute("to", from)
                        .child(XmlElement.of(PAYLOAD, "answer"))
                        .build()));
        Optional<XmlElement> answer = first.await(hasId("iq", id));
        boolean right = answer.isPresent()
                && answer.get()
                        .attribute("from")
                        .equals(Optional.of(second.address().toString()))
                && answer.get().element(PAYLOAD, "answer").isPresent();
        report.judge(
                "R-250", right, right ? "an iq went there and back with its id" : "no answer from the other client");
    }

    private void serverQueries() {
        Optional<XmlElement> ping = ask(iq("get", nextId())
                .attribute("to", domain.toString())
                .child(XmlElement.of("urn:xmpp:ping", "ping"))
                .build());
        report.judge(
                "R-249",
                ping.filter(StanzaRulesCheck::isAnswer).isPresent(),
                "a ping to the server is " + ping.map(StanzaRulesCheck::outcome).orElse("not answered"));
        expectError(
                "R-292",
                iq("get", nextId()).child(XmlElement.of(PAYLOAD, "unknown")).build());
        expectError(
                "R-285",
                iq("set", nextId())
                        .attribute("to", domain.toString())
                        .child(XmlElement.of(PAYLOAD, "unknown"))
                        .build());
        expectError(
                "R-297",
                iq("get", nextId())
                        .attribute(
                                "to",
                                domain.withLocalpart("nobody-of-this-name").toString())
                        .child(XmlElement.of(PAYLOAD, "unknown"))
                        .build());
        String unsolicited = nextId();
        first.send(iq("result", unsolicited).attribute("to", domain.toString()).build());
        ask(iq("get", nextId()).child(XmlElement.of(PAYLOAD, "unknown")).build());
        boolean silent = first.received().stream().noneMatch(hasId("iq", unsolicited));
        report.judge(
                "R-293", silent, silent ? "an unsolicited result is ignored" : "an unsolicited result is answered");
    }

    private void expectError(String rule, XmlElement iq) {
        Optional<XmlElement> answer = ask(iq);
        Optional<StanzaErrorCondition> condition = answer.flatMap(a -> a.element(Namespaces.CLIENT, "error"))
                .map(StanzaError::fromElement)
                .map(StanzaError::condition);
        report.judge(
                rule,
                condition.equals(Optional.of(StanzaErrorCondition.SERVICE_UNAVAILABLE)),
                condition
                        .map(StanzaErrorCondition::elementName)
                        .orElse(answer.map(StanzaRulesCheck::outcome).orElse("no answer")));
    }

    private static boolean isAnswer(XmlElement iq) {
        return Set.of("result", "error").contains(outcome(iq));
    }

    private static String outcome(XmlElement answer) {
        return answer.attribute("type").orElse("without type");
    }

    private Optional<XmlElement> ask(XmlElement iq) {
        first.send(iq);
        return first.await(hasId("iq", iq.attribute("id").orElseThrow()));
    }

    private static XmlElement.Builder iq(String type, String id) {
        return XmlElement.builder(Namespaces.CLIENT, "iq")
                .attribute("type", type)
                .attribute("id", id);
    }

    private String nextId() {
        return "check-" + ++ids;
    }

    private static Predicate<XmlElement> hasId(String localName, String id) {
        return stanza ->
                stanza.localName().equals(localName) && stanza.attribute("id").equals(Optional.of(id));
    }
}
