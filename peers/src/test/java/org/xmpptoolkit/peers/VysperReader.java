package org.xmpptoolkit.peers;

import java.io.IOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.vysper.mina.codec.StanzaBuilderFactory;
import org.apache.vysper.xml.decoder.XMPPContentHandler;
import org.apache.vysper.xml.fragment.Renderer;
import org.apache.vysper.xml.fragment.XMLElement;
import org.apache.vysper.xml.sax.impl.DefaultNonBlockingXMLReader;
import org.xml.sax.SAXException;
import org.xmpptoolkit.testkit.contracts.XmlReaderContract;

/** The non-blocking reader of Vysper, set as its server sets it. */
@Peer(value = "Vysper", with = "its reader nbxml", of = DefaultNonBlockingXMLReader.class)
final class VysperReader implements XmlReaderContract {
    @Override
    public Reading read(List<byte[]> pieces) {
        List<String> elements = new ArrayList<>();
        try {
            elements(pieces).forEach(element -> elements.add(new Renderer(element).getComplete()));
            return Reading.of(elements);
        } catch (SAXException | IOException refused) {
            return Reading.refused(elements, "refused");
        }
    }

    /** All elements that stand in the outermost one. */
    static List<XMLElement> elements(List<byte[]> pieces) throws SAXException, IOException {
        DefaultNonBlockingXMLReader reader = new DefaultNonBlockingXMLReader();
        reader.setFeature(DefaultNonBlockingXMLReader.FEATURE_COMMENTS_ALLOWED, false);
        reader.setFeature(DefaultNonBlockingXMLReader.FEATURE_RESTART_ALLOWED, true);
        reader.setProperty(DefaultNonBlockingXMLReader.PROPERTY_RESTART_QNAME, "stream:stream");
        XMPPContentHandler handler = new XMPPContentHandler(new StanzaBuilderFactory());
        List<XMLElement> elements = new ArrayList<>();
        handler.setListener(elements::add);
        reader.setContentHandler(handler);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (byte[] piece : pieces) {
            reader.parse(IoBuffer.wrap(piece), decoder);
        }
        return elements.subList(Math.min(1, elements.size()), elements.size());
    }
}
