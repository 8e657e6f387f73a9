package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.StreamEvent;

/** A listener that keeps what it hears. */
final class Notices implements XmppListener {
    final List<StreamEvent.Notice> heard = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final CompletableFuture<XmppConnection> connection = new CompletableFuture<>();
    private final BlockingQueue<XmlElement> elements = new LinkedBlockingQueue<>();
    private BiConsumer<XmppConnection, StreamEvent.Notice> then = (connection, notice) -> {};

    /** Does something more at each notice. */
    Notices then(BiConsumer<XmppConnection, StreamEvent.Notice> action) {
        then = action;
        return this;
    }

    @Override
    public void notice(XmppConnection from, StreamEvent.Notice notice) {
        heard.add(notice);
        if (notice instanceof StreamEvent.Established) {
            connection.complete(from);
        } else if (notice instanceof StreamEvent.ElementReceived received) {
            elements.add(received.element());
        }
        then.accept(from, notice);
    }

    @Override
    public void failed(XmppConnection from, Throwable failure) {
        failures.add(failure);
    }

    XmlElement element() throws InterruptedException {
        return Optional.ofNullable(elements.poll(Patience.SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("no element came; heard " + heard));
    }

    <T extends StreamEvent.Notice> List<T> all(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What a stage fails with. */
    static Throwable failureOf(CompletionStage<?> stage) {
        return Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> await(stage)).getCause());
    }

    static String message(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(Patience.SECONDS, TimeUnit.SECONDS);
    }
}
