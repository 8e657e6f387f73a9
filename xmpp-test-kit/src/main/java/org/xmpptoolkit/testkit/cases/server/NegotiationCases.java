package org.xmpptoolkit.testkit.cases.server;

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

/** How a stream is answered and begun anew (RFC 6120 sections 4.1 to 4.3). */
final class NegotiationCases {
    private NegotiationCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                answered(),
                features(),
                replaced(),
                noClosingTag(),
                connectionUsedOn(),
                declarationAgain(),
                featuresAgain(),
                noMoreFeatures(),
                bothStreams());
    }

    private static CheckCase<ServerStage> answered() {
        return CheckCase.<ServerStage>of("R-008", "an initial stream is answered by a response stream")
                .mutant(() -> Mutants.deafFrom(frame -> true))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(us.header());
                    Heard next = us.hear();
                    return Judgement.of(next instanceof Heard.Header, next.words());
                });
    }

    private static CheckCase<ServerStage> features() {
        Arbitrary<String> versions = Arbitraries.of("1.0", "1.1", "1.7");
        return CheckCase.<ServerStage>of("R-010", "features follow the response header")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<stream:features")))
                .forAll(versions, (stage, version) -> {
                    InitiatingEntity us = stage.connect();
                    us.send(InitialHeader.to(stage.domain())
                            .with("version", version)
                            .toString());
                    us.expectHeader();
                    return due(us.hear(), "features");
                });
    }

    private static Judgement due(Heard next, String element) {
        return Judgement.of(
                next instanceof Heard.Element came && came.element().is(Namespaces.STREAM, element), next.words());
    }

    private static CheckCase<ServerStage> replaced() {
        return CheckCase.<ServerStage>of("R-015", "behind TLS, what the former header said does not count")
                .mutant(FormerFrom::new)
                .plays(stage -> {
                    InitialHeader header = InitialHeader.to(stage.domain());
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.open(
                            header.with("from", "someone@" + stage.domain()).toString());
                    requireTls(features);
                    us.startTls();
                    us.open();
                    Optional<String> to = us.responseHeader().attribute("to");
                    to.ifPresent(said -> us.blame("to='" + said + "'"));
                    return Judgement.of(
                            to.isEmpty(),
                            to.map(said -> "to is " + said + ", though the new header has no from")
                                    .orElse("no to, as the new header has no from"));
                });
    }

    private static void requireTls(XmlElement features) throws Halt {
        if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
            throw Halt.skipped("TLS is not offered");
        }
    }

    /** All up to success, and the new header. */
    private static InitiatingEntity restarted(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        us.authenticate(us.secure(), stage.account());
        us.send(us.header());
        return us;
    }

    private static CheckCase<ServerStage> noClosingTag() {
        return CheckCase.<ServerStage>of("R-016", "no closing tag at a restart")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<success") ? "</stream:stream>" + frame : frame))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    Optional<Halt> halt = Optional.empty();
                    try {
                        us.authenticate(us.secure(), stage.account());
                        us.open();
                    } catch (Halt e) {
                        halt = Optional.of(e);
                    }
                    boolean closed = us.heard().stream().anyMatch(Heard.ClosingTag.class::isInstance)
                            || us.raw().contains("</stream:stream>");
                    us.blame("</stream:stream>");
                    return closed
                            ? Judgement.failed("a closing tag came at a restart")
                            : halt.map(Halt::judgement).orElse(Judgement.passed("no closing tag came"));
                });
    }

    private static CheckCase<ServerStage> connectionUsedOn() {
        return CheckCase.<ServerStage>of("R-017", "the connection is used on at a restart")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        if (!frame.startsWith("<success")) {
                            return frame;
                        }
                        link.say(frame);
                        link.end();
                        return "";
                    }
                })
                .plays(stage -> {
                    Heard next = restarted(stage).hear();
                    return Judgement.of(!(next instanceof Heard.Ended), next.words());
                });
    }

    private static CheckCase<ServerStage> declarationAgain() {
        return CheckCase.<ServerStage>of("R-019", "an XML declaration precedes the header at a restart")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<?xml")))
                .plays(stage -> {
                    InitiatingEntity us = restarted(stage);
                    us.expectHeader();
                    boolean declared = us.raw().stripLeading().startsWith("<?xml");
                    return Judgement.of(declared, declared ? "declared" : "no XML declaration behind SASL");
                });
    }

    private static CheckCase<ServerStage> featuresAgain() {
        return CheckCase.<ServerStage>of("R-021", "features come anew at a restart")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        return frame.startsWith("<stream:features") && frame.contains("xmpp-bind") ? "" : frame;
                    }
                })
                .plays(stage -> {
                    InitiatingEntity us = restarted(stage);
                    us.expectHeader();
                    return due(us.hear(), "features");
                });
    }

    private static CheckCase<ServerStage> noMoreFeatures() {
        return CheckCase.<ServerStage>of("R-022", "no more features come once a resource is bound")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<iq") && frame.contains("xmpp-bind")
                        ? frame + "<stream:features><late xmlns='urn:xmpptoolkit:check'/></stream:features>"
                        : frame))
                .plays(stage -> {
                    InitiatingEntity us = stage.session();
                    int before = us.heard().size();
                    us.send("<presence/>");
                    us.ping();
                    us.ping();
                    boolean late = us.heard().subList(before, us.heard().size()).stream()
                            .anyMatch(heard -> heard instanceof Heard.Element element
                                    && element.element().is(Namespaces.STREAM, "features")
                                    && !element.element().elements().isEmpty());
                    us.blame("<stream:features>");
                    return Judgement.of(!late, late ? "features came behind the resource" : "no features came");
                });
    }

    private static CheckCase<ServerStage> bothStreams() {
        return CheckCase.<ServerStage>of("R-038", "what is asked on a connection is answered on it")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<iq") && !frame.contains("xmpp-bind")))
                .plays(stage -> {
                    boolean answered = stage.session().ping();
                    return Judgement.of(answered, answered ? "a ping was answered" : "a ping was not answered");
                });
    }

    /** Takes the new header's from to be that of the former one. */
    private static final class FormerFrom implements Tamper {
        private String from = "";

        @Override
        public String heard(String frame, Link link) {
            String said = Mutants.isHeader(frame) ? Tamper.attribute(frame, "from") : "";
            from = said.isEmpty() ? from : said;
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            return Mutants.isHeader(frame) && !from.isEmpty() ? Mutants.withAttribute(frame, "to", from) : frame;
        }
    }
}
