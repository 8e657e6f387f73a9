package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;

/** {@link SocketClient}, the code of docs/howto/transport.md, logs in, asks and closes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // without which a failure would be a hang
class SocketClientTest {
    private static final char[] PASSWORD = {'s', 'e', 'c', 'r', 'e', 't'};
    private final List<StreamEvent> heard = new ArrayList<>();

    private EmbeddedEndpoint endpoint() throws Exception {
        return EmbeddedEndpoint.builder()
                .domain(Jid.parse("example.com"))
                .account("juliet", PASSWORD)
                .build()
                .start();
    }

    private Reason run(EmbeddedEndpoint endpoint, SSLContext tls) throws Exception {
        // snippet: socket-use
        XmppStream stream = XmppStream.initiating(
                StreamConfig.builder().to(Jid.parse("example.com")).build(),
                List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of("juliet", PASSWORD)),
                        ResourceBinding.request("balcony")));
        Socket socket = new Socket("127.0.0.1", endpoint.port());
        XmlElement ping = Iq.get("p1", Ping.of()).build().toElement();
        new SocketClient(stream, socket, tls, (client, event) -> {
                    heard.add(event);
                    if (event instanceof StreamEvent.Established) {
                        client.perform(stream.send(List.of(ping)));
                    } else if (event instanceof StreamEvent.ElementReceived) {
                        client.perform(stream.close());
                    }
                })
                .run();
        // end
        return assertInstanceOf(StreamEvent.Closed.class, heard.get(heard.size() - 1))
                .reason();
    }

    @Test
    void logsInAsksAndCloses() throws Exception {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, endpoint.trust().getTrustManagers(), null);
            assertEquals(new Reason.WeClosed(), run(endpoint, tls));
            Optional<XmlElement> answer = heard.stream()
                    .filter(StreamEvent.ElementReceived.class::isInstance)
                    .map(event -> ((StreamEvent.ElementReceived) event).element())
                    .findFirst();
            assertEquals(Optional.of("result"), answer.flatMap(iq -> iq.attribute("type")));
        }
    }

    @Test
    void believesNoCertificateOfAnUnknownAuthority() throws Exception {
        try (EmbeddedEndpoint endpoint = endpoint()) {
            Reason reason = run(endpoint, SSLContext.getDefault());
            assertTrue(
                    assertInstanceOf(Reason.TransportLost.class, reason).cause().isPresent(), reason::toString);
        }
    }
}
