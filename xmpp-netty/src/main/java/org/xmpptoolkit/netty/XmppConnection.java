package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.StreamState;

/**
 * One stream over one connection. Thread-safe: every call is done on the event loop of the connection, in the order in which one
 * thread makes them; at once, if that is the calling thread.
 *
 * <p>No method throws for what the stream does not allow: the stage that it returns fails. Stages complete on the event loop, so
 * what depends on them must not block.
 */
public final class XmppConnection {
    private final StreamDriver driver;
    private final EventLoop loop;

    XmppConnection(StreamDriver driver, EventLoop loop) {
        this.driver = driver;
        this.loop = loop;
    }

    /**
     * Sends first-level elements, stanzas as a rule.
     *
     * @param elements the elements, in order
     * @return as {@link #send(List)}
     */
    public CompletionStage<Void> send(XmlElement... elements) {
        return send(List.of(elements));
    }

    /**
     * Sends first-level elements, stanzas as a rule. Whoever sends much should await the stage: what the peer does not take is held
     * in memory, and {@link XmppServer.Builder#outputOctets} bounds it.
     *
     * @param elements the elements, in order
     * @return done when the octets are given to the network; fails with an {@link IllegalStateException} if the stream is not
     *     established yet or is closed, or if it is closing or a feature takes no more for now (then the listener also hears {@link
     *     StreamEvent.NotSent}, which says what was not sent), and with a {@link TransportException} if the connection breaks, one of the kind {@link TransportException.Kind#UNREAD} if too much waits
     */
    public CompletionStage<Void> send(List<XmlElement> elements) {
        List<XmlElement> copy = List.copyOf(elements);
        return onLoop(stage -> driver.send(copy, stage));
    }

    /**
     * Answers a question.
     *
     * @param question the question, as it came
     * @param answer the answer
     * @param <R> what the answer is
     * @return done when the stream has taken the answer; fails with an {@link IllegalStateException} if the question is not of
     *     this stream, or was answered already
     */
    public <R> CompletionStage<Void> reply(StreamEvent.Asked<R> question, R answer) {
        return onLoop(stage -> {
            driver.reply(question, answer);
            stage.complete(null);
        });
    }

    /**
     * Tells a feature that was negotiated on this stream something, such as {@link
     * org.xmpptoolkit.stream.management.StreamManagement#requestAck}.
     *
     * @param command one of the feature's commands
     * @return done when the stream has taken the command; fails with an {@link IllegalStateException} if no such feature was
     *     negotiated, or it cannot follow the command on this stream
     */
    public CompletionStage<Void> tell(FeatureCommand command) {
        Objects.requireNonNull(command, "command");
        return onLoop(stage -> {
            driver.tell(command);
            stage.complete(null);
        });
    }

    /**
     * Closes the stream in order (RFC 6120 section 4.4): our closing tag, then the peer's, then the end of the connection. What
     * comes in meanwhile is still delivered. Does nothing if the stream is closing or closed already.
     *
     * @return {@link #closed}
     */
    public CompletionStage<Reason> close() {
        onLoop(stage -> driver.close());
        return closed();
    }

    /**
     * Ends the stream with an error (RFC 6120 section 4.9). Does nothing if the stream is closed already.
     *
     * @param error what to tell the peer
     * @return {@link #closed}; fails if the stream may not send this error, by {@link org.xmpptoolkit.stream.XmppStream#fail}, and
     *     then goes on
     */
    public CompletionStage<Reason> fail(StreamError error) {
        Objects.requireNonNull(error, "error");
        return ending(() -> driver.fail(error));
    }

    /**
     * Closes the stream in order and sends the peer to another endpoint (RFC 7395 section 3.6.1). For a server over WebSocket only;
     * elsewhere {@link #fail} does it, with {@code see-other-host}. Does nothing if the stream is closing or closed already.
     *
     * @param target where to go: a ws, wss, http or https URI with a host; behind TLS one of wss or https
     * @return {@link #closed}; fails if the stream may not say so, by {@link org.xmpptoolkit.stream.XmppStream#redirect}, and then
     *     goes on
     */
    public CompletionStage<Reason> redirect(URI target) {
        Objects.requireNonNull(target, "target");
        return ending(() -> driver.redirect(target));
    }

    private CompletionStage<Reason> ending(Runnable end) {
        CompletableFuture<Reason> reason = new CompletableFuture<>();
        closed().thenAccept(reason::complete);
        onLoop(stage -> {
                    end.run();
                    stage.complete(null);
                })
                .exceptionally(failure -> {
                    reason.completeExceptionally(failure);
                    return null;
                });
        return reason.minimalCompletionStage();
    }

    /** {@return the stream as it is now, or, on another thread than the event loop, as it was a moment ago} */
    public StreamState state() {
        return driver.state();
    }

    /**
     * Tells when all is over.
     *
     * @return done with the reason when the stream is closed and the connection is ended too; never fails
     */
    public CompletionStage<Reason> closed() {
        return driver.closed();
    }

    /** {@return the peer's network address, if the connection is there} */
    public Optional<SocketAddress> remoteAddress() {
        return driver.remoteAddress();
    }

    private CompletionStage<Void> onLoop(Consumer<CompletableFuture<Void>> task) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        Runnable guarded = () -> {
            try {
                task.accept(stage);
            } catch (RuntimeException | Error failure) {
                stage.completeExceptionally(failure);
            }
        };
        if (loop.inEventLoop()) {
            guarded.run();
        } else {
            try {
                loop.execute(guarded);
            } catch (RejectedExecutionException gone) {
                stage.completeExceptionally(new IllegalStateException("the connection has ended", gone));
            }
        }
        return stage.minimalCompletionStage();
    }

    @Override
    public String toString() {
        return remoteAddress().map(Object::toString).orElse("nobody");
    }
}
