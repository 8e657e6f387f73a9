package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;

/**
 * A stream of 10,000 stanzas that comes in segments of 1,460 octets; figures are for one stanza of 982 octets, on average. The floor
 * counts stanzas by the parser's events, and makes no objects; Vysper makes its elements.
 *
 * <p>The whole table is printed as that of {@link StanzaReadBenchmark} is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamFeedBenchmark {
    private List<byte[]> segments = List.of();

    /** Makes the stream; each run sees that all of its stanzas are found. */
    @Setup
    public void make() {
        segments = Inputs.segments();
    }

    private static int require(int stanzas) {
        if (stanzas != Inputs.STANZAS) {
            throw new IllegalStateException(stanzas + " stanzas");
        }
        return stanzas;
    }

    /** Aalto's events: every name, attribute and length of text. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int floorAaltoAsync() throws XMLStreamException {
        AsyncXMLStreamReader<AsyncByteArrayFeeder> parser = Floors.fed();
        int sum = 0;
        int depth = 0;
        int stanzas = 0;
        for (byte[] segment : segments) {
            parser.getInputFeeder().feedInput(segment, 0, segment.length);
            for (int event = parser.next(); event != AsyncXMLStreamReader.EVENT_INCOMPLETE; event = parser.next()) {
                sum += Floors.event(parser, event);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT && --depth == 1) {
                    stanzas++;
                }
            }
        }
        parser.close();
        return sum + require(stanzas);
    }

    /** Elements. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int element(Blackhole hole) {
        return read(hole, false);
    }

    /** Stanzas whose payloads stay elements. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int lazy(Blackhole hole) {
        return read(hole, true);
    }

    private int read(Blackhole hole, boolean bind) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        int stanzas = 0;
        for (byte[] segment : segments) {
            reader.feed(ByteBuffer.wrap(segment));
            for (Optional<StreamReader.Event> event = reader.next(); event.isPresent(); event = reader.next()) {
                if (event.get() instanceof StreamReader.ElementComplete complete) {
                    stanzas++;
                    hole.consume(bind ? Stanza.fromElement(complete.element()) : complete.element());
                }
            }
        }
        return require(stanzas);
    }

    /** A server's stream with a client behind it, which reads, and another client's that it writes to. */
    @State(Scope.Thread)
    public static class Established {
        private final XmppStream from = Logins.server(TlsPolicy.NONE);
        private final XmppStream to = Logins.server(TlsPolicy.NONE);
        private List<byte[]> segments = List.of();

        /** Logs both in. */
        @Setup
        public void logIn() {
            segments = Inputs.segmentsBehindHeader();
            for (XmppStream stream : List.of(from, to)) {
                Logins.pair(Logins.client("juliet", TlsPolicy.NONE, false), stream)
                        .build()
                        .open();
                if (stream.state().phase() != Phase.ESTABLISHED) {
                    throw new IllegalStateException(stream.state().toString());
                }
            }
        }
    }

    /** What the stream of a server tells: elements, with the client's address as {@code from}. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int receive(Established streams, Blackhole hole) {
        int stanzas = 0;
        for (byte[] segment : streams.segments) {
            for (StreamEvent event : streams.from.receive(ByteBuffer.wrap(segment))) {
                if (event instanceof StreamEvent.ElementReceived received) {
                    stanzas++;
                    hole.consume(received.element());
                }
            }
        }
        return require(stanzas);
    }

    /** Each element is written to another stream. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int route(Established streams, Blackhole hole) {
        int stanzas = 0;
        for (byte[] segment : streams.segments) {
            for (StreamEvent event : streams.from.receive(ByteBuffer.wrap(segment))) {
                if (event instanceof StreamEvent.ElementReceived received) {
                    stanzas++;
                    hole.consume(streams.to.send(List.of(received.element())));
                }
            }
        }
        return require(stanzas);
    }

    /** Vysper's elements. */
    @Benchmark
    @OperationsPerInvocation(Inputs.STANZAS)
    public int vysper() throws Exception {
        return require(Peers.vysper(segments).size());
    }
}
