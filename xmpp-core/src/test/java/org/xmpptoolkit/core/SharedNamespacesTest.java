package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A peer declares a namespace once and uses it at many elements: what is written of that must not be many times as long. */
class SharedNamespacesTest {
    private static final String LONG = "urn:" + "c".repeat(1_000);
    private static final NamespaceScope CLIENT = NamespaceScope.of(Map.of("", "jabber:client"));

    private static String written(String xml) {
        XmlElement element = XmlElement.parse(xml);
        String written = ElementWriter.toString(element, CLIENT);
        String inStream = "<s xmlns='jabber:client'>" + written + "</s>";
        assertEquals(List.of(element), XmlElement.parse(inStream).elements(), written);
        return written;
    }

    private static void assertNoMuchLonger(String xml) {
        String written = written(xml);
        assertTrue(written.length() < 4 * xml.length(), () -> written.length() + " of " + xml.length());
    }

    @Test
    void declaresOnceWhatManyElementsUse() {
        assertEquals(
                "<a xmlns:ns1='" + LONG + "'>" + "<ns1:d/>".repeat(9) + "</a>",
                written("<a xmlns='jabber:client' xmlns:b='" + LONG + "'>" + "<b:d/>".repeat(9) + "</a>"));
    }

    @Test
    void keepsPrefixesWhereTheyTakeLittle() {
        String few = "<a>" + "<b:d xmlns:b='urn:c'><b:e/></b:d>".repeat(9) + "</a>";
        assertEquals(few, written(few.replace("<a>", "<a xmlns='jabber:client'>")));
        String one = "<a><b:d xmlns:b='" + LONG + "'><b:e/><b:e b:f=''/></b:d></a>";
        assertEquals(one, written(one.replace("<a>", "<a xmlns='jabber:client'>")));
    }

    @Test
    void declaresOnceWhatManyAttributesUse() {
        assertNoMuchLonger("<a xmlns='jabber:client' xmlns:b='" + LONG + "'>" + "<d b:e=''/>".repeat(99) + "</a>");
        assertNoMuchLonger("<a xmlns='" + LONG + "' xmlns:b='" + LONG + "'>" + "<d b:e=''/>".repeat(99) + "</a>");
    }

    /** A prefix is no better than a namespace: an element without one may be written under a long one that is declared. */
    @Test
    void writesNoLongPrefixWhereNoneWas() {
        String prefix = "p".repeat(1_000);
        assertNoMuchLonger("<a xmlns='jabber:client'><" + prefix + ":b xmlns:" + prefix + "='urn:u' xmlns='urn:u'>"
                + "<d/>".repeat(999) + "</" + prefix + ":b></a>");
        assertNoMuchLonger("<a xmlns='jabber:client'><" + prefix + ":b xmlns:" + prefix + "='urn:u' xmlns:c='urn:u'>"
                + "<c:d c:e=''/>".repeat(999) + "</" + prefix + ":b></a>");
    }

    /** Elements that bind the writer's own prefixes to something else, so that what they hold would have to declare again. */
    @Test
    void isNotMisledByPrefixesLikeItsOwn() {
        StringBuilder xml = new StringBuilder("<a xmlns='jabber:client' xmlns:b='" + LONG + "'>");
        for (int i = 0; i < 200; i++) {
            xml.append("<ns1:d xmlns:ns1='u" + i + "'><b:e b:f='' ns1:g=''/></ns1:d>");
        }
        assertNoMuchLonger(xml.append("</a>").toString());
    }

    /** Elements that never get a prefix, inside one that does: its default namespace is theirs. */
    @Test
    void declaresTheDefaultOfManyChildrenAtTheirParent() {
        for (String namespace : List.of("jabber:server", "jabber:component:accept")) {
            String children = "<e xmlns='jabber:client'/>".repeat(2) + "<d/>".repeat(999);
            assertEquals(
                    "<a><ns1:b xmlns:ns1='urn:u' xmlns='" + namespace + "'>" + children + "</ns1:b></a>",
                    written("<a xmlns='jabber:client'><b:b xmlns:b='urn:u' xmlns='" + namespace + "'>" + children
                            + "</b:b></a>"));
        }
    }

