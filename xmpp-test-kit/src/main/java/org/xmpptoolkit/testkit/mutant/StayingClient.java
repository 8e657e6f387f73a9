package org.xmpptoolkit.testkit.mutant;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stream.StreamEvent;

/**
 * What a client does that only stays: says that it is available, asks itself whether it is there, answers requests, and leaves when a
 * message tells it to, one whose body is {@code leave}. Thread-safe.
 */
public final class StayingClient implements XmppListener {
    private final CompletableFuture<Void> established = new CompletableFuture<>();

    /** A client that was not told anything yet. */
    public StayingClient() {}

    /** {@return what is completed once it is logged in, and never if that fails} */
    public CompletionStage<Void> established() {
        return established.minimalCompletionStage();
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Established reached) {
            connection.send(XmlElement.of("jabber:client", "presence"));
            reached.state()
                    .bound()
                    .ifPresent(jid -> connection.send(XmlElement.builder("jabber:client", "iq")
                            .attribute("type", "get")
                            .attribute("id", "here")
                            .attribute("to", jid.toString())
                            .child(XmlElement.of("urn:xmpp:ping", "ping"))
                            .build()));
            established.complete(null);
        } else if (notice instanceof StreamEvent.ElementReceived received && Stanza.isStanza(received.element())) {
            Stanza stanza = Stanza.fromElement(received.element());
            answer(stanza).ifPresent(answer -> connection.send(answer.toElement()));
            if (stanza instanceof Message message
                    && message.body().filter("leave"::equals).isPresent()) {
                connection.close();
            }
        }
    }

    private static Optional<Stanza> answer(Stanza stanza) {
        Optional<Stanza> pong = stanza instanceof Iq iq
                        && iq.isRequest()
                        && iq.payload()
                                .filter(payload -> payload.is("urn:xmpp:ping", "ping"))
                                .isPresent()
                ? Optional.of(iq.result())
                : Optional.empty();
        return StanzaRules.check(stanza)
                .<Stanza>map(stanza::error)
                .or(() -> pong)
                .or(() -> StanzaRules.notUnderstood(stanza).map(stanza::error));
    }
}
