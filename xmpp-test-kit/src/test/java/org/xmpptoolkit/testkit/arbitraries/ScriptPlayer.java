package org.xmpptoolkit.testkit.arbitraries;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Plays a script against the other role of our own machine, and keeps what that does. */
final class ScriptPlayer {
    static final StreamSetting SETTING = new StreamSetting(Jid.parse("juliet@im.example.com"), "r0m30", true, true);

    private static final Optional<SaltedCredentials> CREDENTIALS = Optional.of(SaltedCredentials.of(
            ScramHash.SHA_256, SETTING.password().toCharArray(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 4096));
    private static final Pattern ID = Pattern.compile("<iq [^>]*\\bid='([^']*)'");
    private static final Pattern FAILURE = Pattern.compile("<failure xmlns='" + Namespaces.SASL + "'><([a-z-]+)");

    private final XmppStream peer;
    private final List<StreamEvent> events = new ArrayList<>();
    private final StringBuilder written = new StringBuilder();
    private int seen;

    private ScriptPlayer(Role role) {
        peer = role == Role.INITIATING ? server() : client();
    }

    private static XmppStream server() {
        List<StreamFeature.Receiving> features = List.of(
                Sasl.server(SaslServerConfig.builder()
                        .mechanisms(List.of(SaslMechanism.PLAIN))
                        .build()),
                ResourceBinding.server(),
                StreamManagement.server(SmConfig.builder().build()));
        return XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(TlsPolicy.DIRECT)
                .hosts(offered -> new HeaderAnswer.Serve(SETTING.domain(), features, List.of(Language.of("en"))))
                .build());
    }

    private static XmppStream client() {
        return XmppStream.initiating(
                StreamConfig.builder()
                        .to(SETTING.domain())
                        .tlsPolicy(TlsPolicy.DIRECT)
                        .build(),
                List.of(
                        Sasl.client(
                                SaslCredentials.of("juliet", SETTING.password().toCharArray()),
                                SaslClientPolicy.builder()
                                        .mechanisms(List.of(SaslMechanism.PLAIN))
                                        .build()),
                        ResourceBinding.request("balcony")));
    }

    static ScriptPlayer play(StreamScript script, Cut cut) {
        ScriptPlayer player = new ScriptPlayer(script.role());
        boolean receiving = script.role() == Role.INITIATING;
        TlsSession.PathTrust trust = receiving ? TlsSession.PathTrust.ABSENT : TlsSession.PathTrust.VERIFIED;
        player.take(player.peer.secured(TlsSession.builder("TLSv1.3", trust).build()));
        if (!receiving) {
            player.take(player.peer.open());
        }
        for (ScriptStep step : script.steps()) {
            String id = player.await(step);
            for (byte[] piece : cut.of(step.octets(id).toByteArray())) {
                player.take(player.peer.receive(ByteBuffer.wrap(piece)));
            }
        }
        return player;
    }

    /** Sees that what the step waits for has come, and gives the id of the last request. */
    private String await(ScriptStep step) {
        String since = written.substring(seen);
        seen = written.length();
        String wanted =
                switch (step.await().kind()) {
                    case NOTHING -> "";
                    case HEADER -> "<stream:stream";
                    case ELEMENT -> step.await().localName();
                };
        if (!since.contains(wanted)) {
            throw new AssertionError(step + " waits in vain for " + wanted + ": " + written);
        }
        Matcher id = ID.matcher(since);
        String last = "";
        while (id.find()) {
            last = id.group(1);
        }
        return last;
    }

    private void take(List<StreamEvent> more) {
        for (StreamEvent event : more) {
            events.add(event);
            if (event instanceof StreamEvent.Write write) {
                written.append(StandardCharsets.UTF_8.decode(write.octets()));
            } else if (event instanceof StreamEvent.Asked<?> asked) {
                answer(asked);
            } else if (event instanceof StreamEvent.ElementReceived received
                    && Stanza.isStanza(received.element())
                    && Stanza.fromElement(received.element()) instanceof Iq iq
                    && iq.isRequest()) {
                take(peer.send(List.of(iq.result().toElement())));
            }
        }
    }

    @SuppressWarnings("unchecked") // the question fixes the answer
    private void answer(StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested) {
            take(peer.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, CREDENTIALS));
        } else if (asked.prompt() instanceof BindRequested request) {
            take(peer.reply(
                    (StreamEvent.Asked<BindAnswer>) asked,
                    new BindAnswer.Bound(request.account().withResourcepart("made"))));
        } else {
            throw new AssertionError("not expected: " + asked.prompt());
        }
    }

    /** The condition of the stream error or SASL failure that was sent. */
    Optional<ErrorCondition> condition() {
        for (StreamEvent event : events) {
            if (event instanceof StreamEvent.ErrorSent sent) {
                return Optional.of(sent.error().condition());
            }
        }
        Matcher failure = FAILURE.matcher(written);
        return failure.find()
                ? Optional.of(
                        SaslFailureCondition.ofElementName(failure.group(1)).orElseThrow())
                : Optional.empty();
    }

    boolean isEstablished() {
        return events.stream().anyMatch(StreamEvent.Established.class::isInstance);
    }

    boolean isClosedInOrder() {
        return events.stream()
                .anyMatch(event ->
                        event instanceof StreamEvent.Closed closed && closed.reason() instanceof Reason.PeerClosed);
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
