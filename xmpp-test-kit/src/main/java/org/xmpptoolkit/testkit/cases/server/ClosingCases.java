package org.xmpptoolkit.testkit.cases.server;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a stream is closed (RFC 6120 section 4.4). */
final class ClosingCases {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String CLOSING_TAG = "</stream:stream>";

    private ClosingCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(nothingBehind(), endsConnection(), closeNotify());
    }

    /** Has the server close the stream, for a fault of ours. */
    private static void haveClosed(InitiatingEntity us) throws Halt {
        us.send("<what-ends><the></stream>");
        Heard next = us.hear();
        while (next instanceof Heard.Element) {
            next = us.hear();
        }
        if (!(next instanceof Heard.ClosingTag)) {
            throw Halt.skipped("the server was to close the stream, but there was " + next.words());
        }
    }

    private static CheckCase<ServerStage> nothingBehind() {
        return CheckCase.<ServerStage>of("R-033", "nothing comes behind the closing tag")
                .mutant(() -> Tamper.saying(
                        frame -> frame.startsWith(CLOSING_TAG) ? frame + "<presence from='localhost'/>" : frame))
                .forAll(Arbitraries.integers().between(0, 3), (stage, pings) -> {
                    InitiatingEntity us = stage.session();
                    StringBuilder asked = new StringBuilder();
                    for (int i = 0; i < pings; i++) {
                        asked.append("<iq type='get' id='last")
                                .append(i)
                                .append("'><ping xmlns='urn:xmpp:ping'/></iq>");
                    }
                    us.send(asked + CLOSING_TAG);
                    us.awaitEnd();
                    int at = us.raw().indexOf(CLOSING_TAG);
                    if (at < 0) {
                        return Judgement.skipped("no closing tag came");
                    }
                    String behind =
                            us.raw().substring(at + CLOSING_TAG.length()).strip();
                    us.blame(behind);
                    return Judgement.of(
                            behind.isEmpty(), "behind the closing tag came " + (behind.isEmpty() ? "nothing" : behind));
                });
    }

    private static CheckCase<ServerStage> endsConnection() {
        return CheckCase.<ServerStage>of("R-036", "the connection is ended when both have closed the stream")
                .mutant(() -> new Tamper() {
                    @Override
                    public boolean passesEnd() {
                        return false;
                    }
                })
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.open();
                    haveClosed(us);
                    us.send(CLOSING_TAG);
                    Heard next = us.hear();
                    return Judgement.of(next instanceof Heard.Ended, next.words());
                });
    }

    private static CheckCase<ServerStage> closeNotify() {
        return CheckCase.<ServerStage>of("R-037", "who closes the stream says close_notify before the connection ends")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        if (!frame.startsWith(CLOSING_TAG)) {
                            return frame;
                        }
                        link.say(frame);
                        link.cut();
                        return "";
                    }
                })
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.secure();
                    if (us.tls().isEmpty()) {
                        return Judgement.skipped("TLS is not offered");
                    }
                    haveClosed(us);
                    // who does not wait for our closing tag may answer it with a reset, which overtakes what came
                    // before
                    Heard next = us.hear(SHORT);
                    if (next instanceof Heard.Nothing) {
                        us.send(CLOSING_TAG);
                        next = us.hear();
                    }
                    if (!(next instanceof Heard.Ended ended)) {
                        return Judgement.skipped("the connection was to end, but there was " + next.words());
                    }
                    return Judgement.of(
                            ended.orderly(), ended.orderly() ? "close_notify came" : "it ended without close_notify");
                });
    }
}
