package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Resource binding (RFC 6120 section 7), without what is asked for in particular. */
final class BindingCases {
    private static final String OFFER = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'(/>|>.*?</bind>)";
    private static final int SESSIONS = 3;

    private BindingCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                severalResources(),
                supported(),
                mandatory(),
                noRestart(),
                offered(),
                notOfferedInClear(),
                notOfferedUnderTls(),
                generated(),
                fullJid());
    }

    private static CheckCase<ServerStage> severalResources() {
        AtomicInteger binds = new AtomicInteger();
        return CheckCase.<ServerStage>of("R-206", "an account may have several connected resources")
                .mutant(StanzaTampers.errorFor(
                        frame -> isBind(frame) && binds.incrementAndGet() % 2 == 0, "resource-constraint"))
                .plays(stage -> {
                    BoundClient.first(stage).untilPing();
                    InitiatingEntity other = stage.connect();
                    other.login(stage.account());
                    XmlElement answer = bind(other, "");
                    return Judgement.of(jid(answer).isPresent(), "a second resource: " + outcome(answer));
                });
    }

    private static CheckCase<ServerStage> supported() {
        return CheckCase.<ServerStage>of("R-208", "a resource can be bound")
                .mutant(StanzaTampers.errorFor(BindingCases::isBind, "service-unavailable"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    XmlElement answer = bind(us, "");
                    return isLimit(answer)
                            ? Judgement.skipped("the account may have no more resources: " + outcome(answer))
                            : Judgement.of(jid(answer).isPresent(), "binding: " + outcome(answer));
                });
    }

    private static CheckCase<ServerStage> mandatory() {
        return CheckCase.<ServerStage>of("R-209", "what a client sends to others before binding does not reach them")
                .mutant(StanzaTampers.leaking(frame -> frame.startsWith("<message"), frame -> frame))
                .forAll(Arbitraries.of("full", "bare"), (stage, form) -> {
                    BoundClient other = BoundClient.second(stage).available();
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    String id = us.newId();
                    Jid to = form.equals("full") ? other.jid() : other.jid().bare();
                    us.send("", BoundClient.message(id, to.toString()), "");
                    us.awaitEnd();
                    boolean came = other.hasComeUntilPing(id);
                    return Judgement.of(
                            !came, "the message of an unbound client " + (came ? "was" : "was not") + " delivered");
                });
    }

    private static CheckCase<ServerStage> noRestart() {
        return CheckCase.<ServerStage>of("R-210", "the stream goes on behind binding, without new headers")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        return frame.startsWith("<iq") && frame.contains("<jid>")
                                ? frame + "<stream:stream from='localhost' id='again' version='1.0'"
                                        + " xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
                                : frame;
                    }
                })
                .plays(stage -> {
                    InitiatingEntity us = stage.session();
                    String id = us.newId();
                    us.send(BoundClient.stanza("iq", "get", id, "", "<query xmlns='jabber:iq:roster'/>"));
                    Heard next = us.hear();
                    boolean goesOn = next instanceof Heard.Element element
                            && element.element().namespace().equals(Namespaces.CLIENT);
                    return Judgement.of(goesOn, "behind binding came " + next.words());
                });
    }

    private static CheckCase<ServerStage> offered() {
        return CheckCase.<ServerStage>of("R-211", "binding is offered behind authentication")
                .mutant(() -> Tamper.replacing(OFFER, ""))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    return offer(us.login(stage.account()), true);
                });
    }

    private static CheckCase<ServerStage> notOfferedInClear() {
        return CheckCase.<ServerStage>of("R-212", "binding is not offered on a new connection")
                .mutant(BindingCases::alwaysOffering)
                .plays(stage -> offer(stage.connect().open(), false));
    }

    private static CheckCase<ServerStage> notOfferedUnderTls() {
        return CheckCase.<ServerStage>of("R-212.tls", "binding is not offered under TLS before authentication")
                .mutant(BindingCases::alwaysOffering)
                .plays(stage -> offer(stage.connect().secure(), false));
    }

    private static Tamper alwaysOffering() {
        return Tamper.replacing(
                "(?<!</bind>)</stream:features>", "<bind xmlns='" + Namespaces.BIND + "'/></stream:features>");
    }

    private static Judgement offer(XmlElement features, boolean due) {
        boolean there = features.element(Namespaces.BIND, "bind").isPresent();
        return Judgement.of(there == due, there ? "bind is offered" : "bind is not offered");
    }

    private static CheckCase<ServerStage> generated() {
        return CheckCase.<ServerStage>of("R-215", "resourceparts that the server makes differ from each other")
                .mutant(() -> Tamper.replacing("<jid>([^/<]*)/[^<]*", "<jid>$1/always"))
                .plays(stage -> {
                    List<String> made = new ArrayList<>();
                    for (int i = 0; i < SESSIONS; i++) {
                        InitiatingEntity us = stage.connect();
                        made.add(us.session(stage.account()).resourcepart().orElse(""));
                        us.ping();
                        us.close();
                    }
                    return Judgement.of(
                            new HashSet<>(made).size() == SESSIONS && !made.contains(""), "resourceparts " + made);
                });
    }

    private static CheckCase<ServerStage> fullJid() {
        return CheckCase.<ServerStage>of("R-216", "binding is answered with the full JID")
                .mutant(() -> Tamper.replacing("<jid>([^/<]*)/[^<]*", "<jid>$1"))
                .forAll(StanzaInputs.resourceparts(), (stage, resourcepart) -> {
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    XmlElement answer = bind(us, resourcepart);
                    if (BoundClient.isError(answer)) {
                        return Judgement.skipped("binding was refused: " + outcome(answer));
                    }
                    String text = text(answer).orElse("");
                    us.blame(text);
                    Jid account = stage.jid(stage.account());
                    boolean kept = jid(answer)
                            .filter(jid -> jid.isFull() && jid.bare().equals(account))
                            .isPresent();
                    return Judgement.of(kept, "binding: " + outcome(answer));
                });
    }

    /** Whether a frame of a client asks for a resource. */
    static boolean isBind(String frame) {
        return frame.startsWith("<iq") && frame.contains(Namespaces.BIND);
    }

    /** Asks for a resource, or for one of the server's making by an empty text, and gives the answer. */
    static XmlElement bind(InitiatingEntity us, String resourcepart) throws Halt {
        String id = us.newId();
        String wish =
                resourcepart.isEmpty() ? "" : "<resource>" + InitiatingEntity.escape(resourcepart) + "</resource>";
        us.send("<iq type='set' id='" + id + "'><bind xmlns='" + Namespaces.BIND + "'>", wish, "</bind></iq>");
        return us.await(element -> BoundClient.hasId(element, id))
                .orElseThrow(() -> Halt.skipped("binding was not answered"));
    }

    /** The text of the address in an answer. */
    static Optional<String> text(XmlElement answer) {
        return answer.element(Namespaces.BIND, "bind")
                .flatMap(bind -> bind.element(Namespaces.BIND, "jid"))
                .map(XmlElement::text);
    }

    /** The address in an answer. */
    static Optional<Jid> jid(XmlElement answer) {
        return text(answer).flatMap(text -> Jid.tryParse(text).toOptional());
    }

    /** Whether binding was refused because the account has all the resources that it may have (RFC 6120 section 7.6.2). */
    static boolean isLimit(XmlElement answer) {
        return BoundClient.condition(answer)
                .filter(condition -> condition.equals(StanzaErrorCondition.RESOURCE_CONSTRAINT)
                        || condition.equals(StanzaErrorCondition.NOT_ALLOWED))
                .isPresent();
    }

    /** What an answer says, for people. */
    static String outcome(XmlElement answer) {
        return text(answer).orElseGet(() -> Answers.words(Optional.of(answer)));
    }
}
