package org.xmpptoolkit.testkit.mutant;

import java.time.Duration;
import java.util.List;
import org.xmpptoolkit.netty.Deadlines;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;
import org.xmpptoolkit.testkit.check.ClientTarget;

/** The toolkit's own client, as the checker judges it: all features that a client has, and then {@link StayingClient}. */
final class OwnClient {
    private OwnClient() {}

    /** Starts one. */
    static ClientTarget.Launched launch(ClientTarget.Where where) {
        XmppClient client = XmppClient.builder()
                .host(where.host())
                .port(where.port())
                .config(StreamConfig.builder()
                        .to(where.domain())
                        .from(where.jid())
                        .askComputations(true)
                        .build())
                .features(List.of(
                        new StartTls(),
                        Sasl.client(SaslCredentials.of(
                                where.account().localpart(), where.account().password())),
                        ResourceBinding.request("check"),
                        StreamManagement.enable(SmConfig.builder().build())))
                .trust(where.authority().trust())
                .listener(new StayingClient())
                .deadlines(Deadlines.builder()
                        .negotiation(Duration.ofSeconds(10))
                        .closing(Duration.ofSeconds(2))
                        .build())
                .build();
        var connecting = client.connect();
        return () -> {
            var unused = connecting.thenAccept(XmppConnection::close);
        };
    }
}
