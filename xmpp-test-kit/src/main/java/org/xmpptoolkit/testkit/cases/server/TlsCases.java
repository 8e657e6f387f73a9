package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What becomes of a stream when TLS begins, fails or is there (RFC 6120 sections 5.3.2 and 5.4.3). */
final class TlsCases {
    private static final String UNSERVED = "injected.invalid";

    private TlsCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(restart(), injection(), failureEnds(), noClosingTag(), discardsFrom(), notAgain());
    }

    private static CheckCase<ServerStage> restart() {
        String auth = SaslSteps.auth("SCRAM-SHA-1", SaslSteps.base64("n,,n=" + SaslSteps.NOBODY + ",r=abcdefgh"));
        return CheckCase.<ServerStage>of("R-129", "the stream does not go on behind TLS without a new header")
                .mutant(() -> SaslMutants.withoutRestart(InitiatingEntity.header("localhost"), SaslMutants::begins, 1))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.startTls();
                    us.send("", auth, "");
                    us.awaitEnd();
                    boolean answered = us.raw().contains("<challenge")
                            || us.raw().contains("<success")
                            || us.raw().contains("<failure");
                    boolean opened = us.raw().contains("<stream:stream");
                    return Judgement.of(
                            !answered || opened,
                            answered && !opened ? "SASL was begun on the old stream" : "the old stream did not go on");
                });
    }

    private static CheckCase<ServerStage> injection() {
        Arbitrary<String> injected = Arbitraries.of(
                InitiatingEntity.header(UNSERVED),
                "<iq type='get' id='injected' to='" + UNSERVED + "'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<auth xmlns='" + Namespaces.SASL + "' mechanism='PLAIN'>aW5qZWN0ZWQ=</auth><!-- injected -->",
                "</stream:stream><!-- injected -->");
        return CheckCase.<ServerStage>of("R-141", "what came in clear behind starttls is not taken under TLS")
                .mutant(Injectable::new)
                .forAll(injected, (stage, text) -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.send(StartTlsCases.STARTTLS, text, "");
                    Heard answer = us.hear();
                    if (!ScramExchange.is(answer, Namespaces.TLS, "proceed")) {
                        return Judgement.passed("it was not begun: " + answer.words());
                    }
                    String raw = us.raw();
                    if (raw.substring(raw.lastIndexOf("<proceed")).indexOf('<', 1) > 0) {
                        return Judgement.failed("it was answered in clear behind proceed");
                    }
                    try {
                        us.handshake();
                    } catch (Halt e) {
                        return Judgement.passed(
                                "TLS was not begun: " + e.judgement().seen());
                    }
                    us.send(us.header());
                    Heard header = us.hear();
                    Heard features = header instanceof Heard.Header ? us.hear() : header;
                    boolean sound = ScramExchange.is(features, Namespaces.STREAM, "features")
                            || features instanceof Heard.Ended;
                    return Judgement.of(
                            sound,
                            sound
                                    ? "under TLS nothing came of it"
                                    : "under TLS it was taken for a part of the stream: " + features.words());
                });
    }

    /** Keeps what came behind starttls, and takes it once TLS is there. */
    private static final class Injectable implements Tamper {
        private String kept = "";
        private boolean begun;
        private boolean done;

        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<starttls")) {
                begun = true;
            } else if (begun && !done && frame.contains("inject")) {
                kept += frame;
                return "";
            } else if (begun && !done && frame.startsWith("<stream:stream")) {
                done = true;
                link.tell(kept.isEmpty() ? "</stream:stream>" : kept);
            }
            return frame;
        }
    }

    /** What is no beginning of TLS, of some length so that nobody waits for more. */
    private static Arbitrary<String> garbage() {
        return Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZ /.:<>='")
                .ofMinLength(40)
                .ofMaxLength(200)
                .map(text -> "GET / HTTP/1.0 " + text + "\r\n\r\n");
    }

    /** Where TLS is to begin now. */
    private static InitiatingEntity proceeded(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        StartTlsCases.offered(us);
        us.send(StartTlsCases.STARTTLS);
        us.expect(Namespaces.TLS, "proceed");
        us.restart();
        return us;
    }

    private static CheckCase<ServerStage> failureEnds() {
        return CheckCase.<ServerStage>of("R-148", "who gets another thing than TLS ends the connection")
                .mutant(() -> Tamper.answering(
                                frame -> frame.startsWith("<starttls"),
                                frame -> "<proceed xmlns='" + Namespaces.TLS + "'/>")
                        .and(Tamper.deafTo("HTTP")))
                .forAll(garbage(), (stage, garbage) -> {
                    InitiatingEntity us = proceeded(stage);
                    us.sendOffending(garbage.getBytes(StandardCharsets.US_ASCII));
                    boolean ended = us.awaitEnd().connectionEnded();
                    return Judgement.of(ended, ended ? "it was ended" : "the connection stayed open");
                });
    }

    private static CheckCase<ServerStage> noClosingTag() {
        return CheckCase.<ServerStage>of("R-149", "no closing tag where TLS failed")
                .mutant(FarewellInClear::new)
                .forAll(garbage(), (stage, garbage) -> {
                    InitiatingEntity us = proceeded(stage);
                    us.sendOffending(garbage.getBytes(StandardCharsets.US_ASCII));
                    us.awaitEnd();
                    us.blame("</stream:stream>");
                    boolean tag = us.raw().contains("</stream");
                    return Judgement.of(!tag, tag ? "a closing tag came in clear" : "none came");
                });
    }

    /** Says good-bye where TLS failed. */
    private static final class FarewellInClear implements Tamper {
        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<starttls")) {
                link.say("<proceed xmlns='" + Namespaces.TLS + "'/>");
                return "";
            }
            if (frame.contains("HTTP")) {
                link.say("</stream:stream>");
                link.end();
                return "";
            }
            return frame;
        }
    }

    private static CheckCase<ServerStage> discardsFrom() {
        return CheckCase.<ServerStage>of("R-151", "a from that was said in clear is forgotten under TLS")
                .mutant(RemembersFrom::new)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    String from = SaslSteps.NOBODY + "@" + stage.domain();
                    XmlElement features = us.open(us.header().replace(" xml:lang=", " from='" + from + "' xml:lang="));
                    if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
                        return Judgement.skipped("STARTTLS is not offered");
                    }
                    us.startTls();
                    us.open();
                    Optional<String> to = us.responseHeader().attribute("to");
                    return Judgement.of(
                            !to.equals(Optional.of(from)),
                            to.map(t -> "the response is to " + t).orElse("it has no to"));
                });
    }

    /** Answers under TLS as if the client had said again who it is. */
    private static final class RemembersFrom implements Tamper {
        private String from = "";

        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<stream:stream") && from.isEmpty()) {
                from = Tamper.attribute(frame, "from");
            }
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            return frame.startsWith("<stream:stream") && !frame.contains(" to=")
                    ? frame.replaceFirst(" id=", " to='" + from + "' id=")
                    : frame;
        }
    }

    private static CheckCase<ServerStage> notAgain() {
        return CheckCase.<ServerStage>of("R-154", "STARTTLS is not offered under TLS")
                .mutant(() -> SaslMutants.onStream(
                        2, "</stream:features>", "<starttls xmlns='" + Namespaces.TLS + "'/></stream:features>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.startTls();
                    XmlElement features = us.open();
                    boolean again = features.element(Namespaces.TLS, "starttls").isPresent();
                    if (!again
                            && features.element(Namespaces.SASL, "mechanisms").isEmpty()) {
                        return Judgement.warning("SASL is not offered under TLS");
                    }
                    return Judgement.of(!again, again ? "it is offered again" : "it is not");
                });
    }
}
