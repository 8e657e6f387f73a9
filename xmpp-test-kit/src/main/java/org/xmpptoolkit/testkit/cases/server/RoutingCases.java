package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Where stanzas go, and in which order (RFC 6120 sections 10 and 13.10, with 8.3.3.7 and 8.3.3.13). */
final class RoutingCases {
    private static final String UNKNOWN = "<query xmlns='urn:example:unknown'/>";
    private static final Set<StanzaErrorCondition> OF_THE_REMOTE =
            Set.of(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND, StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
    /** Policy may keep a server from asking others at all (section 10.4). */
    private static final Set<StanzaErrorCondition> OF_POLICY = Set.of(
            StanzaErrorCondition.REMOTE_SERVER_TIMEOUT,
            StanzaErrorCondition.SERVICE_UNAVAILABLE,
            StanzaErrorCondition.NOT_ALLOWED,
            StanzaErrorCondition.FORBIDDEN,
            StanzaErrorCondition.POLICY_VIOLATION);

    private RoutingCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                inOrder(),
                orderKept(),
                unresolved(),
                notElsewhere(),
                iqToNobody(),
                messageToNobody(),
                fullMatch(),
                bareAsFull(),
                nothingLeaks("R-271", StanzaErrorCondition.ITEM_NOT_FOUND),
                nothingLeaks("R-272", StanzaErrorCondition.RECIPIENT_UNAVAILABLE));
    }

    private static CheckCase<ServerStage> inOrder() {
        return CheckCase.<ServerStage>of("R-287", "what a client sends is processed in its order")
                .mutant(() -> new Tamper() {
                    private String held = "";

                    @Override
                    public String heard(String frame, Link link) {
                        if (frame.startsWith("<message")) {
                            held += frame;
                            return "";
                        }
                        String now = frame + held;
                        held = "";
                        return now;
                    }
                })
                .forAll(Arbitraries.integers().between(1, 5), (stage, count) -> {
                    BoundClient us = BoundClient.first(stage).available();
                    List<String> ids = new ArrayList<>();
                    StringBuilder sent = new StringBuilder();
                    for (int i = 0; i < count; i++) {
                        ids.add(us.us().newId());
                        sent.append(
                                BoundClient.message(ids.get(i), us.jid().bare().toString()));
                    }
                    us.us().send(sent + "<presence type='unavailable'/>");
                    us.await(ids.get(count - 1));
                    List<String> came = us.elements()
                            .filter(element -> !BoundClient.isError(element)
                                    && element.element("urn:xmpp:delay", "delay")
                                            .isEmpty())
                            .flatMap(element -> element.attribute("id").stream())
                            .filter(ids::contains)
                            .toList();
                    return Judgement.of(
                            came.equals(ids),
                            came.size() + " of " + count + " messages came that were sent before unavailable presence");
                });
    }

    private static CheckCase<ServerStage> orderKept() {
        return CheckCase.<ServerStage>of(
                        "R-288", "stanzas from one to another keep their order, for bare and full JID alike")
                .mutant(StanzaTampers.late(frame -> frame.startsWith("<message")))
                .forAll(Arbitraries.of(true, false).list().ofMinSize(2).ofMaxSize(16), (stage, toFull) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage).available();
                    List<String> ids = new ArrayList<>();
                    StringBuilder sent = new StringBuilder();
                    for (boolean full : toFull) {
                        ids.add(us.us().newId());
                        sent.append(BoundClient.message(
                                ids.get(ids.size() - 1),
                                (full ? other.jid() : other.jid().bare()).toString()));
                    }
                    us.us().send(sent.toString());
                    us.untilPing();
                    other.await(ids.get(ids.size() - 1));
                    List<String> came = other.elements()
                            .flatMap(element -> element.attribute("id").stream())
                            .filter(ids::contains)
                            .toList();
                    return Judgement.of(
                            came.equals(ids),
                            came.size() + " of " + ids.size() + " messages came up to the last one sent, "
                                    + (came.equals(ids) ? "in order" : "out of order or not all"));
                });
    }

    private static CheckCase<ServerStage> unresolved() {
        return CheckCase.<ServerStage>of("R-294", "to a domain that does not resolve: remote-server-not-found")
                .mutant(StanzaTampers.condition("item-not-found"))
                .forAll(StanzaInputs.names(), (stage, name) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer =
                            us.ask("get", us.us().newId(), "somebody@" + name + ".invalid", UNKNOWN);
                    if (answer.isEmpty()) {
                        return Judgement.skipped("no answer in time: the lookup may still go on");
                    }
                    return Answers.tolerates(answer, StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND, OF_POLICY);
                });
    }

    private static CheckCase<ServerStage> notElsewhere() {
        return CheckCase.<ServerStage>of("R-296", "what is for the server's own domain is not looked for elsewhere")
                .mutant(StanzaTampers.condition("remote-server-not-found"))
                .forAll(StanzaInputs.notServed(), (stage, request) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer = request.ask(us, stage, us.us().newId());
                    return Judgement.of(
                            answer.flatMap(BoundClient::condition)
                                    .filter(OF_THE_REMOTE::contains)
                                    .isEmpty(),
                            Answers.words(answer));
                });
    }

    private static CheckCase<ServerStage> iqToNobody() {
        return CheckCase.<ServerStage>of("R-297", "an iq to no such user: service-unavailable")
                .mutant(StanzaTampers.condition("item-not-found"))
                .forAll(StanzaInputs.names(), (stage, name) -> {
                    BoundClient us = BoundClient.first(stage);
                    String to = "no-" + name + "-here@" + stage.domain();
                    return Answers.demands(
                            us.ask("get", us.us().newId(), to, UNKNOWN), StanzaErrorCondition.SERVICE_UNAVAILABLE);
                });
    }

    private static CheckCase<ServerStage> messageToNobody() {
        return CheckCase.<ServerStage>of("R-298", "a message to no such user: silence, or service-unavailable")
                .mutant(StanzaTampers.condition("item-not-found"))
                .forAll(StanzaInputs.names(), (stage, name) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    us.us().send(BoundClient.message(id, "no-" + name + "-here@" + stage.domain()));
                    us.untilPing();
                    Optional<XmlElement> answer = us.elements()
                            .filter(element -> BoundClient.hasId(element, id))
                            .findFirst();
                    return answer.isEmpty()
                            ? Judgement.passed("silence")
                            : Answers.demands(answer, StanzaErrorCondition.SERVICE_UNAVAILABLE);
                });
    }

    private static CheckCase<ServerStage> fullMatch() {
        return CheckCase.<ServerStage>of("R-299", "what is for a full JID goes to that resource")
                .mutant(() -> Tamper.silent(frame -> frame.contains("hello") || frame.contains("urn:example:unknown")))
                .forAll(StanzaAddressCases.kinds(), (stage, kind) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient beside = BoundClient.second(stage);
                    BoundClient other = BoundClient.second(stage);
                    String id = us.us().newId();
                    us.us()
                            .send(kind.replace("ID", id)
                                    .replace(
                                            "TO",
                                            BoundClient.attribute(
                                                            "to", other.jid().toString())
                                                    .strip()));
                    if (other.await(id).isEmpty()) {
                        return Judgement.failed("it did not come");
                    }
                    return Judgement.of(!beside.hasComeUntilPing(id), "it came to one resource only");
                });
    }

    private static CheckCase<ServerStage> bareAsFull() {
        return CheckCase.<ServerStage>of("R-300", "who is away is answered for alike by bare and full JID")
                .mutant(StanzaTampers.inErrors(
                        "^(<iq[^>]* from='[^'/]*/[^>]*>.*<)service-unavailable", "$1recipient-unavailable"))
                .forAll(StanzaInputs.names(), (stage, resourcepart) -> {
                    BoundClient us = BoundClient.first(stage);
                    String bare = stage.jid(stage.second()).toString();
                    Optional<StanzaErrorCondition> ofBare = refused(us, bare);
                    Optional<StanzaErrorCondition> ofFull = refused(us, bare + "/" + resourcepart);
                    return Judgement.of(ofBare.equals(ofFull), "bare: " + words(ofBare) + ", full: " + words(ofFull));
                });
    }

    private static Optional<StanzaErrorCondition> refused(BoundClient us, String to) throws Halt {
        return us.ask("get", us.us().newId(), to, UNKNOWN).flatMap(BoundClient::condition);
    }

    private static String words(Optional<StanzaErrorCondition> condition) {
        return condition.map(StanzaErrorCondition::elementName).orElse("no error");
    }

    private static CheckCase<ServerStage> nothingLeaks(String rule, StanzaErrorCondition leak) {
        return CheckCase.<ServerStage>of(
                        rule,
                        "to a resource that is not there, of somebody who did not ask for it: not "
                                + leak.elementName())
                .mutant(StanzaTampers.condition(leak.elementName()))
                .forAll(StanzaInputs.names(), (stage, resourcepart) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<StanzaErrorCondition> condition =
                            refused(us, stage.jid(stage.second()) + "/" + resourcepart);
                    return Judgement.of(!condition.equals(Optional.of(leak)), words(condition));
                });
    }
}
