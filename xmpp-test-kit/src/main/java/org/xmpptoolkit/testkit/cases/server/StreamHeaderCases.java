package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Who the stream is from and to (RFC 6120 sections 4.7.1 and 4.7.2, and 4.9.1.3). */
final class StreamHeaderCases {
    private static final Arbitrary<String> WORDS =
            Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);

    private StreamHeaderCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(from(), fromIsDomain(), withoutFrom(), to(), noTo(), withoutTo(), unknownDomain());
    }

    /** Opens a stream on a new connection, and gives the response header. */
    static XmlElement response(ServerStage stage, InitialHeader header) throws Halt {
        InitiatingEntity us = stage.connect();
        us.send(header.toString());
        return us.expectHeader();
    }

    /** Whether a stream with such a header is served; if not, what is heard instead. */
    static Judgement served(ServerStage stage, InitialHeader header) throws Halt {
        InitiatingEntity us = stage.connect();
        us.sendOffending(header.toString().getBytes(StandardCharsets.UTF_8));
        var after = Aftermath.of(us, element -> element.is(Namespaces.STREAM, "features"));
        return Judgement.of(
                after.element(Namespaces.STREAM, "features").isPresent(),
                after.error()
                        .map(error -> "refused: " + error.condition().elementName())
                        .orElse(after.closed() ? "the stream was closed" : "features came"));
    }

    private static CheckCase<ServerStage> from() {
        return CheckCase.<ServerStage>of("R-046", "the response header has a from")
                .mutant(() -> Mutants.header(tag -> Mutants.withoutAttribute(tag, "from")))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.open();
                    Optional<String> from = us.responseHeader().attribute("from");
                    return Judgement.of(from.isPresent(), "from is " + from.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> fromIsDomain() {
        return CheckCase.<ServerStage>of("R-047", "the from of the response header is a domain")
                .mutant(() -> Mutants.headerAttribute("from", "juliet@localhost/balcony"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.open();
                    String from = us.responseHeader()
                            .attribute("from")
                            .orElseThrow(() -> Halt.skipped("the response has no from"));
                    us.blame(from);
                    return Judgement.of(isDomain(from), "from is '" + from + "'");
                });
    }

    private static boolean isDomain(String text) {
        try {
            Jid jid = Jid.parse(text);
            return jid.equals(Jid.ofDomain(jid.domainpart()));
        } catch (JidParseException e) {
            return false;
        }
    }

    private static CheckCase<ServerStage> withoutFrom() {
        return CheckCase.<ServerStage>of("R-049", "an initial header without from is accepted, under TLS too")
                .mutant(() -> Mutants.refusing(
                        frame -> Mutants.isHeader(frame)
                                && Tamper.attribute(frame, "from").isEmpty(),
                        "invalid-from"))
                .plays(stage -> {
                    Judgement inClear = served(stage, InitialHeader.to(stage.domain()));
                    if (!inClear.equals(Judgement.passed(inClear.seen()))) {
                        return inClear;
                    }
                    stage.connect().secure();
                    return inClear;
                });
    }

    private static CheckCase<ServerStage> to() {
        return CheckCase.<ServerStage>of(
                        "R-052.value", "a to of the response is the bare JID that the client named as from")
                .mutant(() -> Mutants.headerAttribute("to", "someone.else@localhost"))
                .forAll(WORDS, (stage, localpart) -> {
                    String from = localpart + "@" + stage.domain();
                    Optional<String> to = response(
                                    stage, InitialHeader.to(stage.domain()).with("from", from))
                            .attribute("to");
                    return to.map(said -> Judgement.of(said.equals(from), "from was " + from + ", to is " + said))
                            .orElse(Judgement.skipped("no to came; sections 4.7.2 and 15 differ on whether it has to"));
                });
    }

    private static CheckCase<ServerStage> noTo() {
        return CheckCase.<ServerStage>of("R-053", "no to in the response to a client that named no from")
                .mutant(() -> Mutants.headerAttribute("to", "juliet@localhost"))
                .plays(stage -> {
                    Optional<String> to =
                            response(stage, InitialHeader.to(stage.domain())).attribute("to");
                    return Judgement.of(to.isEmpty(), "to is " + to.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> withoutTo() {
        return CheckCase.<ServerStage>of("R-055", "an initial header without to is accepted")
                .mutant(() -> Mutants.refusing(Mutants::isHeader, "host-unknown"))
                .plays(stage -> served(stage, InitialHeader.to(stage.domain()).without("to")));
    }

    private static CheckCase<ServerStage> unknownDomain() {
        return CheckCase.<ServerStage>of(
                        "R-103", "the response to a header for an unknown domain is not from that domain")
                .mutant(() -> Mutants.fromInitial("to", "from", (asked, own) -> asked))
                .forAll(WORDS, (stage, label) -> {
                    String unknown = label + ".not-served.invalid";
                    InitiatingEntity us = stage.connect();
                    us.send(InitialHeader.to(unknown).toString());
                    Optional<String> from = us.expectHeader().attribute("from");
                    from.ifPresent(us::blame);
                    return Judgement.of(
                            from.filter(said -> said.isEmpty() || isDomain(said) && !said.equals(unknown))
                                    .isPresent(),
                            "from is " + from.map(said -> "'" + said + "'").orElse("missing"));
                });
    }
}
