package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.testkit.Modules;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

class ReadmeTest {
    @Test
    void logsInAndSendsAMessage(@TempDir Path folder) throws Exception {
        char[] password = {'s', 'e', 'c', 'r', 'e', 't'};
        Jid domain = Jid.ofDomain("example.com");
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder()
                .domain(domain)
                .account("juliet", password)
                .account("romeo", password)
                .build()
                .start()) {
            Path authorities = Files.writeString(folder.resolve("ca.pem"), endpoint.authorityPem());
            CompletableFuture<XmlElement> heard = new CompletableFuture<>();
            XmppConnection romeo = XmppClient.builder()
                    .host("127.0.0.1")
                    .port(endpoint.port())
                    .trust(authorities)
                    .config(StreamConfig.builder().to(domain).build())
                    .features(List.of(
                            new StartTls(),
                            Sasl.client(SaslCredentials.of("romeo", password)),
                            ResourceBinding.request("garden")))
                    .listener((connection, notice) -> {
                        if (notice instanceof StreamEvent.ElementReceived received
                                && Stanza.fromElement(received.element()) instanceof Message) {
                            heard.complete(received.element());
                        }
                    })
                    .build()
                    .connect()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            romeo.send(Presence.builder().build().toElement());
            XmppConnection juliet = ReadmeExamples.client("127.0.0.1", endpoint.port(), authorities, password);
            Message message = Message.fromElement(heard.get(30, TimeUnit.SECONDS));
            assertEquals(Optional.of("Art thou not Romeo?"), message.body());
            assertEquals(Optional.of(Jid.parse("juliet@example.com/balcony")), message.from());
            juliet.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
            romeo.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesTheSizeOfTheRegister() {
        assertTrue(
                Page.read("README.md").text().contains(StreamRules.load().all().size() + " rules"));
    }

    @Test
    void parsesAnAddress() {
        assertEquals("juliet@example.comtrued\\27artagnan", ReadmeExamples.address("a@b"));
        assertTrue(ReadmeExamples.address("a@").startsWith("DOMAINPART EMPTY: "));
    }

    @Test
    void asksForARosterAndFindsAChatState() {
        Iq answer = Iq.get("r1", Roster.request()).build().result(Roster.of(List.of()));
        assertEquals(Optional.of(ChatState.active()), ReadmeExamples.payloads(answer));
    }

    @Test
    void drivesAStream() {
        List<String> written = new ArrayList<>();
        List<StreamEvent> heard = new ArrayList<>();
        List<Consumer<ByteBuffer>> receivers = new ArrayList<>();
        List<String> done = new ArrayList<>();
        ReadmeExamples.stream(
                SaslCredentials.of("juliet", new char[] {'s', 'e', 'c', 'r', 'e', 't'}),
                new ReadmeExamples.Transport() {
                    @Override
                    public void write(ByteBuffer octets) {
                        written.add(StandardCharsets.UTF_8.decode(octets).toString());
                    }

                    @Override
                    public void startTls() {
                        done.add("startTls");
                    }

                    @Override
                    public void close() {
                        done.add("close");
                    }

                    @Override
                    public void onOctets(Consumer<ByteBuffer> receiver) {
                        receivers.add(receiver);
                    }
                },
                heard::add);
        assertTrue(written.get(0).contains("to='example.com'"), written::toString);
        String peer = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1'"
                + " from='example.com' version='1.0'><stream:features>"
                + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
                + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
        receivers.get(0).accept(ByteBuffer.wrap(peer.getBytes(StandardCharsets.UTF_8)));
        assertEquals("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", written.get(1));
        assertEquals(List.of("startTls"), done);
        assertFalse(heard.isEmpty());
    }

    @Test
    void namesEveryModule() throws IOException {
        String readme = Page.read("README.md").text();
        for (String module : Modules.folders()) {
            assertTrue(readme.contains("| `" + module + "` |"), module);
        }
    }
}
