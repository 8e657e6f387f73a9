package org.xmpptoolkit.benchmarks;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.vysper.xml.fragment.XMLElement;
import org.dom4j.DocumentException;
import org.dom4j.io.SAXReader;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.xmpp.packet.Packet;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.caps.EntityCaps;
import org.xmpptoolkit.stanza.roster.Roster;

/**
 * One stanza from octets to an object.
 *
 * <p>The floors scan a document of their own and make no objects. Ours reads from a stream that is open: a busy one, which has the next
 * stanza's first octet already, or ({@code ...Quiet}) one where the stanza comes alone and a new parser is begun. The others read a
 * document of their own:
 *
 * <ul>
 *   <li>Smack from a string, addresses and all: they are few, and its caches have them; with Aalto, and with the JDK's parser, which
 *       is what its users get;
 *   <li>Tinder by dom4j and the JDK's parser, with addresses unread;
 *   <li>Vysper to its elements, by a new reader;
 *   <li>JAXB from Aalto's reader to the smallest model there is, by an unmarshaller that is used again.
 * </ul>
 *
 * <p>The whole table, from the project's folder once {@code benchmarks} is built with its dependencies copied:
 *
 * <pre>
 * java -cp 'benchmarks/target/classes:benchmarks/target/dependency/*' org.openjdk.jmh.Main StanzaReadBenchmark
 *     -f 3 -wi 10 -i 5 -w 1 -r 1 -prof gc -jvmArgs "-Xms512m -Xmx512m -XX:+UseG1GC -XX:+AlwaysPreTouch"
 * </pre>
 *
 * <p>{@code -p input=c,c10,c100} shows how the cost grows with a roster of 20, 200 and 2,000 items.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StanzaReadBenchmark {
    /** The stanza. */
    @Param({"a", "b", "c", "d"})
    public String input = "a";

    private byte[] document = {};

    /** Makes the document. */
    @Setup
    public void make() {
        document = Inputs.document(input);
    }

    /** Streams that our reader reads. */
    @State(Scope.Thread)
    public static class Ours {
        private OpenStream busy = OpenStream.busy("a");
        private OpenStream quiet = OpenStream.quiet("a");

        /** Opens the streams, and sees that stanzas are read. */
        @Setup
        public void open(StanzaReadBenchmark benchmark) {
            busy = OpenStream.busy(benchmark.input);
            quiet = OpenStream.quiet(benchmark.input);
            for (OpenStream stream : List.of(busy, quiet)) {
                Stanza stanza = Stanza.fromElement(stream.next());
                Inputs.requireRead(benchmark.input, "the reader", stanza.toString());
                boolean bound =
                        switch (benchmark.input) {
                            case "a", "d" -> ((Message) stanza).body().isPresent();
                            case "b" -> stanza.extension(EntityCaps.class).isPresent();
                            default -> stanza.extension(Roster.class).isPresent();
                        };
                if (!bound) {
                    throw new IllegalStateException("not bound: " + stanza);
                }
            }
        }
    }

    /** Smack's providers. */
    @State(Scope.Thread)
    public static class Smack {
        private String document = "";

        /** Loads them, and sees that the stanza is read. */
        @Setup
        public void start(StanzaReadBenchmark benchmark) throws Exception {
            Peers.startSmack();
            document = new String(benchmark.document, StandardCharsets.UTF_8);
            Inputs.requireRead(
                    benchmark.input,
                    "Smack",
                    PacketParserUtils.parseStanza(document).toXML().toString());
        }
    }

    /** Tinder's reader, which is dom4j's. */
    @State(Scope.Thread)
    public static class Tinder {
        private final SAXReader reader = new SAXReader();

        /** Sees that the stanza is read. */
        @Setup
        public void read(StanzaReadBenchmark benchmark) throws DocumentException {
            Inputs.requireRead(
                    benchmark.input,
                    "Tinder",
                    Peers.tinder(reader, benchmark.document).toXML());
        }
    }

    /** What Vysper reads. */
    @State(Scope.Thread)
    public static class Vysper {
        private List<byte[]> stream = List.of();

        /** Sees that the stanza is read. */
        @Setup
        public void read(StanzaReadBenchmark benchmark) throws Exception {
            stream = List.of(Peers.vysperStream(benchmark.document));
            Inputs.requireRead(
                    benchmark.input, "Vysper", Peers.xml(Peers.vysper(stream).get(0)));
        }
    }

    /** JAXB's reader. */
    @State(Scope.Thread)
    public static class Jaxb {
        private final InputFactoryImpl parsers = new InputFactoryImpl();
        private final Unmarshaller unmarshaller = PlainModel.unmarshaller();

        /** Sees that the stanza is read. */
        @Setup
        public void read(StanzaReadBenchmark benchmark) throws JAXBException, XMLStreamException {
            StringWriter xml = new StringWriter();
            PlainModel.marshaller().marshal(unmarshal(benchmark.document), xml);
            Inputs.requireRead(benchmark.input, "JAXB", xml.toString());
        }

        private Object unmarshal(byte[] document) throws JAXBException, XMLStreamException {
            XMLStreamReader parser = parsers.createXMLStreamReader(new ByteArrayInputStream(document));
            Object stanza = unmarshaller.unmarshal(parser);
            parser.close();
            return stanza;
        }
    }

    /** Aalto's blocking parser: every name, attribute and length of text. */
    @Benchmark
    public int floorAaltoSync() throws XMLStreamException {
        return Floors.sync(document);
    }

    /** Aalto's parser that is fed, a new one each time. */
    @Benchmark
    public int floorAaltoAsync() throws XMLStreamException {
        return Floors.async(document);
    }

    /** An element. */
    @Benchmark
    public XmlElement element(Ours ours) {
        return ours.busy.next();
    }

    /** A stanza whose payloads stay elements. */
    @Benchmark
    public Stanza lazy(Ours ours) {
        return Stanza.fromElement(ours.busy.next());
    }

    /** A stanza that is asked for its text, and for its payload if that is known. */
    @Benchmark
    public void bound(Ours ours, Blackhole hole) {
        ask(Stanza.fromElement(ours.busy.next()), hole);
    }

    /** An element that comes alone. */
    @Benchmark
    public XmlElement elementQuiet(Ours ours) {
        return ours.quiet.next();
    }

    /** A stanza that comes alone and is asked for its text, and for its payload if that is known. */
    @Benchmark
    public void boundQuiet(Ours ours, Blackhole hole) {
        ask(Stanza.fromElement(ours.quiet.next()), hole);
    }

    private static void ask(Stanza stanza, Blackhole hole) {
        hole.consume(stanza);
        if (stanza instanceof Message message) {
            hole.consume(message.body());
        } else if (stanza instanceof Presence presence) {
            hole.consume(presence.show());
            hole.consume(presence.status());
            hole.consume(presence.priority());
            hole.consume(presence.extension(EntityCaps.class));
        } else if (stanza instanceof Iq iq) {
            hole.consume(iq.extension(Roster.class));
        }
    }

    /** Smack on Aalto. */
    @Benchmark
    @Fork(jvmArgsAppend = "-Djavax.xml.stream.XMLInputFactory=com.fasterxml.aalto.stax.InputFactoryImpl")
    public org.jivesoftware.smack.packet.Stanza smackAalto(Smack smack) throws Exception {
        return PacketParserUtils.parseStanza(smack.document);
    }

    /** Smack on the JDK's parser. */
    @Benchmark
    @Fork(jvmArgsAppend = "-Djavax.xml.stream.XMLInputFactory=com.sun.xml.internal.stream.XMLInputFactoryImpl")
    public org.jivesoftware.smack.packet.Stanza smackJdk(Smack smack) throws Exception {
        return PacketParserUtils.parseStanza(smack.document);
    }

    /** Tinder. */
    @Benchmark
    public Packet tinder(Tinder tinder) throws DocumentException {
        return Peers.tinder(tinder.reader, document);
    }

    /** Vysper. */
    @Benchmark
    public XMLElement vysper(Vysper vysper) throws Exception {
        return Peers.vysper(vysper.stream).get(0);
    }

    /** JAXB. */
    @Benchmark
    public Object jaxb(Jaxb jaxb) throws JAXBException, XMLStreamException {
        return jaxb.unmarshal(document);
    }
}
