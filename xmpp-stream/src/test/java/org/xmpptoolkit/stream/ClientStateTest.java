package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.feature.ClientState;
import org.xmpptoolkit.stream.feature.ClientStateIndication;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.management.ResumeAnswer;
import org.xmpptoolkit.stream.management.ResumeRequested;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Client state indication (XEP-0352). */
class ClientStateTest {
    private static final SmConfig MANAGED = Managed.config().build();
    private static final String CSI = " xmlns='urn:xmpp:csi:0'/>";
    private static final String ACTIVE = "<active" + CSI;
    private static final String INACTIVE = "<inactive" + CSI;
    private static final String BIND_OFFER = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
    private static final String OFFER = "<stream:features>" + BIND_OFFER + "<csi" + CSI + "</stream:features>";

    /** A client that sees an offer behind authentication; the indication is first in its list, in front of binding. */
    private static Transcript client(String offer) {
        Transcript client =
                Managed.authenticatedClient(new ClientStateIndication(), ResourceBinding.request("balcony"));
        client.feed(Streams.SERVER_HEADER + offer);
        return client;
    }

    private static Transcript server() {
        Transcript server = Streams.receiving(
                new Streams.Login(),
                ResourceBinding.server(),
                new ClientStateIndication(),
                StreamManagement.server(MANAGED));
        server.feed(Streams.CLIENT_HEADER);
        return server;
    }

    private static Transcript authenticated(Transcript server) {
        server.feed(Managed.LOGIN + Streams.CLIENT_HEADER);
        return server;
    }

    @Test
    void clientTellsWhereItIsOffered() {
        Transcript client = client(OFFER);
        assertTrue(client.feed(Managed.BOUND_RESULT).isEmpty(), "nothing is sent to begin");
        client.only(StreamEvent.Established.class);
        assertEquals(INACTIVE, client.add(client.stream.tell(ClientState.INACTIVE)));
        assertEquals(ACTIVE, client.add(client.stream.tell(ClientState.ACTIVE)));
        assertTrue(client.all(ClientState.class).isEmpty(), "what is told is no news to who tells it");
    }

    @Test
    void clientMayNotTellWhereItIsNotOffered() {
        Transcript client = client("<stream:features>" + BIND_OFFER + "</stream:features>");
        client.feed(Managed.BOUND_RESULT);
        client.only(StreamEvent.Established.class);
        String refusal = assertThrows(IllegalStateException.class, () -> client.stream.tell(ClientState.INACTIVE))
                .toString();
        assertTrue(refusal.contains("INACTIVE") && refusal.contains("if the peer offered it"), refusal);
    }

    @Test
    void clientMayNotTellBeforeItIsBound() {
        Transcript client = client(OFFER);
        assertThrows(IllegalStateException.class, () -> client.stream.tell(ClientState.INACTIVE));
        assertEquals("", client.feed(Managed.BOUND_RESULT));
        assertEquals(INACTIVE, client.add(client.stream.tell(ClientState.INACTIVE)));
    }

    @Test
    void serverOffersItBehindAuthenticationOnly() {
        Transcript server = server();
        assertFalse(Transcript.written(server.events).contains("urn:xmpp:csi:0"));
        String offer = server.feed(Managed.LOGIN + Streams.CLIENT_HEADER);
        assertTrue(offer.contains("<csi" + CSI), offer);
    }

    @Test
    void serverRefusesItBeforeAuthentication() {
        for (String early : List.of(ACTIVE, INACTIVE)) {
            Transcript server = server();
            server.feed(early);
            assertEquals(
                    StreamErrorCondition.NOT_AUTHORIZED,
                    server.only(StreamEvent.ErrorSent.class).error().condition());
            assertTrue(server.all(ClientState.class).isEmpty());
        }
    }

    @Test
    void serverHearsEachChangeAndAnswersNothing() {
        Transcript server = authenticated(server());
        Managed.bind(server);
        assertEquals("", server.feed(ACTIVE + INACTIVE + INACTIVE + "<message/>" + ACTIVE + ACTIVE + INACTIVE));
        assertEquals(
                List.of(ClientState.INACTIVE, ClientState.ACTIVE, ClientState.INACTIVE), server.all(ClientState.class));
        List<StreamEvent> inOrder = server.events.stream()
                .filter(event -> event instanceof ClientState || event instanceof StreamEvent.ElementReceived)
                .toList();
        assertEquals(1, inOrder.indexOf(server.only(StreamEvent.ElementReceived.class)), inOrder::toString);
    }

    @Test
    void otherElementsOfTheNamespaceAreNotTaken() {
        Transcript server = authenticated(server());
        Managed.bind(server);
        server.feed(INACTIVE + "<dozing" + CSI);
        assertEquals(
                StreamErrorCondition.UNSUPPORTED_STANZA_TYPE,
                server.only(StreamEvent.ErrorSent.class).error().condition());
    }

    @Test
    void resumedStreamBeginsActive() {
        Transcript server = authenticated(server());
        Managed.bind(server);
        server.feed(Managed.ENABLE + INACTIVE);
        SmState left = Managed.suspend(server);
        Transcript next = authenticated(server());
        next.feed("<resume xmlns='urn:xmpp:sm:3' previd='" + left.id() + "' h='0'/>");
        next.add(next.stream.reply(next.question(ResumeRequested.class), new ResumeAnswer.Resume(left)));
        assertTrue(next.only(StreamEvent.Established.class).resumed());
        next.feed(ACTIVE);
        assertEquals(List.of(), next.all(ClientState.class), "it was active already");
        next.feed(INACTIVE);
        assertEquals(List.of(ClientState.INACTIVE), next.all(ClientState.class));
    }

    @Test
    void clientTellsOnAResumedStream() {
        SmState left = Managed.suspend(Managed.client(MANAGED));
        Transcript client = Managed.authenticatedClient(
                StreamManagement.resuming(left, MANAGED),
                ResourceBinding.request("balcony"),
                new ClientStateIndication());
        client.feed(Streams.SERVER_HEADER + "<stream:features><sm" + Managed.SM + "/><csi" + CSI + "</stream:features>"
                + "<resumed xmlns='urn:xmpp:sm:3' previd='sm-1' h='0'/>");
        assertTrue(client.only(StreamEvent.Established.class).resumed());
        assertEquals(INACTIVE, client.add(client.stream.tell(ClientState.INACTIVE)));
    }

    @Test
    void stanzasAreCountedWithoutIt() {
        Transcript server = authenticated(server());
        Managed.bind(server);
        server.feed(Managed.ENABLE);
        assertEquals(Managed.ack(1), server.feed(INACTIVE + "<message/>" + ACTIVE + Managed.REQUEST));
    }
}
