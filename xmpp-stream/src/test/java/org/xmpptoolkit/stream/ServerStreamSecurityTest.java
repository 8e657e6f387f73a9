package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;

/** What a hostile server may try on a stream. */
class ServerStreamSecurityTest {
    private static final String STANZA = "<message from='juliet@capulet.example' to='romeo@montague.example'/>";

    private static void assertNobody(Transcript server) {
        assertEquals(Optional.empty(), server.stream.state().account());
        assertEquals(Set.of(), server.stream.state().authorized());
        assertTrue(server.all(StreamEvent.PairAuthorized.class).isEmpty());
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        assertTrue(server.all(StreamEvent.Established.class).isEmpty());
    }

    private static Transcript tries(TlsSession session) {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server(), new Servers.Vouching()).build(), session);
        server.feed(Servers.HEADER + Servers.AUTH + STANZA);
        return server;
    }

    @Test
    void stanzaOfAPairThatWasNotValidated() {
        for (String stanza : List.of(
                "<message from='tybalt@other.example' to='romeo@montague.example'/>",
                "<message from='juliet@capulet.example.evil.example' to='romeo@montague.example'/>",
                "<message from='juliet@capulet.example' to='romeo@other.example'/>",
                "<message from='romeo@montague.example' to='mercutio@montague.example'/>",
                "<message from='romeo@montague.example' to='juliet@capulet.example'/>")) {
            Transcript server =
                    Servers.authenticated(Servers.serving(Sasl.server()).domains(domain -> DomainStatus.SERVED));
            server.feed(stanza + STANZA);
            HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
            assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.example", "rooms.capulet.example", "example", "capulet.example.evil.example"})
    void externalWithTheCertificateOfAnotherDomain(String domain) {
        Transcript server = tries(Servers.shown(domain, PathTrust.VERIFIED));
        assertNobody(server);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    @Test
    void externalWithACertificateWhosePathWasNotVerified() {
        Transcript server = tries(Servers.shown("capulet.example", PathTrust.UNVERIFIED));
        assertNobody(server);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.NOT_AUTHORIZED);
    }

    @Test
    void externalWithoutACertificate() {
        for (PathTrust trust : List.of(PathTrust.ABSENT, PathTrust.VERIFIED)) {
            assertNobody(tries(TlsSession.builder("TLSv1.3", trust).build()));
        }
    }

    @Test
    void externalWithoutTls() {
        Transcript server = new Transcript(XmppStream.receiving(Servers.serving(new StartTls(), Sasl.server())
                .tlsPolicy(TlsPolicy.WHEN_OFFERED)
                .build()));
        server.feed(Servers.HEADER);
        assertEquals(
                "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><encryption-required/></failure>",
                server.feed(Servers.AUTH));
        assertNobody(server);
    }

    /** The certificate is held against the header under TLS, not against the one that came in clear. */
    @Test
    void anotherDomainBehindTlsThanInFrontOfIt() {
        Transcript server = new Transcript(XmppStream.receiving(Servers.serving(new StartTls(), Sasl.server())
                .tlsPolicy(TlsPolicy.REQUIRED)
                .build()));
        server.feed(Servers.HEADER.replace("from='capulet.example'", "from='other.example'")
                + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.add(server.stream.secured(Servers.shown("other.example", PathTrust.VERIFIED)));
        server.feed(Servers.HEADER + Servers.AUTH);
        assertNobody(server);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.POLICY_VIOLATION);
    }

    /** A certificate of one domain, and then a header that says another. */
    @Test
    void anotherDomainBehindAuthentication() {
        Transcript server = Servers.receiving(
                Servers.serving(Sasl.server()).build(), Servers.shown("capulet.example", PathTrust.VERIFIED));
        server.feed(Servers.HEADER + Servers.AUTH
                + Servers.HEADER.replace("from='capulet.example'", "from='other.example'")
                + "<message from='a@other.example' to='romeo@montague.example'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
    }

    /** Whoever answers our stream does not speak for anybody by that. */
    @Test
    void stanzasOfAServerThatWeOpenedAStreamTo() {
        Transcript server = Servers.authenticated(Servers.opening().build(), Servers.external());
        server.feed("<message from='romeo@montague.example' to='juliet@capulet.example'/>");
        HeaderTest.assertErrorSent(server, StreamErrorCondition.INVALID_FROM);
        assertTrue(server.all(StreamEvent.ElementReceived.class).isEmpty());
    }
}
