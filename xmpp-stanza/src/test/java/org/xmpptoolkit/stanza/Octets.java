package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.spec.AlgorithmParameterSpec;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/** Between octets and elements. */
final class Octets {
    private Octets() {}

    static XmlElement read(byte[] octets) {
        return assertInstanceOf(
                        StreamReader.ElementComplete.class,
                        StreamReader.readDocument(octets, StreamLimits.DEFAULT),
                        () -> new String(octets, StandardCharsets.UTF_8))
                .element();
    }

    static byte[] write(XmlElement element) {
        return ElementWriter.toBytes(element, NamespaceScope.EMPTY);
    }

    /** Exclusive canonical form: what is said, wherever its namespaces are declared. */
    static String exclusive(byte[] octets) {
        return canonical("http://www.w3.org/2001/10/xml-exc-c14n#", octets);
    }

    /** Canonical XML 1.0, without comments: with the declarations where they stand. */
    static String inclusive(byte[] octets) {
        return canonical("http://www.w3.org/TR/2001/REC-xml-c14n-20010315", octets);
    }

    /** By the JDK, whose module for it is none that this one reads. */
    private static String canonical(String algorithm, byte[] octets) {
        try {
            Class<?> service = Class.forName("javax.xml.crypto.dsig.TransformService");
            Class<?> data = Class.forName("javax.xml.crypto.Data");
            Class<?> octetData = Class.forName("javax.xml.crypto.OctetStreamData");
            Object transform =
                    service.getMethod("getInstance", String.class, String.class).invoke(null, algorithm, "DOM");
            service.getMethod("init", Class.forName("javax.xml.crypto.dsig.spec.TransformParameterSpec"))
                    .invoke(transform, (AlgorithmParameterSpec) null);
            Object in = octetData.getConstructor(InputStream.class).newInstance(new ByteArrayInputStream(octets));
            Object out = Class.forName("javax.xml.crypto.dsig.Transform")
                    .getMethod("transform", data, Class.forName("javax.xml.crypto.XMLCryptoContext"))
                    .invoke(transform, in, null);
            try (InputStream stream =
                    (InputStream) octetData.getMethod("getOctetStream").invoke(out)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (ReflectiveOperationException | java.io.IOException e) {
            throw new AssertionError(new String(octets, StandardCharsets.UTF_8), e);
        }
    }
}
