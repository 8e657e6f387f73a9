package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.testkit.endpoint.FakeLinks.Link;

/** The pool of streams to other servers, with streams that are played. */
class RemoteServersTest {
    private static final Jid OWN = Jid.ofDomain("a.example");
    private static final Jid OTHER = Jid.ofDomain("other.example");
    private static final Jid FAR = Jid.ofDomain("far.example");
    private static final DomainPair FIRST = new DomainPair(OWN, FAR);
    private static final DomainPair SECOND = new DomainPair(OTHER, FAR);
    private static final Jid JULIET = Jid.parse("juliet@a.example/x");
    private static final Jid ROMEO = Jid.parse("romeo@other.example/x");

    private final FakeLinks links = new FakeLinks();
    private final Router router = new Router(Set.of(OWN, OTHER)::contains, account -> true);
    private final RemoteServers servers = new RemoteServers(router, Set.of(OWN, OTHER)::contains, links, links);
    private final List<XmlElement> juliet = client(JULIET);
    private final List<XmlElement> romeo = client(ROMEO);

    RemoteServersTest() {
        router.add(servers);
    }

    private List<XmlElement> client(Jid address) {
        List<XmlElement> got = new ArrayList<>();
        router.reserve(address);
        router.join(new Session() {
            @Override
            public Jid address() {
                return address;
            }

            @Override
            public void deliver(XmlElement stanza) {
                got.add(stanza);
            }
        });
        return got;
    }

    private static XmlElement message(String from, String to, String id, String namespace) {
        return XmlElement.parse(
                "<message xmlns='" + namespace + "' from='" + from + "' to='" + to + "' id='" + id + "'/>");
    }

    private void send(String from, String id) {
        send(message(from, "x@far.example", id, "jabber:client"));
    }

    private void send(XmlElement message) {
        Stanza stanza = Stanza.fromElement(message);
        router.route(
                new Session() {
                    @Override
                    public Jid address() {
                        return stanza.from().orElseThrow();
                    }

                    @Override
                    public void deliver(XmlElement answer) {
                        throw new AssertionError("the router answers through the resource: " + answer);
                    }
                },
                stanza);
    }

    private static List<String> ids(List<XmlElement> stanzas) {
        return stanzas.stream()
                .map(stanza -> stanza.attribute("id").orElseThrow())
                .toList();
    }

    private static String condition(XmlElement answer) {
        assertEquals("error", answer.attribute("type").orElseThrow());
        return answer.element("jabber:client", "error")
                .orElseThrow()
                .elements()
                .get(0)
                .localName();
    }

    @Test
    @Rule("R-467")
    void stanzasWaitUntilTheirPairIsAuthorized() {
        send("juliet@a.example/x", "1");
        send("juliet@a.example/x", "2");
        Link link = links.only();
        assertEquals(FIRST, link.first());
        assertEquals(List.of(), link.sent());
        link.stream().authorized(FIRST);
        send("juliet@a.example/x", "3");
        assertEquals(List.of(), link.sent(), "not established yet");
        link.stream().established();
        send("juliet@a.example/x", "4");
        assertEquals(List.of("1", "2", "3", "4"), ids(link.sent()));
        assertEquals(
                message("juliet@a.example/x", "x@far.example", "1", "jabber:server"),
                link.sent().get(0));
        assertEquals(List.of(), juliet);
    }

    @Test
    @Rule({"R-289", "R-467"})
    void oneStreamCarriesThePairsOfAllOwnDomains() {
        send("juliet@a.example/x", "1");
        send("romeo@other.example/x", "2");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        assertEquals(List.of(SECOND), link.asked(), "the pair that came meanwhile");
        send("juliet@a.example/x", "3");
        send("romeo@other.example/x", "4");
        assertEquals(List.of("1", "3"), ids(link.sent()), "pairs that are verified flow on");
        link.stream().authorized(SECOND);
        assertEquals(List.of("1", "3", "2", "4"), ids(link.sent()));
        assertEquals(List.of(SECOND), link.asked(), "asked once");
        assertEquals(link, links.only());
    }

