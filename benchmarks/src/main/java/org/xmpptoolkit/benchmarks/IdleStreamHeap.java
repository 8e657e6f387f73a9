package org.xmpptoolkit.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.GraphLayout;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;

/**
 * Prints how much heap an idle established stream of a server holds: many of them logged in over STARTTLS and SCRAM, each with a
 * message behind it. The first argument is their number, 20,000 if there is none.
 */
final class IdleStreamHeap {
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
        XmppStream server = Logins.server(TlsPolicy.REQUIRED);
        XmlElement message = XmlElement.parse("<message xmlns='jabber:client' to='romeo@im.example.com' type='chat'>"
                + "<body>Art thou not Romeo, and a Montague?</body></message>");
        Logins.pair(Logins.client("user" + number, TlsPolicy.REQUIRED, false), server)
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
