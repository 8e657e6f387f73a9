package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import com.fasterxml.aalto.stax.OutputFactoryImpl;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.vysper.xml.fragment.XMLElement;
import org.dom4j.io.SAXReader;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xmpp.packet.Packet;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;

/**
 * One stanza from an object to octets of its own, as a document of its own. The floor makes by hand the calls that write the smallest
 * model to Aalto's writer; JAXB writes the same model; the others write the stanza they have read, some by way of a string.
 *
 * <p>The whole table is printed as that of {@link StanzaReadBenchmark} is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StanzaWriteBenchmark {
    /** The stanza. */
    @Param({"a", "c"})
    public String input = "a";

    private final OutputFactoryImpl writers = new OutputFactoryImpl();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
    private byte[] document = {};
    private XmlElement element = XmlElement.of("", "none");
    private Stanza stanza = Stanza.fromElement(XmlElement.of(PlainModel.CLIENT, "message"));
    private Object model = "none";

    /** Reads the stanza, and sees that it is written. */
    @Setup
    public void read() throws Exception {
        document = Inputs.document(input);
        element = XmlElement.parse(new String(document, StandardCharsets.UTF_8));
        stanza = Stanza.fromElement(element);
        model = PlainModel.unmarshaller()
                .unmarshal(new InputFactoryImpl().createXMLStreamReader(new ByteArrayInputStream(document)));
        require("the floor", floorAaltoWriter());
        require("the writer", element());
        require("the stanza", stanza());
    }

    private void require(String candidate, byte[] octets) {
        Inputs.requireRead(input, candidate, new String(octets, StandardCharsets.UTF_8));
    }

    /** Smack's stanza. */
    @State(Scope.Thread)
    public static class Smack {
        private org.jivesoftware.smack.packet.@Nullable Stanza stanza;

        /** Reads it, and sees that it is written. */
        @Setup
        public void read(StanzaWriteBenchmark benchmark) throws Exception {
            Peers.startSmack();
            stanza = PacketParserUtils.parseStanza(new String(benchmark.document, StandardCharsets.UTF_8));
            benchmark.require("Smack", benchmark.smack(this));
        }
    }

    /** Tinder's and Vysper's stanzas. */
    @State(Scope.Thread)
    public static class Trees {
        private @Nullable Packet tinder;
        private @Nullable XMLElement vysper;

        /** Reads them, and sees that they are written. */
        @Setup
        public void read(StanzaWriteBenchmark benchmark) throws Exception {
            tinder = Peers.tinder(new SAXReader(), benchmark.document);
            vysper = Peers.vysper(List.of(Peers.vysperStream(benchmark.document)))
                    .get(0);
            benchmark.require("Tinder", benchmark.tinder(this));
            benchmark.require("Vysper", benchmark.vysper(this));
        }
    }

    /** JAXB's writer. */
    @State(Scope.Thread)
    public static class Jaxb {
        private final Marshaller marshaller = PlainModel.marshaller();

        /** Sees that the stanza is written. */
        @Setup
        public void write(StanzaWriteBenchmark benchmark) throws JAXBException, XMLStreamException {
            benchmark.require("JAXB", benchmark.jaxb(this));
            benchmark.require("JAXB with Aalto", benchmark.jaxbAalto(this));
        }
    }

    /** Calls of Aalto's writer. */
    @Benchmark
    public byte[] floorAaltoWriter() throws XMLStreamException {
        out.reset();
        XMLStreamWriter writer = writers.createXMLStreamWriter(out, "UTF-8");
        if (model instanceof PlainModel.Message message) {
            start(writer, "message", message);
            writer.writeStartElement("", "body", PlainModel.CLIENT);
            writer.writeCharacters(message.body);
            writer.writeEndElement();
        } else if (model instanceof PlainModel.Iq iq && iq.payload instanceof PlainModel.Query query) {
            start(writer, "iq", iq);
            query(writer, query);
        }
        writer.writeEndElement();
        writer.close();
        return out.toByteArray();
    }

    private static void start(XMLStreamWriter writer, String name, PlainModel.Stanza stanza) throws XMLStreamException {
        writer.writeStartElement("", name, PlainModel.CLIENT);
        writer.writeDefaultNamespace(PlainModel.CLIENT);
        attribute(writer, "from", stanza.from);
        attribute(writer, "to", stanza.to);
        attribute(writer, "id", stanza.id);
        attribute(writer, "type", stanza.type);
        if (stanza.lang != null) {
            writer.writeAttribute("xml", PlainModel.XML, "lang", stanza.lang);
        }
    }

    private static void query(XMLStreamWriter writer, PlainModel.Query query) throws XMLStreamException {
        writer.writeStartElement("", "query", PlainModel.ROSTER);
        writer.writeDefaultNamespace(PlainModel.ROSTER);
        attribute(writer, "ver", query.ver);
        for (PlainModel.Item item : query.items) {
            writer.writeStartElement("", "item", PlainModel.ROSTER);
            attribute(writer, "jid", item.jid);
            attribute(writer, "name", item.name);
            attribute(writer, "subscription", item.subscription);
            for (String group : item.groups) {
                writer.writeStartElement("", "group", PlainModel.ROSTER);
                writer.writeCharacters(group);
                writer.writeEndElement();
            }
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }

    private static void attribute(XMLStreamWriter writer, String name, @Nullable String value)
            throws XMLStreamException {
        if (value != null) {
            writer.writeAttribute(name, value);
        }
    }

    /** An element. */
    @Benchmark
    public byte[] element() {
        return ElementWriter.toBytes(element, NamespaceScope.EMPTY);
    }

    /** A stanza with its payload as it came. */
    @Benchmark
    public byte[] stanza() {
        return ElementWriter.toBytes(stanza.toElement(), NamespaceScope.EMPTY);
    }

    /** Smack, by way of a string. */
    @Benchmark
    public byte[] smack(Smack smack) {
        return String.valueOf(smack.stanza == null ? null : smack.stanza.toXML())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Tinder, by way of a string. */
    @Benchmark
    public byte[] tinder(Trees trees) {
        return String.valueOf(trees.tinder == null ? null : trees.tinder.toXML())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Vysper, by way of a string. */
    @Benchmark
    public byte[] vysper(Trees trees) {
        return trees.vysper == null ? new byte[0] : Peers.xml(trees.vysper).getBytes(StandardCharsets.UTF_8);
    }

    /** JAXB by its own writer of UTF-8; it declares all namespaces of the model, each time. */
    @Benchmark
    public byte[] jaxb(Jaxb jaxb) throws JAXBException {
        out.reset();
        jaxb.marshaller.marshal(model, out);
        return out.toByteArray();
    }

    /** JAXB by Aalto's writer; it declares all namespaces of the model, each time. */
    @Benchmark
    public byte[] jaxbAalto(Jaxb jaxb) throws JAXBException, XMLStreamException {
        out.reset();
        XMLStreamWriter writer = writers.createXMLStreamWriter(out, "UTF-8");
        jaxb.marshaller.marshal(model, writer);
        writer.close();
        return out.toByteArray();
    }
}
