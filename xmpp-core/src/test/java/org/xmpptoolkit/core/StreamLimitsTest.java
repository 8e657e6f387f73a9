package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.xmpptoolkit.core.ReaderAsserts.BODY;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefused;
import static org.xmpptoolkit.core.ReaderAsserts.element;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.feedOneByOne;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.LIMIT_EXCEEDED;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** RFC 6120 section 13.12: what a reader takes at most. */
class StreamLimitsTest {
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

    /** Else the few octets that name a prefix make thousands in each stanza that is written on. */
    @Test
    void limitsTheNamespacesThatTheHeaderDeclares() {
        int room = 1_024 - "jabber:client".length() - Namespaces.STREAM.length();
        for (String atLimit : List.of("b".repeat(room), "b".repeat(room - 6) + "'")) { // written as &apos;
            String header = HEADER.replace(" version", " xmlns:b=\"" + atLimit + "\" version");
            element(Reading.events(header + "<b:a/>").get(1));
            assertRefused(LIMIT_EXCEEDED, 0, Reading.events(header.replace("=\"b", "=\"bb")));
        }
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
        assertLimit(
                limits.attributes(5).build(),
                limits.attributes(4).build(),
                BODY,
                HEADER + "<a b='' c='' d='' e='' f=''></a>");
        assertLimit( // of each element anew
                limits.attributes(4).build(),
                limits.attributes(3).build(),
                BODY,
                HEADER + "<a b='12345678' c='' d='' e=''><f g='12345678' h='' i='' j=''></f></a>");
    }

    @Test
    void limitsTheAttributesOfATagThatTakesTheLeastOctetsForThem() {
        StringBuilder tag = new StringBuilder("<a");
        for (char name = 'A'; name <= 'Z'; name++) {
            tag.append(' ').append(name).append("=''");
        }
        StreamLimits.Builder limits = StreamLimits.builder();
        assertLimit(
                limits.attributes(26).build(),
                limits.attributes(25).build(),
                BODY + 3,
                HEADER + "<b>" + tag + "/></b>");
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

    @Test
    void limitsTheOctetsOfAnAttributeValue() {
        StreamLimits.Builder limits = StreamLimits.builder();
        String octets = "0123456789012345678901234567890123"; // 34; the header's longest value has 32
        for (String element : List.of(
                "<a b='" + octets + "\u20ac\"'/>",
                "<a b=\"" + octets + "'>\u00e9\"></a>",
                "<a b='" + octets.substring(6) + "&#x000021;'/>",
                "<b:b xmlns:b='" + octets + "1234'/>",
                "<a b = '1' xmlns = '" + octets + "\ud83d\ude00' />")) {
            assertLimit(
                    limits.attributeValueOctets(38).build(),
                    limits.attributeValueOctets(37).build(),
                    BODY,
                    HEADER + element);
        }
        assertLimit(
                limits.attributeValueOctets(32).build(),
                limits.attributeValueOctets(31).build(),
                0,
                HEADER + "<a/>");
    }

    @Test
    void limitsTheOctetsOfANamespaceName() {
        for (String longest : List.of(
                "n".repeat(1_024), "\u00e9".repeat(512), "'".repeat(170) + "1234", "\ud83d\ude00".repeat(256))) {
            for (String xml : List.of("<a xmlns=\"%s\"/>", "<a><b:b xmlns:b=\"%s\" xmlns:c='c'/></a>")) {
                byte[] passes = utf8(HEADER + xml.formatted(longest));
                element(feed(StreamReader.opening(StreamLimits.DEFAULT), passes).get(1));
                element(feedOneByOne(StreamReader.opening(StreamLimits.DEFAULT), passes)
                        .get(1));
                byte[] refused = utf8(HEADER + xml.formatted(longest + "5"));
                long offset = BODY + (xml.startsWith("<a>") ? 3 : 0);
                assertRefused(LIMIT_EXCEEDED, offset, feed(StreamReader.opening(StreamLimits.DEFAULT), refused));
                assertRefused(
                        LIMIT_EXCEEDED, offset, feedOneByOne(StreamReader.opening(StreamLimits.DEFAULT), refused));
            }
            byte[] document = utf8("<a xmlns=\"" + longest + "\"/>");
            element(StreamReader.readDocument(document, StreamLimits.DEFAULT));
            byte[] longer = utf8("<a xmlns=\"" + longest + "5\"/>");
            assertRefused(LIMIT_EXCEEDED, 0, List.of(StreamReader.readDocument(longer, StreamLimits.DEFAULT)));
        }
    }

    @Test
    void countsNoTextAsNameOrValue() {
        StreamLimits limits =
                StreamLimits.builder().attributeValueOctets(32).nameOctets(13).build();
        String text = "a='" + "b".repeat(40) + "'";
        for (String element : List.of(
                "<a>" + text + "</a>",
                "<a><![CDATA[]>]] ><b " + text + ">]]>" + text + "</a>",
                "<a\n\t\r   \n     b                =                 'c'            ></a               >")) {
            assertEquals(
                    2,
                    feed(StreamReader.opening(limits), utf8(HEADER + element)).size());
            assertEquals(
                    2,
                    feedOneByOne(StreamReader.opening(limits), utf8(HEADER + element))
                            .size());
        }
    }

    @Test
    void limitsTheChildren() {
        StreamLimits.Builder limits = StreamLimits.builder();
        for (String third : List.of("<c/>", "<c>x</c>")) {
            for (String element : List.of("<a><b/><b/>", "<a>text<b/>", "<a>t&amp;x<![CDATA[t]]><b/>", "<a><b/>text")) {
                assertLimit(
                        limits.children(3).build(),
                        limits.children(2).build(),
                        BODY + element.length(),
                        HEADER + element + third + "</a>");
            }
        }
        for (String third : List.of("x", "<![CDATA[x]]>", "&amp;x")) {
            assertLimit(
                    limits.children(3).build(),
                    limits.children(2).build(),
                    BODY + 8,
                    HEADER + "<a>x<b/>" + third + "</a>");
        }
    }

    @Test
    void tellsOfALimitBeforeTheTagIsThere() {
        StreamLimits limits = StreamLimits.builder()
                .attributes(3)
                .attributeValueOctets(40)
                .nameOctets(15)
                .children(2)
                .depth(2)
                .build();
        for (String unfinished : List.of(
                "<a b='' c='' d='' e",
                "<a b='12345678901234567890123456789012345678901",
                "<a1234567890123456",
                "<a b234567890123456",
                "<a><b/>x<c>",
                "<a><b><c>")) {
            List<StreamReader.Event> events = feed(StreamReader.opening(limits), utf8(HEADER + unfinished));
            assertEquals(2, events.size(), unfinished);
            assertEquals(
                    LIMIT_EXCEEDED,
                    assertInstanceOf(StreamReader.Refused.class, events.get(1))
                            .violation()
                            .kind());
        }
    }
}
