package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;

/** Octets to an element, as a document and in a busy stream, against a scan that asks for every name, value and text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ElementReadBenchmark {
    private static final InputFactoryImpl PARSERS = new InputFactoryImpl();

    /** The stanza. */
    @Param({"a", "b", "c", "d"})
    public String input = "a";

    private byte[] octets = {};
    private byte[] inStream = {};
    private StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);

    /** Makes the document, and opens a stream that always has the start of a next stanza pending. */
    @Setup
    public void open() {
        octets = Inputs.document(input);
        byte[] stanza = Inputs.inStream(input);
        inStream = new byte[stanza.length];
        System.arraycopy(stanza, 1, inStream, 0, stanza.length - 1);
        inStream[stanza.length - 1] = '<';
        reader = StreamReader.opening(StreamLimits.DEFAULT);
        reader.feed(ByteBuffer.wrap((Inputs.HEADER + "<").getBytes(StandardCharsets.UTF_8)));
        while (reader.next().isPresent()) {
            // the header
        }
    }

    /** A document of its own. */
    @Benchmark
    public StreamReader.Event document() {
        return StreamReader.readDocument(octets, StreamLimits.DEFAULT);
    }

    /** One stanza of many that follow each other, so that the parser stays. */
    @Benchmark
    public Optional<StreamReader.Event> busyStream() {
        reader.feed(ByteBuffer.wrap(inStream));
        Optional<StreamReader.Event> element = reader.next();
        reader.next();
        return element;
    }

    /** The blocking parser, asked for every name, value and text. */
    @Benchmark
    public void floor(Blackhole hole) throws XMLStreamException {
        XMLStreamReader parser = PARSERS.createXMLStreamReader(new ByteArrayInputStream(octets));
        while (parser.hasNext()) {
            int token = parser.next();
            if (token == XMLStreamConstants.START_ELEMENT) {
                hole.consume(parser.getNamespaceURI());
                hole.consume(parser.getLocalName());
                for (int i = 0; i < parser.getAttributeCount(); i++) {
                    hole.consume(parser.getAttributeLocalName(i));
                    hole.consume(parser.getAttributeValue(i));
                }
            } else if (token == XMLStreamConstants.CHARACTERS) {
                hole.consume(parser.getText());
            }
        }
        parser.close();
    }
}
