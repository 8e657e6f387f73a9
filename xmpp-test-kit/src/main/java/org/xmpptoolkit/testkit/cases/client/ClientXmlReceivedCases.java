package org.xmpptoolkit.testkit.cases.client;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a client makes of XML that XMPP does not allow, in all places (RFC 6120 sections 4.8.5 and 11). */
final class ClientXmlReceivedCases {
    private static final int NAME = 8;

    private ClientXmlReceivedCases() {}

    /** Where something stands that is not allowed. */
    private enum Place {
        BETWEEN_STANZAS("", ""),
        IN_A_MESSAGE("<message from='juliet@localhost' type='chat'>", "<body>hi</body></message>"),
        IN_A_TEXT("<message from='juliet@localhost' type='chat'><body>hi ", " there</body></message>"),
        IN_A_REQUEST("<iq type='get' id='ask' from='localhost'><query xmlns='urn:example:unknown'>", "</query></iq>");

        private final String before;
        private final String after;

        Place(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /** Something that is not allowed, at its place. */
    private record Placed(Place place, String text) {}

    /** How a case judges how the stream ended. */
    @FunctionalInterface
    private interface Judge {
        Judgement of(Ending ending);
    }

    static List<CheckCase<ClientStage>> all() {
        Judge restricted =
                ending -> ending.recommends(StreamErrorCondition.RESTRICTED_XML, StreamErrorCondition.BAD_FORMAT);
        Judge notWellFormed =
                ending -> ending.demands(StreamErrorCondition.NOT_WELL_FORMED, StreamErrorCondition.BAD_FORMAT);
        return List.of(
                ends(
                        "R-307",
                        "a comment ends the stream",
                        anywhere(words().map(word -> "<!--" + word + "-->")),
                        restricted),
                ends(
                        "R-308",
                        "a processing instruction ends the stream",
                        anywhere(words().map(word -> "<?" + word + " yes?>")),
                        restricted),
                ends(
                        "R-310",
                        "a reference to an entity of nobody's ends the stream",
                        inText(words().map(word -> "&x" + word + ";")),
                        restricted),
                ends("R-313", "XML that is not well-formed ends the stream", illFormed(), notWellFormed),
                ends(
                        "R-315",
                        "XML with a prefix that is not bound ends the stream",
                        unbound(),
                        ending -> ending.closed()
                                        || ending.elements().stream().noneMatch(element -> element.element(
                                                        "urn:ietf:params:xml:ns:xmpp-stanzas", "not-acceptable")
                                                .isPresent())
                                ? notWellFormed.of(ending)
                                : Judgement.passed("not-acceptable")),
                reported(
                        "R-099",
                        "what is wrong with a stream is reported",
                        () -> Tamper.silent(frame -> frame.startsWith("<stream:error")),
                        ending -> Judgement.of(
                                ending.error().isPresent(),
                                "an error: " + ending.error().isPresent())),
                reported(
                        "R-100",
                        "behind a stream error the stream is closed",
                        () -> Tamper.silent(frame -> frame.startsWith("</")),
                        ending -> ending.error().isEmpty()
                                ? Judgement.skipped("no stream error came")
                                : Judgement.of(ending.closingTag(), "a closing tag: " + ending.closingTag())),
                reported(
                        "R-105",
                        "a stream error has a condition that is defined",
                        () -> Tamper.replacing("<not-well-formed", "<badly-formed"),
                        ClientXmlReceivedCases::defined),
                doctype(),
                ends(
                        "R-324",
                        "octets that are no UTF-8 end the stream",
                        anyText().map(text -> new Placed(Place.IN_A_TEXT, text)),
                        ending -> ending.recommends(
                                StreamErrorCondition.UNSUPPORTED_ENCODING, StreamErrorCondition.BAD_FORMAT)),
                byteOrderMark(),
                standalone(),
                prefixed());
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'w').ofMinLength(1).ofMaxLength(NAME);
    }

    private static Arbitrary<Placed> anywhere(Arbitrary<String> texts) {
        return Combinators.combine(Arbitraries.of(Place.class), texts).as(Placed::new);
    }

    private static Arbitrary<Placed> inText(Arbitrary<String> texts) {
        return texts.map(text -> new Placed(Place.IN_A_TEXT, text));
    }

    private static Arbitrary<Placed> illFormed() {
        return anywhere(Arbitraries.of("<a></b>", "<a b=c/>", "<a b='1' b='2'/>", "<a <b/>/>", "<1/>"))
                .filter(placed -> placed.place() != Place.IN_A_TEXT);
    }

    private static Arbitrary<Placed> unbound() {
        return Combinators.combine(Arbitraries.of(Place.IN_A_MESSAGE, Place.IN_A_REQUEST), words())
                .as((place, prefix) -> new Placed(place, "<" + prefix + ":x/>"));
    }

    /** Octets that are no UTF-8, each as a char. */
    private static Arbitrary<String> anyText() {
        return Arbitraries.of("\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00F5\u0080\u0080\u0080", "\u00FF", "\u00E9 ");
    }

