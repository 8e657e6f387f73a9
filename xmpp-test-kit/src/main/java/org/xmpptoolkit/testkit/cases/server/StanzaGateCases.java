package org.xmpptoolkit.testkit.cases.server;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What is sent before it may be (RFC 6120 sections 4.3.5 and 7.1), or before it is complete (section 8). */
final class StanzaGateCases {
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private StanzaGateCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(beforeBinding(), partial());
    }

    private static Arbitrary<String> kinds() {
        return Arbitraries.of(
                "<message%s><body>too early</body></message>",
                "<presence%s/>", "<iq type='get' id='early'%s><query xmlns='urn:example:unknown'/></iq>");
    }

    private static CheckCase<ServerStage> beforeBinding() {
        return CheckCase.<ServerStage>of("R-207", "a stanza to others before binding closes the stream")
                .mutant(StanzaTampers.errorFor(
                        frame ->
                                frame.contains("too early") || frame.contains("id='early'") || isPresenceToOther(frame),
                        "service-unavailable"))
                .forAll(kinds(), (stage, kind) -> {
                    String to = BoundClient.attribute(
                            "to", stage.jid(stage.second()).toString());
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    us.send("", kind.formatted(to), "");
                    return us.awaitEnd().demands(StreamErrorCondition.NOT_AUTHORIZED);
                });
    }

    private static boolean isPresenceToOther(String frame) {
        return frame.startsWith("<presence") && frame.contains(" to=");
    }

    private static CheckCase<ServerStage> partial() {
        return CheckCase.<ServerStage>of("R-225", "a stanza is not processed before it is complete")
                .mutant(() -> Tamper.hearing(frame -> frame.contains("<body>")
                        ? frame.replace("</message>", "") + "</message>"
                        : frame.replace("</message>", "")))
                .forAll(Arbitraries.of("</body>", "</body><x xmlns='urn:example:x'/>"), (stage, middle) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    String id = us.us().newId();
                    String whole = BoundClient.stanza(
                            "message", "chat", id, other.jid().toString(), "<body>a" + middle);
                    int end = whole.lastIndexOf("</message>");
                    us.us().send(whole.substring(0, end));
                    other.us().hear(A_MOMENT);
                    other.untilPing(); // whose answer may overtake a message from another stream
                    boolean early = other.hasComeUntilPing(id);
                    us.us().send(whole.substring(end));
                    if (early) {
                        return Judgement.failed("a message was delivered before its end tag was sent");
                    }
                    other.expect(id);
                    return Judgement.passed("the message was delivered behind its end tag");
                });
    }
}
