package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How large a stanza may be (RFC 6120 section 13.12). */
final class StanzaSizeCases {
    private static final int ALWAYS_ALLOWED = 10_000;
    private static final int PIECE = 32_768;
    private static final int PIECES = 64;

    private StanzaSizeCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(allowed(), refused(), notEnclosed());
    }

    private static Arbitrary<String> fillings() {
        return Arbitraries.of("a", "\u00e9", "<b/>", "&amp;", "<c d='e'>f</c>");
    }

    private static CheckCase<ServerStage> allowed() {
        return CheckCase.<ServerStage>of("R-301", "a stanza of 10,000 octets is taken")
                .mutant(StanzaTampers.streamErrorFor(frame -> frame.length() > ALWAYS_ALLOWED - 1, "policy-violation"))
                .forAll(fillings(), (stage, filling) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    String empty = BoundClient.stanza(
                            "message", "chat", id, us.jid().toString(), "<x xmlns='urn:example:x'></x>");
                    int left = ALWAYS_ALLOWED - empty.length();
                    int octets = filling.getBytes(StandardCharsets.UTF_8).length;
                    String content = filling.repeat(left / octets) + "a".repeat(left % octets);
                    us.us().send(empty.replace("></x>", ">" + content + "</x>"));
                    boolean came = us.await(id).isPresent();
                    return Judgement.of(came, "it was " + (came ? "" : "not ") + "delivered");
                });
    }

    /** Sends an iq of more and more octets, and gives what the server made of it. */
    private static Ending flood(BoundClient us, String id, String to) throws Halt {
        int from = us.us().heard().size();
        us.us()
                .sendWhole("<iq type='get' id='" + id + "'" + BoundClient.attribute("to", to)
                        + "><query xmlns='urn:example:large'>");
        for (int i = 0; i < PIECES; i++) {
            us.us().sendWhole("large   ".repeat(PIECE / 8));
            if (!(us.us().hear(Duration.ofMillis(1)) instanceof Heard.Nothing)) {
                us.us().awaitEnd();
                return new Ending(us.us().heard().subList(from, us.us().heard().size()));
            }
        }
        us.us().sendWhole("</query></iq>");
        us.await(id);
        return new Ending(us.us().heard().subList(from, us.us().heard().size()));
    }

    private static CheckCase<ServerStage> refused() {
        return CheckCase.<ServerStage>of("R-302", "a stanza that is too large is refused with policy-violation")
                .mutant(() -> Tamper.replacing("<policy-violation", "<internal-server-error"))
                .plays(stage -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    Ending ending = flood(us, id, stage.domain().toString());
                    Optional<XmlElement> answer = ending.elements().stream()
                            .filter(element -> BoundClient.hasId(element, id))
                            .findFirst();
                    if (answer.isPresent()) {
                        return answer.flatMap(BoundClient::condition)
                                        .equals(Optional.of(StanzaErrorCondition.POLICY_VIOLATION))
                                ? Judgement.passed("stanza error policy-violation")
                                : Judgement.skipped(PIECE * PIECES + " octets are not too much");
                    }
                    return ending.demands(StreamErrorCondition.POLICY_VIOLATION);
                });
    }

    private static CheckCase<ServerStage> notEnclosed() {
        return CheckCase.<ServerStage>of("R-262", "what was too large is not sent back with the error")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<stream:error")
                        ? "<iq type='error' id='c1' from='localhost'><query xmlns='urn:example:large'>large</query>"
                                + "<error type='modify'><policy-violation xmlns='" + Namespaces.STANZA_ERRORS
                                + "'/></error></iq>" + frame
                        : frame))
                .plays(stage -> {
                    BoundClient us = BoundClient.first(stage);
                    Ending ending = flood(us, us.us().newId(), stage.domain().toString());
                    boolean refused = ending.error().isPresent()
                            || ending.elements().stream()
                                    .flatMap(element -> BoundClient.condition(element).stream())
                                    .anyMatch(StanzaErrorCondition.POLICY_VIOLATION::equals);
                    if (!refused) {
                        return Judgement.skipped("it was not refused as too large");
                    }
                    boolean enclosed = ending.elements().stream()
                            .anyMatch(element -> element.element("urn:example:large", "query")
                                    .isPresent());
                    return Judgement.of(!enclosed, enclosed ? "it was sent back" : "it was not sent back");
                });
    }
}