    @Test
    void aPairThatComesLaterIsAskedForOnTheSameStream() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        send("romeo@other.example/x", "2");
        assertEquals(List.of(SECOND), link.asked());
        assertEquals(link, links.only());
    }

    @Test
    void aPairThatTheStreamCannotAskForGetsOneOfItsOwn() {
        links.onePairEach();
        send("juliet@a.example/x", "1");
        send("romeo@other.example/x", "2");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        Link second = links.opened().get(1);
        assertEquals(SECOND, second.first());
        second.stream().authorized(SECOND);
        second.stream().established();
        send("juliet@a.example/x", "3");
        send("romeo@other.example/x", "4");
        assertEquals(List.of("1", "3"), ids(link.sent()));
        assertEquals(List.of("2", "4"), ids(second.sent()));
    }

    /** A peer that never says whether it takes the pair holds nobody's stanzas for good. */
    @Test
    @Rule({"R-467", "R-470"})
    void stanzasOfAPairThatIsNeverAnsweredGoBack() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        send("romeo@other.example/x", "2");
        links.tick();
        assertEquals(List.of("2"), ids(romeo));
        assertEquals("remote-server-timeout", condition(romeo.get(0)));
        send("juliet@a.example/x", "3");
        assertEquals(List.of("1", "3"), ids(link.sent()), "others flow on");
        link.stream().authorized(SECOND);
        send("romeo@other.example/x", "4");
        assertEquals(List.of("1", "3", "4"), ids(link.sent()), "late, but not too late for what comes then");
        assertEquals(List.of(SECOND), link.asked());
    }

    @Test
    @Rule("R-467")
    void theTimeForOneAnswerIsNoneForTheNext() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        send("romeo@other.example/x", "2");
        link.stream().refused(SECOND, StanzaErrorCondition.INTERNAL_SERVER_ERROR);
        List<Runnable> early = links.due();
        send("romeo@other.example/x", "3");
        early.forEach(Runnable::run);
        link.stream().authorized(SECOND);
        assertEquals(List.of("1", "3"), ids(link.sent()));
    }

    @Test
    void nothingIsOpenedOnceItStopped() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        servers.stop();
        link.refuse(new IllegalStateException("closing"));
        servers.unsent(
                link.stream(),
                new RemoteStream.Entry(
                        Stanza.fromElement(message("juliet@a.example/x", "x@far.example", "2", "jabber:client")),
                        false),
                new IllegalStateException("closing"));
        assertEquals(link, links.only());
        assertEquals(List.of("2"), ids(juliet));
    }

    @ParameterizedTest
    @EnumSource(
            value = StanzaErrorCondition.class,
            names = {"INTERNAL_SERVER_ERROR", "REMOTE_SERVER_TIMEOUT"})
    @Rule({"R-469", "R-470"})
    void stanzasOfARefusedPairGoBackAndOthersFlowOn(StanzaErrorCondition condition) {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        send("romeo@other.example/x", "2");
        link.stream().refused(SECOND, condition);
        assertEquals(List.of("2"), ids(romeo));
        assertEquals(condition.elementName(), condition(romeo.get(0)));
        send("juliet@a.example/x", "3");
        assertEquals(List.of("1", "3"), ids(link.sent()));
        assertFalse(link.isClosed());
        send("romeo@other.example/x", "4");
        assertEquals(List.of(SECOND, SECOND), link.asked(), "asked again for what comes later");
    }

    @ParameterizedTest
    @EnumSource(
            value = StanzaErrorCondition.class,
            names = {"REMOTE_SERVER_NOT_FOUND", "REMOTE_SERVER_TIMEOUT"})
    @Rule({"R-294", "R-295", "R-470"})
    void stanzasGoBackIfTheStreamDoesNotComeAbout(StanzaErrorCondition condition) {
        send("juliet@a.example/x", "1");
        send("romeo@other.example/x", "2");
        links.only().stream().closed(condition);
        assertEquals(List.of("1"), ids(juliet));
        assertEquals(List.of("2"), ids(romeo));
        assertEquals(condition.elementName(), condition(juliet.get(0)));
        assertEquals("x@far.example", juliet.get(0).attribute("from").orElseThrow());
        send("juliet@a.example/x", "3");
        assertEquals(2, links.opened().size(), "the next stanza opens another stream");
    }

    @Test
    void theNextStanzaOpensAnotherStreamBehindOneThatEnded() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        link.stream().closed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
        assertEquals(List.of(), juliet, "what was sent is not given back");
        send("juliet@a.example/x", "2");
        Link next = links.opened().get(1);
        next.stream().authorized(FIRST);
        next.stream().established();
        assertEquals(List.of("2"), ids(next.sent()));
    }

    @Test
    void whatAClosingStreamDoesNotTakeGoesToAnotherOnce() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        link.refuse(new IllegalStateException("closing"));
        send("juliet@a.example/x", "2");
        Link next = links.opened().get(1);
        next.refuse(new IllegalStateException("closing"));
        next.stream().authorized(FIRST);
        next.stream().established();
        assertEquals(2, links.opened().size());
        assertEquals(List.of("2"), ids(juliet));
        assertEquals("remote-server-timeout", condition(juliet.get(0)));
    }

    @Test
    void whatMayHaveGoneOutIsNotSentAgain() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        link.refuse(new java.io.IOException("broken"));
        send("juliet@a.example/x", "2");
        assertEquals(link, links.only());
        assertEquals(List.of("2"), ids(juliet));
    }

    @Test
    void whatWaitsIsBounded() {
        for (int i = 0; i <= RemoteStream.MOST_WAITING; i++) {
            send("juliet@a.example/x", Integer.toString(i));
        }
        assertEquals(List.of(Integer.toString(RemoteStream.MOST_WAITING)), ids(juliet));
        assertEquals("resource-constraint", condition(juliet.get(0)));
    }

    @Test
    void octetsThatWaitAreBounded() {
        String half = "\u00E4".repeat(200_000); // two octets each
        for (String id : List.of("1", "2", "3")) {
            XmlElement message = message("juliet@a.example/x", "x@far.example", id, "jabber:client");
            send(message.toBuilder().text(half).build());
        }
        assertEquals(List.of("3"), ids(juliet));
        assertEquals("resource-constraint", condition(juliet.get(0)));
    }

    @Test
    void streamsAreBounded() {
        for (int i = 0; i <= RemoteServers.MOST_STREAMS; i++) {
            router.route(Stanza.fromElement(
                    message("juliet@a.example/x", "x@far" + i + ".example", Integer.toString(i), "jabber:client")));
        }
        assertEquals(RemoteServers.MOST_STREAMS, links.opened().size());
        assertEquals(List.of(Integer.toString(RemoteServers.MOST_STREAMS)), ids(juliet));
    }

    @Test
    void aStreamThatNobodyUsesIsClosed() {
        send("juliet@a.example/x", "1");
        Link link = links.only();
        link.stream().authorized(FIRST);
        link.stream().established();
        send("juliet@a.example/x", "2");
        links.tick();
        assertFalse(link.isClosed(), "used meanwhile");
        links.tick();
        assertTrue(link.isClosed());
        send("juliet@a.example/x", "3");
        assertEquals(2, links.opened().size());
    }

    @Test
    @Rule("R-296")
    void stanzasForOwnDomainsAreNeverRoutedElsewhere() {
        router.route(Stanza.fromElement(message("juliet@a.example/x", "nobody@other.example/y", "1", "jabber:client")));
        assertFalse(servers.take(
                OTHER,
                Stanza.fromElement(message("juliet@a.example/x", "nobody@other.example", "2", "jabber:client"))));
        assertEquals(List.of(), links.opened());
    }

    @Test
    void stanzasOfForeignDomainsAreNotPassedOn() {
        assertFalse(servers.take(
                FAR, Stanza.fromElement(message("x@third.example", "x@far.example", "2", "jabber:client"))));
        assertEquals(List.of(), links.opened());
    }

    @Test
    void aStreamThatThePeerOpenedIsUsedIfItGoesBothWays() {
        Link back = links.peers();
        servers.returning(FIRST, back);
        send("juliet@a.example/x", "1");
        send("romeo@other.example/x", "2");
        assertEquals(List.of("1"), ids(back.sent()));
        assertEquals(SECOND, links.only().first());
        servers.ended(back);
        send("juliet@a.example/x", "3");
        assertEquals(List.of("1"), ids(back.sent()));
    }
}