    private static CheckCase<ClientStage> ends(String id, String title, Arbitrary<Placed> inputs, Judge judge) {
        return CheckCase.<ClientStage>of(id, title).mutant(Tamper::neverEnding).forAll(inputs, (stage, placed) -> {
            ReceivingEntity us = stage.session();
            return judge.of(send(us, placed, id.equals("R-324")));
        });
    }

    private static Ending send(ReceivingEntity us, Placed placed, boolean octets) throws Halt {
        if (octets) {
            us.send(placed.place().before);
            us.sendOffending(placed.text().getBytes(StandardCharsets.ISO_8859_1));
            us.send(placed.place().after);
        } else {
            us.send(placed.place().before, placed.text(), placed.place().after);
        }
        return us.awaitEnd();
    }

    private static CheckCase<ClientStage> reported(String id, String title, Supplier<Tamper> mutant, Judge judge) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.session();
            us.send("", "<message></presence>", "");
            return judge.of(us.awaitEnd());
        });
    }

    private static Judgement defined(Ending ending) {
        if (ending.error().isEmpty()) {
            return Judgement.skipped("no stream error came");
        }
        boolean defined = ending.element("http://etherx.jabber.org/streams", "error").stream()
                .flatMap(error -> error.elements().stream())
                .anyMatch(child -> child.namespace().equals("urn:ietf:params:xml:ns:xmpp-streams")
                        && StreamErrorCondition.ofElementName(child.localName()).isPresent());
        return Judgement.of(defined, defined ? "it has one" : "it has none");
    }

    /** Each with a subset, internal or external: section 11.1 names these, and a declaration may do without both. */
    private static CheckCase<ClientStage> doctype() {
        return CheckCase.<ClientStage>of("R-309", "a document type declaration with a subset ends the stream")
                .mutant(() -> Tamper.hearing(
                                frame -> frame.startsWith("<!DOCTYPE") ? frame.replaceFirst("^[^>]*>", "") : frame)
                        .and(Tamper.neverEnding()))
                .forAll(
                        Arbitraries.of("<!DOCTYPE stream []>", "<!DOCTYPE stream:stream SYSTEM 'urn:example:dtd'>"),
                        (stage, declaration) -> {
                            ReceivingEntity us = stage.accept();
                            us.header();
                            String response = us.response();
                            int from = response.indexOf("?>") + 2;
                            us.send(response.substring(0, from), declaration, response.substring(from));
                            us.send(ReceivingEntity.features(ReceivingEntity.startTlsFeature()));
                            return us.awaitEnd()
                                    .recommends(StreamErrorCondition.RESTRICTED_XML, StreamErrorCondition.BAD_FORMAT);
                        });
    }

    private static CheckCase<ClientStage> byteOrderMark() {
        return CheckCase.<ClientStage>of("R-327", "U+FEFF within text is a character like others")
                .mutant(() -> Tamper.endingOn(frame -> frame.contains("\u00EF\u00BB\u00BF")))
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send("<message from='juliet@localhost' type='chat'><body>\uFEFFhi\uFEFF</body></message>");
                    boolean alive = us.alive();
                    return Judgement.of(alive, alive ? "it goes on" : "it does not go on");
                });
    }

    private static CheckCase<ClientStage> standalone() {
        return CheckCase.<ClientStage>of("R-322", "a declaration that says standalone is ignored, or ends the stream")
                .mutant(() -> Tamper.deaf(frame -> frame.contains("standalone"))
                        .and(Tamper.neverEnding())
                        .and(Tamper.silent(frame -> frame.startsWith("<starttls"))))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.header();
                    us.send(us.response().replaceFirst("version='1.0'\\?>", "version='1.0' standalone='no'?>"));
                    us.send(ReceivingEntity.features(ReceivingEntity.startTlsFeature()));
                    Ending ending = us.awaitEnd();
                    boolean either = ending.closed()
                            || ending.element("urn:ietf:params:xml:ns:xmpp-tls", "starttls")
                                    .isPresent();
                    return Judgement.of(either, either ? "it goes on, or closes" : "nothing came of it");
                });
    }

    private static CheckCase<ClientStage> prefixed() {
        return CheckCase.<ClientStage>of("R-093", "a stanza whose name has a prefix is not accepted")
                .mutant(() ->
                        Tamper.hearing(frame -> frame.replaceFirst("^<[a-z]+:iq xmlns:[a-z]+='jabber:client'", "<iq")
                                .replaceFirst("</[a-z]+:iq>$", "</iq>")))
                .forAll(words(), (stage, prefix) -> {
                    ReceivingEntity us = stage.session();
                    us.needAnswers();
                    us.send(
                            "",
                            "<" + prefix + ":iq xmlns:" + prefix + "='jabber:client' type='get' id='ask'"
                                    + " from='localhost'><ping xmlns='urn:xmpp:ping'/></" + prefix + ":iq>",
                            "");
                    us.alive();
                    boolean answered = Watched.answers(us).stream()
                            .anyMatch(answer ->
                                    answer.attribute("id").filter("ask"::equals).isPresent());
                    return Judgement.of(!answered, answered ? "it was answered" : "it was not answered");
                });
    }
}
