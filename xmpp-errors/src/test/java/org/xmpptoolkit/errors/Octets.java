package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dom.DOMCryptoContext;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.TransformException;
import javax.xml.crypto.dsig.TransformService;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/** Between octets and elements. */
final class Octets {
    private Octets() {}

    static XmlElement read(String xml) {
        return assertInstanceOf(
                        StreamReader.ElementComplete.class,
                        StreamReader.readDocument(xml.getBytes(StandardCharsets.UTF_8), StreamLimits.DEFAULT),
                        xml)
                .element();
    }

    /** Fails unless the element is what the XML says, and is written as octets that have the same canonical form. */
    static void assertWrittenAs(String xml, XmlElement element) {
        assertEquals(read(xml), element);
        String written = ElementWriter.toString(element, NamespaceScope.EMPTY);
        assertEquals(element, read(written));
        assertEquals(canonical(xml), canonical(written));
    }

    /** Canonical XML 1.0, without comments. */
    static String canonical(String xml) {
        try {
            TransformService service = TransformService.getInstance(CanonicalizationMethod.INCLUSIVE, "DOM");
            service.init((TransformParameterSpec) null);
            OctetStreamData octets =
                    new OctetStreamData(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            OctetStreamData canonical = (OctetStreamData) service.transform(octets, new DOMCryptoContext() {});
            return new String(canonical.getOctetStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | TransformException | IOException e) {
            throw new AssertionError(xml, e);
        }
    }
}
