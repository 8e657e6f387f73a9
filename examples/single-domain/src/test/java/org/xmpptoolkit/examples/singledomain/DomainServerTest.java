package org.xmpptoolkit.examples.singledomain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stream.Reason;

class DomainServerTest {
    private static final Jid DOMAIN = Jid.ofDomain("example.com");
    private static final Jid JULIET = DOMAIN.withLocalpart("juliet");
    private static final Jid ROMEO = DOMAIN.withLocalpart("romeo");

    private final DomainServer server;
    private final TrustManagerFactory trust;

    DomainServerTest() throws Exception {
        Certificate certificate = Certificate.make(DOMAIN);
        trust = trust(certificate.authority().orElseThrow());
        server = DomainServer.start(
                DOMAIN,
                Map.of("juliet", "r0m30".toCharArray(), "romeo", "jul13t".toCharArray()),
                certificate.context(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static TrustManagerFactory trust(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Peer juliet(String resourcepart) throws Exception {
        return Peer.logIn(server.port(), trust, JULIET, "r0m30", resourcepart);
    }

    private Peer romeo() throws Exception {
        return Peer.logIn(server.port(), trust, ROMEO, "jul13t", "orchard");
    }

    private static Message chat(Jid to, String body) {
        return Message.builder().type(MessageType.CHAT).to(to).body(body).build();
    }

    private static void assertRefused(StanzaErrorCondition condition, Stanza answer) {
        assertEquals(Optional.of(condition), answer.error().map(error -> error.condition()));
    }

    @Test
    void twoClientsChat() throws Exception {
        Peer juliet = juliet("balcony").available();
        Peer romeo = romeo().available();
        XmlElement own = XmlElement.of("urn:example:own", "payload");
        juliet.send(chat(ROMEO, "Art thou not Romeo?").toBuilder().payload(own).build());
        Message heard = romeo.message();
        assertEquals(Optional.of("Art thou not Romeo?"), heard.body());
        assertEquals(Optional.of(juliet.address()), heard.from());
        assertTrue(heard.payloads().contains(own));
        romeo.send(chat(juliet.address(), "Neither, fair saint."));
        assertEquals(Optional.of("Neither, fair saint."), juliet.message().body());
        romeo.send(Iq.get("p1", Ping.of()).to(juliet.address()).build());
        juliet.send(((Iq) juliet.next()).result());
        assertEquals(Optional.of("p1"), romeo.next().id());
    }

    @Test
    void tellsAnAccountsResourcesOfEachOther() throws Exception {
        Peer balcony = juliet("balcony").available(1);
        Peer chamber = juliet("chamber").available(2);
        assertEquals(2, balcony.presence(chamber.address()).priority());
        assertEquals(1, chamber.presence(balcony.address()).priority());
        chamber.close();
        assertEquals(
                Optional.of(PresenceType.UNAVAILABLE),
                balcony.presence(chamber.address()).type());
    }

    @Test
    void tellsThoseWhoGotPresenceThatItIsOver() throws Exception {
        Peer juliet = juliet("balcony").available();
        Peer romeo = romeo().available();
        juliet.send(Presence.builder().to(ROMEO).build());
        assertTrue(romeo.presence(juliet.address()).isAvailable());
        juliet.close();
        assertEquals(
                Optional.of(PresenceType.UNAVAILABLE),
                romeo.presence(juliet.address()).type());
    }

    @Test
    void presenceOfAnotherTypeIsForSomebodyAndChangesNothing() throws Exception {
        Peer juliet = juliet("balcony").available();
        Peer romeo = romeo().available();
        juliet.send(Presence.builder().to(ROMEO).build());
        romeo.presence(juliet.address());
        juliet.send(Presence.builder(PresenceType.SUBSCRIBE).build());
        assertRefused(StanzaErrorCondition.BAD_REQUEST, juliet.presence());
        juliet.send(Presence.builder(PresenceType.UNSUBSCRIBED).build());
        assertRefused(StanzaErrorCondition.BAD_REQUEST, juliet.presence());
        juliet.send(Presence.builder(PresenceType.SUBSCRIBE).to(ROMEO).build());
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, juliet.presence());
        juliet.send(Presence.builder(PresenceType.SUBSCRIBE)
                .to(Jid.parse("romeo@example.net"))
                .build());
        assertRefused(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND, juliet.presence());
        romeo.send(chat(JULIET, "Is she still there?"));
        assertEquals(Optional.of("Is she still there?"), juliet.message().body());
        romeo.heardNothingAtAll();
    }

    @Test
    void anErrorIsForTheResourceThatItIsSentToOnly() throws Exception {
        Peer juliet = juliet("balcony").available();
        Peer romeo = romeo().available();
        for (Jid to : List.of(JULIET, JULIET.withResourcepart("gone"))) {
            Message sent = chat(ROMEO, "x").toBuilder().from(to).build();
            romeo.send(sent.error(StanzaErrorCondition.GONE));
        }
        romeo.heardNothing();
        juliet.heardNothing();
        Message sent = chat(ROMEO, "x").toBuilder().from(juliet.address()).build();
        romeo.send(sent.error(StanzaErrorCondition.GONE));
        assertTrue(juliet.message().isError());
    }

    @Test
    void sendsMessagesForAnAccountToWhoeverTakesThem() throws Exception {
        Peer balcony = juliet("balcony").available();
        Peer silent = juliet("silent").available(-1);
        Peer romeo = romeo();
        romeo.send(chat(JULIET, "to the account"));
        assertEquals(Optional.of("to the account"), balcony.message().body());
        silent.heardNothing();
        romeo.send(chat(JULIET.withResourcepart("gone"), "to one that is gone"));
        assertEquals(Optional.of("to one that is gone"), balcony.message().body());
        romeo.send(Message.builder()
                .to(JULIET.withResourcepart("gone"))
                .body("not a chat")
                .build());
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, romeo.next());
        balcony.heardNothing();
    }

    @Test
    void refusesWhatNobodyTakes() throws Exception {
        Peer romeo = romeo().available();
        romeo.send(chat(JULIET, "she is away"));
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, romeo.next());
        romeo.send(chat(DOMAIN.withLocalpart("nobody"), "no such account"));
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, romeo.next());
        romeo.send(chat(Jid.parse("juliet@example.net"), "elsewhere"));
        assertRefused(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND, romeo.next());
        romeo.send(Iq.get("r1", Roster.request()).build());
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, romeo.next());
        romeo.send(Iq.get("r2", Ping.of()).to(JULIET.withResourcepart("gone")).build());
        assertRefused(StanzaErrorCondition.SERVICE_UNAVAILABLE, romeo.next());
        romeo.send(Message.builder()
                .type(MessageType.HEADLINE)
                .to(JULIET)
                .body("nobody minds")
                .build());
        romeo.heardNothing();
        Message delivered = chat(ROMEO, "x").toBuilder().from(JULIET).build();
        romeo.send(delivered.error(StanzaErrorCondition.GONE));
        romeo.heardNothing();
    }

    @Test
    void endsTheStreamThatHadTheResourceBefore() throws Exception {
        Peer former = juliet("balcony").available();
        Peer present = juliet("balcony").available();
        Reason reason = former.closed();
        assertEquals(
                StreamErrorCondition.CONFLICT,
                assertInstanceOf(Reason.ErrorReceived.class, reason).error().condition());
        Peer romeo = romeo();
        romeo.send(chat(JULIET, "Who is there?"));
        assertEquals(Optional.of("Who is there?"), present.message().body());
    }

    @Test
    void refusesAWrongPasswordAndAnotherDomain() {
        ExecutionException failure = assertThrows(
                ExecutionException.class, () -> Peer.logIn(server.port(), trust, JULIET, "wrong", "balcony"));
        assertTrue(String.valueOf(failure.getMessage()).contains("not-authorized"), failure::getMessage);
        failure = assertThrows(
                ExecutionException.class,
                () -> Peer.logIn(server.port(), trust, Jid.parse("juliet@example.net"), "r0m30", "balcony"));
        assertTrue(String.valueOf(failure.getMessage()).contains("host-unknown"), failure::getMessage);
    }

    @Test
    void tellsItsClientsThatItGoes() throws Exception {
        Peer juliet = juliet("balcony");
        server.close();
        assertEquals(
                StreamErrorCondition.SYSTEM_SHUTDOWN,
                assertInstanceOf(Reason.ErrorReceived.class, juliet.closed())
                        .error()
                        .condition());
    }
}
