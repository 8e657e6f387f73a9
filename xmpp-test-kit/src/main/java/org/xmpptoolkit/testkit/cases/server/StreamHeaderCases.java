package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The stream header and its attributes (RFC 6120 section 4.7). */
final class StreamHeaderCases {
    private StreamHeaderCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(from(), idIgnored(), newId(), unknownDomain());
    }

    private static CheckCase<ServerStage> from() {
        return CheckCase.<ServerStage>of("R-046", "the response header has a from")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) from='[^']*'", "$1"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.open();
                    Optional<String> from = us.responseHeader().attribute("from");
                    return Judgement.of(from.isPresent(), "from is " + from.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> idIgnored() {
        return CheckCase.<ServerStage>of("R-060", "an id on the initial header is ignored, and not used for the stream")
                .mutant(EchoedId::new)
                .forAll(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20), (stage, id) -> {
                    InitiatingEntity us = stage.connect();
                    int end = us.header().lastIndexOf('>');
                    us.send(us.header().substring(0, end), " id='" + id + "'", ">");
                    XmlElement header = us.expectHeader();
                    us.blame("id='" + id + "'");
                    return Judgement.of(
                            !header.attribute("id").equals(Optional.of(id)), "the response has another id than " + id);
                });
    }

    /** Takes the id that the client gave. */
    private static final class EchoedId implements Tamper {
        private String id = "";

        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<stream:stream")) {
                id = Tamper.attribute(frame, "id");
            }
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            return frame.startsWith("<stream:stream") ? frame.replaceAll(" id='[^']*'", " id='" + id + "'") : frame;
        }
    }

    private static CheckCase<ServerStage> newId() {
        return CheckCase.<ServerStage>of("R-153", "a new response header with a new id behind TLS")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) id='[^']*'", "$1 id='always'"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.open();
                    if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
                        return Judgement.skipped("TLS is not offered");
                    }
                    Optional<String> before = us.responseHeader().attribute("id");
                    us.startTls();
                    us.open();
                    Optional<String> behind = us.responseHeader().attribute("id");
                    return Judgement.of(
                            behind.isPresent() && !behind.equals(before),
                            "the id was " + before.orElse("missing") + ", and is now " + behind.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> unknownDomain() {
        return CheckCase.<ServerStage>of("R-103", "a stream to a domain that is not served is refused")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(InitiatingEntity.header("not-served.invalid"));
                    return us.awaitEnd().recommends(StreamErrorCondition.HOST_UNKNOWN);
                });
    }
}
