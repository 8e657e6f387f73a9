package org.xmpptoolkit.testkit.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A trace with our stream in the place of the client. */
final class InitiatingReplay extends Replay {
    private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

    private InitiatingReplay(Trace trace, TlsSession tls, boolean octetByOctet) {
        super(trace.withBindId("bind"), stream(trace), Trace.Kind.CLIENT, tls, octetByOctet);
    }

    static InitiatingReplay of(Trace trace, boolean octetByOctet) {
        return new InitiatingReplay(trace, tls(trace), octetByOctet);
    }

    /** A channel that can be bound if the client's could: with what it bound, if it did. */
    private static TlsSession tls(Trace trace) {
        List<Attempt> attempts = Attempt.all(trace);
        if (attempts.stream().noneMatch(Attempt::couldBind)) {
            return TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();
        }
        byte[] bound = attempts.stream()
                .map(Attempt::bound)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new byte[12]);
        return TlsSession.builder("TLSv1.2", TlsSession.PathTrust.VERIFIED)
                .binding(ChannelBindingType.TLS_UNIQUE, bound)
                .build();
    }

    private static XmppStream stream(Trace trace) {
        List<Attempt> attempts = Attempt.all(trace);
        Queue<String> nonces = new ArrayDeque<>();
        attempts.stream().filter(attempt -> !attempt.isPlain()).forEach(attempt -> nonces.add(attempt.clientNonce()));
        List<SaslMechanism> mechanisms = new ArrayList<>();
        attempts.forEach(attempt -> mechanisms.add(attempt.mechanism()));
        // Who says that it could bind the channel has a mechanism that does.
        if (attempts.stream().anyMatch(Attempt::couldBind) && !mechanisms.contains(SaslMechanism.SCRAM_SHA_1_PLUS)) {
            mechanisms.add(SaslMechanism.SCRAM_SHA_1_PLUS);
        }
        SaslClientPolicy policy = SaslClientPolicy.builder()
                .mechanisms(mechanisms)
                .nonces(nonces::remove)
                .plain(SaslClientPolicy.Plain.ALWAYS)
                .build();
        List<StreamFeature.Initiating> features = new ArrayList<>();
        features.add(new StartTls());
        features.add(Sasl.client(SaslCredentials.of("romeo", Attempt.PASSWORD.toCharArray()), policy));
        features.add(ResourceBinding.request());
        if (Frames.all(trace, Trace.Kind.CLIENT).stream().anyMatch(element -> element.is("urn:xmpp:sm:3", "enable"))) {
            features.add(
                    StreamManagement.enable(SmConfig.builder().requestAfter(0).build()));
        }
        return XmppStream.initiating(
                StreamConfig.builder()
                        .to(Jid.parse("localhost"))
                        .framing(trace.framing())
                        .tlsPolicy(trace.isSecured() ? TlsPolicy.REQUIRED : TlsPolicy.NONE)
                        .build(),
                features);
    }

    @Override
    List<StreamEvent> begin() {
        return stream.open();
    }

    @Override
    List<StreamEvent> answer(StreamEvent.Asked<?> asked) {
        throw new AssertionError("a client is asked nothing: " + asked);
    }

    @Override
    boolean isSaidByFeature(XmlElement element) {
        return Frames.payload(element, BIND).isPresent();
    }

    @Override
    boolean isHeardByFeature(XmlElement element) {
        return Frames.payload(element, BIND).isPresent();
    }

    @Override
    XmlElement asDelivered(XmlElement stanza) {
        return stanza;
    }
}
