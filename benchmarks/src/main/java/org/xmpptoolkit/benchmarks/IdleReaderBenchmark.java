package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;

/**
 * One stanza that comes in whole on a stream that was idle: our reader begins a new parser, the floor has kept its own and makes
 * no strings.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IdleReaderBenchmark {
    /** The stanza. */
    @Param({"a", "b", "c", "d"})
    public String input = "a";

    private byte[] octets = {};
    private StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
    private AsyncXMLStreamReader<AsyncByteArrayFeeder> parser = new InputFactoryImpl().createAsyncForByteArray();

    /** Opens both streams. */
    @Setup
    public void open() throws XMLStreamException {
        octets = Inputs.inStream(input);
        byte[] header = Inputs.HEADER.getBytes(StandardCharsets.UTF_8);
        reader = StreamReader.opening(StreamLimits.DEFAULT);
        reader.feed(ByteBuffer.wrap(header));
        while (reader.next().isPresent()) {
            // the header
        }
        parser = new InputFactoryImpl().createAsyncForByteArray();
        parser.getInputFeeder().feedInput(header, 0, header.length);
        events();
    }

    /** The reader that drops its parser between elements. */
    @Benchmark
    public Optional<StreamReader.Event> reader() {
        reader.feed(ByteBuffer.wrap(octets));
        Optional<StreamReader.Event> element = reader.next();
        reader.next();
        return element;
    }

    /** The parser's events, which is as little as can be done. */
    @Benchmark
    public int floor() throws XMLStreamException {
        parser.getInputFeeder().feedInput(octets, 0, octets.length);
        return events();
    }

    private int events() throws XMLStreamException {
        int events = 0;
        while (parser.next() != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
            events++;
        }
        return events;
    }
}
