package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class XmlElementTest {
    private static XmlElement parse(String xml) {
        return XmlElement.parse(xml);
    }

    private static void assertSame(String one, String other) {
        assertEquals(parse(one), parse(other));
        assertEquals(parse(one).hashCode(), parse(other).hashCode());
    }

    @Test
    void equalityIgnoresPrefixesAndTheOrderOfAttributes() {
        assertSame("<a xmlns='urn:a'><b/></a>", "<p:a xmlns:p='urn:a'><b xmlns='urn:a'/></p:a>");
        assertSame("<a b='1' c='2'/>", "<a c='2' b='1'/>");
        assertSame("<a xmlns:p='urn:p' p:b='1'/>", "<a xmlns:q='urn:p' q:b='1'/>");
        assertSame("<a>b<![CDATA[c]]>&#100;</a>", "<a>bcd</a>");
        assertSame("<a xmlns:unused='urn:a'></a>", "<a/>");
    }

    @Test
    void equalitySeesNamesValuesTextAndOrder() {
        List<String> all = List.of(
                "<a/>",
                "<b/>",
                "<a xmlns='urn:a'/>",
                "<a b=''/>",
                "<a b='1'/>",
                "<a c='1'/>",
                "<a xmlns:p='urn:p' p:b='1'/>",
                "<a>1</a>",
                "<a> 1</a>",
                "<a><b/></a>",
                "<a><b/><c/></a>",
                "<a><c/><b/></a>",
                "<a>1<b/></a>",
                "<a><b/>1</a>",
                "<a><b/><b/></a>");
        for (int i = 0; i < all.size(); i++) {
            for (int k = 0; k < i; k++) {
                assertNotEquals(parse(all.get(i)), parse(all.get(k)));
            }
        }
        assertNotEquals("<a/>", parse("<a/>"));
    }

    @Test
    void aBuilderJoinsTextAndDropsEmptyText() {
        XmlElement element = XmlElement.builder("", "a")
                .text("")
                .text("b")
                .child(new XmlText("c"))
                .text("")
                .children(List.of(XmlElement.of("", "d"), new XmlText("e")))
                .build();
        assertEquals(List.of(new XmlText("bc"), XmlElement.of("", "d"), new XmlText("e")), element.children());
        assertEquals("bce", element.text());
        assertEquals(List.of(XmlElement.of("", "d")), element.elements());
    }

    @Test
    void aBuilderMayBeUsedOn() {
        XmlElement.Builder builder = XmlElement.builder("", "a").attribute("b", "1");
        XmlElement first = builder.build();
        XmlElement second = builder.attribute("b", "2").text("c").build();
        assertEquals(parse("<a b='1'/>"), first);
        assertEquals(parse("<a b='2'>c</a>"), second);
        assertEquals(second, second.toBuilder().build());
        assertEquals(
                parse("<a>c</a>"), second.toBuilder().removeAttribute("", "b").build());
    }

    @Test
    void anAttributeOfTheSameExpandedNameIsReplaced() {
        XmlElement element = XmlElement.builder("", "a")
                .attribute("urn:p", "b", "p", "1")
                .attribute("b", "2")
                .attribute("urn:p", "b", "q", "3")
                .build();
        assertEquals(2, element.attributes().size());
        assertEquals(Optional.of("3"), element.attribute("urn:p", "b"));
        assertEquals(Optional.of("2"), element.attribute("b"));
    }

    @Test
    void findsChildrenByName() {
        XmlElement element = parse("<a xml:lang='de'><b/>x<b xmlns='urn:b'/><b c='1'/></a>");
        assertEquals(2, element.elements("", "b").size());
        assertEquals(Optional.of(XmlElement.of("urn:b", "b")), element.element("urn:b", "b"));
        assertEquals(Optional.empty(), element.element("", "c"));
        assertEquals(Optional.of("de"), element.xmlLang());
        assertEquals("x", element.text());
    }

    @Test
    void givesNoListThatCanBeChanged() {
        for (String xml : List.of("<a/>", "<a b='c'/>", "<a>b</a>", "<a><b/></a>", "<a><b/><c/></a>")) {
            XmlElement element = parse(xml);
            assertThrows(UnsupportedOperationException.class, () -> element.attributes()
                    .clear());
            assertThrows(UnsupportedOperationException.class, () -> element.children()
                    .add(new XmlText("x")));
            assertThrows(UnsupportedOperationException.class, () -> element.elements()
                    .add(element));
        }
    }

    @Rule("R-312")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0001",
                "\u000b",
                "a\u001fb",
                "\ufffe",
                "\uffff",
                "\ud800",
                "\udc00",
                "a\ud800b",
                "\udc00\ud800"
            })
    void refusesForbiddenCharacters(String text) {
        XmlElement.Builder builder = XmlElement.builder("", "a");
        assertThrows(IllegalArgumentException.class, () -> builder.text(text));
        assertThrows(IllegalArgumentException.class, () -> builder.attribute("b", text));
        assertThrows(IllegalArgumentException.class, () -> new XmlText(text));
        assertThrows(IllegalArgumentException.class, () -> XmlElement.builder(text, "a"));
        assertThrows(IllegalArgumentException.class, () -> builder.attribute(text, "b", "", ""));
    }

    @Rule("R-314")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "-a",
                ".a",
                "a:b",
                ":",
                "a b",
                "a>",
                "a/",
                "a\u00d7",
                "\u00b7a",
                "\ud83d\ude00",
                "a'"
            })
    void refusesNamesThatAreNoNcNames(String name) {
        XmlElement.Builder builder = XmlElement.builder("", "a");
        assertThrows(IllegalArgumentException.class, () -> XmlElement.of("", name));
        assertThrows(IllegalArgumentException.class, () -> builder.attribute(name, ""));
        if (!name.isEmpty()) {
            assertThrows(IllegalArgumentException.class, () -> builder.prefix(name));
            assertThrows(IllegalArgumentException.class, () -> builder.attribute("urn:a", "b", name, ""));
        }
    }

    @Test
    void refusesNamespaceDeclarationsAsAttributes() {
        XmlElement.Builder builder = XmlElement.builder("", "a");
        assertThrows(IllegalArgumentException.class, () -> builder.attribute("xmlns", "urn:a"));
        assertThrows(
                IllegalArgumentException.class,
                () -> builder.attribute("http://www.w3.org/2000/xmlns/", "p", "xmlns", "urn:a"));
        assertThrows(IllegalArgumentException.class, () -> XmlElement.of("http://www.w3.org/2000/xmlns/", "a"));
    }

    @Test
    void parseRefusesWhatIsNoElement() {
        for (String xml : List.of("", "<a>", "<a/><b/>", "<!DOCTYPE a><a/>", "x")) {
            assertThrows(IllegalArgumentException.class, () -> parse(xml));
        }
    }

    @Test
    void itsTextHidesCredentials() {
        for (String xml : List.of(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>secret</auth>",
                "<authenticate xmlns='urn:xmpp:sasl:2'><initial-response>secret</initial-response></authenticate>",
                "<iq xmlns='jabber:client'><query xmlns='jabber:iq:auth'><password>secret</password></query></iq>",
                "<iq xmlns='jabber:client'><query xmlns='jabber:iq:register'><x xmlns='jabber:x:data'>secret</x></query></iq>",
                "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>secret</challenge>",
                "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>secret</response>",
                "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>secret</success>",
                "<challenge xmlns='urn:xmpp:sasl:2'>secret</challenge>",
                "<response xmlns='urn:xmpp:sasl:2'>secret</response>",
                "<success xmlns='urn:xmpp:sasl:2'><additional-data>secret</additional-data></success>",
                "<success xmlns='urn:xmpp:sasl:2'><token xmlns='urn:xmpp:fast:0' token='secret'/></success>",
                "<success xmlns='urn:xmpp:sasl:2'><a xmlns='urn:a'><b lang='secret'>secret</b></a></success>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' x:mechanism='secret' xmlns:x='urn:x'/>",
                "<a s:password='secret' xmlns:s='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "<a><b s:mechanism='secret' xmlns:s='urn:xmpp:sasl:2'/></a>",
                "<handshake xmlns='jabber:component:accept'>secret</handshake>",
                "<db:result from='a' to='b' xmlns:db='jabber:server:dialback'>secret</db:result>",
                "<db:verify id='a' xmlns:db='jabber:server:dialback'>secret</db:verify>")) {
            String shown = parse(xml).toString();
            assertFalse(shown.contains("secret"), shown);
            assertTrue(shown.contains("***"), shown);
        }
        XmlElement auth = parse(
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' a='secret' x:b='c' xmlns:x='urn:x'>secret</auth>");
        assertEquals("[XmlText[6 UTF-16 units]]", auth.children().toString());
        assertEquals(
                "[XmlAttribute[a, 6 UTF-16 units], XmlAttribute[{urn:x}b, 1 UTF-16 units]]",
                auth.attributes().toString());
        for (String shown : List.of(
                "<a b='shown'>shown</a>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>",
                "<failure xmlns='urn:xmpp:sasl:2' xml:lang='de'/>")) {
            assertEquals(shown, parse(shown).toString());
        }
    }
}
