package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** {@code to} and {@code from} of stanzas (RFC 6120 sections 8.1.1, 8.1.2 and 10.3). */
final class StanzaAddressCases {
    private static final String FROM = StanzaTampers.upTo("from");

    private StanzaAddressCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                toKept(),
                stamped(),
                forged(),
                ofTheServer(),
                ofTheAccount(),
                neverWithoutFrom(),
                servedWithoutTo(),
                messageWithoutTo());
    }

    /** What may go from one client to another, as a start tag without {@code to} and an end. */
    static Arbitrary<String> kinds() {
        return Arbitraries.of(
                "<message type='chat' id='ID' TO><body>hello</body></message>",
                "<iq type='get' id='ID' TO><query xmlns='urn:example:unknown'/></iq>",
                "<iq type='set' id='ID' TO><query xmlns='urn:example:unknown'/></iq>",
                "<message type='normal' id='ID' TO><body>hello</body></message>");
    }

    /** Sends such a stanza to the full JID of the other, and gives what comes there. */
    static XmlElement deliver(BoundClient us, BoundClient other, String kind, String attributes) throws Halt {
        String id = us.us().newId();
        us.us()
                .send(kind.replace("ID", id)
                        .replace(
                                "TO",
                                BoundClient.attribute("to", other.jid().toString())
                                                .strip()
                                        + attributes));
        return other.expect(id);
    }

    private static CheckCase<ServerStage> toKept() {
        return CheckCase.<ServerStage>of("R-228", "to is not changed on delivery")
                .mutant(() -> Tamper.replacing("^(<(?:message|iq)[^>]*? to='[^/']*)/[^']*'", "$1'"))
                .forAll(kinds(), (stage, kind) -> {
                    BoundClient other = BoundClient.second(stage);
                    Optional<String> to =
                            deliver(BoundClient.first(stage), other, kind, "").attribute("to");
                    return Judgement.of(
                            to.equals(Optional.of(other.jid().toString())), "to came as " + to.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> stamped() {
        return CheckCase.<ServerStage>of("R-232", "from of a client's stanza is its full JID")
                .mutant(() -> Tamper.replacing("^(<(?:message|iq)[^>]*? from='[^/']*)/[^']*'", "$1'"))
                .forAll(kinds(), (stage, kind) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<String> from =
                            deliver(us, BoundClient.second(stage), kind, "").attribute("from");
                    return Judgement.of(
                            from.equals(Optional.of(us.jid().toString())), "from came as " + from.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> forged() {
        return CheckCase.<ServerStage>of("R-232.forged", "a wrong from is overwritten, or refused as invalid-from")
                .mutant(() -> Tamper.replacing("^(<message[^>]*? from=)'[^']*'", "$1'forged@localhost/x'"))
                .forAll(Arbitraries.of("forged@#/x", "#", "forged@elsewhere.invalid"), (stage, forged) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    String id = us.us().newId();
                    String from = BoundClient.attribute(
                            "from", forged.replace("#", stage.domain().toString()));
                    String to = BoundClient.attribute("to", other.jid().toString());
                    us.us().send("<message id='" + id + "'" + to, from, "><body>forged</body></message>");
                    Optional<XmlElement> error = us.us().ping()
                            ? Optional.empty()
                            : us.elements()
                                    .filter(element -> element.is(Namespaces.STREAM, "error"))
                                    .findFirst();
                    if (error.map(StreamError::fromElement)
                            .filter(said -> said.condition() == StreamErrorCondition.INVALID_FROM)
                            .isPresent()) {
                        return Judgement.passed("invalid-from");
                    }
                    if (us.elements().anyMatch(element -> BoundClient.hasId(element, id))) {
                        return Judgement.warning("a stanza error instead of invalid-from");
                    }
                    String fence = us.us().newId(); // what one sends to another keeps its order
                    us.us().send(BoundClient.message(fence, other.jid().toString()));
                    other.expect(fence);
                    Optional<String> came = other.elements()
                            .filter(element -> BoundClient.hasId(element, id))
                            .flatMap(element -> element.attribute("from").stream())
                            .findFirst();
                    return Judgement.of(
                            came.isEmpty() || came.get().equals(us.jid().toString()),
                            "from came as " + came.orElse("nothing"));
                });
    }

    private static CheckCase<ServerStage> ofTheServer() {
        return CheckCase.<ServerStage>of("R-233", "what the server itself answers has its domain as from")
                .mutant(StanzaTampers.inSaid(frame -> frame.startsWith("<iq") && !frame.contains("<jid>"), FROM, "$1"))
                .forAll(
                        Arbitraries.of("<ping xmlns='urn:xmpp:ping'/>", "<query xmlns='urn:example:unknown'/>"),
                        (stage, payload) -> {
                            BoundClient us = BoundClient.first(stage);
                            String domain = stage.domain().toString();
                            Optional<String> from =
                                    answer(us, "get", domain, payload).attribute("from");
                            return Judgement.of(from.equals(Optional.of(domain)), "from is " + from.orElse("missing"));
                        });
    }

    private static CheckCase<ServerStage> ofTheAccount() {
        return CheckCase.<ServerStage>of(
                        "R-234", "what the server answers for the account has no from, or its bare JID")
                .mutant(StanzaTampers.inSaid(
                        frame -> frame.startsWith("<iq") && !frame.contains("<jid>"),
                        "^<iq( from='[^']*')?",
                        "<iq from='localhost'"))
                .forAll(
                        Arbitraries.of("<query xmlns='jabber:iq:roster'/>", "<query xmlns='urn:example:unknown'/>"),
                        (stage, payload) -> {
                            BoundClient us = BoundClient.first(stage);
                            Optional<String> from =
                                    answer(us, "get", "", payload).attribute("from");
                            return Judgement.of(
                                    from.isEmpty()
                                            || from.get().equals(us.jid().bare().toString()),
                                    "from is " + from.orElse("missing"));
                        });
    }

    private static XmlElement answer(BoundClient us, String type, String to, String payload) throws Halt {
        return us.ask(type, us.us().newId(), to, payload).orElseThrow(() -> Halt.skipped("there was no answer"));
    }

    private static CheckCase<ServerStage> neverWithoutFrom() {
        return CheckCase.<ServerStage>of("R-235", "what is delivered of others has a from")
                .mutant(() ->
                        Tamper.replacing("^(<(?:message|iq)[^>]*?) from='[^']*'(?=[^>]*>.*hello|[^>]*><query)", "$1"))
                .forAll(kinds(), (stage, kind) -> {
                    Optional<String> from = deliver(BoundClient.first(stage), BoundClient.second(stage), kind, "")
                            .attribute("from");
                    return Judgement.of(from.isPresent(), "from is " + from.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> servedWithoutTo() {
        return CheckCase.<ServerStage>of("R-290", "a request without to is answered by the server")
                .mutant(() -> Tamper.deaf(frame -> StanzaTampers.isRequest(frame)
                        && Tamper.attribute(StanzaTampers.head(frame), "to").isEmpty()))
                .forAll(
                        Arbitraries.of(
                                "<query xmlns='jabber:iq:roster'/>",
                                "<query xmlns='urn:example:unknown'/>",
                                "<ping xmlns='urn:xmpp:ping'/>"),
                        (stage, payload) -> {
                            BoundClient us = BoundClient.first(stage);
                            Optional<XmlElement> answer = us.ask("get", us.us().newId(), "", payload);
                            return Judgement.of(answer.isPresent(), Answers.words(answer));
                        });
    }

    private static CheckCase<ServerStage> messageWithoutTo() {
        return CheckCase.<ServerStage>of("R-291", "a message without to goes to the sender's own account")
                .mutant(() -> Tamper.deaf(frame -> frame.startsWith("<message") && !frame.contains(" to='")))
                .forAll(Arbitraries.of("chat", "normal", ""), (stage, type) -> {
                    BoundClient us = BoundClient.first(stage).available();
                    String id = us.us().newId();
                    us.us().send(BoundClient.stanza("message", type, id, "", "<body>for myself</body>"));
                    Optional<XmlElement> came = us.await(id).filter(message -> !BoundClient.isError(message));
                    return Judgement.of(came.isPresent(), came.isPresent() ? "it came back" : "it did not come back");
                });
    }
}
