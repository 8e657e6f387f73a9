package org.xmpptoolkit.testkit.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.HeaderAnswer;
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

/** Our stream machine behind TLS, in either role. */
class OurStream implements StreamContract.Stream {
    /** By password: to derive them takes its time. */
    private static final Map<String, SaltedCredentials> CREDENTIALS = new ConcurrentHashMap<>();

    private final XmppStream stream;
    private final StreamContract.Account account;
    private final EventPump pump = new EventPump(this::perform);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean closed;

    private OurStream(XmppStream stream, StreamContract.Account account, TlsSession.PathTrust trust) {
        this.stream = stream;
        this.account = account;
        pump.perform(stream.secured(TlsSession.builder("TLSv1.3", trust).build()));
    }

    static OurStream server(StreamContract.Account account) {
        List<StreamFeature.Receiving> features = List.of(
                Sasl.server(SaslServerConfig.builder()
                        .mechanisms(List.of(SaslMechanism.PLAIN))
                        .build()),
                ResourceBinding.server());
        Jid domain = Jid.ofDomain(account.domain());
        XmppStream stream = XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(TlsPolicy.DIRECT)
                .hosts(offered -> new HeaderAnswer.Serve(domain, features, List.of(Language.of("en"))))
                .build());
        return new OurStream(stream, account, TlsSession.PathTrust.ABSENT);
    }

    static OurStream client(StreamContract.Account account) {
        XmppStream stream = XmppStream.initiating(
                StreamConfig.builder()
                        .to(Jid.ofDomain(account.domain()))
                        .tlsPolicy(TlsPolicy.DIRECT)
                        .build(),
                List.of(
                        Sasl.client(
                                SaslCredentials.of(
                                        account.localpart(), account.password().toCharArray()),
                                SaslClientPolicy.builder()
                                        .mechanisms(List.of(SaslMechanism.PLAIN))
                                        .build()),
                        ResourceBinding.request("balcony")));
        OurStream ours = new OurStream(stream, account, TlsSession.PathTrust.VERIFIED);
        ours.pump.perform(stream.open());
        return ours;
    }

    @Override
    public void feed(byte[] octets) {
        pump.perform(stream.receive(ByteBuffer.wrap(octets)));
    }

    @Override
    public byte[] take() {
        byte[] octets = written.toByteArray();
        written.reset();
        return octets;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    private void perform(StreamEvent event) {
        if (event instanceof StreamEvent.Write write) {
            byte[] octets = new byte[write.octets().remaining()];
            write.octets().duplicate().get(octets);
            written.writeBytes(octets);
        } else if (event instanceof StreamEvent.CloseTransport) {
            closed = true;
        } else if (event instanceof StreamEvent.Asked<?> asked) {
            answer(asked);
        } else if (event instanceof StreamEvent.ElementReceived received
                && Stanza.isStanza(received.element())
                && Stanza.fromElement(received.element()) instanceof Iq iq
                && iq.isRequest()) {
            pump.perform(stream.send(List.of(iq.result().toElement())));
        }
    }

    @SuppressWarnings("unchecked") // the question fixes the answer
    private void answer(StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested) {
            pump.perform(stream.reply(
                    (StreamEvent.Asked<Optional<SaltedCredentials>>) asked,
                    Optional.of(CREDENTIALS.computeIfAbsent(
                            account.password(),
                            password -> SaltedCredentials.of(
                                    ScramHash.SHA_256, password.toCharArray(), new byte[8], 4096)))));
        } else if (asked.prompt() instanceof BindRequested request) {
            pump.perform(stream.reply(
                    (StreamEvent.Asked<BindAnswer>) asked,
                    new BindAnswer.Bound(request.account().withResourcepart("made"))));
        }
    }
}
