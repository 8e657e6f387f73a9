package org.xmpptoolkit.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.openjdk.jol.info.GraphLayout;
import org.w3c.dom.Document;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.Stanza;

/**
 * Prints what stanzas hold: as the element that was read, as the stanza whose payloads stay elements, and as the JDK's DOM has them,
 * which is slow to make its nodes unless it is told to make them at once. Names are counted with each, though stanzas share them.
 */
final class StanzaFootprint {
    private StanzaFootprint() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "%-28s %8s %8s %8s %8s %8s%n", "octets of heap", "on wire", "element", "stanza", "DOM", "at once");
        print("a", "message");
        print("b", "presence with caps");
        print("c", "roster of 20 items");
        print("d", "message, 5 unknown payloads");
        print("e", "presence");
    }

    private static void print(String input, String what) throws Exception {
        byte[] document = Inputs.document(input);
        XmlElement element = XmlElement.parse(new String(document, StandardCharsets.UTF_8));
        Stanza stanza = Stanza.fromElement(element);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        Document deferred = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
        Document whole = factory.newDocumentBuilder().parse(new ByteArrayInputStream(document));
        System.out.printf(
                "%-28s %8d %8d %8d %8d %8d%n",
                input + ", " + what,
                Inputs.inStream(input).length,
                octets(element),
                octets(stanza),
                octets(deferred),
                octets(whole));
    }

    private static long octets(Object root) {
        return GraphLayout.parseInstance(root).totalSize();
    }
}
