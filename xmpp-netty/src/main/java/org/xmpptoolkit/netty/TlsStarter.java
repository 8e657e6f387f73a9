package org.xmpptoolkit.netty;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.xmpptoolkit.stream.StreamEvent;

/** Makes the handler that does TLS for one connection. */
@FunctionalInterface
interface TlsStarter {
    /**
     * Makes it. The caller puts it into the pipeline.
     *
     * @throws TransportException if it cannot be had
     */
    SslHandler handler(Channel channel, StreamEvent.StartTls start) throws TransportException;
}
