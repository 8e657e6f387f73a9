package org.xmpptoolkit.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/** Our reader behind a stream header, fed with the same stanza again and again. */
final class OpenStream {
    private final StreamReader reader =
            StreamReader.opening(StreamLimits.builder().elementOctets(1 << 20).build());
    private final byte[] octets;

    private OpenStream(String before, byte[] octets) {
        this.octets = octets;
        reader.feed(ByteBuffer.wrap((Inputs.HEADER + before).getBytes(StandardCharsets.UTF_8)));
        while (reader.next().isPresent()) {
            // the header
        }
    }

    /** Each stanza comes alone, so that the reader has dropped its parser before. */
    static OpenStream quiet(String input) {
        return new OpenStream("", Inputs.inStream(input));
    }

    /** With each stanza comes the start of the next, so that the reader keeps its parser. */
    static OpenStream busy(String input) {
        byte[] stanza = Inputs.inStream(input);
        byte[] octets = new byte[stanza.length];
        System.arraycopy(stanza, 1, octets, 0, stanza.length - 1);
        octets[stanza.length - 1] = '<';
        return new OpenStream("<", octets);
    }

    /** Feeds the stanza, and takes what comes until nothing more does, as a driver would. */
    XmlElement next() {
        reader.feed(ByteBuffer.wrap(octets));
        StreamReader.Event event = reader.next().orElseThrow();
        if (!(event instanceof StreamReader.ElementComplete complete)
                || reader.next().isPresent()) {
            throw new IllegalStateException(event.toString());
        }
        return complete.element();
    }
}
