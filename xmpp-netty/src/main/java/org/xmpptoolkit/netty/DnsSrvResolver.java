package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvRecord;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/**
 * Asks the DNS for SRV records by Netty's resolver: over UDP, and again over TCP where an answer is cut. Keeps no answers.
 * Thread-safe; its stages complete on the event loop.
 */
public final class DnsSrvResolver implements SrvResolver, AutoCloseable {
    private final DnsNameResolver resolver;

    private DnsSrvResolver(DnsNameResolverBuilder builder) {
        this.resolver = builder.datagramChannelType(NioDatagramChannel.class)
                .socketChannelType(NioSocketChannel.class)
                .build();
    }

    /**
     * {@return a resolver that asks the name servers of this machine}
     *
     * @param loop an event loop for NIO; whoever gives it ends it
     */
    public static DnsSrvResolver ofSystem(EventLoop loop) {
        return new DnsSrvResolver(new DnsNameResolverBuilder(loop));
    }

    /**
     * {@return a resolver that asks given name servers}
     *
     * @param loop an event loop for NIO; whoever gives it ends it
     * @param nameServers whom to ask, one at least; the next one where the one before gives no answer
     */
    public static DnsSrvResolver of(EventLoop loop, List<InetSocketAddress> nameServers) {
        return new DnsSrvResolver(asking(loop, nameServers));
    }

    /** The same, waiting as long for an answer of each. */
    static DnsSrvResolver of(EventLoop loop, List<InetSocketAddress> nameServers, Duration patience) {
        return new DnsSrvResolver(asking(loop, nameServers).queryTimeoutMillis(patience.toMillis()));
    }

    private static DnsNameResolverBuilder asking(EventLoop loop, List<InetSocketAddress> nameServers) {
        return new DnsNameResolverBuilder(loop)
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(List.copyOf(nameServers)));
    }

    @Override
    public CompletionStage<SrvAnswer> resolve(String name) {
        // with the final dot, no domain for searches is put behind it
        DnsQuestion question = new DefaultDnsQuestion(Objects.requireNonNull(name, "name") + ".", DnsRecordType.SRV);
        CompletableFuture<SrvAnswer> answer = new CompletableFuture<>();
        resolver.resolveAll(question)
                .addListener((Future<List<DnsRecord>> done) ->
                        answer.complete(done.isSuccess() ? found(done.getNow()) : notFound(done.cause())));
        return answer.minimalCompletionStage();
    }

    private static SrvAnswer found(List<DnsRecord> records) {
        List<SrvRecord> found = new ArrayList<>();
        try {
            for (DnsRecord each : records) {
                if (each instanceof DnsRawRecord srv && DnsRecordType.SRV.equals(srv.type())) {
                    found.add(parse(srv.content()));
                }
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | CorruptedFrameException malformed) {
            return new SrvAnswer.Failed("the answer is malformed: " + malformed.getMessage());
        } finally {
            records.forEach(ReferenceCountUtil::release);
        }
        return SrvAnswer.of(found);
    }

    private static SrvRecord parse(ByteBuf content) {
        int priority = content.readUnsignedShort();
        int weight = content.readUnsignedShort();
        int port = content.readUnsignedShort();
        return new SrvRecord(priority, weight, port, DefaultDnsRecordDecoder.decodeName(content));
    }

    private static SrvAnswer notFound(Throwable failure) {
        Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
        // without a cause, each server answered, and none with such a record or with a failure of its own
        boolean absent = cause.map(DnsSrvResolver::saysThatThereIsNone).orElse(true);
        return absent ? new SrvAnswer.Absent() : new SrvAnswer.Failed(String.valueOf(failure.getMessage()));
    }

    private static boolean saysThatThereIsNone(Throwable cause) {
        return cause instanceof DnsErrorCauseException error && DnsResponseCode.NXDOMAIN.equals(error.getCode());
    }

    /** Ends it; questions under way fail. The event loop lives on. */
    @Override
    public void close() {
        resolver.close();
    }
}
