package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamEvent;

/** Whatever a context enables, what is below TLS 1.2 is not spoken (RFC 9325 section 3.1). */
class TlsProtocolsTest {
    private static TlsStarter starter(Role role, String... protocols) throws Exception {
        if (role == Role.INITIATING) {
            return TlsHandlers.client(SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .protocols(protocols)
                    .build());
        }
        SslContext context = Certificates.server(Certificates.leaf("example.com"), protocols);
        return TlsHandlers.server(domain -> Optional.of(context));
    }

    private static String[] enabled(Role role, String... protocols) throws Exception {
        StreamEvent.StartTls start = new StreamEvent.StartTls(role, Optional.of(Streams.DOMAIN));
        return starter(role, protocols)
                .handler(new EmbeddedChannel(), start)
                .engine()
                .getEnabledProtocols();
    }

    @ParameterizedTest
    @EnumSource
    @Rule("R-379")
    void oldProtocolsAreTakenOut(Role role) throws Exception {
        assertArrayEquals(new String[] {"TLSv1.2"}, enabled(role, "TLSv1", "TLSv1.1", "TLSv1.2"));
    }

    @ParameterizedTest
    @EnumSource
    @Rule("R-379")
    void aContextWithOldProtocolsOnlyIsNotUsed(Role role) {
        TransportException refusal = assertThrows(TransportException.class, () -> enabled(role, "TLSv1.1"));
        assertEquals(TransportException.Kind.TLS, refusal.kind());
    }
}
