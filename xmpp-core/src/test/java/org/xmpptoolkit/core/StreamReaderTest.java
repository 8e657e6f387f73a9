package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.xmpptoolkit.core.ReaderAsserts.BODY;
import static org.xmpptoolkit.core.ReaderAsserts.assertAccepted;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefused;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedAtOnce;
import static org.xmpptoolkit.core.ReaderAsserts.element;
import static org.xmpptoolkit.core.ReaderAsserts.opening;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.events;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.BAD_FORMAT;
import static org.xmpptoolkit.core.XmlViolation.Kind.NOT_WELL_FORMED;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class StreamReaderTest {
    // The stream

    @Rule({"R-078", "R-080"})
    @Test
    void readsHeaderElementsAndClosingTag() {
        List<StreamReader.Event> events =
                events("<?xml version='1.0'?>" + HEADER + "<presence/> <a xmlns='urn:a'>b</a>\n</stream:stream>");
        assertEquals(
                List.of(
                        new StreamReader.HeaderOpened(
                                XmlElement.builder(Namespaces.STREAM, "stream")
                                        .attribute("version", "1.0")
                                        .build(),
                                NamespaceScope.of(Map.of("", "jabber:client", "stream", Namespaces.STREAM))),
                        new StreamReader.ElementComplete(XmlElement.of("jabber:client", "presence")),
                        new StreamReader.ElementComplete(
                                XmlElement.builder("urn:a", "a").text("b").build()),
                        new StreamReader.HeaderClosed()),
                events);
    }

    @Rule("R-225")
    @Test
    void saysNothingOfAPartOfAnElement() {
        StreamReader reader = opening();
        feed(reader, utf8(HEADER));
        assertEquals(List.of(), feed(reader, utf8("<message><body>half")));
        assertEquals(1, feed(reader, utf8("</body></message>")).size());
    }

    @Rule("R-082")
    @Test
    void readsElementsThatDeclareTheirNamespaceThemselves() {
        List<StreamReader.Event> events = events("<stream:stream xmlns:stream='http://etherx.jabber.org/streams'>"
                + "<presence xmlns='jabber:client'/>");
        assertEquals(XmlElement.of("jabber:client", "presence"), element(events.get(1)));
    }

    @Test
    void takesAHeaderThatIsAnEmptyElement() {
        List<StreamReader.Event> events = events(HEADER.replace(">", "/>") + "<a/>");
        assertEquals(2, events.size());
        assertInstanceOf(StreamReader.HeaderOpened.class, events.get(0));
        assertInstanceOf(StreamReader.HeaderClosed.class, events.get(1));
    }

    @Test
    void readsTheClosingTagOfARootOfAnyName() {
        String header = "<\u00e9 xmlns='urn:a' xmlns:p='urn:p'>";
        for (String name : List.of("\u00e9", "p:\u00e9")) {
            StreamReader reader = opening();
            feed(reader, utf8(header.replace("<\u00e9", "<" + name)));
            assertEquals(1, feed(reader, utf8("<p:b/>")).size());
            assertEquals(List.of(new StreamReader.HeaderClosed()), feed(reader, utf8("</" + name + ">")));
        }
    }

    @Test
    void saysNothingOfAnEmptyStream() {
        StreamReader reader = opening();
        assertEquals(Optional.empty(), reader.next());
        reader.feed(ByteBuffer.allocate(0));
        assertEquals(Optional.empty(), reader.next());
        assertEquals(0, reader.pendingOctets());
    }

    @Test
    void saysNothingAfterAFaultOrTheClosingTag() {
        for (String last : List.of("<!---->", "</stream:stream>")) {
            StreamReader reader = opening();
            feed(reader, utf8(HEADER + last));
            ByteBuffer more = ByteBuffer.wrap(utf8("<a/>"));
            reader.feed(more);
            assertEquals(0, more.remaining());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void deliversElementsBeforeAFaultFirst() {
        List<StreamReader.Event> events = events(HEADER + "<a/><b/><c></b>");
        assertEquals(4, events.size());
        assertEquals("a", element(events.get(1)).localName());
        assertEquals("b", element(events.get(2)).localName());
        assertRefused(NOT_WELL_FORMED, BODY + 11, events);
    }

    @Test
    void copiesWhatIsFed() {
        StreamReader reader = opening();
        byte[] octets = utf8(HEADER + "<a>b</a>");
        reader.feed(ByteBuffer.wrap(octets));
        Arrays.fill(octets, (byte) 0);
        assertEquals(2, Reading.drain(reader).size());
    }

    @Test
    void goesOnWithAnotherParserInABusyStream() {
        String element = "<a b='c'>\u20ac</a>";
        List<StreamReader.Event> events = events(HEADER + element.repeat(20_000) + "</a>");
        assertEquals(20_002, events.size());
        assertEquals(1, events.subList(1, 20_001).stream().distinct().count());
        assertRefused(NOT_WELL_FORMED, BODY + 20_000L * utf8(element).length, events);
    }

    @Test
    void keepsTheHeadersDeclarationsAfterTheParserWasDropped() {
        StreamReader reader = opening();
        feed(reader, utf8(HEADER + " "));
        feed(reader, utf8(" "));
        XmlElement features = element(
                feed(reader, utf8("<stream:features><a/></stream:features>")).get(0));
        assertEquals(
                XmlElement.builder(Namespaces.STREAM, "features")
                        .child(XmlElement.of("jabber:client", "a"))
                        .build(),
                features);
    }

    @Test
    void acceptsADeclarationOfThePrefixXmlInTheHeader() {
        String header = HEADER.replace(" version", " xmlns:xml='http://www.w3.org/XML/1998/namespace' version");
        assertEquals(
                Map.of("", "jabber:client", "stream", Namespaces.STREAM),
                assertInstanceOf(StreamReader.HeaderOpened.class, events(header).get(0))
                        .scope()
                        .declarations());
        assertAccepted(3, header + "<a xml:lang='de'/></stream:stream>");
    }

    // Restarts

    @Test
    void skipsWhiteSpaceBeforeTheHeaderThatFollowsARestart() {
        for (String declaration : List.of("", "<?xml version='1.0'?>")) {
            StreamReader reader = StreamReader.restarted(StreamLimits.DEFAULT);
            assertEquals(List.of(), feed(reader, utf8(" \r\n")));
            assertInstanceOf(
                    StreamReader.HeaderOpened.class,
                    feed(reader, utf8("\t" + declaration + HEADER)).get(0));
        }
    }

    @Rule("R-320")
    @Test
    void refusesWhiteSpaceBeforeTheDeclarationAtOpening() {
        assertRefusedAtOnce(NOT_WELL_FORMED, 1, utf8(" <?xml version='1.0'?>" + HEADER));
        assertAccepted(1, " \n" + HEADER);
    }

    @Test
    void unreadIsExactlyWhatIsBehindTheLastEvent() {
        String old = HEADER + "<success/>";
        String rest = " \n<?xml version='1.0'?>" + HEADER + "\u20ac";
        StreamReader reader = opening();
        reader.feed(ByteBuffer.wrap(utf8(old + rest)));
        assertEquals(2, List.of(reader.next(), reader.next()).size());
        assertEquals(ByteBuffer.wrap(utf8(rest)), reader.unread());
    }

    @Test
    void unreadIsTheSameForAnyCut() {
        byte[] all = utf8(HEADER + "<success/> <a");
        for (int cut = 1; cut < all.length; cut++) {
            StreamReader reader = opening();
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            reader.feed(ByteBuffer.wrap(all, 0, cut));
            int elements = 0;
            Optional<StreamReader.Event> event = reader.next();
            while (elements == 0) {
                if (event.isEmpty()) {
                    reader.feed(ByteBuffer.wrap(all, cut, all.length - cut));
                }
                event = reader.next();
                elements += event.filter(StreamReader.ElementComplete.class::isInstance)
                                .isPresent()
                        ? 1
                        : 0;
            }
            rest.writeBytes(reader.unread().array());
            int fed = cut >= BODY + 10 ? cut : all.length;
            assertEquals(
                    new String(all, BODY + 10, fed - BODY - 10, StandardCharsets.UTF_8),
                    rest.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void refusesWhiteSpaceWhereNoneMayBe() {
        byte[] all = utf8(HEADER + " <a/>\n<b/>");
        for (int cut = 1; cut < all.length; cut++) {
            StreamReader reader = opening();
            List<StreamReader.Event> events = new ArrayList<>();
            for (ByteBuffer part : List.of(ByteBuffer.wrap(all, 0, cut), ByteBuffer.wrap(all, cut, all.length - cut))) {
                reader.feed(part);
                Optional<StreamReader.Event> event = reader.next();
                while (event.isPresent()) {
                    reader.whiteSpace(!(event.get() instanceof StreamReader.ElementComplete));
                    events.add(event.get());
                    event = reader.next();
                }
            }
            assertEquals(3, events.size());
            assertEquals(XmlElement.of("jabber:client", "a"), element(events.get(1)));
            assertRefused(BAD_FORMAT, BODY + 5, events);
        }
    }

    @Test
    void takesWhiteSpaceAgainWhereItMayBe() {
        StreamReader reader = opening();
        reader.whiteSpace(false);
        assertEquals(2, feed(reader, utf8(HEADER + "<a/>")).size());
        reader.whiteSpace(true);
        assertEquals(1, feed(reader, utf8("\n <b/>")).size());
    }

    // Documents

    @Test
    void readsADocumentWithWhiteSpaceAroundIt() {
        assertEquals(
                new StreamReader.ElementComplete(XmlElement.of("urn:a", "a")),
                StreamReader.readDocument(
                        utf8("<?xml version='1.0'?>\n<a xmlns='urn:a'/>\r\n\t "), StreamLimits.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<a>", "<a/><b/>", "<a/>b", "a<a/>", "<a/>&amp;", "<a/>\u00e9", "<a></b>"})
    void refusesWhatIsNoDocument(String xml) {
        StreamReader.Event event = StreamReader.readDocument(utf8(xml), StreamLimits.DEFAULT);
        assertEquals(
                NOT_WELL_FORMED,
                assertInstanceOf(StreamReader.Refused.class, event, xml)
                        .violation()
                        .kind());
    }

    /** As inside the element, and in a stream (RFC 6120 section 11.1). */
    @ParameterizedTest
    @ValueSource(strings = {"<a/><!-- c -->", "<a/> <!-- -->x", "<a/><?pi x?>", "<a/><!DOCTYPE a>", "<a/>&foo;"})
    void refusesRestrictedXmlBehindADocument(String xml) {
        assertEquals(XmlViolation.Kind.RESTRICTED_XML, kind(utf8(xml)), xml);
    }

    @Test
    void refusesWhatIsNoUtf8BehindADocumentAndAtItsEnd() {
        for (String xml :
                new String[] {"<a/>\u00ff", "<a/>\u00e2\u0082", "<a>\u00e2\u0082", "<a>x\u00c3", "<a/> \u00c0\u00af"}) {
            assertEquals(XmlViolation.Kind.UNSUPPORTED_ENCODING, kind(xml.getBytes(StandardCharsets.ISO_8859_1)), xml);
        }
    }

    private static XmlViolation.Kind kind(byte[] octets) {
        StreamReader.Event event = StreamReader.readDocument(octets, StreamLimits.DEFAULT);
        return assertInstanceOf(StreamReader.Refused.class, event).violation().kind();
    }
}
