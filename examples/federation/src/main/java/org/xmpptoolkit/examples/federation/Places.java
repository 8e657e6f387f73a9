package org.xmpptoolkit.examples.federation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/**
 * Where the servers of domains are, in the place of the DNS: they all run on this machine. Asked when a server has something to send, so
 * a place may come to be known later than the server starts. Thread-safe.
 */
final class Places implements SrvResolver {
    private final Map<String, SrvRecord> records = new ConcurrentHashMap<>();

    void put(Jid domain, int port) {
        records.put("_xmpp-server._tcp." + domain.domainpartToAscii(), new SrvRecord(0, 0, port, "127.0.0.1"));
    }

    @Override
    public CompletionStage<SrvAnswer> resolve(String name) {
        @Nullable SrvRecord known = records.get(name);
        return CompletableFuture.completedStage(
                known == null ? new SrvAnswer.NoService() : SrvAnswer.of(List.of(known)));
    }
}
