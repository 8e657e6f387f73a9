package org.xmpptoolkit.stream.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsPolicy;

/** Host-meta, and what clients make of it (RFC 6415, XEP-0156). */
class HostMetaTest {
    private static final ServiceLookup LOOKUP =
            ServiceLookup.client(Jid.parse("b\u00fccher.example"), TlsPolicy.REQUIRED);
    private static final URI THERE = URI.create("wss://web.example.com:443/ws");

    private static HostMeta xml(String text) {
        return HostMeta.ofXml(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HostMeta xrd(String inside) {
        return xml("<?xml version='1.0' encoding='utf-8'?>\n<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>"
                + inside + "</XRD>\n");
    }

    private static HostMeta naming(String... targets) {
        StringBuilder links = new StringBuilder();
        for (String target : targets) {
            links.append("<Link rel='urn:xmpp:alt-connections:websocket' href='")
                    .append(target)
                    .append("'/>");
        }
        return xrd(links.toString());
    }

    private static List<URI> webSockets(HostMeta answer) {
        return LOOKUP.webSockets(answer, new SplittableRandom(1));
    }

    /** XEP-0156 section 3.3. */
    @Test
    void readsTheXmlExample() {
        HostMeta answer = xrd("<Subject>x</Subject>"
                + "<Link rel=\"urn:xmpp:alt-connections:xbosh\" href=\"https://web.example.com:5280/bosh\"/>"
                + "<Link rel=\"urn:xmpp:alt-connections:websocket\"\n href=\"wss://web.example.com:443/ws\"/>");
        assertEquals(
                new HostMeta.Found(List.of(
                        new HostMeta.Link("urn:xmpp:alt-connections:xbosh", "https://web.example.com:5280/bosh"),
                        new HostMeta.Link(HostMeta.WEB_SOCKET, THERE.toString()))),
                answer);
        assertEquals(List.of(THERE), webSockets(answer));
    }

    @Test
    @Rule("R-516")
    void asksOverHttpsOnly() {
        assertEquals(Optional.of(URI.create("https://xn--bcher-kva.example/.well-known/host-meta")), LOOKUP.hostMeta());
    }

    @Test
    @Rule("R-516")
    void takesWebSocketsOfWssOnly() {
        assertEquals(
                List.of(THERE),
                webSockets(naming(
                        "ws://web.example.com/ws",
                        "http://web.example.com/ws",
                        "https://web.example.com/ws",
                        "web.example.com",
                        "wss:opaque",
                        "wss:///no-host",
                        "wss://user@web.example.com/ws",
                        "wss://web.example.com/ws#part",
                        "no URI at all",
                        "",
                        THERE.toString())));
    }

    @Test
    void namesEachOnceAndInAnyOrder() {
        String other = "WSS://other.example.com/";
        HostMeta answer = naming(THERE.toString(), other, " " + THERE + " ");
        List<List<URI>> orders = new SplittableRandom(7)
                .longs(50)
                .mapToObj(seed -> LOOKUP.webSockets(answer, new SplittableRandom(seed)))
                .distinct()
                .toList();
        assertEquals(2, orders.size());
        assertTrue(orders.contains(List.of(URI.create(other), THERE)));
        assertTrue(orders.contains(List.of(THERE, URI.create(other))));
    }

    @Test
    void asksForNothingWhereThereIsToBeNoTlsAndForServers() {
        Jid domain = Jid.parse("example.com");
        assertEquals(
                Optional.empty(), ServiceLookup.client(domain, TlsPolicy.NONE).hostMeta());
        assertEquals(
                Optional.empty(),
                ServiceLookup.server(domain, TlsPolicy.REQUIRED).hostMeta());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<XRD/>",
                "<html><body>not found</body></html>",
                "{\"links\":[]}",
                "<!DOCTYPE XRD [<!ENTITY a 'wss://evil.example/'>]><XRD"
                        + " xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'/>",
                "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'><!-- comment --></XRD>",
                "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'/>more"
            })
    void tellsWhyXmlIsOfNoUse(String text) {
        HostMeta.Failed failed = assertInstanceOf(HostMeta.Failed.class, xml(text));
        assertTrue(failed.cause().startsWith("it "), failed.cause());
        assertEquals(List.of(), webSockets(failed));
    }

    @Test
    void whatIsNoLinkWithRelationAndTargetIsLeftOut() {
        assertEquals(
                new HostMeta.Found(List.of()),
                xrd("<Link xmlns='urn:other' rel='urn:xmpp:alt-connections:websocket' href='wss://a.example/'/>"
                        + "<Link rel='urn:xmpp:alt-connections:websocket'/><Link href='wss://a.example/'/>"));
    }
}
