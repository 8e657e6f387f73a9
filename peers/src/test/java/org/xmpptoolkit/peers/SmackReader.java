package org.xmpptoolkit.peers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.contracts.XmlReaderContract;

/**
 * The parser of Smack, fed as its connection over TCP feeds it: by characters that Java has decoded. It blocks, so pieces are joined;
 * and it does not write, so what it tells is written here.
 */
@Peer(value = "Smack", with = "its parser over the StAX of the JDK", of = PacketParserUtils.class)
final class SmackReader implements XmlReaderContract {
    static {
        Smack.ensureInitialized();
    }

    @Override
    public Set<String> notSupported() {
        return Set.of("R-225", "R-286", "R-312", "R-314");
    }

    @Override
    public Reading read(List<byte[]> pieces) {
        List<String> elements = new ArrayList<>();
        try {
            XmlPullParser parser = PacketParserUtils.getParserFor(
                    new InputStreamReader(new ByteArrayInputStream(joined(pieces)), StandardCharsets.UTF_8));
            for (XmlPullParser.Event event = parser.next();
                    event != XmlPullParser.Event.END_DOCUMENT;
                    event = parser.next()) {
                if (event == XmlPullParser.Event.START_ELEMENT && parser.getDepth() == 2) {
                    elements.add(element(parser).toString());
                }
            }
            return Reading.of(elements);
        } catch (XmlPullParserException | IOException refused) {
            return Reading.refused(elements, "refused");
        }
    }

    /** What the parser tells of an element, until its end. */
    private static XmlElement element(XmlPullParser parser) throws XmlPullParserException, IOException {
        XmlElement.Builder element =
                XmlElement.builder(Objects.requireNonNullElse(parser.getNamespace(), ""), parser.getName());
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            String namespace = Objects.requireNonNullElse(parser.getAttributeNamespace(i), "");
            element.attribute(
                    namespace,
                    parser.getAttributeName(i),
                    namespace.isEmpty() ? "" : "a" + i,
                    parser.getAttributeValue(i));
        }
        for (XmlPullParser.Event event = parser.next();
                event != XmlPullParser.Event.END_ELEMENT;
                event = parser.next()) {
            if (event == XmlPullParser.Event.START_ELEMENT) {
                element.child(element(parser));
            } else if (event == XmlPullParser.Event.TEXT_CHARACTERS) {
                element.text(parser.getText());
            }
        }
        return element.build();
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        pieces.forEach(octets::writeBytes);
        return octets.toByteArray();
    }
}
