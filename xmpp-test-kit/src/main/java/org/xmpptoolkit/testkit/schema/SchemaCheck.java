package org.xmpptoolkit.testkit.schema;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Loads schemas as their users will: models may say what XML Schema has no way to say. */
final class SchemaCheck {
    private SchemaCheck() {}

    /** What does not load, by file name, with the cause. */
    static Map<String, String> faults(Map<String, Document> schemas) {
        Map<String, String> texts = new TreeMap<>();
        schemas.forEach((name, schema) -> texts.put(name, XsdText.of(schema)));
        Map<String, String> faults = new LinkedHashMap<>();
        texts.keySet().forEach(name -> {
            try {
                SchemaFactory factory = SchemaFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
                DOMImplementationLS inputs = (DOMImplementationLS)
                        DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
                factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                    String text = systemId == null ? null : texts.get(systemId);
                    if (text == null) {
                        return null;
                    }
                    LSInput input = inputs.createLSInput();
                    input.setSystemId(systemId);
                    input.setStringData(text);
                    return input;
                });
                factory.newSchema(new StreamSource(new StringReader(texts.get(name)), name));
            } catch (SAXException e) {
                faults.put(
                        name, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the JDK has no DOM", e);
            }
        });
        return faults;
    }
}
