package org.xmpptoolkit.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;

/**
 * A server's direct TLS: waits for the first message of the handshake, and gives way to the handler for the domain that SNI asks for
 * there, as no stream header was seen (XEP-0368 section 3). A message that is longer than its bound ends the connection.
 */
final class DirectTls extends AbstractSniHandler<SslHandler> {
    /** What the JDK's TLS takes of one message too. It is set aside as soon as the peer announces it. */
    private static final int LONGEST_CLIENT_HELLO = 32_768;

    private final TlsStarter tls;
    private final String protocol;

    /**
     * For one connection.
     *
     * @param protocol what TLS carries, by its name for ALPN
     */
    DirectTls(TlsStarter tls, String protocol) {
        super(LONGEST_CLIENT_HELLO, 0); // Deadlines.negotiation() bounds it
        this.tls = tls;
        this.protocol = protocol;
    }

    @Override
    protected Future<SslHandler> lookup(ChannelHandlerContext context, @Nullable String name) {
        try {
            StreamEvent.StartTls start = new StreamEvent.StartTls(Role.RECEIVING, domain(name));
            return context.executor()
                    .newSucceededFuture(TlsHandlers.direct(tls.handler(context.channel(), start), protocol));
        } catch (TransportException none) {
            return context.executor().newFailedFuture(none);
        }
    }

    private static Optional<Jid> domain(@Nullable String name) {
        try {
            return name == null ? Optional.empty() : Optional.of(Jid.parse(name));
        } catch (JidParseException noDomain) {
            return Optional.empty();
        }
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext context, @Nullable String name, Future<SslHandler> found) {
        if (found.isSuccess()) {
            context.pipeline().replace(this, "tls", found.getNow());
        } else {
            context.fireExceptionCaught(found.cause());
        }
    }
}
