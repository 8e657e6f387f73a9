package org.xmpptoolkit.netty;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.lookup.Endpoint;
import org.xmpptoolkit.stream.lookup.HostMeta;
import org.xmpptoolkit.stream.lookup.HostMetaFetcher;

/**
 * Fetches host-meta by Netty, on one event loop: with the trust, the address lookup and the clock that the stream behind it has, which
 * the JDK's client for HTTP would need a second time, and threads besides. Over HTTPS only, redirects included.
 */
@SuppressWarnings("FutureReturnValueIgnored") // of writes and closing: the deadline holds if they fail
final class HostMetaClient implements HostMetaFetcher {
    private static final int REDIRECTS = 3;

    private final EventLoop loop;
    private final HostLookup hosts;
    private final TlsStarter tls;
    private final Duration patience;

    /**
     * A fetcher.
     *
     * @param patience for one document, with its redirects
     */
    HostMetaClient(EventLoop loop, HostLookup hosts, TlsStarter tls, Duration patience) {
        this.loop = loop;
        this.hosts = hosts;
        this.tls = tls;
        this.patience = patience;
    }

    @Override
    public CompletionStage<HostMeta> fetch(URI document) {
        CompletableFuture<HostMeta> answer = new CompletableFuture<>();
        loop.execute(() -> new Fetch(answer).go(document));
        return answer.minimalCompletionStage();
    }

    /** One document. */
    private final class Fetch {
        private final CompletableFuture<HostMeta> answer;
        private final long end = loop.ticker().nanoTime() + patience.toNanos();
        private int followed;

        Fetch(CompletableFuture<HostMeta> answer) {
            this.answer = answer;
        }

        void go(URI uri) {
            long left = end - loop.ticker().nanoTime();
            Endpoint endpoint;
            try {
                endpoint = Target.place(uri, "https", "http");
            } catch (IllegalArgumentException none) {
                fail(Failures.detail(none));
                return;
            }
            if (!endpoint.directTls()) {
                fail(uri + " is not of https");
            } else if (left <= 0) {
                fail("no answer came in time");
            } else {
                new Connector(
                                loop,
                                hosts,
                                Duration.ofNanos(left),
                                (channel, target) -> connected(channel, uri),
                                failure -> fail(Failures.detail(failure)))
                        .begin(List.of(Destination.of(Target.of(endpoint))));
            }
        }

        private void connected(Channel channel, URI uri) {
            Jid host = Jid.ofDomain(uri.getHost());
            try {
                StreamEvent.StartTls start = new StreamEvent.StartTls(Role.INITIATING, Optional.of(host));
                channel.pipeline().addLast(TlsHandlers.direct(tls.handler(channel, start), TlsHandlers.ALPN_HTTP));
            } catch (TransportException failure) {
                fail(Failures.detail(failure));
                channel.close();
                return;
            }
            channel.pipeline().addLast(HttpBounds.client());
            channel.pipeline().addLast(new HttpObjectAggregator(HttpBounds.DOCUMENT_OCTETS));
            channel.pipeline().addLast(new Handler(this, uri, host));
            long left = Math.max(1, end - loop.ticker().nanoTime());
            var late = loop.schedule(
                    () -> {
                        fail("no answer came in time");
                        channel.close();
                    },
                    left,
                    TimeUnit.NANOSECONDS);
            channel.closeFuture().addListener(closed -> late.cancel(false));
            channel.config().setAutoRead(true);
        }

        void take(FullHttpResponse response, URI from) {
            HttpResponseStatus status = response.status();
            @Nullable String location = response.headers().get(HttpHeaderNames.LOCATION);
            if (response.decoderResult().isFailure()) {
                fail("the answer is no response of HTTP/1.1");
            } else if (status.equals(HttpResponseStatus.OK)) {
                answer.complete(HostMeta.ofXml(ByteBufUtil.getBytes(response.content())));
            } else if (status.codeClass() == HttpStatusClass.REDIRECTION && location != null) {
                follow(from, location);
            } else {
                fail("the answer is " + status);
            }
        }

        private void follow(URI from, String location) {
            followed++;
            if (followed > REDIRECTS) {
                fail("there are more than " + REDIRECTS + " redirects");
                return;
            }
            try {
                go(from.resolve(location));
            } catch (IllegalArgumentException none) {
                fail("it leads to '" + location + "', which is no URI");
            }
        }

        void fail(String cause) {
            answer.complete(new HostMeta.Failed(cause));
        }

        FullHttpRequest request(URI uri) {
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            FullHttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1,
                    HttpMethod.GET,
                    uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                    Unpooled.EMPTY_BUFFER);
            request.headers()
                    .set(HttpHeaderNames.HOST, uri.getRawAuthority())
                    .set(HttpHeaderNames.ACCEPT, "application/xrd+xml")
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return request;
        }
    }

    /** One connection: asks when TLS is there and the certificate is for the host, and ends with the first answer. */
    private static final class Handler extends ChannelInboundHandlerAdapter {
        private final Fetch fetch;
        private final URI uri;
        private final Jid host;
        private boolean over;

        Handler(Fetch fetch, URI uri, Jid host) {
            this.fetch = fetch;
            this.uri = uri;
            this.host = host;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws TransportException {
            if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
                SslHandler tls = context.pipeline().get(SslHandler.class);
                TlsSessions.of(tls.engine().getSession(), true, PeerCheck.ofHost(host)); // throws if it is for another
                context.writeAndFlush(fetch.request(uri));
            } else if (event == ChannelInputShutdownEvent.INSTANCE) {
                end(context, "the connection ended before an answer");
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (!over && message instanceof FullHttpResponse response) {
                    over = true;
                    fetch.take(response, uri);
                    context.close();
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            end(context, Failures.detail(Failures.of(cause)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            end(context, "the connection ended before an answer");
        }

        private void end(ChannelHandlerContext context, String cause) {
            if (!over) {
                over = true;
                fetch.fail(cause);
                context.close();
            }
        }
    }
}
