package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.lookup.HostMeta;
import org.xmpptoolkit.stream.lookup.HostMetaFetcher;
import org.xmpptoolkit.stream.lookup.ServiceLookup;

/** The WebSockets that a domain's host-meta names (XEP-0156), asked for anew for each connection. */
final class HostMetaDestination implements Destination {
    private final Jid domain;
    private final ServiceLookup lookup;
    private final Function<EventLoop, HostMetaFetcher> fetchers;

    /**
     * For one domain.
     *
     * @param lookup knows what to ask for
     * @param fetchers brings it
     */
    HostMetaDestination(Jid domain, ServiceLookup lookup, Function<EventLoop, HostMetaFetcher> fetchers) {
        this.domain = domain;
        this.lookup = lookup;
        this.fetchers = fetchers;
    }

    /** The stage fails where there are none. */
    @Override
    public CompletionStage<List<Target>> targets(EventLoop loop) {
        @Nullable URI document = lookup.hostMeta().orElse(null);
        if (document == null) {
            return none("only clients that want TLS ask for it");
        }
        return fetch(fetchers.apply(loop), document).thenCompose(answer -> {
            List<Target> targets = lookup.webSockets(answer, new SplittableRandom()).stream()
                    .flatMap(uri -> Target.tryOf(uri).stream())
                    .toList();
            return targets.isEmpty()
                    ? none(document + ": " + cause(answer))
                    : CompletableFuture.completedStage(targets);
        });
    }

    private CompletionStage<List<Target>> none(String cause) {
        return CompletableFuture.failedStage(Failures.noWebSocket(domain, cause));
    }

    private static CompletionStage<HostMeta> fetch(HostMetaFetcher fetcher, URI document) {
        try {
            return fetcher.fetch(document).exceptionally(failure -> new HostMeta.Failed(failure.toString()));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedStage(new HostMeta.Failed(failure.toString()));
        }
    }

    private static String cause(HostMeta answer) {
        return answer instanceof HostMeta.Failed failed ? failed.cause() : "it names none of wss";
    }
}
