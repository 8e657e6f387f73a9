package org.xmpptoolkit.testkit.replay;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;

/** A trace with our stream in the place of the server. */
final class ReceivingReplay extends Replay {
    private static final Jid DOMAIN = Jid.parse("localhost");
    private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";

    /** One for each attempt: a server that stores the password makes a salt each time. */
    private final Queue<SaltedCredentials> stored = new ArrayDeque<>();

    private final Jid bound;
    private final List<String> sessions;
    private final TlsPolicy policy;
    private final TlsSession tls;

    private ReceivingReplay(Trace trace, TlsPolicy policy, TlsSession tls, boolean octetByOctet) {
        super(trace, stream(trace, policy), Trace.Kind.SERVER, tls, octetByOctet);
        Attempt.all(trace).forEach(attempt -> stored.add(attempt.credentials()));
        this.bound = Frames.all(trace, Trace.Kind.SERVER).stream()
                .flatMap(element -> Frames.payload(element, BIND).stream())
                .filter(bind -> bind.element(BIND, "jid").isPresent())
                .map(bind -> Jid.parse(bind.element(BIND, "jid").orElseThrow().text()))
                .findFirst()
                .orElseThrow();
        this.sessions = Frames.all(trace, Trace.Kind.CLIENT).stream()
                .filter(ReceivingReplay::isSession)
                .map(request -> request.attribute("id").orElseThrow())
                .toList();
        this.policy = policy;
        this.tls = tls;
    }

    /** As the trace was taken, with a channel that cannot be bound. */
    static ReceivingReplay of(Trace trace, boolean octetByOctet) {
        return new ReceivingReplay(
                trace,
                trace.isSecured() ? TlsPolicy.REQUIRED : TlsPolicy.NONE,
                TlsSession.builder("TLSv1.3", TlsSession.PathTrust.ABSENT).build(),
                octetByOctet);
    }

    static ReceivingReplay of(Trace trace, TlsPolicy policy, TlsSession tls, boolean octetByOctet) {
        return new ReceivingReplay(trace, policy, tls, octetByOctet);
    }

    private static XmppStream stream(Trace trace, TlsPolicy policy) {
        Queue<String> nonces = new ArrayDeque<>();
        Attempt.all(trace).stream()
                .filter(attempt -> !attempt.isPlain())
                .forEach(attempt -> nonces.add(attempt.serverNonce()));
        List<StreamFeature.Receiving> features = List.of(
                new StartTls(),
                Sasl.server(SaslServerConfig.builder().nonces(nonces::remove).build()),
                ResourceBinding.server(),
                new LegacySession(),
                StreamManagement.server(SmConfig.builder().requestAfter(0).build()));
        return XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(policy)
                .framing(trace.framing())
                .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, features, List.of(Language.of("en"))))
                .build());
    }

    private static boolean isSession(XmlElement element) {
        return Frames.isStanza(element) && Frames.payload(element, SESSION).isPresent();
    }

    @Override
    List<StreamEvent> begin() {
        return policy == TlsPolicy.DIRECT ? stream.secured(tls) : List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    List<StreamEvent> answer(StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested question) {
            boolean known = question.account().equals(bound.bare());
            Optional<SaltedCredentials> found = known ? Optional.of(stored.remove()) : Optional.empty();
            return stream.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, found);
        }
        BindRequested request = (BindRequested) asked.prompt();
        if (!request.resourcepart().equals(bound.resourcepart())) {
            throw new AssertionError(request + " is not the request of the trace");
        }
        return stream.reply((StreamEvent.Asked<BindAnswer>) asked, new BindAnswer.Bound(bound));
    }

    @Override
    boolean isSaidByFeature(XmlElement element) {
        return Frames.payload(element, BIND).isPresent()
                || element.attribute("id").filter(sessions::contains).isPresent();
    }

    @Override
    boolean isHeardByFeature(XmlElement element) {
        return Frames.payload(element, BIND).isPresent() || isSession(element);
    }

    /** With the client's address (RFC 6120 section 8.1.2.1). */
    @Override
    XmlElement asDelivered(XmlElement stanza) {
        return stanza.toBuilder().attribute("from", bound.toString()).build();
    }
}
