package org.xmpptoolkit.stream;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * One XMPP stream, without transport: octets and commands go in, an ordered list of events comes out (RFC 6120 section 4).
 *
 * <p>Every method that returns events returns all that follow from the call, in the order in which they are to be performed and
 * heard; {@link EventPump} does that. What the peer does wrong is an event, never an exception; what the caller does wrong is an
 * {@link IllegalStateException}, and changes nothing. Not thread-safe: one thread at a time.
 */
public final class XmppStream {
    private final StreamMachine machine;

    private XmppStream(StreamMachine machine) {
        this.machine = machine;
    }

    /**
     * A stream of the initiating entity.
     *
     * @param config how to run it; it has to say {@code to}
     * @param features what to negotiate, in the order of preference
     * @return the stream; call {@link #open}. What brings TLS is negotiated first, wherever it stands in the list
     * @throws IllegalArgumentException if the configuration has no {@code to}
     */
    public static XmppStream initiating(StreamConfig config, List<? extends StreamFeature.Initiating> features) {
        return new XmppStream(new InitiatingMachine(config, List.copyOf(features)));
    }

    /**
     * A stream of the receiving entity. Its features come with the domain that the peer's header asks for: {@link HeaderOffered}.
     *
     * @param config how to run it
     * @return the stream; call {@link #receive}
     */
    public static XmppStream receiving(StreamConfig config) {
        return new XmppStream(new ReceivingMachine(config));
    }

    /** {@return the stream as it is now} */
    public StreamState state() {
        return machine.state();
    }

    /** {@return whether the driver should go on reading: false while a question is open that holds the stream, and at its end} */
    public boolean wantsInput() {
        return machine.wantsInput();
    }

    /**
     * Opens the stream. Initiating entity only.
     *
     * @return the events that follow
     * @throws IllegalStateException if the stream is of the receiving entity or open already, or lacks the direct TLS that its
     *     policy asks for
     */
    public List<StreamEvent> open() {
        if (!(machine instanceof InitiatingMachine initiating)) {
            throw new IllegalStateException("the receiving entity answers, it does not open: call receive()");
        }
        initiating.open();
        return machine.output.take();
    }

    /**
     * Takes octets from the peer. Never throws for what the peer did.
     *
     * @param octets what came in; all of them are taken. Over WebSocket one whole text message, for each call (RFC 7395 section 3.3.3)
     * @return the events that follow. Where the direct TLS that its policy asks for is missing, a stream of the receiving entity
     *     ends for {@link Reason.TlsRefused}
     * @throws IllegalStateException if the stream is of the initiating entity and not open yet
     */
    public List<StreamEvent> receive(ByteBuffer octets) {
        machine.receive(octets);
        return machine.output.take();
    }

    /**
     * Sends first-level elements, stanzas as a rule.
     *
     * @param elements the elements, in order
     * @return the events that follow; {@link StreamEvent.NotSent} with all of them if the stream is closing or closed, with the
     *     last of them if a feature takes no more for now
     * @throws IllegalStateException if the stream is not established yet, unless {@link StreamConfig.Builder#stanzasBeforeBinding}
     *     lets the elements through and no feature that counts stanzas is being negotiated
     * @throws IllegalArgumentException if an element is of the stream namespace, or of another content namespace than the stream
     *     has (RFC 6120 section 4.8.3)
     */
    public List<StreamEvent> send(List<XmlElement> elements) {
        machine.send(List.copyOf(elements));
        return machine.output.take();
    }

    /**
     * Answers a question.
     *
     * @param question the question: the instance that came, for each stream has its own
     * @param answer the answer
     * @param <R> what the answer is
     * @return the events that follow; none if the stream ended meanwhile
     * @throws IllegalStateException if the question is not of this stream, or was answered already
     */
    public <R> List<StreamEvent> reply(StreamEvent.Asked<R> question, R answer) {
        machine.reply(question, Objects.requireNonNull(answer, "answer"));
        return machine.output.take();
    }

    /**
     * Tells a feature that was negotiated on this stream something.
     *
     * @param command one of the feature's commands
     * @return the events that follow; none if the stream is closed
     * @throws IllegalStateException if no such feature was negotiated, or it cannot follow the command on this stream
     */
    public List<StreamEvent> tell(FeatureCommand command) {
        machine.tell(Objects.requireNonNull(command, "command"));
        return machine.output.take();
    }

    /**
     * Tells that the TLS handshake is done: behind {@link StreamEvent.StartTls}, or, with {@link TlsPolicy#DIRECT}, before anything
     * else.
     *
     * @param session what is known of it
     * @return the events that follow
     * @throws IllegalStateException if TLS was not asked for
     */
    public List<StreamEvent> secured(TlsSession session) {
        Objects.requireNonNull(session, "session");
        if (machine.phase() != Phase.CLOSED) { // the handshake may end behind the stream
            machine.secured(session);
        }
        return machine.output.take();
    }

    /**
     * Keeps an idle transport alive with a space (RFC 6120 section 4.6.1).
     *
     * @return the events that follow; none if the stream is not established, and none over WebSocket, which has pings of its own (RFC
     *     7395 section 3.8)
     */
    public List<StreamEvent> keepalive() {
        machine.keepalive();
        return machine.output.take();
    }

    /**
     * Closes the stream in order (RFC 6120 section 4.4). What comes in before the peer's closing tag is still delivered; if that tag
     * does not come in time, end the transport and call {@link #disconnected}. Over WebSocket the entity that closes ends the transport;
     * if the other one waits in vain for that, the stream being {@link Phase#CLOSING}, it does the same.
     *
     * @return the events that follow; none if the stream is closing or closed already
     */
    public List<StreamEvent> close() {
        machine.close();
        return machine.output.take();
    }

    /**
     * Closes the stream in order and sends the peer to another endpoint, at whatever point (RFC 7395 section 3.6.1). Receiving entity
     * over WebSocket only; elsewhere {@link #fail} with {@code see-other-host} does it.
     *
     * @param target where to go: a ws, wss, http or https URI with a host; behind TLS one of wss or https
     * @return the events that follow; none if the stream is closing or closed already
     * @throws IllegalStateException if the stream is of the initiating entity, if its framing has no such redirect, or if the direct TLS
     *     that its policy asks for is not there yet
     * @throws IllegalArgumentException if no peer may follow there
     */
    public List<StreamEvent> redirect(URI target) {
        machine.redirect(Objects.requireNonNull(target, "target"));
        return machine.output.take();
    }

    /**
     * Ends the stream with an error (RFC 6120 section 4.9).
     *
     * @param error what to tell the peer; a condition that only RFC 3920 has goes out under its present name
     * @return the events that follow; none if the stream is closed already
     * @throws IllegalStateException if the error is see-other-host, and the TLS that the policy asks for is not there yet (section
     *     4.9.3.19)
     * @throws IllegalArgumentException if the error is undefined-condition without an application-specific condition (section
     *     4.9.3.21)
     */
    public List<StreamEvent> fail(StreamError error) {
        machine.fail(OutgoingErrors.checked(Objects.requireNonNull(error, "error"), machine.state()));
        return machine.output.take();
    }

    /**
     * Tells that the transport is gone, or that TLS failed. What an open question holds back is dropped: what is behind it means nothing
     * until it is answered, and stream management has not counted it, so that the peer sends it again.
     *
     * @param cause the driver's exception, if there is one
     * @return the events that follow; none if the stream is closed already
     */
    public List<StreamEvent> disconnected(Optional<Throwable> cause) {
        machine.disconnected(cause);
        return machine.output.take();
    }
}
