package org.xmpptoolkit.stanza;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** Schemas that are used together, from a folder {@code schemas} of the specifications' own. */
final class Schemas {
    /** A namespace that is nobody's, declared because the wildcards of the former RFCs want a declaration. */
    static final String FOREIGN = "urn:x";

    private static final String FOREIGN_SCHEMA = """
            <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x'>
              <xs:element name='foreign'>
                <xs:complexType mixed='true'>
                  <xs:sequence><xs:any namespace='##any' processContents='skip' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>
                  <xs:anyAttribute namespace='##any' processContents='skip'/>
                </xs:complexType>
              </xs:element>
            </xs:schema>
            """;

    /** XEP-0280's own does not load: it has attributes where XSD has none (abstract on a simpleType, namespace on an element). */
    static final String CARBONS = "xep/xep-0280-urn-xmpp-carbons-2.xsd";

    private static final List<String> EXTENSIONS = List.of(
            "xep/xep-0004-jabber-x-data.xsd",
            "xep/xep-0030-disco-info.xsd",
            "xep/xep-0030-disco-items.xsd",
            "xep/xep-0066-jabber-iq-oob.xsd",
            "xep/xep-0066-jabber-x-oob.xsd",
            "xep/xep-0085-chatstates.xsd",
            "xep/xep-0092-jabber-iq-version.xsd",
            "xep/xep-0114-jabber-component-accept.xsd",
            "xep/xep-0115-caps.xsd",
            "xep/xep-0184-urn-xmpp-receipts.xsd",
            "xep/xep-0198-urn-xmpp-sm-3.xsd",
            "xep/xep-0199-urn-xmpp-ping.xsd",
            "xep/xep-0203-urn-xmpp-delay.xsd",
            "xep/xep-0297-urn-xmpp-forward-0.xsd",
            "xep/xep-0308-urn-xmpp-message-correct-0.xsd",
            "xep/xep-0359-urn-xmpp-sid-0.xsd");

    private static final List<String> CURRENT = List.of(
            "loadable/rfc6120/jabber-client.xsd",
            "loadable/rfc6120/jabber-server.xsd",
            "loadable/rfc6120/xmpp-stanzas.xsd",
            "loadable/rfc6120/xmpp-streams.xsd",
            "loadable/rfc6120/xmpp-sasl.xsd",
            "loadable/rfc6120/xmpp-tls.xsd",
            "loadable/rfc6120/xmpp-bind.xsd",
            "loadable/rfc6120/etherx.jabber.org-streams.xsd",
            "loadable/rfc6121/jabber-iq-roster.xsd",
            "loadable/rfc3921/xmpp-session.xsd");

    private static final List<String> FORMER = List.of(
            "loadable/rfc3921/jabber-client.xsd",
            "loadable/rfc3921/jabber-server.xsd",
            "loadable/rfc3920/xmpp-stanzas.xsd",
            "loadable/rfc3920/xmpp-streams.xsd",
            "loadable/rfc3920/xmpp-sasl.xsd",
            "loadable/rfc3920/xmpp-tls.xsd",
            "loadable/rfc3920/xmpp-bind.xsd",
            "loadable/rfc3920/jabber-server-dialback.xsd",
            "loadable/rfc3920/etherx.jabber.org-streams.xsd",
            "loadable/rfc3921/jabber-iq-roster.xsd",
            "loadable/rfc3921/xmpp-session.xsd");

    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Schema schema;

    private Schemas(List<String> files) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            DOMImplementationLS inputs = (DOMImplementationLS) builder.getDOMImplementation();
            Map<String, String> addresses = new LinkedHashMap<>();
            List<Source> sources = new ArrayList<>(List.of(new StreamSource(new StringReader(FOREIGN_SCHEMA))));
            for (String file : files) {
                String address = address(file);
                Document document = builder.parse(address);
                String namespace = document.getDocumentElement().getAttribute("targetNamespace");
                documents.put(namespace, document);
                addresses.put(namespace, address);
                sources.add(new StreamSource(address));
            }
            documents.put(FOREIGN, builder.parse(new InputSource(new StringReader(FOREIGN_SCHEMA))));
            addresses.put(Namespaces.XML, address("w3c/xml.xsd"));
            SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file");
            // Whatever address an import names, a namespace has one schema.
            schemas.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                if (namespace == null || !addresses.containsKey(namespace)) {
                    return null;
                }
                LSInput input = inputs.createLSInput();
                input.setSystemId(addresses.get(namespace));
                return input;
            });
            schema = schemas.newSchema(sources.toArray(Source[]::new));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(files + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Current {
        static final Schemas SCHEMAS = new Schemas(concat(CURRENT));
    }

    private static final class Former {
        static final Schemas SCHEMAS = new Schemas(concat(FORMER));
    }

    private static List<String> concat(List<String> files) {
        List<String> all = new ArrayList<>(files);
        all.addAll(EXTENSIONS);
        return all;
    }

    /** RFC 6120, RFC 6121, sessions, which they left to RFC 3921, and the payloads of the XEPs. */
    static Schemas current() {
        return Current.SCHEMAS;
    }

    /** RFC 3920, RFC 3921, and the payloads of the XEPs. */
    static Schemas former() {
        return Former.SCHEMAS;
    }

    /** A schema alone. */
    static Schemas of(String file) {
        return new Schemas(List.of(file));
    }

    private static String address(String file) {
        return Path.of(System.getProperty("xmpptoolkit.shared"), "schemas", file)
                .toUri()
                .toString();
    }

    /** The schema documents by their namespace. */
    Map<String, Document> documents() {
        return documents;
    }

    /** What is wrong with an element, the first of it. */
    Optional<String> problem(XmlElement element) {
        return problem(Bound.text(element));
    }

    Optional<String> problem(String xml) {
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
