package org.xmpptoolkit.testkit.schema;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Schemas as files, by their names, and the validator that they make. Nothing is read from anywhere. */
final class SchemaSet {
    private final Map<String, byte[]> files;
    private final Map<String, Document> documents = new TreeMap<>();

    /**
     * Reads schemas.
     *
     * @param schemas octets by the names of files
     */
    SchemaSet(Map<String, byte[]> schemas) {
        files = new TreeMap<>(schemas);
        files.forEach((file, octets) -> documents.put(file, parsed(file, octets)));
    }

    /** The octets of the files by their names. */
    Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    /** The schemas by the names of their files. */
    Map<String, Document> documents() {
        return Collections.unmodifiableMap(documents);
    }

    private static String targetNamespace(Document schema) {
        return schema.getDocumentElement().getAttribute("targetNamespace");
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        parser.setErrorHandler(new DefaultHandler()); // which throws, and prints nothing
        return parser;
    }

    private static Document parsed(String file, byte[] octets) {
        try {
            return parser().parse(new ByteArrayInputStream(octets));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What validates documents by all the schemas at once. Those that do not load are left out, and what imports them.
     *
     * @throws IllegalStateException if the others do not go together
     */
    Schema schema() {
        try {
            return schema(Set.of());
        } catch (SAXException e) {
            try {
                return schema(SchemaCheck.faults(documents).keySet());
            } catch (SAXException again) {
                throw new IllegalStateException("the schemas do not go together: " + again.getMessage(), again);
            }
        }
    }

    private Schema schema(Set<String> without) throws SAXException {
        Map<String, String> spaces = new LinkedHashMap<>();
        documents.forEach((file, schema) -> {
            if (!without.contains(file)) {
                spaces.put(targetNamespace(schema), file);
            }
        });
        try {
            DOMImplementationLS inputs =
                    (DOMImplementationLS) parser().getDOMImplementation().getFeature("LS", "3.0");
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                String file = spaces.get(namespace == null ? "" : namespace);
                LSInput input = inputs.createLSInput();
                input.setSystemId("schema:" + file);
                // A schema that is not in the set has nothing in it; what refers to it tells that it is missing.
                input.setByteStream(new ByteArrayInputStream(file == null ? new byte[0] : files.get(file)));
                return input;
            });
            return factory.newSchema(new StreamSource(new StringReader(all(spaces))));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no DOM", e);
        }
    }

    private static String all(Map<String, String> spaces) {
        StringBuilder text = new StringBuilder("<xs:schema xmlns:xs='" + XMLConstants.W3C_XML_SCHEMA_NS_URI
                + "' targetNamespace='urn:org.xmpptoolkit:all'>");
        spaces.forEach((uri, file) -> text.append("<xs:import schemaLocation='schema:")
                .append(file)
                .append(uri.isEmpty() ? "'/>" : "' namespace='" + ExampleNode.escaped(uri) + "'/>"));
        return text.append("</xs:schema>").toString();
    }

    /**
     * Checks a document.
     *
     * @param schema what {@link #schema} made
     * @param document the document
     * @return what is wrong with it; nothing if it is valid
     */
    static Optional<String> problem(Schema schema, String document) {
        try {
            InputSource source = new InputSource(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
            schema.newValidator().validate(new DOMSource(parser().parse(source)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException("an example cannot be read: " + e.getMessage(), e);
        }
    }
}
