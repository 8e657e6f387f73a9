package org.xmpptoolkit.testkit.cases.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Which SASL mechanism a client chooses, how it begins, and what it makes of failures (RFC 6120 sections 6 and 13). */
final class ClientSaslCases {
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
    private static final int RETRIES = 10;
    private static final int LOCALPART = 5;

    private ClientSaslCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                plainInClear(),
                strongest(),
                unknownMechanism(),
                scramSha1(),
                order(),
                begins(
                        "R-165",
                        "what auth carries is base64",
                        content -> "?" + content,
                        auth -> Watched.unless(isBase64(auth.text()), auth.text())),
                whiteSpace(),
                begins(
                        "R-167",
                        "the user name is the localpart",
                        content -> rewritten(content, message -> message.replace("juliet", "juliet@localhost")
                                .replace("romeo", "romeo@localhost")),
                        auth -> userName(auth).filter(name -> name.contains("@"))),
                begins(
                        "R-169",
                        "who acts for oneself says no authorization identity",
                        content -> rewritten(content, message -> message.replaceFirst(",,", ",a=juliet@localhost,")),
                        ClientSaslCases::authorizationIdentity),
                begins(
                        "R-170",
                        "an authorization identity is a bare JID",
                        content -> rewritten(content, message -> message.replaceFirst(",,", ",a=juliet@localhost/x,")),
                        auth -> authorizationIdentity(auth).filter(identity -> identity.contains("/"))),
                noMechanismLeft(),
                unknownFailure());
    }

    private static CheckCase<ClientStage> plainInClear() {
        return CheckCase.<ClientStage>of("R-197", "PLAIN is not used without TLS")
                .mutant(() -> Tamper.replacing(
                        "^<starttls.*",
                        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>"))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.open(ReceivingEntity.mechanisms(List.of("PLAIN")));
                    Heard next = us.hear();
                    return Judgement.of(mechanism(next).isEmpty(), "there was " + next.words());
                });
    }

    private static Optional<String> mechanism(Heard heard) {
        return heard instanceof Heard.Element element && element.element().is(Namespaces.SASL, "auth")
                ? element.element().attribute("mechanism")
                : Optional.empty();
    }

    private static Supplier<Tamper> choosing(String name) {
        return () -> Tamper.replacing("^(<auth[^>]*) mechanism='[^']*'", "$1 mechanism='" + name + "'");
    }

    private static CheckCase<ClientStage> strongest() {
        return CheckCase.<ClientStage>of(
                        "R-197.preferred",
                        "a stronger mechanism is preferred to PLAIN, in whatever order they are offered")
                .mutant(choosing("PLAIN"))
                .forAll(Arbitraries.shuffle(MECHANISMS), (stage, offered) -> {
                    ReceivingEntity us = stage.accept();
                    us.offerSasl(offered);
                    Optional<String> chosen = us.auth().attribute("mechanism");
                    return Judgement.of(
                            chosen.filter(name -> !name.equals("PLAIN")).isPresent(),
                            "it chose " + chosen.orElse("none"));
                });
    }

    private static Arbitrary<String> unknownMechanisms() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .ofMinLength(1)
                .ofMaxLength(16)
                .map(name -> "X-" + name);
    }

    private static CheckCase<ClientStage> unknownMechanism() {
        return CheckCase.<ClientStage>of("R-160", "a mechanism that it does not know is not tried")
                .mutant(() -> Tamper.answering(
                        frame -> frame.contains("<mechanism>X-"),
                        frame -> "<auth xmlns='" + Namespaces.SASL + "' mechanism='"
                                + frame.replaceFirst("(?s).*<mechanism>(X-[A-Z]*)<.*", "$1") + "'/>"))
                .forAll(unknownMechanisms(), (stage, name) -> {
                    ReceivingEntity us = stage.accept();
                    us.offerSasl(List.of(name));
                    Heard next = us.hear(ClientNegotiationCases.PAUSE);
                    return Judgement.of(mechanism(next).isEmpty(), "there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> scramSha1() {
        return CheckCase.<ClientStage>of("R-196", "SCRAM-SHA-1 is supported")
                .mutant(() -> Tamper.endingOn(frame -> frame.contains("<mechanism>SCRAM-SHA-1<")))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.offerSasl(List.of("SCRAM-SHA-1"));
                    Heard next = us.hear();
                    return Judgement.of(
                            mechanism(next).filter("SCRAM-SHA-1"::equals).isPresent(), "there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> order() {
        return CheckCase.<ClientStage>of("R-159", "the order on offer does not change what is chosen")
                .mutant(FirstOffered::new)
                .plays(stage -> {
                    Optional<String> one = chosen(stage, List.of("SCRAM-SHA-1", "SCRAM-SHA-256"));
                    stage.startAnew();
                    Optional<String> other = chosen(stage, List.of("SCRAM-SHA-256", "SCRAM-SHA-1"));
                    return Judgement.of(
                            one.equals(other), "it chose " + one.orElse("none") + ", then " + other.orElse("none"));
                });
    }

    private static Optional<String> chosen(ClientStage stage, List<String> offered) throws Halt {
        ReceivingEntity us = stage.accept();
        us.offerSasl(offered);
        return us.auth().attribute("mechanism");
    }

    /** Takes what is offered first. */
    private static final class FirstOffered implements Tamper {
        private String first = "";

        @Override
        public String heard(String frame, Link link) {
            if (frame.contains("<mechanism>")) {
                first = frame.replaceFirst("(?s).*?<mechanism>([^<]*)<.*", "$1");
            }
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            return frame.startsWith("<auth")
                    ? frame.replaceFirst("mechanism='[^']*'", "mechanism='" + first + "'")
                    : frame;
        }
    }

    private static CheckCase<ClientStage> begins(
            String id, String title, UnaryOperator<String> mutation, Function<XmlElement, Optional<String>> fault) {
        Supplier<Tamper> mutant = () -> Tamper.saying(frame -> {
            int from = frame.indexOf('>') + 1;
            int to = frame.lastIndexOf("</auth");
            return frame.startsWith("<auth") && to > from
                    ? frame.substring(0, from) + mutation.apply(frame.substring(from, to)) + frame.substring(to)
                    : frame;
        });
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.accept();
            us.offerSasl(MECHANISMS);
            Optional<String> wrong = fault.apply(us.auth());
            return Judgement.of(wrong.isEmpty(), wrong.orElse("so it is"));
        });
    }

    private static boolean isBase64(String text) {
        if (text.isEmpty() || text.equals("=")) {
            return true;
        }
        try {
            return Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(text))
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Changes the message that base64 stands for. */
    private static String rewritten(String content, UnaryOperator<String> change) {
        String message = new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(change.apply(message).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> userName(XmlElement auth) {
        String message = ReceivingEntity.decode(auth);
        return isPlain(auth)
                ? Optional.of(message.split("\0", -1))
                        .filter(parts -> parts.length > 1)
                        .map(parts -> parts[1])
                : Optional.of(message.split(",", LOCALPART))
                        .filter(parts -> parts.length > 2)
                        .map(parts -> parts[2]);
    }

    private static Optional<String> authorizationIdentity(XmlElement auth) {
        String message = ReceivingEntity.decode(auth);
        return (isPlain(auth)
                        ? Optional.of(message.split("\0", -1)[0])
                        : Optional.of(message.split(",", LOCALPART))
                                .filter(parts -> parts.length > 2)
                                .map(parts -> parts[1]))
                .filter(identity -> !identity.isEmpty());
    }

    private static boolean isPlain(XmlElement auth) {
        return auth.attribute("mechanism").equals(Optional.of("PLAIN"));
    }

    private static CheckCase<ClientStage> whiteSpace() {
        return CheckCase.<ClientStage>of("R-164", "no white space from auth to success")
                .mutant(() -> Tamper.behind(frame -> frame.startsWith("<auth") || frame.startsWith("<response"), "\n"))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.offerSasl(MECHANISMS);
                    XmlElement auth = us.auth();
                    us.challenge(auth, first -> first);
                    String said = us.raw().substring(us.raw().indexOf("<auth"));
                    return Judgement.of(!said.matches("(?s).*>\\s+(?:<.*)?"), "it says no white space");
                });
    }

    private static String failure(String condition) {
        return "<failure xmlns='" + Namespaces.SASL + "'><" + condition + "/></failure>";
    }

    private static CheckCase<ClientStage> noMechanismLeft() {
        return CheckCase.<ClientStage>of("R-184", "the stream is closed when all mechanisms have failed")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.offerSasl(List.of("SCRAM-SHA-1"));
                    us.auth();
                    Heard next = new Heard.Nothing();
                    for (int i = 0; i < RETRIES; i++) {
                        us.send(failure("not-authorized"));
                        next = us.hear();
                        if (mechanism(next).isEmpty()) {
                            boolean left = next instanceof Heard.ClosingTag || next instanceof Heard.Ended;
                            return Judgement.of(left, "there was " + next.words());
                        }
                    }
                    return Judgement.failed("it tries again and again: " + next.words());
                });
    }

    private static CheckCase<ClientStage> unknownFailure() {
        return CheckCase.<ClientStage>of(
                        "R-192", "a failure whose condition is unknown is a failure like not-authorized")
                .mutant(() -> Tamper.deaf(frame -> frame.contains("<x-")))
                .forAll(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(12)
                                .map(name -> "x-" + name),
                        (stage, condition) -> {
                            String unknown = reaction(stage, condition);
                            if (!unknown.equals("waits")) {
                                return Judgement.passed("it " + unknown);
                            }
                            stage.startAnew();
                            String known = reaction(stage, "not-authorized");
                            return Judgement.of(known.equals(unknown), "it waits; after not-authorized it " + known);
                        });
    }

    private static String reaction(ClientStage stage, String condition) throws Halt {
        ReceivingEntity us = stage.accept();
        us.offerSasl(List.of("SCRAM-SHA-1"));
        us.auth();
        us.send(failure(condition));
        Heard next = us.hear();
        if (mechanism(next).isPresent()) {
            return "tries again";
        }
        return next instanceof Heard.Nothing ? "waits" : "gives up";
    }
}
