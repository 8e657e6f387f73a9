package org.xmpptoolkit.stream.lookup;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Fetches host-meta. Whoever connects calls it; an implementation says on which threads it may be called. */
@FunctionalInterface
public interface HostMetaFetcher {
    /**
     * Fetches one document: over HTTPS all the way, with a certificate for the host that is trusted, and with bounds on octets and time.
     *
     * @param document its URI, as {@code https://example.com/.well-known/host-meta}
     * @return what came of it, {@link HostMeta.Failed} where there is no such document; a stage that fails counts as that
     */
    CompletionStage<HostMeta> fetch(URI document);
}
