package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.docs.DocComments;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.register.Demands;
import org.xmpptoolkit.testkit.register.KnownError;

class ExplainCommandTest {
    private static final StreamRules RULES = StreamRules.load();
    private static final List<KnownError> ERRORS = KnownError.all();

    private static Run explain(String line) {
        return Run.of("", ("explain " + line).split(" "));
    }

    private static String out(String line) {
        Run run = explain(line);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        return run.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-024", "r-24", "R24", "R-024.to-another"})
    void explainsARule(String id) {
        assertEquals("""
                R-024  RFC 6120 section 4.3.5  MUST  receiving
                  A stanza to others before completion is not accepted and the stream is closed.
                  demands: stream not-authorized
                    not-authorized, stream error, RFC 6120 section 4.9.3.12: Something was sent that needs authentication first, or that negotiation does not allow.
                  in the register under: Stream fundamentals and negotiation (4.1 - 4.3)
                  https://www.rfc-editor.org/rfc/rfc6120#section-4.3.5
                """, out(id));
    }

    @Test
    void explainsTheWordsOfTheRegister() {
        assertTrue(
                out("R-009").contains("\n  (definition): the text states this without a word that demands it;"),
                out("R-009"));
        assertTrue(out("R-455").contains("\n  (choice): the text is silent;"), out("R-455"));
        assertTrue(out("R-091").contains("\n  (SHOULD) behind a condition: another one gives a warning"), out("R-091"));
        assertTrue(out("R-414").contains("\n  (implied): "), out("R-414"));
        assertTrue(
                out("R-414").contains("server-does-support-channel-binding, SCRAM server error, RFC 5802 section 7: "));
    }

    @Test
    void explainsAnErrorOfEveryKindThatHasIt() {
        String out = out("not-authorized");
        List<String> titles =
                out.lines().filter(line -> line.startsWith("not-authorized: ")).toList();
        assertEquals(
                List.of(
                        "not-authorized: stream error, RFC 6120 section 4.9.3.12",
                        "not-authorized: stanza error, RFC 6120 section 8.3.3.11",
                        "not-authorized: SASL failure, RFC 6120 section 6.5.10"),
                titles);
        assertTrue(
                out.contains("Sent as type auth unless something speaks for another; code 401 before XMPP (XEP-0086)."),
                out);
        assertTrue(out.contains("Sent by the receiving entity in reply to response, auth."), out);
        String stream = out.substring(0, out.indexOf("stanza error"));
        assertTrue(
                stream.contains("  demanded by\n") && stream.contains("    R-024  RFC 6120 section 4.3.5  MUST"),
                stream);
    }

    @ParameterizedTest
    @CsvSource({
        "e=invalid-proof, 'invalid-proof: SCRAM server error, RFC 5802 section 7'",
        "NOT_WELL_FORMED, 'not-well-formed: stream error, RFC 6120 section 4.9.3.13'",
        "payment-required, 'payment-required: stanza error, RFC 3920 section 9.3.3'",
        "handled-count-too-high, 'handled-count-too-high: condition of an application, XEP-0198 section 6'",
        "407, 'registration-required: stanza error, RFC 6120 section 8.3.3.15'",
        "407, 'subscription-required: stanza error, RFC 6120 section 8.3.3.20'"
    })
    void findsErrorsByTheirNamesAndCodes(String term, String title) {
        assertTrue(out(term).contains(title + "\n"), out(term));
    }

    @Test
    void tellsWhatBecameOfWhatWasDropped() {
        assertTrue(out("xml-not-well-formed").contains("Dropped by RFC 6120: read it, and send not-well-formed."));
        assertTrue(out("policy-violation").contains("The type is modify or wait."));
    }

    @Test
    void listsASectionAndThoseBeneath() {
        String out = out("--section 4.9 --document 6120");
        Set<String> expected = new TreeSet<>();
        for (StreamRule rule : RULES.all()) {
            if (rule.document().equals("6120") && rule.section().matches("(.* / )?4\\.9(\\..*)?")) {
                expected.add(rule.id());
            }
        }
        assertTrue(expected.size() > 10, expected::toString);
        assertEquals(
                expected,
                new TreeSet<>(Pattern.compile("^  (R-[0-9]+)  ", Pattern.MULTILINE)
                        .matcher(out)
                        .results()
                        .map(found -> found.group(1))
                        .toList()));
        assertTrue(out.startsWith("RFC 6120\n  R-"), out);
        assertTrue(out.contains("\nerrors\n  bad-format: stream error, RFC 6120 section 4.9.3.1: "), out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--document xep-0198 --section 5.", "--document XEP-0198 --section \u00A75"})
    void readsSectionAndDocumentAsPeopleWriteThem(String line) {
        assertEquals(out("--document XEP-0198 --section 5"), out(line));
        assertTrue(out(line).startsWith("XEP-0198\n  R-"), out(line));
        assertEquals(out("--document 7622"), out("--document rfc7622"));
    }

    @Test
    void listsASectionOfEveryDocumentUnlessToldOne() {
        List<String> documents = out("--section 5")
                .lines()
                .filter(line -> !line.startsWith(" ") && !line.isEmpty())
                .toList();
        assertTrue(documents.containsAll(List.of("RFC 6120", "RFC 5802", "XEP-0198")), documents::toString);
    }

    @Test
    void explainsSeveralAndSaysWhatIsMissing() {
        Run run = explain("R-024 not-autorized R-519 stream-managment");
        assertEquals(1, run.code());
        assertTrue(run.out().startsWith("R-024  "), run.out());
        assertEquals(
                List.of(
                        "xmpp explain: 'not-autorized' is neither a rule nor an error nor an element; is it not-authorized?",
                        "xmpp explain: R-519 is not in the register, which ends at R-518",
                        "xmpp explain: 'stream-managment' is neither a rule nor an error nor an element"),
                run.err().lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "backoff, rules that speak of it: R-007",
        "encoding, is it invalid-encoding or incorrect-encoding or unsupported-encoding?",
        "777, the rule of that number is R-777",
        "'--section 4.9.99', try --section 4.9",
        "'--section 99', nothing in section 99",
        "'--document 1234', 'it has 3920, 5802, 6120,'",
        "'\u001B[31m', '\\x1B[31m'"
    })
    void helpsWhereNothingIsFound(String line, String help) {
        Run run = explain(line);
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains(help), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void asksForSomething() {
        Run run = Run.of("", "explain");
        assertEquals(2, run.code());
        assertTrue(
                run.err().startsWith("xmpp explain: give a rule, an error, an element, --section or --document\n"),
                run.err());
    }

    @Test
    void wrapsOnATerminal() {
        Explanations explanations = new Explanations(new Terminal(true, 60, true));
        explanations.term("R-024");
        explanations.term("conflict");
        List<String> lines = explanations.text().lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 60), explanations.text());
        assertTrue(explanations.text().contains("\n    the stream is closed.\n"), explanations.text());
    }

    /** What the register says in words is understood: no condition is missed, but for these cells, which name none. */
    @Test
    void understandsWhatEachRuleDemands() {
        Pattern none = Pattern.compile("-|session ends .*|TCP close.*|WebSocket close|xmpp-tls failure|stream error.*");
        Set<String> plain = Set.of("xmpp-tls", "send-count");
        for (StreamRule rule : RULES.all()) {
            List<KnownError> demanded = Demands.of(rule, ERRORS);
            assertEquals(none.matcher(rule.demands()).matches(), demanded.isEmpty(), rule.toString());
            for (String word : rule.demands().split("[ ,;()/=]+")) {
                if (word.matches("[a-z]+(-[a-z]+)+") && !plain.contains(word)) {
                    assertTrue(demanded.stream().anyMatch(error -> error.name().equals(word)), rule.toString());
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "R-313, stream error not-well-formed",
        "R-474, stanza error item-not-found",
        "R-453, stanza error feature-not-implemented",
        "R-415, 'SCRAM server error unsupported-channel-binding-type, SCRAM server error channel-binding-not-supported'",
        "R-461, 'stream error undefined-condition, condition of an application handled-count-too-high'",
        "R-022, stream error reset",
        "R-322, stream error restricted-xml"
    })
    void knowsTheKindOfWhatARuleDemands(String id, String expected) {
        assertEquals(expected, KnownError.names(Demands.of(RULES.find(id).orElseThrow(), ERRORS)));
    }

    @Test
    void addsOnlyToErrorsThatThereAre() {
        // A note whose error is misspelt would never be shown.
        long noted = ERRORS.stream()
                .filter(error -> error.notes().stream().anyMatch(note -> note.startsWith("The type is")))
                .count();
        assertTrue(noted >= 5, () -> noted + " noted");
        assertFalse(ERRORS.stream().anyMatch(error -> error.meaning().isEmpty()));
        assertEquals(
                ERRORS.size(),
                ERRORS.stream()
                        .map(error -> error.kind() + error.name())
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "failed with policy-violation, stanza error policy-violation",
        "dialback error policy-violation, stanza error policy-violation",
        "close with policy-violation, stream error policy-violation",
        "stanza conflict / stream conflict, 'stanza error conflict, stream error conflict'"
    })
    void readsTheKindBeforeACondition(String demands, String expected) {
        StreamRule rule = new StreamRule("R-001", "6120", "1", "MUST", "both", "text", demands, "group");
        assertEquals(expected, KnownError.names(Demands.of(rule, ERRORS)));
    }

    @Test
    void namesARuleOnceThoughItStandsInTheSectionOfWhatItDemands() {
        String out = out("unsupported-encoding");
        List<String> ids = Pattern.compile("R-[0-9]{3}  ")
                .matcher(out)
                .results()
                .map(found -> found.group())
                .toList();
        assertFalse(ids.isEmpty());
        assertEquals(ids.size(), new TreeSet<>(ids).size(), out);
    }

    @Test
    void tellsOfAnErrorWhatIsSaidOfItAlone() {
        assertFalse(out("bad-request").contains("The type is"), out("bad-request"));
    }

    @Test
    void explainsAnElement() {
        String out = out("presence");
        for (String line : List.of(
                "presence: element, jabber:client",
                "  Java: org.xmpptoolkit.stanza.Presence",
                "  There is one in jabber:server and in jabber:component:accept too.",
                "  stands in",
                "    stream:stream, http://etherx.jabber.org/streams",
                "  attributes",
                "  children",
                "  of other namespaces, made for it",
                "    http://jabber.org/protocol/caps: c",
                "  example",
                "    <presence xmlns='jabber:client'")) {
            assertTrue(out.lines().toList().contains(line), () -> line + " in " + out);
        }
        assertTrue(out.contains("\n  RFC 6121 section 4.7: https://www.rfc-editor.org/rfc/rfc6121#section-4.7\n"), out);
        assertTrue(out.contains("\n    type, optional, one of the values: "), out);
        assertTrue(out.contains("\n      subscribe: "), out);
        assertTrue(out.contains("\n    show, at most once, one of the values: "), out);
        assertTrue(out.contains("\n      dnd: "), out);
        assertEquals(
                1, out.lines().filter(line -> line.startsWith("presence: ")).count(), out);
        assertFalse(out.contains("\n\n"), out);
    }

    /** One text for Javadoc, site and command. */
    @Test
    void saysOfAnElementWhatItsDocCommentSays() {
        String said = DocComments.of(Presence.class).type().orElseThrow().text();
        String first = said.lines().takeWhile(line -> !line.isBlank()).collect(Collectors.joining(" "));
        assertTrue(out("presence").contains("\n  " + first + "\n"), () -> first + " in " + out("presence"));
    }

    @ParameterizedTest
    @CsvSource({
        "roster, 'query: element, jabber:iq:roster'",
        "org.xmpptoolkit.stanza.roster.Roster, 'query: element, jabber:iq:roster'",
        "Presence, 'presence: element, jabber:client'",
        "{jabber:client}show, 'show: element, jabber:client'",
        "{jabber:server}presence, 'presence: element, jabber:server'",
        "{jabber:iq:roster}item, 'item: part of query, jabber:iq:roster'",
        "handshake, 'handshake: element, jabber:component:accept'",
        "stream:error, 'stream:error: element, http://etherx.jabber.org/streams'",
        "{http://etherx.jabber.org/streams}error, 'stream:error: element, http://etherx.jabber.org/streams'",
        "{urn:ietf:params:xml:ns:xmpp-stanzas}conflict, "
                + "'conflict: element, urn:ietf:params:xml:ns:xmpp-stanzas; stanza error'"
    })
    void findsElementsByTheirNamesAndClasses(String term, String title) {
        assertEquals(title, out(term).lines().findFirst().orElseThrow());
        assertEquals(1, titles(out(term)).size(), out(term));
    }

    private static List<String> titles(String out) {
        return out.lines()
                .filter(line -> !line.startsWith(" ") && !line.isEmpty())
                .toList();
    }

    @Test
    void tellsOfEachElementOfAName() {
        assertEquals(
                List.of(
                        "query: element, http://jabber.org/protocol/disco#info",
                        "query: element, http://jabber.org/protocol/disco#items",
                        "query: element, jabber:iq:oob",
                        "query: element, jabber:iq:roster",
                        "query: element, jabber:iq:version"),
                titles(out("query")).stream().sorted().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-024", "r-24", "conflict", "gone", "404", "777", "R-999", "--section 4.9"})
    void loadsNoModelsForRulesAndErrors(String line) {
        Explanations explanations = new Explanations(new Terminal(false, 120, true), () -> {
            throw new AssertionError("models were loaded for " + line);
        });
        if (line.startsWith("--section ")) {
            explanations.section(line.substring("--section ".length()), null);
        } else {
            explanations.term(line);
        }
        assertEquals(
                1,
                Math.min(1, explanations.text().length())
                        + explanations.complaints().size());
        assertFalse(explanations.text().contains(": element, "), explanations.text());
    }

    @ParameterizedTest
    @CsvSource({
        "presense, is it presence?",
        "rostr, is it Roster?",
        "stream:eror, is it stream:error or StreamError?",
        "{jabber:client}shw, is it {jabber:client}show?",
        "{jabber:clint}show, is it {jabber:client}show or {jabber:component:accept}show or {jabber:server}show?",
        "{jabber:client, the models have no element {jabber:client",
        "{, the models have no element {"
    })
    void suggestsElements(String term, String help) {
        Run run = explain(term);
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains(help), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void wrapsElementsOnATerminal() {
        Explanations explanations = new Explanations(new Terminal(true, 120, true));
        explanations.term("presence");
        explanations.term("stream:error");
        assertEquals(List.of(), explanations.complaints());
        String text = explanations.text();
        assertTrue(text.lines().allMatch(line -> line.length() <= 120), text);
        assertTrue(text.contains("\n\nstream:error: "), text);
    }
}
