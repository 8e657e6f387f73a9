package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.xmpptoolkit.core.ReaderAsserts.assertAccepted;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedAtOnce;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedInStream;
import static org.xmpptoolkit.core.ReaderAsserts.element;
import static org.xmpptoolkit.core.ReaderAsserts.opening;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.events;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.feedOneByOne;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.BAD_FORMAT;
import static org.xmpptoolkit.core.XmlViolation.Kind.BAD_NAMESPACE_PREFIX;
import static org.xmpptoolkit.core.XmlViolation.Kind.NOT_WELL_FORMED;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

/** RFC 6120 sections 11.3, 11.7, 4.9.3.1 and 4.8.5: what is XML but for a fault, and what is no stream. */
class WellFormednessTest {
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

    @Test
    @Rule("R-093")
    void takesStanzasUnderAPrefixWhereThatIsAllowed() {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT).allowPrefixes();
        reader.feed(ByteBuffer.wrap(utf8(HEADER + "<c:message xmlns:c='jabber:client'/>")));
        assertInstanceOf(StreamReader.HeaderOpened.class, reader.next().orElseThrow());
        XmlElement stanza = assertInstanceOf(
                        StreamReader.ElementComplete.class, reader.next().orElseThrow())
                .element();
        assertEquals("<message xmlns='jabber:client'/>", ElementWriter.toString(stanza, NamespaceScope.EMPTY));
    }

    @Rule("R-091")
    @Test
    void refusesAnotherStreamPrefix() {
        assertRefusedAtOnce(BAD_NAMESPACE_PREFIX, 0, utf8("<s:stream xmlns:s='http://etherx.jabber.org/streams'>"));
        assertAccepted(2, "<stream xmlns='http://etherx.jabber.org/streams'><a xmlns='jabber:client'/>");
    }
}
