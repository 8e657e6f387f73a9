package org.xmpptoolkit.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.vysper.xml.decoder.XMLElementBuilderFactory;
import org.apache.vysper.xml.decoder.XMPPContentHandler;
import org.apache.vysper.xml.fragment.Renderer;
import org.apache.vysper.xml.fragment.XMLElement;
import org.apache.vysper.xml.sax.impl.DefaultNonBlockingXMLReader;
import org.dom4j.DocumentException;
import org.dom4j.Element;
import org.dom4j.io.SAXReader;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.im.SmackImInitializer;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/** How the stanzas are read by other implementations. */
final class Peers {
    private Peers() {}

    /** Loads the providers of Smack, the roster's among them. */
    static void startSmack() {
        Smack.ensureInitialized();
        new SmackImInitializer().initialize();
    }

    /** Tinder's stanza around the element that dom4j has read with the JDK's parser; addresses are not looked at. */
    static Packet tinder(SAXReader reader, byte[] document) throws DocumentException {
        Element root = reader.read(new ByteArrayInputStream(document)).getRootElement();
        return switch (root.getName()) {
            case "message" -> new Message(root, true);
            case "presence" -> new Presence(root, true);
            default -> new IQ(root, true);
        };
    }

    /** A document inside another, for Vysper takes the outermost element for the stream header. */
    static byte[] vysperStream(byte[] document) {
        String xml = new String(document, StandardCharsets.UTF_8);
        return ("<x xmlns='jabber:client'>" + xml + "</x>").getBytes(StandardCharsets.UTF_8);
    }

    /** Vysper's elements, all that stand in the outermost one, read by a new reader. */
    static List<XMLElement> vysper(Iterable<byte[]> pieces) throws Exception {
        DefaultNonBlockingXMLReader reader = new DefaultNonBlockingXMLReader();
        List<XMLElement> elements = new ArrayList<>();
        XMPPContentHandler handler = new XMPPContentHandler(new XMLElementBuilderFactory());
        handler.setListener(elements::add);
        reader.setContentHandler(handler);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        for (byte[] piece : pieces) {
            reader.parse(IoBuffer.wrap(piece), decoder);
        }
        return elements.subList(1, elements.size());
    }

    static String xml(XMLElement element) {
        return new Renderer(element).getComplete();
    }
}
