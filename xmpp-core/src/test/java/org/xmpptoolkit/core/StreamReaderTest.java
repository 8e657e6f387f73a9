package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.events;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.feedOneByOne;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.BAD_FORMAT;
import static org.xmpptoolkit.core.XmlViolation.Kind.BAD_NAMESPACE_PREFIX;
import static org.xmpptoolkit.core.XmlViolation.Kind.LIMIT_EXCEEDED;
import static org.xmpptoolkit.core.XmlViolation.Kind.NOT_WELL_FORMED;
import static org.xmpptoolkit.core.XmlViolation.Kind.RESTRICTED_XML;
import static org.xmpptoolkit.core.XmlViolation.Kind.UNSUPPORTED_ENCODING;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReaderTest {
    private static final int BODY = HEADER.length();

    private static void assertRefused(XmlViolation.Kind kind, long offset, List<StreamReader.Event> events) {
        StreamReader.Event last = events.get(events.size() - 1);
        StreamReader.Refused refused = assertInstanceOf(StreamReader.Refused.class, last, events::toString);
        assertEquals(kind, refused.violation().kind(), refused::toString);
        assertEquals(offset, refused.violation().offset(), refused::toString);
    }

    /** Refused behind a header, at this offset from the header's end, whole and octet by octet. */
    private static void assertRefusedInStream(XmlViolation.Kind kind, int offset, byte[] octets) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(utf8(HEADER));
        stream.writeBytes(octets);
        assertRefused(kind, BODY + offset, feed(opening(), stream.toByteArray()));
        assertRefused(kind, BODY + offset, feedOneByOne(opening(), stream.toByteArray()));
    }

    private static void assertRefusedInStream(XmlViolation.Kind kind, int offset, String xml) {
        assertRefusedInStream(kind, offset, utf8(xml));
    }

    private static void assertRefusedAtOnce(XmlViolation.Kind kind, int offset, byte[] octets) {
        assertRefused(kind, offset, feed(opening(), octets));
        assertRefused(kind, offset, feedOneByOne(opening(), octets));
    }

    private static void assertAccepted(int events, String xml) {
        assertEquals(events, events(xml).size(), () -> events(xml).toString());
        assertTrue(events(xml).stream().noneMatch(StreamReader.Refused.class::isInstance), () -> events(xml)
                .toString());
    }

    private static StreamReader opening() {
        return StreamReader.opening(StreamLimits.DEFAULT);
    }

    private static XmlElement element(StreamReader.Event event) {
        return assertInstanceOf(StreamReader.ElementComplete.class, event).element();
    }

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

    // RFC 6120 section 11.1

    @Rule({"R-303", "R-307"})
    @ParameterizedTest
    @ValueSource(strings = {"<!---->", "<!-- a -->", "<!-- <a/> -->"})
    void refusesComments(String comment) {
        assertRefusedInStream(RESTRICTED_XML, 0, comment);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + comment);
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(comment + HEADER));
        assertRefusedAtOnce(RESTRICTED_XML, 21, utf8("<?xml version='1.0'?>" + comment + HEADER));
    }

    @Rule({"R-304", "R-308"})
    @ParameterizedTest
    @ValueSource(strings = {"<?a?>", "<?a b?>", "<?xml-stylesheet href='a'?>"})
    void refusesProcessingInstructions(String instruction) {
        assertRefusedInStream(RESTRICTED_XML, 0, instruction);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + instruction);
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(instruction + HEADER));
    }

    @Rule("R-308")
    @Test
    void refusesADeclarationInsideTheStream() {
        assertRefusedInStream(RESTRICTED_XML, 0, "<?xml version='1.0'?>");
        assertRefusedInStream(RESTRICTED_XML, 3, "<a><?xml version='1.0'?>");
    }

    @Rule({"R-305", "R-309"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a>",
                "<!DOCTYPE a SYSTEM 'b'>",
                "<!DOCTYPE a PUBLIC 'b' 'c'>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                "<!DOCTYPE a SYSTEM 'b' [<!ELEMENT a ANY>]>"
            })
    void refusesDoctypes(String doctype) {
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(doctype + HEADER));
        assertRefusedAtOnce(RESTRICTED_XML, 22, utf8("<?xml version='1.0'?>\n" + doctype + HEADER));
        assertRefusedInStream(RESTRICTED_XML, 0, doctype);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + doctype);
    }

    @Rule("R-309")
    @Test
    void refusesABillionLaughsBeforeAnyExpansion() {
        StringBuilder doctype = new StringBuilder("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol0 'lol'>");
        for (int i = 1; i < 10; i++) {
            doctype.append("<!ENTITY lol")
                    .append(i)
                    .append(" '")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertRefusedAtOnce(RESTRICTED_XML, 21, utf8(doctype + "]><lolz>&lol9;</lolz>"));
    }

    @Rule({"R-306", "R-310"})
    @Test
    void refusesEntityReferences() {
        assertRefusedInStream(RESTRICTED_XML, 3, "<a>&foo;</a>");
        assertRefusedInStream(RESTRICTED_XML, 0, "<a b='&foo;'/>");
        assertRefusedInStream(RESTRICTED_XML, 0, "<a xmlns='&foo;'/>");
        assertRefusedInStream(RESTRICTED_XML, 3, "<a>&nbsp;</a>");
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8("<a b='&foo;'>"));
    }

    @Rule("R-311")
    @Test
    void acceptsPredefinedEntitiesAndCharacterReferences() {
        XmlElement read = element(events(HEADER
                        + "<a b='&amp;&lt;&gt;&quot;&apos;&#65;&#x41;'>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>")
                .get(1));
        assertEquals(Optional.of("&<>\"'AA"), read.attribute("b"));
        assertEquals("&<>\"'A\ud83d\ude00", read.text());
    }

    @Test
    void readsCdataAsTextAndJoinsIt() {
        XmlElement read = element(events(HEADER + "<a>b<![CDATA[<&]]>c<![CDATA[]]]]><![CDATA[>]]></a>")
                .get(1));
        assertEquals(List.of(new XmlText("b<&c]]>")), read.children());
    }

    @Test
    void normalizesLineEndsOfText() {
        XmlElement read =
                element(events(HEADER + "<a b='\r\n\r\t'>\r\n\r&#xD;\n</a>").get(1));
        assertEquals("\n\n\r\n", read.text());
        assertEquals(Optional.of("   "), read.attribute("b"));
    }

    // Section 11.3

    @Rule({"R-312", "R-313"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a></b>",
                "<a></a b>",
                "< a>",
                "<>",
                "<1>",
                "<a b>",
                "<a b=c>",
                "<a b='<'>",
                "<a b='1'c='2'>",
                "<a b='' b=''>",
                "<!a>",
                "<![a",
                "</>",
                "</a>",
                "<a/ >",
                "<a b='&#0;'/>",
                "<a b='&;'/>",
                "<a b='&'/>",
                "<a b='& '/>"
            })
    void refusesIllFormedXml(String xml) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(utf8(HEADER + xml));
        assertEquals(
                NOT_WELL_FORMED,
                violation(feed(opening(), stream.toByteArray())).kind());
        assertEquals(
                NOT_WELL_FORMED,
                violation(feedOneByOne(opening(), stream.toByteArray())).kind());
    }

    private static XmlViolation violation(List<StreamReader.Event> events) {
        return assertInstanceOf(StreamReader.Refused.class, events.get(events.size() - 1))
                .violation();
    }

    @Rule("R-313")
    @Test
    void refusesTheEndOfCdataInText() {
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a>b]]>c");
        assertAccepted(2, HEADER + "<a>]]&gt;]] >]&#93;></a>");
    }

    @Rule("R-313")
    @Test
    void refusesAnEndTagThatDoesNotFitAtItsEnd() {
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a></b>");
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a></a:a>");
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a></ab>");
        assertRefusedInStream(NOT_WELL_FORMED, 4, "<ab></a>");
        assertRefusedInStream(NOT_WELL_FORMED, 0, "</stream>");
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a></stream:stream>");
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a></b>\u0001");
    }

    @Rule({"R-314", "R-315"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p:a/>",
                "<a p:b=''/>",
                "<a xmlns:p=''/>",
                "<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='' q:b=''/>",
                "<a xmlns:xml='urn:b'/>",
                "<a xmlns:xmlns='urn:b'/>",
                "<xmlns:a/>",
                "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
                "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
                "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
                "<a:b:c/>",
                "<:a/>",
                "<stream:/>",
                "<stream:-a/>",
                "<stream:1/>",
                "<a stream:-b=''/>",
                "<a xmlns:-p='urn:p'/>",
                "<a xmlns:='urn:p'/>",
                "<a xmlns='urn:a' xmlns='urn:b'/>",
                "<a xmlns:p='urn:a' xmlns:p='urn:b'/>"
            })
    void refusesNamespaceIllFormedXml(String xml) {
        assertRefusedInStream(NOT_WELL_FORMED, 0, xml);
    }

    @Rule("R-313")
    @Test
    void refusesForbiddenCharacters() {
        for (int c : new int[] {0x01, 0x08, 0x0B, 0x0C, 0x0E, 0x1F, 0xFFFE, 0xFFFF}) {
            assertRefusedInStream(NOT_WELL_FORMED, 4, "<a>b" + Character.toString(c) + "</a>");
            assertRefusedInStream(NOT_WELL_FORMED, 6, "<a b='" + Character.toString(c) + "'/>");
            assertRefusedInStream(NOT_WELL_FORMED, 0, Character.toString(c));
        }
        assertRefusedInStream(NOT_WELL_FORMED, 4, "<a>b\u0000</a>");
    }

    @Rule("R-313")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "&#0;",
                "&#1;",
                "&#xB;",
                "&#x1F;",
                "&#xD800;",
                "&#xDFFF;",
                "&#xFFFE;",
                "&#xFFFF;",
                "&#x110000;",
                "&#4294967337;",
                "&#;",
                "&#x;",
                "&#a;"
            })
    void refusesReferencesToForbiddenCharacters(String reference) {
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a>" + reference + "</a>");
        assertRefusedInStream(NOT_WELL_FORMED, 3, "<a>b" + reference + "</a>");
        assertRefusedInStream(NOT_WELL_FORMED, 0, "<a b='" + reference + "'/>");
    }

    @Test
    void acceptsEveryOtherCharacter() {
        String text = "\t\n \u007f\u0085\u00a0\u2028\ud7ff\ue000\ufeff\ufffd\ud800\udc00\udbff\udfff";
        assertEquals(
                text, element(events(HEADER + "<a>" + text + "</a>").get(1)).text());
    }

    // Sections 11.5, 11.6 and 11.8

    @Rule({"R-319", "R-323"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<?xml version='1.0' encoding='utf-8'?>\r\n",
                "<?xml version='1.0' encoding='Utf-8' ?>"
            })
    void acceptsADeclarationOfUtf8(String declaration) {
        assertAccepted(2, declaration + HEADER + "<a/>");
    }

    @Rule("R-322")
    @Test
    void ignoresStandalone() {
        assertAccepted(2, "<?xml version='1.0' standalone='no'?>" + HEADER + "<a/>");
        assertAccepted(2, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + HEADER + "<a/>");
    }

    @Rule("R-320")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml?>",
                "<?xml encoding='UTF-8'?>",
                "<?xml encoding='UTF-8' version='1.0'?>",
                "<?xml version='1.0'>",
                "<?xml version=1.0?>",
                "<?xml version='1.0' standalone='maybe'?>",
                "<?xml version='1.0' a='b'?>"
            })
    void refusesAnIllFormedDeclaration(String declaration) {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8(declaration + HEADER));
    }

    @Rule("R-324")
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16BE", "US-ASCII", "foo"})
    void refusesOtherEncodingsDeclared(String encoding) {
        assertRefusedAtOnce(
                UNSUPPORTED_ENCODING, 0, utf8("<?xml version='1.0' encoding='" + encoding + "'?>" + HEADER));
    }

    @Rule("R-324")
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodingsDetected(String encoding) {
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, HEADER.getBytes(Charset.forName(encoding)));
        assertRefusedAtOnce(
                UNSUPPORTED_ENCODING, 0, ("<?xml version='1.0'?>" + HEADER).getBytes(Charset.forName(encoding)));
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, ("\uFEFF" + HEADER).getBytes(Charset.forName(encoding)));
    }

    @Rule({"R-326", "R-327"})
    @Test
    void refusesAByteOrderMarkBeforeTheHeader() {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("\uFEFF" + HEADER));
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("\uFEFF<?xml version='1.0'?>" + HEADER));
        assertRefused(NOT_WELL_FORMED, 0, feed(StreamReader.restarted(StreamLimits.DEFAULT), utf8("\uFEFF" + HEADER)));
    }

    @Rule("R-325")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C0 80",
                "C1 BF",
                "C3 28",
                "E0 80 80",
                "E0 9F BF",
                "E2 28 A1",
                "E2 82 28",
                "ED A0 80",
                "ED BF BF",
                "EF BF 41",
                "F0 80 80 80",
                "F0 8F BF BF",
                "F0 9F 98 41",
                "F4 90 80 80",
                "F5 80 80 80",
                "F8 88 80 80 80",
                "FE",
                "FF"
            })
    void refusesIllFormedUtf8(String hex) {
        byte[] bad = new BigInteger("00" + hex.replace(" ", ""), 16).toByteArray();
        bad = bad[0] == 0 ? Arrays.copyOfRange(bad, 1, bad.length) : bad;
        for (String before : List.of("<a>b", "<a b='", "<a", "", "<a><![CDATA[")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(utf8(before));
            body.writeBytes(bad);
            assertRefusedInStream(UNSUPPORTED_ENCODING, before.length(), body.toByteArray());
        }
        assertRefusedAtOnce(UNSUPPORTED_ENCODING, 0, bad);
    }

    @Rule("R-325")
    @Test
    void refusesACharacterThatIsCutShort() {
        byte[] character = utf8("\ud83d\ude00");
        for (int octets = 1; octets < 4; octets++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(utf8("<a>"));
            body.write(character, 0, octets);
            body.writeBytes(utf8("</a>"));
            assertRefusedInStream(UNSUPPORTED_ENCODING, 3, body.toByteArray());
        }
    }

    @Rule("R-329")
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "2.0", "1.", "", "1.00"})
    void refusesOtherVersionsOfXml(String version) {
        assertRefusedAtOnce(NOT_WELL_FORMED, 0, utf8("<?xml version='" + version + "'?>" + HEADER));
    }

    // Section 11.7 and 4.9.3.1

    @Rule("R-328")
    @Test
    void acceptsWhiteSpaceBetweenElements() {
        assertAccepted(4, HEADER + " \t\r\n<a/> <b/>\n\n</stream:stream>");
    }

    @Rule("R-517")
    @Test
    void refusesTextBetweenElements() {
        assertRefusedInStream(BAD_FORMAT, 0, "a");
        assertRefusedInStream(BAD_FORMAT, 5, "<a/> a");
        assertRefusedInStream(BAD_FORMAT, 4, "<a/>\u20ac");
        assertRefusedInStream(BAD_FORMAT, 4, "<a/>&amp;");
        assertRefusedInStream(BAD_FORMAT, 5, "<a/> &#32;");
        assertRefusedInStream(BAD_FORMAT, 5, "<a/> <![CDATA[a]]>");
    }

    @Rule({"R-079", "R-518"})
    @Test
    void refusesAHeaderInsideTheStreamAtItsStartTag() {
        assertRefusedInStream(BAD_FORMAT, 0, HEADER);
        assertRefusedInStream(BAD_FORMAT, 4, "<a/>" + HEADER);
        assertRefusedInStream(BAD_FORMAT, 3, "<a>" + HEADER);
        assertRefusedInStream(BAD_FORMAT, 0, "<stream xmlns='http://etherx.jabber.org/streams'/>");
    }

    // Section 4.8.5

    @Rule("R-093")
    @Test
    void refusesAPrefixOnAStanza() {
        assertRefusedInStream(BAD_NAMESPACE_PREFIX, 0, "<c:message xmlns:c='jabber:client'>");
        assertRefusedInStream(BAD_NAMESPACE_PREFIX, 4, "<a/><s:iq xmlns:s='jabber:server'/>");
        assertAccepted(2, HEADER + "<a xmlns='urn:a'><c:message xmlns:c='jabber:client'/></a>");
    }

    @Rule("R-091")
    @Test
    void refusesAnotherStreamPrefix() {
        assertRefusedAtOnce(BAD_NAMESPACE_PREFIX, 0, utf8("<s:stream xmlns:s='http://etherx.jabber.org/streams'>"));
        assertAccepted(2, "<stream xmlns='http://etherx.jabber.org/streams'><a xmlns='jabber:client'/>");
    }

    // Section 13.12

    private static void assertLimit(StreamLimits atLimit, StreamLimits below, long offset, String xml) {
        for (int octetByOctet = 0; octetByOctet < 2; octetByOctet++) {
            StreamReader passes = StreamReader.opening(atLimit);
            StreamReader refuses = StreamReader.opening(below);
            byte[] octets = utf8(xml);
            List<StreamReader.Event> passed = octetByOctet == 0 ? feed(passes, octets) : feedOneByOne(passes, octets);
            assertEquals(2, passed.size(), passed::toString);
            element(passed.get(1));
            assertRefused(
                    LIMIT_EXCEEDED, offset, octetByOctet == 0 ? feed(refuses, octets) : feedOneByOne(refuses, octets));
        }
    }

    @Rule({"R-301", "R-302"})
    @Test
    void limitsTheOctetsOfAnElement() {
        String element = "<a>" + "\u20ac".repeat(100) + "</a>";
        StreamLimits.Builder limits = StreamLimits.builder();
        assertLimit(
                limits.elementOctets(307).build(),
                limits.elementOctets(306).build(),
                BODY + 2,
                HEADER + "  " + element);
        assertLimit(
                limits.elementOctets(12).build(),
                limits.elementOctets(11).build(),
                BODY,
                HEADER + "<a b='1234'/>".replace("4", ""));
    }

    @Test
    void countsTheOctetsOfEachElementAnew() {
        StreamReader reader =
                StreamReader.opening(StreamLimits.builder().elementOctets(10).build());
        assertEquals(21, feed(reader, utf8(HEADER + "<a>123</a>".repeat(20))).size());
        assertEquals(20, feedOneByOne(reader, utf8(" <a>123</a>  ".repeat(20))).size());
    }

    @Test
    void limitsTheOctetsOfTheHeader() {
        String declaration = "<?xml version='1.0'?>\n";
        int octets = declaration.length() + HEADER.length();
        StreamLimits.Builder limits = StreamLimits.builder();
        assertLimit(
                limits.headerOctets(octets).build(),
                limits.headerOctets(octets - 1).build(),
                0,
                declaration + HEADER + "<a/>");
    }

    @Test
    void keepsACharacterWholeThatALimitOfTheHeaderWouldCut() {
        for (int octets = 1; octets < 4; octets++) {
            StreamLimits limits =
                    StreamLimits.builder().headerOctets(BODY + 6 + octets).build();
            List<StreamReader.Event> events =
                    feed(StreamReader.opening(limits), utf8(HEADER + "<a b='\ud83d\ude00'/>"));
            assertEquals(Optional.of("\ud83d\ude00"), element(events.get(1)).attribute("b"));
        }
    }

    @Test
    void limitsTheDepth() {
        StreamLimits.Builder limits = StreamLimits.builder();
        assertLimit(limits.depth(3).build(), limits.depth(2).build(), BODY + 6, HEADER + "<a><b><c/></b></a>");
    }

    @Test
    void limitsTheAttributes() {
        StreamLimits.Builder limits = StreamLimits.builder();
        assertLimit(
                limits.attributes(4).build(),
                limits.attributes(3).build(),
                BODY,
                HEADER + "<a xmlns='' xmlns:b='c' d='' b:e=''/>");
    }

    @Test
    void limitsTheOctetsOfAName() {
        StreamLimits.Builder limits = StreamLimits.builder();
        for (String element : List.of(
                "<stream:abcdef_\u4e00\u4e00/>",
                "<a abcdefghijklmn\u4e00\u4e00=''/>",
                "<a stream:abcdef_\u4e00\u4e00=''/>",
                "<a xmlns:abcdefgh\u4e00\u4e00='b'/>")) {
            assertLimit(limits.nameOctets(20).build(), limits.nameOctets(19).build(), BODY, HEADER + element);
        }
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
    @ValueSource(strings = {"", " ", "<a>", "<a/><b/>", "<a/>b", "a<a/>", "<a/>&amp;", "<a/><!-- -->x", "<a></b>"})
    void refusesWhatIsNoDocument(String xml) {
        StreamReader.Event event = StreamReader.readDocument(utf8(xml), StreamLimits.DEFAULT);
        assertEquals(
                NOT_WELL_FORMED,
                assertInstanceOf(StreamReader.Refused.class, event, xml)
                        .violation()
                        .kind());
    }
}
