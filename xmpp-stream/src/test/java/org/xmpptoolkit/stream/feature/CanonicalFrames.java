package org.xmpptoolkit.stream.feature;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One direction of a stream as exclusive canonical XML, frame by frame. */
final class CanonicalFrames {
    private static final String CLOSING = "</stream:stream>";

    private String header = "";

    /** What octets hold: a header if they begin with one, first-level elements, and the closing tag if they end with it. */
    List<String> of(String octets) {
        boolean opens = octets.startsWith("<?xml") || octets.startsWith("<stream:stream");
        boolean closes = octets.endsWith(CLOSING);
        if (opens) {
            header = octets.substring(0, octets.indexOf('>', octets.indexOf("<stream:stream")) + 1);
        }
        Element root = parse((opens ? "" : header) + octets + (closes ? "" : CLOSING));
        List<String> frames = new ArrayList<>();
        if (opens) {
            frames.add(canonical(root.cloneNode(false)));
        }
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            frames.add(canonical(node));
        }
        if (closes) {
            frames.add(CLOSING);
        }
        return frames;
    }

    private static Element parse(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new AssertionError(document, e);
        }
    }

    private static String canonical(Node node) {
        try {
            Init.init();
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(node, octets);
            return octets.toString(StandardCharsets.UTF_8);
        } catch (XMLSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
