package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;
import org.xmpptoolkit.testkit.StreamPair;

/** The code of docs/guide/stream.md, and of docs/guide/test-kit.md about streams. */
class StreamGuideTest {
    private static final char[] PASSWORD = {'s', 'e', 'c', 'r', 'e', 't'};
    private final List<byte[]> stored = new ArrayList<>();

    private void store(byte[] octets) {
        stored.add(octets);
    }

    private static XmppStream client(StreamFeature.Initiating management) {
        Jid domain = Jid.parse("example.com");
        return XmppStream.initiating(
                StreamConfig.builder().to(domain).build(),
                List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of("juliet", PASSWORD)),
                        management,
                        ResourceBinding.request("balcony")));
    }

    private static XmppStream server() {
        Jid domain = Jid.parse("example.com");
        // snippet: stream-server
        XmppStream server = XmppStream.receiving(StreamConfig.builder()
                .hosts(offered -> new HeaderAnswer.Serve(
                        domain,
                        List.of(
                                new StartTls(),
                                Sasl.server(),
                                ResourceBinding.server(),
                                StreamManagement.server(SmConfig.builder().build())),
                        List.of(Language.of("en"))))
                .build());
        // end
        return server;
    }

    @Test
    void twoStreamsInMemory() {
        XmppStream client = client(StreamManagement.enable(SmConfig.builder().build()));
        XmppStream server = server();
        // snippet: kit-pair
        StreamPair pair = StreamPair.of(client, server)
                .cut(available -> 1) // octet by octet
                .answering(
                        CredentialsRequested.class,
                        asked -> Optional.of(SaltedCredentials.of(asked.hashes().get(0), PASSWORD)))
                .answering(
                        BindRequested.class,
                        asked -> new BindAnswer.Bound(asked.account().withResourcepart("balcony")))
                .build()
                .open();
        assertEquals(Phase.ESTABLISHED, pair.initiating().state().phase());
        // end
        pair.initiating(stream -> stream.disconnected(Optional.empty()));
        pair.initiatingEvents().forEach(this::hear);
        assertEquals(1, stored.size());
        List<StreamFeature.Initiating> next = again(stored.get(0));
        assertEquals(5, next.size());
        assertTrue(pair.initiatingEvents().get(pair.initiatingEvents().size() - 1) instanceof StreamEvent.Closed);
    }

    private void hear(StreamEvent event) {
        // snippet: stream-suspended
        if (event instanceof StreamEvent.Suspended suspended) {
            store(suspended.state().toBytes()); // a secret: who has it may go on in our place
        }
        // end
    }

    private static List<StreamFeature.Initiating> again(byte[] stored) {
        // snippet: stream-resume
        SmState state = SmState.parse(stored); // in this process or another one
        List<StreamFeature.Initiating> features = List.of(
                new StartTls(),
                Sasl.client(SaslCredentials.of("juliet", PASSWORD)),
                StreamManagement.resuming(state, SmConfig.builder().build()),
                ResourceBinding.request("balcony"), // if the server has forgotten
                StreamManagement.enable(SmConfig.builder().build())); // and a stream to go on from next time
        // end
        return features;
    }
}
