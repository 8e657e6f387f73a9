package org.xmpptoolkit.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jol.info.GraphLayout;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.testkit.StreamPair;

/**
 * Prints how much heap an idle established stream of a server holds: many of them logged in over STARTTLS and SCRAM, each with a
 * message behind it. The first argument is their number, 20,000 if there is none.
 */
final class IdleStreamHeap {
    private static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    private static final String PASSWORD = "r0m30myr0m30";
    private static final SaltedCredentials STORED =
            SaltedCredentials.of(ScramHash.SHA_256, PASSWORD.toCharArray(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 4096);
    private static final List<StreamFeature.Receiving> FEATURES =
            List.of(new StartTls(), Sasl.server(), ResourceBinding.server());
    private static final StreamConfig SERVER = StreamConfig.builder()
            .hosts(offered -> new HeaderAnswer.Serve(DOMAIN, FEATURES, List.of(Language.of("en"))))
            .build();
    private static final StreamConfig CLIENT = StreamConfig.builder().to(DOMAIN).build();

    private IdleStreamHeap() {}

    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        established(0); // so that what is shared is there before counting begins
        long before = usedHeap();
        List<XmppStream> streams = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            streams.add(established(i));
        }
        long octets = usedHeap() - before;
        System.out.printf(
                "%,d idle established streams: %,d octets of heap, %,d each%n", count, octets, octets / count);
        GraphLayout alone =
                GraphLayout.parseInstance(streams.get(0)).subtract(GraphLayout.parseInstance(streams.get(1)));
        System.out.printf("one stream, less what it shares with another: %,d octets, made of%n", alone.totalSize());
        System.out.println(alone.toFootprint());
        if (streams.stream().anyMatch(stream -> stream.state().phase() != Phase.ESTABLISHED)) {
            throw new IllegalStateException("a stream is not established");
        }
    }

    private static XmppStream established(int number) {
        XmppStream server = XmppStream.receiving(SERVER);
        SaslCredentials credentials = SaslCredentials.of("user" + number, PASSWORD.toCharArray());
        List<StreamFeature.Initiating> features =
                List.of(new StartTls(), Sasl.client(credentials), ResourceBinding.request("balcony"));
        XmlElement message = XmlElement.parse("<message xmlns='jabber:client' to='romeo@im.example.com' type='chat'>"
                + "<body>Art thou not Romeo, and a Montague?</body></message>");
        StreamPair.of(XmppStream.initiating(CLIENT, features), server)
                .answering(CredentialsRequested.class, request -> Optional.of(STORED))
                .answering(
                        BindRequested.class,
                        request -> new BindAnswer.Bound(request.account()
                                .withResourcepart(request.resourcepart().orElseThrow())))
                .build()
                .open()
                .initiating(stream -> stream.send(List.of(message)));
        return server;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
