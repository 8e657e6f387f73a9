package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

class ElementWriterTest {
    private static final NamespaceScope STREAM = scope("", "jabber:client", "stream", Namespaces.STREAM);

    private static NamespaceScope scope(String... declarations) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < declarations.length; i += 2) {
            map.put(declarations[i], declarations[i + 1]);
        }
        return NamespaceScope.of(map);
    }

    private static String write(String xml, NamespaceScope scope) {
        return ElementWriter.toString(XmlElement.parse(xml), scope);
    }

    /** Whatever prefix an extension comes with, it is declared on the extension, not on the header. */
    @Rule("R-278")
    @Test
    void declaresThePrefixOfAnExtensionWhereItStands() {
        String extension = "<x:ext xmlns:x='urn:x' x:a='1'/>";
        assertEquals(
                "<message>" + extension + "</message>",
                write("<message xmlns='jabber:client'>" + extension + "</message>", STREAM));
    }

    @Test
    void declaresNoMoreThanItsPlaceNeeds() {
        assertEquals(
                "<message><body>x</body></message>",
                write("<message xmlns='jabber:client'><body>x</body></message>", STREAM));
        assertEquals(
                "<stream:features/>",
                write("<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>", STREAM));
        assertEquals("<a xmlns='urn:a'><b/></a>", write("<a xmlns='urn:a'><b/></a>", STREAM));
        assertEquals("<a xmlns='urn:a'><b xmlns=''/></a>", write("<a xmlns='urn:a'><b xmlns=''/></a>", STREAM));
        assertEquals("<a xmlns=''/>", write("<a/>", STREAM));
        assertEquals("<a/>", write("<a/>", NamespaceScope.EMPTY));
        assertEquals("<a xml:lang='de'/>", write("<a xml:lang='de'/>", NamespaceScope.EMPTY));
    }

    @Rule("R-092")
    @Test
    void givesContentNamespacesNoPrefix() {
        assertEquals(
                "<a xmlns='urn:a'><message xmlns='jabber:client'/></a>",
                write("<a xmlns='urn:a'><c:message xmlns:c='jabber:client'/></a>", scope("c", "jabber:client")));
    }

    /** One character at least of each length that UTF-8 has, at its bounds, beside references. */
    @Test
    void writesUtf8() {
        String text = "a\u0080\u07FF&\u0800\uFFFD<\uD800\uDC00z\uDBFF\uDFFD";
        XmlElement element = XmlElement.builder("", "\u00FC")
                .attribute("\u4F8B", text)
                .text(text)
                .build();
        String written = text.replace("&", "&amp;").replace("<", "&lt;");
        assertEquals(
                "<\u00FC \u4F8B='" + written + "'>" + written + "</\u00FC>",
                new String(ElementWriter.toBytes(element, NamespaceScope.EMPTY), StandardCharsets.UTF_8));
    }

    @Rule({"R-306", "R-311"})
    @Test
    void writesReferencesWhereTextWouldNotSurvive() {
        XmlElement element = XmlElement.builder("", "a")
                .attribute("b", "\t\n\r<>&'\"")
                .text("\t\n\r<>&'\"]]>")
                .build();
        assertEquals(
                "<a b='&#x9;&#xA;&#xD;&lt;>&amp;&apos;\"'>\t\n&#xD;&lt;>&amp;'\"]]&gt;</a>",
                ElementWriter.toString(element, NamespaceScope.EMPTY));
    }

    @Test
    void writesAStartTagWithItsDeclarations() {
        XmlElement header = XmlElement.builder(Namespaces.STREAM, "stream")
                .prefix("stream")
                .attribute("to", "a")
                .build();
        assertEquals(
                "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='a'>",
                ElementWriter.startTag(header, STREAM));
    }

    @Test
    void refusesAStartTagThatWouldDeclareAPrefixTwice() {
        XmlElement header = XmlElement.builder("urn:a", "a").prefix("p").build();
        assertThrows(IllegalArgumentException.class, () -> ElementWriter.startTag(header, scope("p", "urn:b")));
        assertThrows(
                IllegalArgumentException.class,
                () -> ElementWriter.startTag(XmlElement.of("", "a"), scope("", "urn:b")));
        assertEquals("<p:a xmlns='urn:b' xmlns:p='urn:a'>", ElementWriter.startTag(header, scope("", "urn:b")));
    }

    @Rule("R-314")
    @Test
    void refusesScopesThatNoXmlCanDeclare() {
        for (String[] pair : new String[][] {
            {"xml", "urn:a"},
            {"xmlns", "urn:a"},
            {"p", ""},
            {"1", "urn:a"},
            {"a:b", "urn:a"},
            {"p", "\u0001"},
            {"p", Namespaces.XML},
            {"", Namespaces.XML},
            {"p", "http://www.w3.org/2000/xmlns/"},
            {"", "http://www.w3.org/2000/xmlns/"}
        }) {
            assertThrows(IllegalArgumentException.class, () -> scope(pair), () -> pair[0] + "=" + pair[1]);
        }
    }

    /** Prefixes that a peer chose must not make a small element dear to write: a name is tried once, not once for each attribute. */
    @Test
    void findsAFreePrefixWithoutTryingThemAllForEachAttribute() {
        int levels = 30;
        int siblings = 2_000;
        StringBuilder xml = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            xml.append("<e");
            for (int i = level * levels; i < (level + 1) * levels; i++) {
                xml.append(" xmlns:ns" + i + "='" + i + "' ns" + i + ":a=''");
            }
            xml.append('>');
        }
        xml.append("<c xmlns:ns1='x' ns1:a=''/>".repeat(siblings)).append("</e>".repeat(levels));
        XmlElement element = XmlElement.parse(xml.toString());
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ElementWriter.toBytes(element, NamespaceScope.EMPTY); // classes are loaded now
        long before = thread.getCurrentThreadAllocatedBytes();
        byte[] written = ElementWriter.toBytes(element, NamespaceScope.EMPTY);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 32L * xml.length(), () -> allocated + " octets allocated for " + xml.length());
        assertEquals(
                new StreamReader.ElementComplete(element), StreamReader.readDocument(written, StreamLimits.DEFAULT));
    }

    /** What is looked up in many declarations is what is looked up in few. */
    @Test
    void forgetsADeclarationWithItsElementHoweverManyThereAre() {
        String[] many = new String[80];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "p" + i;
            many[i + 1] = "urn:" + i;
        }
        String inner = "<p4:b xmlns:p4='urn:x'><p6:d xmlns:p6='urn:4'><p4:c/></p6:d></p4:b><p4:e/><p6:f/>";
        assertEquals(
                "<a>" + inner + "</a>", write("<a xmlns:p4='urn:4' xmlns:p6='urn:6'>" + inner + "</a>", scope(many)));
    }

    /** The reader refuses it at its start tag, wherever it stands. */
    @Rule("R-518")
    @Test
    void refusesAStreamHeaderAsAnElement() {
        XmlElement header = XmlElement.parse("<stream:stream xmlns:stream='http://etherx.jabber.org/streams' id='1'/>");
        assertThrows(IllegalArgumentException.class, () -> ElementWriter.toBytes(header, STREAM));
        assertThrows(IllegalArgumentException.class, () -> ElementWriter.toString(header, STREAM));
        assertThrows(IllegalArgumentException.class, () -> ElementWriter.append(header, STREAM, new StringBuilder()));
        assertTrue(header.toString().contains("id='1'"), header::toString);
        XmlElement.Builder message = XmlElement.builder("jabber:client", "message");
        assertThrows(IllegalArgumentException.class, () -> message.child(header));
        assertEquals(XmlElement.of("jabber:client", "message"), message.build());
    }
}
