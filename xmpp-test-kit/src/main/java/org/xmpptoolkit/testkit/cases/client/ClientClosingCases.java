package org.xmpptoolkit.testkit.cases.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a client closes its stream, and what it does with stream management (RFC 6120 section 4.4, XEP-0198). */
final class ClientClosingCases {
    private static final String SM = "urn:xmpp:sm:3";
    private static final int STANZAS = 5;
    private static final Duration PAUSE = ClientNegotiationCases.PAUSE;

    private ClientClosingCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                closer(
                        "R-032",
                        "who closes waits for the peer's closing tag before the connection ends",
                        EndingOnClose::new,
                        us -> {
                            Heard next = us.hear(PAUSE);
                            return Judgement.of(!(next instanceof Heard.Ended), "there was " + next.words());
                        }),
                closer(
                        "R-033",
                        "behind its closing tag the closer sends nothing",
                        () -> Tamper.behind(frame -> frame.startsWith("</stream"), "<presence type='unavailable'/>"),
                        us -> {
                            us.hear(PAUSE);
                            String behind = us.raw().substring(us.raw().lastIndexOf("</stream:stream") + 1);
                            String more =
                                    behind.substring(behind.indexOf('>') + 1).strip();
                            return Judgement.of(more.isEmpty(), more.isEmpty() ? "nothing came" : more);
                        }),
                closer(
                        "R-036",
                        "the connection ends behind the peer's closing tag",
                        () -> new Tamper() {
                            @Override
                            public boolean passesEnd() {
                                return false;
                            }
                        },
                        us -> {
                            us.send("</stream:stream>");
                            boolean ended = us.awaitEnd().connectionEnded();
                            return Judgement.of(ended, ended ? "it ends" : "it does not end");
                        }),
                leaves(),
                managed(
                        "R-442",
                        "stream management is not enabled before a resource is bound",
                        () -> Tamper.before(frame -> frame.contains("xmpp-bind"), "<enable xmlns='" + SM + "'/>"),
                        us -> Judgement.of(
                                Watched.elements(us).stream()
                                        .takeWhile(
                                                element -> !element.localName().equals("iq"))
                                        .noneMatch(element -> element.is(SM, "enable")),
                                "enabled behind binding")),
                managed(
                        "R-444",
                        "stream management is enabled once at most",
                        () -> Tamper.saying(frame -> frame.startsWith("<enable") ? frame + frame : frame),
                        us -> {
                            us.alive();
                            long count = Watched.elements(us).stream()
                                    .filter(element -> element.is(SM, "enable"))
                                    .count();
                            return Judgement.of(count == 1, "enabled " + count + " times");
                        }),
                handled(),
                tooHigh());
    }

    /** What becomes of a client that has said its closing tag. */
    @FunctionalInterface
    private interface Closed {
        Judgement judge(ReceivingEntity us) throws Halt;
    }

    /** Ends the connection at once behind the closing tag. */
    private static final class EndingOnClose implements Tamper {
        @Override
        public String said(String frame, Link link) {
            if (!frame.startsWith("</stream")) {
                return frame;
            }
            link.say(frame);
            link.end();
            return "";
        }
    }

    /** Asks the client to leave, in case it is one that does so, and is a good server until it does. */
    private static boolean awaitClosing(ReceivingEntity us) throws Halt {
        us.send("<message type='chat' from='juliet@localhost/x'><body>leave</body></message>");
        us.serve(element -> false);
        return us.heard().stream().anyMatch(Heard.ClosingTag.class::isInstance);
    }

    private static CheckCase<ClientStage> closer(String id, String title, Supplier<Tamper> mutant, Closed closed) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> {
            ReceivingEntity us = stage.session();
            if (!awaitClosing(us)) {
                return Judgement.skipped("the client does not close its stream by itself");
            }
            return closed.judge(us);
        });
    }

    private static CheckCase<ClientStage> leaves() {
        return CheckCase.<ClientStage>of("R-462", "a session that is over is closed with the closing tag")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        if (frame.startsWith("</stream")) {
                            link.end();
                            return "";
                        }
                        return frame;
                    }
                })
                .plays(stage -> {
                    ReceivingEntity us = stage.session();
                    boolean tag = awaitClosing(us);
                    boolean ended = us.heard().stream().anyMatch(Heard.Ended.class::isInstance);
                    return tag || ended
                            ? Judgement.of(tag, tag ? "a closing tag came" : "the connection ended without it")
                            : Judgement.skipped("the client does not leave by itself");
                });
    }

    private static ReceivingEntity enabled(ClientStage stage) throws Halt {
        ReceivingEntity us = stage.accept();
        us.login();
        us.open(ReceivingEntity.bindFeature(), "<sm xmlns='" + SM + "'/>");
        us.bind();
        if (us.serve(element -> element.is(SM, "enable")).isEmpty()) {
            throw Halt.skipped("the client does not use stream management");
        }
        us.send("<enabled xmlns='" + SM + "'/>");
        return us;
    }

    private static CheckCase<ClientStage> managed(String id, String title, Supplier<Tamper> mutant, Closed closed) {
        return CheckCase.<ClientStage>of(id, title).mutant(mutant).plays(stage -> closed.judge(enabled(stage)));
    }

    private static CheckCase<ClientStage> handled() {
        return CheckCase.<ClientStage>of("R-447", "the client tells how many stanzas it has handled")
                .mutant(() -> Tamper.replacing("^<a (.*)h='[0-9]+'", "<a $1h='77'"))
                .forAll(Arbitraries.integers().between(0, STANZAS), (stage, count) -> {
                    ReceivingEntity us = enabled(stage);
                    for (int i = 0; i < count; i++) {
                        us.send("<message from='juliet@localhost/x'><body>" + i + "</body></message>");
                    }
                    us.send("<r xmlns='" + SM + "'/>");
                    Optional<XmlElement> answer = us.await(element -> element.is(SM, "a"));
                    Optional<String> handled = answer.flatMap(given -> given.attribute("h"));
                    return Judgement.of(
                            handled.equals(Optional.of(Integer.toString(count))),
                            "h is " + handled.orElse("missing") + " behind " + count + " stanzas");
                });
    }

    private static CheckCase<ClientStage> tooHigh() {
        return CheckCase.<ClientStage>of("R-461", "an h above what was sent ends the stream")
                .mutant(() -> Tamper.deaf(frame -> frame.startsWith("<a ")))
                .plays(stage -> {
                    ReceivingEntity us = enabled(stage);
                    us.send("", "<a xmlns='" + SM + "' h='4000'/>", "");
                    return us.awaitEnd().recommends(StreamErrorCondition.UNDEFINED_CONDITION);
                });
    }
}
