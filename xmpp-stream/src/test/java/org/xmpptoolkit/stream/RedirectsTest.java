package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.feature.StartTls;

class RedirectsTest {
    private static final HostPort TARGET = HostPort.parse("im2.example.com:5222");
    private static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private static String seeOtherHost(String text) {
        return "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>" + text
                + "</see-other-host></stream:error>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"im2.example.com:5222", "[2001:db8::1]:9222", "192.0.2.1", "im2.example.com"})
    void redirectIsToldBehindItsError(String text) {
        Transcript client = Streams.establishedInitiating();
        assertEquals("</stream:stream>", client.feed(seeOtherHost(text)));
        assertEquals(
                HostPort.parse(text), client.only(StreamEvent.Redirected.class).target());
        int error = client.events.indexOf(client.only(StreamEvent.ErrorReceived.class));
        assertEquals(error + 1, client.events.indexOf(client.only(StreamEvent.Redirected.class)));
        assertInstanceOf(Reason.ErrorReceived.class, client.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "im2.example.com:0", "http://im2.example.com/", "2001:db8::1"})
    void redirectToWhatIsNoHostIsAnErrorOnly(String text) {
        Transcript client = Streams.establishedInitiating();
        client.feed(seeOtherHost(text));
        client.only(StreamEvent.ErrorReceived.class);
        assertTrue(client.all(StreamEvent.Redirected.class).isEmpty());
    }

    @Test
    void serversAreNotRedirectedByTheirClients() {
        Transcript server = Streams.establishedReceiving();
        server.feed(seeOtherHost("im2.example.com"));
        server.only(StreamEvent.ErrorReceived.class);
        assertTrue(server.all(StreamEvent.Redirected.class).isEmpty());
    }

    /** Under the configuration of the first stream the second one has the same domain, policy and reference identity. */
    @Test
    @Rule("R-119")
    void followedRedirectKeepsDomainAndPolicy() {
        StreamConfig config = Streams.config().tlsPolicy(TlsPolicy.REQUIRED).build();
        Transcript first = new Transcript(XmppStream.initiating(config, List.of(new StartTls())));
        String header = first.add(first.stream.open());
        first.feed(Streams.SERVER_HEADER + seeOtherHost("im2.example.com"));
        first.only(StreamEvent.Redirected.class);
        Transcript second = new Transcript(XmppStream.initiating(config, List.of(new StartTls())));
        assertEquals(header, second.add(second.stream.open()));
        assertEquals(
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                second.feed(Streams.SERVER_HEADER.replace("im.", "im2.") + Streams.NO_FEATURES));
        second.feed("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertEquals(
                Optional.of(Streams.DOMAIN),
                second.only(StreamEvent.StartTls.class).domain());
    }

    @Test
    @Rule("R-121")
    void fiveRedirectsInARowAreFollowed() {
        Redirects redirects = Redirects.NONE;
        for (int i = 0; i < 5; i++) {
            redirects = redirects.follow(HostPort.parse("h" + i + ".example")).orElseThrow();
        }
        assertEquals(5, redirects.followed().size());
        assertEquals("h4.example", redirects.followed().get(4));
        assertEquals(Optional.empty(), redirects.follow(HostPort.parse("h5.example")));
    }

    @Test
    void circlesAreNotFollowed() {
        Redirects once = Redirects.NONE.follow(TARGET).orElseThrow();
        assertEquals(Optional.empty(), once.follow(HostPort.parse("IM2.example.com:5222")));
        assertTrue(once.follow(HostPort.parse("im2.example.com:5223")).isPresent());
    }

    private static Redirects follow(String target, boolean secure) {
        return Redirects.NONE.follow(URI.create(target), secure).orElse(Redirects.NONE);
    }

    @Test
    @Rule("R-338")
    void noUriOfAWeakerSecurityContextIsFollowed() {
        for (String secure : List.of("wss://b.example/ws", "https://b.example/bosh", "WSS://b.example:5443")) {
            assertEquals(1, follow(secure, true).followed().size(), secure);
        }
        for (String clear : List.of("ws://b.example/ws", "http://b.example/bosh")) {
            assertEquals(Redirects.NONE, follow(clear, true), clear);
            assertEquals(1, follow(clear, false).followed().size(), clear);
        }
        for (String nowhere : List.of(
                "xmpp:b.example",
                "ftp://b.example/",
                "file:///etc/passwd",
                "/ws",
                "wss:b",
                "wss:///ws",
                "wss://user:secret@b.example/",
                "//b.example/ws",
                "")) {
            assertEquals(Redirects.NONE, follow(nowhere, true), nowhere);
            assertEquals(Redirects.NONE, follow(nowhere, false), nowhere);
        }
    }

    /** Whoever wrote it has a certificate for a host of theirs, and would be given what only goes over TLS. */
    @Test
    void securityWhatCameInClearLeadsToNoTls() {
        for (String theirs : List.of("wss://evil.example/ws", "https://evil.example/bosh")) {
            assertEquals(Redirects.NONE, follow(theirs, false), theirs);
        }
    }

    @Test
    @Rule("R-121")
    void redirectsToUrisAndHostsAreCountedTogether() {
        Redirects redirects = Redirects.NONE.follow(TARGET).orElseThrow();
        redirects = redirects.follow(URI.create("wss://b.example/ws?a"), true).orElseThrow();
        assertEquals(Optional.empty(), redirects.follow(URI.create("WSS://B.example/ws?a#there"), true), "a circle");
        for (int i = 2; i < Redirects.LIMIT; i++) {
            redirects =
                    redirects.follow(URI.create("wss://b.example/" + i), true).orElseThrow();
        }
        assertEquals(Optional.empty(), redirects.follow(URI.create("wss://b.example/more"), true));
    }

    private static Transcript redirecting(TlsPolicy policy) {
        return new Transcript(XmppStream.receiving(Streams.config()
                .tlsPolicy(policy)
                .hosts(offered -> offered.state().secure() || policy == TlsPolicy.NONE
                        ? new HeaderAnswer.Refuse(StreamError.seeOtherHost(TARGET), Optional.of(Streams.DOMAIN))
                        : new HeaderAnswer.Serve(Streams.DOMAIN, List.of(new StartTls()), List.of(Language.of("en"))))
                .build()));
    }

    @Test
    @Rule({"R-116", "R-120"})
    void serverRedirectsUnderTls() {
        Transcript server = redirecting(TlsPolicy.REQUIRED);
        server.feed(Streams.CLIENT_HEADER);
        StreamError redirect = StreamError.seeOtherHost(TARGET);
        assertThrows(IllegalStateException.class, () -> server.stream.fail(redirect));
        assertEquals(Phase.NEGOTIATING, server.stream.state().phase());
        server.feed("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        server.add(server.stream.secured(TLS));
        String written = server.feed(Streams.CLIENT_HEADER);
        assertTrue(written.contains(">im2.example.com:5222</see-other-host>"), written);
        HeaderTest.assertErrorSent(server, StreamErrorCondition.SEE_OTHER_HOST);
    }

    @ParameterizedTest
    @CsvSource({"REQUIRED", "WHEN_OFFERED", "NONE"})
    @Rule("R-120")
    void redirectBeforeTlsIsAProgrammersErrorWhereTlsIsRequired(TlsPolicy policy) {
        StreamError redirect = StreamError.seeOtherHost(TARGET);
        Transcript server = new Transcript(
                XmppStream.receiving(Streams.config().tlsPolicy(policy).build()));
        server.feed(Streams.CLIENT_HEADER);
        StreamEvent.Asked<HeaderAnswer> question = server.question(HeaderOffered.class);
        HeaderAnswer refusal = new HeaderAnswer.Refuse(redirect, Optional.of(Streams.DOMAIN));
        if (policy == TlsPolicy.REQUIRED) {
            assertThrows(IllegalStateException.class, () -> server.stream.reply(question, refusal));
            assertThrows(IllegalStateException.class, () -> server.stream.fail(redirect));
            assertEquals("", Transcript.written(server.events));
        } else {
            server.add(server.stream.reply(question, refusal));
            HeaderTest.assertErrorSent(server, StreamErrorCondition.SEE_OTHER_HOST);
        }
    }
}
