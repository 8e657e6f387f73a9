package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a client makes of response headers (RFC 6120 sections 4.7 and 4.8). */
final class ClientResponseHeaderCases {
    /** The version in a header, and not the one in the XML declaration. */
    private static final String VERSION = "(?<=' )version='[^']*'";

    private static final int PARTS = 12;
    private static final int MINORS = 99;

    private ClientResponseHeaderCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                accepted(
                        "R-049",
                        "a response header without from is accepted",
                        Arbitraries.just(" from=.[^']*'"),
                        header -> !header.contains(" from="),
                        ""),
                withoutTo(),
                accepted(
                        "R-070",
                        "leading zeros of the version are ignored",
                        Combinators.combine(zeros(1), zeros(0))
                                .as((major, minor) -> "version='" + major + "1." + minor + "0'"),
                        header -> !header.contains(" version='1.0'"),
                        VERSION),
                accepted(
                        "R-072",
                        "a minor version above one's own is ignored",
                        Arbitraries.integers().between(1, MINORS).map(minor -> "version='1." + minor + "'"),
                        header -> !header.contains(" version='1.0'"),
                        VERSION),
                lowerVersion(),
                otherRoot(),
                otherPrefix(),
                extension());
    }

    private static Arbitrary<String> zeros(int atLeast) {
        return Arbitraries.strings().withChars('0').ofMinLength(atLeast).ofMaxLength(PARTS);
    }

    /** Answers the first header with one that was changed, and offers TLS. */
    private static ReceivingEntity answer(ClientStage stage, String part, String instead) throws Halt {
        ReceivingEntity us = stage.accept();
        us.header();
        String sound = us.response();
        String changed = sound.replaceFirst(part, instead);
        int from = sound.equals(changed) ? 0 : common(sound, changed);
        us.send(changed.substring(0, from), changed.substring(from), "");
        return us;
    }

    private static int common(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return Math.min(at, other.length());
    }

    private static Judgement goesOn(ReceivingEntity us) throws Halt {
        us.send(ReceivingEntity.features(ReceivingEntity.startTlsFeature()));
        Heard next = us.hear();
        boolean goes =
                next instanceof Heard.Element element && element.element().is(Namespaces.TLS, "starttls");
        return Judgement.of(goes, goes ? "it goes on" : "<starttls/> was due, but there was " + next.words());
    }

    /** A header that has to be accepted: a part of it is replaced by what is generated, or is left out. */
    private static CheckCase<ClientStage> accepted(
            String id, String title, Arbitrary<String> inputs, Unusual unusual, String part) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.endingOn(frame -> Watched.isHeader(frame) && unusual.holds(frame)))
                .forAll(
                        inputs,
                        (stage, input) ->
                                goesOn(part.isEmpty() ? answer(stage, input, "") : answer(stage, part, input)));
    }

    /** Whether a header is one that a mutant cannot bear. */
    @FunctionalInterface
    private interface Unusual {
        boolean holds(String frame);
    }

    private static CheckCase<ClientStage> withoutTo() {
        return CheckCase.<ClientStage>of(
                        "R-055", "a response header without to is accepted, though the client said who it is")
                .mutant(() -> new Tamper() {
                    @Override
                    public String heard(String frame, Link link) {
                        if (Watched.isHeader(frame) && link.headers() > 1 && !frame.contains(" to=")) {
                            link.end();
                        }
                        return frame;
                    }
                })
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.secure();
                    us.header();
                    us.send(us.response().replaceFirst(" to='[^']*'", ""));
                    us.send(ReceivingEntity.features(ReceivingEntity.mechanisms(List.of("SCRAM-SHA-1", "PLAIN"))));
                    Heard next = us.hear();
                    boolean goes = next instanceof Heard.Element element
                            && element.element().is(Namespaces.SASL, "auth");
                    return Judgement.of(goes, goes ? "it goes on" : "<auth/> was due, but there was " + next.words());
                });
    }

    /** Without features, for a stream of version 0.9 has none. */
    private static CheckCase<ClientStage> lowerVersion() {
        return CheckCase.<ClientStage>of("R-075", "a version that is lower by a major one ends the stream")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    ReceivingEntity us = answer(stage, VERSION, "version='0.9'");
                    Heard next = us.hear();
                    if (next instanceof Heard.Element element
                            && element.element().localName().equals("iq")) {
                        return Judgement.passed("it can work with it");
                    }
                    boolean error = next instanceof Heard.Element element
                            && element.element()
                                    .element(
                                            Namespaces.STREAM_ERRORS,
                                            StreamErrorCondition.UNSUPPORTED_VERSION.elementName())
                                    .isPresent();
                    return Judgement.of(error, error ? "unsupported-version" : "there was " + next.words());
                });
    }

    private static CheckCase<ClientStage> otherRoot() {
        return CheckCase.<ClientStage>of("R-079", "a root in another namespace ends the stream")
                .mutant(() -> Tamper.hearing(frame -> Watched.isHeader(frame) ? repaired(frame) : frame))
                .forAll(
                        Arbitraries.of(
                                "urn:example:streams",
                                "http://etherx.jabber.org/streams/",
                                "http://etherx.jabber.org/Streams",
                                "jabber:client"),
                        (stage, namespace) -> {
                            ReceivingEntity us = answer(stage, Namespaces.STREAM, namespace);
                            us.send(ReceivingEntity.features(ReceivingEntity.startTlsFeature()));
                            return us.awaitEnd()
                                    .recommends(
                                            StreamErrorCondition.INVALID_NAMESPACE, StreamErrorCondition.BAD_FORMAT);
                        });
    }

    private static String repaired(String header) {
        return header.replaceFirst("xmlns:stream='[^']*'", "xmlns:stream='" + Namespaces.STREAM + "'");
    }

    private static CheckCase<ClientStage> otherPrefix() {
        return CheckCase.<ClientStage>of("R-091", "a stream prefix other than stream is accepted, or ends the stream")
                .mutant(() -> prefixDeaf().and(Tamper.neverEnding()))
                .forAll(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(PARTS)
                                .filter(prefix -> !prefix.startsWith("xml") && !prefix.equals("stream")),
                        (stage, prefix) -> {
                            ReceivingEntity us = stage.accept();
                            us.header();
                            us.send(us.response()
                                    .replace("<stream:stream", "<" + prefix + ":stream")
                                    .replace("xmlns:stream=", "xmlns:" + prefix + "="));
                            us.send("<" + prefix + ":features>" + ReceivingEntity.startTlsFeature() + "</" + prefix
                                    + ":features>");
                            Heard next = us.hear();
                            if (next instanceof Heard.Element element
                                    && element.element().is(Namespaces.TLS, "starttls")) {
                                return Judgement.passed("it is accepted");
                            }
                            if (next instanceof Heard.Element element
                                    && element.element().is(Namespaces.STREAM, "error")) {
                                return Judgement.of(us.awaitEnd().closed(), "an error, and then the end of the stream");
                            }
                            boolean left = next instanceof Heard.Ended || next instanceof Heard.ClosingTag;
                            return Judgement.of(left, left ? "closed without a stream error" : "nothing came of it");
                        });
    }

    /** Hears of no header whose prefix it does not know. */
    private static Tamper prefixDeaf() {
        return Tamper.deaf(frame -> frame.matches("(?s)<(?!stream:)[a-z]+:(?:stream|features)\\b.*"));
    }

    private static CheckCase<ClientStage> extension() {
        return CheckCase.<ClientStage>of("R-097", "a header that declares namespaces of extensions ends the stream")
                .mutant(() -> Tamper.hearing(frame -> frame.replaceFirst(" xmlns:ext='[^']*'", "")))
                .plays(stage -> {
                    ReceivingEntity us = answer(stage, " xmlns='", " xmlns:ext='urn:example:extension' xmlns='");
                    us.send(ReceivingEntity.features(ReceivingEntity.startTlsFeature()));
                    return us.awaitEnd().recommends(StreamErrorCondition.INVALID_NAMESPACE);
                });
    }
}
