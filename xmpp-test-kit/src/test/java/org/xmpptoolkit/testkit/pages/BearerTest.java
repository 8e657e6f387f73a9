package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Reason;
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
import org.xmpptoolkit.testkit.StreamPair;

/** The SASL mechanism of docs/howto/sasl-mechanism.md. */
class BearerTest {
    private static final char[] PASSWORD = {'s', 'e', 'c', 'r', 'e', 't'};
    private static final Jid DOMAIN = Jid.parse("example.com");
    private static final Jid ACCOUNT = DOMAIN.withLocalpart("juliet");

    private static StreamPair pair(StreamFeature.Initiating client, StreamFeature.Receiving server) {
        XmppStream initiating = XmppStream.initiating(
                StreamConfig.builder().to(DOMAIN).build(),
                List.of(new StartTls(), client, ResourceBinding.request("balcony")));
        XmppStream receiving = XmppStream.receiving(StreamConfig.builder()
                .hosts(offered -> new HeaderAnswer.Serve(
                        DOMAIN, List.of(new StartTls(), server, ResourceBinding.server()), List.of(Language.of("en"))))
                .build());
        return StreamPair.of(initiating, receiving)
                .answering(BearerServer.TokenShown.class, shown -> Optional.of(ACCOUNT)
                        .filter(account -> shown.token().equals("vF9dft4qmT")))
                .answering(
                        CredentialsRequested.class,
                        asked -> Optional.of(SaltedCredentials.of(asked.hashes().get(0), PASSWORD)))
                .answering(
                        BindRequested.class,
                        asked -> new BindAnswer.Bound(asked.account().withResourcepart("balcony")))
                .build()
                .open();
    }

    private static StreamFeature.Initiating passwords() {
        return Sasl.client(SaslCredentials.of("juliet", PASSWORD));
    }

    @Test
    void logsInByAToken() {
        // snippet: bearer-use
        StreamFeature.Initiating client =
                new BearerClient(ACCOUNT, "vF9dft4qmT", Sasl.client(SaslCredentials.of("juliet", PASSWORD)));
        StreamFeature.Receiving server = new BearerServer(Sasl.server());
        // end
        StreamPair pair = pair(client, server);
        assertEquals(
                Optional.of(ACCOUNT.withResourcepart("balcony")),
                pair.receiving().state().bound());
        assertEquals(
                List.of(true),
                pair.receivingEvents().stream()
                        .filter(StreamEvent.Asked.class::isInstance)
                        .map(event -> ((StreamEvent.Asked<?>) event).prompt())
                        .filter(prompt -> !(prompt instanceof BindRequested))
                        .map(prompt -> prompt instanceof BearerServer.TokenShown)
                        .toList());
    }

    @Test
    void refusesAnotherToken() {
        StreamPair pair = pair(new BearerClient(ACCOUNT, "guessed", passwords()), new BearerServer(Sasl.server()));
        assertInstanceOf(Reason.AuthenticationFailed.class, reason(pair.initiatingEvents()));
        assertInstanceOf(Reason.AuthenticationFailed.class, reason(pair.receivingEvents()));
        assertEquals(Optional.empty(), pair.receiving().state().account());
    }

    @Test
    void takesAnotherMechanismWhereOursIsNotOffered() {
        StreamPair pair = pair(new BearerClient(ACCOUNT, "vF9dft4qmT", passwords()), Sasl.server());
        assertEquals(Optional.of(ACCOUNT), pair.receiving().state().account());
    }

    @Test
    void leavesTheOtherMechanismsToOthers() {
        StreamPair pair = pair(passwords(), new BearerServer(Sasl.server()));
        assertEquals(Optional.of(ACCOUNT), pair.receiving().state().account());
    }

    private static Reason reason(List<StreamEvent> events) {
        return assertInstanceOf(StreamEvent.Closed.class, events.get(events.size() - 1))
                .reason();
    }
}