    @Test
    void declaresThatManyChildrenAreInNoNamespaceAtTheirParent() {
        String shared = "<c:d/>".repeat(9);
        assertEquals(
                "<a xmlns:ns1='" + LONG + "'><ns2:b xmlns:ns2='urn:u' xmlns=''><d/><d/></ns2:b>"
                        + shared.replace("c:", "ns1:") + "</a>",
                written("<a xmlns='jabber:client' xmlns:c='" + LONG + "'><b:b xmlns:b='urn:u' xmlns=''><d/><d/></b:b>"
                        + shared + "</a>"));
    }

    /** A reader refuses a tag of more than 64 attributes, and with it the stream. */
    @Test
    void makesNoTagOfMoreAttributesThanAReaderTakes() {
        StringBuilder children = new StringBuilder();
        for (int i = 100; i < 300; i++) {
            children.append(("<d xmlns='urn:somewhat:long:" + i + "'/>").repeat(2));
        }
        written("<a xmlns='jabber:client' b='' c=''>" + children + "</a>");
        StringBuilder full = new StringBuilder();
        for (int i = 100; i < 162; i++) {
            full.append(" e" + i + "=''");
        }
        String namespaces = children.toString();
        written("<a xmlns='jabber:client'><p:d xmlns:p='urn:u'" + full + ">" + namespaces + "</p:d></a>");
        written("<a xmlns='jabber:client'><p:x xmlns:p='urn:u' xmlns='jabber:server'><p:y" + full
                + " f='' g=''><d/><d/></p:y>" + namespaces + "</p:x></a>");
    }

    /** What has no room at one tag stands where it is used, and then no prefix of before is in force. */
    @Test
    void declaresWhereTheyAreUsedThoseWithoutRoom() {
        StringBuilder children = new StringBuilder();
        String[] namespaces = new String[100];
        for (int i = 0; i < namespaces.length; i++) {
            namespaces[i] = " xmlns:p" + i % 10 + "='urn:" + "x".repeat(60) + i + "'";
        }
        for (int i = 0; i < namespaces.length; i += 10) {
            String declarations = String.join("", List.of(namespaces).subList(i, i + 10));
            children.append("<d" + declarations + ">");
            for (int child = 0; child < 10; child++) {
                children.append(("<p" + child + ":e p" + child + ":f=''/>").repeat(2));
            }
            children.append("</d>");
        }
        written("<a xmlns='jabber:client'>" + children.toString().repeat(3) + "</a>");
    }

    @Test
    void leavesTheDefaultOfManyChildrenAsItIs() {
        String shared = "<c:d/>".repeat(36);
        assertEquals(
                "<a xmlns:ns1='" + LONG + "'><ns2:b xmlns:ns2='urn:u'>" + "<d/>".repeat(999) + "</ns2:b>"
                        + shared.replace("c:", "ns1:") + "</a>",
                written("<a xmlns='jabber:client' xmlns:c='" + LONG + "'><b:b xmlns:b='urn:u'>" + "<d/>".repeat(999)
                        + "</b:b>" + shared + "</a>"));
    }

    /** Not at the outermost: no start tag should have more attributes than a reader takes. */
    @Test
    void declaresAtTheInnermostElementAroundAllUses() {
        assertEquals(
                "<a><d xmlns:ns1='" + LONG + "'><ns2:e xmlns:ns2='x'><ns1:f/></ns2:e><g/><ns1:f/><ns1:f/></d></a>",
                written("<a xmlns='jabber:client'><d xmlns:b='" + LONG
                        + "'><e xmlns='x'><b:f/></e><g/><b:f/><b:f/></d></a>"));
    }

    @Test
    void usesWhatTheContextDeclares() {
        NamespaceScope context = NamespaceScope.of(Map.of("", "jabber:client", "ns1", "urn:other", "long", LONG));
        String b = "urn:" + "b".repeat(1_000);
        XmlElement element = XmlElement.parse("<a xmlns='jabber:client' xmlns:c='" + LONG + "' xmlns:b='" + b + "'>"
                + "<c:d/><b:d/>".repeat(9) + "</a>");
        assertEquals(
                "<a xmlns:ns2='" + b + "'>" + "<long:d/><ns2:d/>".repeat(9) + "</a>",
                ElementWriter.toString(element, context));
    }
}
