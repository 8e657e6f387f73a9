package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.DomainPair;

/** Streams between servers that a test plays, and a clock that it sets. */
final class FakeLinks implements ServerLink.Opener, Scheduler {
    private final List<Link> opened = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private boolean onePairEach;

    /** Streams have no way to ask for more than their first pair. */
    void onePairEach() {
        onePairEach = true;
    }

    List<Link> opened() {
        return opened;
    }

    Link only() {
        assertEquals(1, opened.size());
        return opened.get(0);
    }

    /** A stream that the peer opened. */
    Link peers() {
        return new Link(null, null, false);
    }

    @Override
    public ServerLink open(DomainPair first, RemoteStream stream) {
        Link link = new Link(first, stream, !onePairEach);
        opened.add(link);
        return link;
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        due.add(task);
        return () -> due.remove(task);
    }

    /** What waits for its time now. */
    List<Runnable> due() {
        return List.copyOf(due);
    }

    /** Lets the time come for all that is due. */
    void tick() {
        List<Runnable> now = new ArrayList<>(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    static final class Link implements ServerLink {
        private final @Nullable DomainPair first;
        private final @Nullable RemoteStream stream;
        private final boolean more;
        private final List<XmlElement> sent = new ArrayList<>();
        private final List<DomainPair> asked = new ArrayList<>();
        private @Nullable Throwable failure;
        private boolean closed;

        private Link(@Nullable DomainPair first, @Nullable RemoteStream stream, boolean more) {
            this.first = first;
            this.stream = stream;
            this.more = more;
        }

        DomainPair first() {
            return Objects.requireNonNull(first);
        }

        RemoteStream stream() {
            return Objects.requireNonNull(stream);
        }

        List<XmlElement> sent() {
            return sent;
        }

        List<DomainPair> asked() {
            return asked;
        }

        boolean isClosed() {
            return closed;
        }

        /** Takes nothing more. */
        void refuse(Throwable cause) {
            failure = cause;
        }

        @Override
        public CompletionStage<Void> send(XmlElement stanza) {
            if (failure != null) {
                return CompletableFuture.failedStage(failure);
            }
            sent.add(stanza);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public boolean authorize(DomainPair pair) {
            if (more) {
                asked.add(pair);
            }
            return more;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
