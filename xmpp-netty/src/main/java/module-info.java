/** XMPP streams over TCP, TLS and WebSocket, on Netty: RFC 6120 sections 3 and 5, RFC 7395. */
module org.xmpptoolkit.netty {
    requires transitive org.xmpptoolkit.stream;
    requires transitive io.netty.transport; // EventLoopGroup
    requires transitive io.netty.handler; // SslContext
    requires io.netty.buffer;
    requires io.netty.codec; // of what a malformed answer of the DNS throws
    requires io.netty.codec.dns;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires static transitive org.jspecify;

    exports org.xmpptoolkit.netty;
}
