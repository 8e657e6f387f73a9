package org.xmpptoolkit.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jol.info.GraphLayout;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;

/** Prints what an idle reader holds. */
final class IdleReaderFootprint {
    private IdleReaderFootprint() {}

    public static void main(String[] arguments) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        System.out.println("new: " + octets(reader));
        feed(reader, Inputs.HEADER.getBytes(StandardCharsets.UTF_8));
        System.out.println("behind the header: " + octets(reader));
        byte[] stanza = Inputs.inStream("a");
        feed(reader, stanza);
        System.out.println("behind a stanza: " + octets(reader));
        feed(reader, "<message".getBytes(StandardCharsets.UTF_8));
        System.out.println("inside a stanza: " + octets(reader));
        System.out.println(GraphLayout.parseInstance(reader)
                .subtract(GraphLayout.parseInstance(StreamLimits.DEFAULT))
                .toFootprint());
    }

    private static void feed(StreamReader reader, byte[] octets) {
        reader.feed(ByteBuffer.wrap(octets));
        while (reader.next().isPresent()) {
            // only what is held matters here
        }
    }

    private static long octets(StreamReader reader) {
        return GraphLayout.parseInstance(reader).totalSize();
    }
}
