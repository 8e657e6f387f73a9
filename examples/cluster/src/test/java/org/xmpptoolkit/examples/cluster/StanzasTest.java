package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

class StanzasTest {
    private static XmlElement message(String declaration, String content) {
        String xml = "<message xmlns='jabber:client' xmlns:a='" + declaration + "'>" + content + "</message>";
        return assertInstanceOf(
                        StreamReader.ElementComplete.class,
                        StreamReader.readDocument(xml.getBytes(StandardCharsets.UTF_8), StreamLimits.DEFAULT))
                .element();
    }

    @Test
    void whatFitsIsReadAgain() {
        XmlElement message = message("urn:a", "<a:b/>".repeat(1_000));
        byte[] octets = Stanzas.octets(message);
        assertTrue(Stanzas.fits(octets));
        assertEquals(message, Stanzas.parse(octets));
    }

    /** All that the reader of a stream takes by its other limits can be read again, or does not fit: it never throws. */
    @Test
    void whatGetsTooManyAttributesDoesNotFit() {
        XmlElement.Builder message = XmlElement.builder("jabber:client", "message");
        for (int i = 0; i < StreamLimits.DEFAULT.attributes(); i++) { // each with a declaration of its own
            message.attribute("urn:" + i, "a", "p" + i, "");
        }
        byte[] octets = Stanzas.octets(message.attribute("from", "a@b/c").build());
        assertFalse(Stanzas.fits(octets));
    }

    @Test
    void whatIsTooLongWhenItIsWrittenDoesNotFit() {
        XmlElement message = XmlElement.builder("jabber:client", "message")
                .text("&".repeat(StreamLimits.DEFAULT.elementOctets()))
                .build();
        assertFalse(Stanzas.fits(Stanzas.octets(message)));
    }

    /** One declaration for all stays one. */
    @Test
    void whatDeclaresALongNamespaceFits() {
        XmlElement message = message("urn:" + "a".repeat(1_020), "<a:b/>".repeat(2_000));
        byte[] octets = Stanzas.octets(message);
        assertTrue(Stanzas.fits(octets));
        assertEquals(message, Stanzas.parse(octets));
    }
}
