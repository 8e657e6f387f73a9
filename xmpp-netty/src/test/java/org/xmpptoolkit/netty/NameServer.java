package org.xmpptoolkit.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xmpptoolkit.stream.lookup.SrvRecord;

/** A name server on the loopback address that knows what a test tells it. */
final class NameServer implements AutoCloseable {
    private static final int TTL = 60;

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Channel channel;

    /** What the server does about a name. */
    record Zone(DnsResponseCode code, List<ByteBuf> srv) {
        static Zone of(SrvRecord... records) {
            return new Zone(
                    DnsResponseCode.NOERROR,
                    List.of(records).stream().map(NameServer::encode).toList());
        }

        static Zone failing(DnsResponseCode code) {
            return new Zone(code, List.of());
        }

        static Zone malformed(byte... content) {
            return new Zone(DnsResponseCode.NOERROR, List.of(Unpooled.wrappedBuffer(content)));
        }
    }

    /** Knows these names; any other does not exist. */
    NameServer(EventLoopGroup loops, Map<String, Zone> zones) throws Exception {
        channel = new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering(zones, asked));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() throws Exception {
        channel.close().sync();
    }

    private static ByteBuf encode(SrvRecord srv) {
        ByteBuf content = Unpooled.buffer()
                .writeShort(srv.priority())
                .writeShort(srv.weight())
                .writeShort(srv.port());
        for (String label : srv.target().split("\\.")) {
            content.writeByte(label.length()).writeCharSequence(label, StandardCharsets.US_ASCII);
        }
        return content.writeByte(0);
    }

    private static final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        private final Map<String, Zone> zones;
        private final List<String> asked;

        Answering(Map<String, Zone> zones, List<String> asked) {
            this.zones = zones;
            this.asked = asked;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the test sees what is missing
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String name = question.name();
            asked.add(name);
            Zone zone = zones.getOrDefault(name, Zone.failing(DnsResponseCode.NXDOMAIN));
            DatagramDnsResponse response =
                    new DatagramDnsResponse(query.recipient(), query.sender(), query.id()).setCode(zone.code());
            response.addRecord(DnsSection.QUESTION, question);
            for (ByteBuf srv : zone.srv()) {
                response.addRecord(
                        DnsSection.ANSWER, new DefaultDnsRawRecord(name, DnsRecordType.SRV, TTL, srv.copy()));
            }
            context.writeAndFlush(response);
        }
    }
}
