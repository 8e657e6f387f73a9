package org.xmpptoolkit.testkit.mutant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.testkit.check.ClientTarget;

/** The toolkit's own client, as the checker judges it: logs in, says that it is there, answers requests, and stays. */
final class OwnClient implements XmppListener {
    private OwnClient() {}

    /** Starts one. */
    static AutoCloseable launch(ClientTarget.Where where) {
        XmppClient client = XmppClient.builder()
                .host(where.host())
                .port(where.port())
                .config(StreamConfig.builder()
                        .to(where.domain())
                        .from(where.jid())
                        .askComputations(true)
                        .build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(
                                where.account().localpart(), where.account().password())),
                        ResourceBinding.request("check")))
                .trust(where.authority().trust())
                .listener(new OwnClient())
                .deadlines(Deadlines.builder()
                        .negotiation(Duration.ofSeconds(10))
                        .closing(Duration.ofSeconds(2))
                        .build())
                .build();
        var connecting = client.connect();
        return () -> {
            var unused = connecting.thenAccept(XmppConnection::close);
        };
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Established) {
            connection.send(XmlElement.of("jabber:client", "presence"));
        } else if (notice instanceof StreamEvent.ElementReceived received) {
            answer(received.element()).ifPresent(answer -> connection.send(answer.toElement()));
        }
    }

    private static Optional<Iq> answer(XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        if (!(stanza instanceof Iq iq) || !iq.isRequest()) {
            return Optional.empty();
        }
        Optional<StanzaError> fault = StanzaRules.check(iq);
        if (fault.isPresent()) {
            return Optional.of(iq.error(fault.get()));
        }
        return Optional.of(
                iq.payload()
                                .filter(payload -> payload.is("urn:xmpp:ping", "ping"))
                                .isPresent()
                        ? iq.result()
                        : iq.error(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE)));
    }
}
