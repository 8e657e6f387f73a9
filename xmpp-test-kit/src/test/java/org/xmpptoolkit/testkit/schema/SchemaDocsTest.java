package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.arbitraries.StanzaArbitraries;

class SchemaDocsTest {
    private static final Set<String> DOCUMENTED =
            Set.of("element", "attribute", "complexType", "simpleType", "enumeration", "any", "anyAttribute");

    /** Of errors and stanzas, whose texts and payloads may be anything. */
    private static final Set<String> WITH_OTHERS = Set.of(
            Namespaces.CLIENT,
            Namespaces.SERVER,
            Namespaces.STREAM,
            Namespaces.SASL,
            Namespaces.STANZA_ERRORS,
            Namespaces.STREAM_ERRORS);

    private final Path folder;

    SchemaDocsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static SchemaDocs standard() {
        return SchemaDocs.builder().standard().build();
    }

    private static Map<String, byte[]> files(SchemaDocs docs, Path to) throws IOException {
        docs.write(SchemaFormat.XSD, to);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(to)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void eachFileLoadsWithAccessToItsFolderAlone() throws IOException, SAXException {
        Map<String, byte[]> files = files(standard(), folder);
        assertTrue(files.size() > 20, files.keySet()::toString);
        for (String name : files.keySet()) {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                assertTrue(files.containsKey(systemId), () -> name + " asks for " + systemId);
                return null;
            });
            File file = folder.resolve(name).toFile();
            factory.newSchema(new StreamSource(file));
        }
    }

    @Test
    void ofEachElementTheModelsWriteValidOnes() throws IOException {
        files(standard(), folder);
        LoadedSchemas schemas = LoadedSchemas.in(folder);
        Map<QName, List<XmlElement>> instances = Instances.byName();
        List<QName> declared = schemas.namespaces().stream()
                .flatMap(namespace -> schemas.elements(namespace).stream())
                .filter(instances::containsKey)
                .toList();
        // Not each: what an application adds to an error is anything, and of several texts the schema takes one.
        declared.forEach(name -> assertTrue(
                instances.getOrDefault(name, List.of()).stream()
                        .anyMatch(instance -> schemas.problem(instance).isEmpty()),
                name::toString));
        assertTrue(declared.size() > 90, declared::toString);
    }

    @Test
    void allPayloadsThatTheModelsWriteAreValid() throws IOException {
        files(standard(), folder);
        LoadedSchemas schemas = LoadedSchemas.in(folder);
        Map<QName, String> refused = new LinkedHashMap<>();
        int[] count = {0};
        Instances.byName().forEach((name, elements) -> {
            if (schemas.elements(name.getNamespaceURI()).contains(name)
                    && !WITH_OTHERS.contains(name.getNamespaceURI())) {
                for (XmlElement element : elements) {
                    count[0]++;
                    schemas.problem(element).ifPresent(problem -> refused.putIfAbsent(name, problem + ": " + element));
                }
            }
        });
        assertEquals(Map.of(), refused);
        assertTrue(count[0] > 1000, () -> count[0] + " were seen");
    }

    @Test
    void whatSpecificationsShowIsValid() throws IOException {
        files(standard(), folder);
        LoadedSchemas schemas = LoadedSchemas.in(folder);
        List.of(
                        "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></forwarded>",
                        "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2010-07-10T23:08:25Z'/>"
                                + "<message xmlns='jabber:client'/></forwarded>",
                        "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='a'/>"
                                + "<identity category='client' type='pc'/><feature var='b'/></query>",
                        "<x xmlns='jabber:x:data' type='form'><title>Bot</title><instructions>Fill in</instructions>"
                                + "<field type='fixed'><value>x</value></field></x>",
                        "<x xmlns='jabber:x:data' type='result'><title>Bots</title><reported><field var='n'/></reported>"
                                + "<item><field var='n'><value>x</value></field></item></x>")
                .forEach(shown -> assertEquals(Optional.empty(), schemas.problem(XmlElement.parse(shown)), shown));
        String twoTitles = "<x xmlns='jabber:x:data' type='form'><title>a</title><instructions/><title>b</title></x>";
        assertTrue(schemas.problem(XmlElement.parse(twoTitles)).isPresent());
    }

    @Test
    void allIsDocumented() {
        List<String> missing = new ArrayList<>();
        int[] count = {0};
        standard().schemas().forEach((file, schema) -> Xsd.all(schema.getDocumentElement())
                .filter(SchemaDocsTest::needsText)
                .forEach(described -> {
                    count[0]++;
                    if (text(described).isEmpty()) {
                        missing.add(file + ": " + described.getTagName() + " " + described.getAttribute("name")
                                + described.getAttribute("value"));
                    }
                }));
        assertEquals(List.of(), missing);
        assertTrue(count[0] > 400, () -> count[0] + " were seen");
    }

    /** A type without a name is that of the element around it, and a reference to an element has its text there. */
    private static boolean needsText(Element declared) {
        boolean referring = declared.hasAttribute("ref") && Xsd.is(declared, "element");
        boolean unnamed = declared.getLocalName().endsWith("Type") && !declared.hasAttribute("name");
        return Xsd.is(declared, declared.getLocalName())
                && DOCUMENTED.contains(declared.getLocalName())
                && !referring
                && !unnamed;
    }

    private static Optional<String> text(Element described) {
        return Xsd.child(described, "annotation").stream()
                .flatMap(annotation -> Xsd.children(annotation).stream())
                .filter(info -> Xsd.is(info, "documentation") && !info.hasAttribute("source"))
                .map(Element::getTextContent)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    @Test
    void twoRunsGiveEqualOctetsInWhateverOrderTheClassesCome() throws IOException {
        Map<String, byte[]> first = files(standard(), folder.resolve("1"));
        List<Class<?>> classes = new ArrayList<>();
        BindingPackage.discovered().forEach(one -> classes.addAll(one.classes()));
        Collections.reverse(classes);
        Map<String, byte[]> second = files(SchemaDocs.builder().classes(classes).build(), folder.resolve("2"));
        assertEquals(first.keySet(), second.keySet());
        first.forEach((name, octets) -> assertArrayEquals(octets, second.get(name), name));
    }

    @Test
    void namesOfFilesAreThoseOfNamespaces() {
        Map<String, String> names = SchemaFiles.names(List.of(
                "jabber:client",
                "urn:ietf:params:xml:ns:xmpp-streams",
                "http://etherx.jabber.org/streams",
                "http://jabber.org/protocol/disco#info",
                "urn:xmpp:ping",
                XMLConstants.XML_NS_URI,
                "urn:xmpp-ping",
                "URN:XMPP",
                "../..",
                ""));
        assertEquals(
                List.of(
                        "jabber-client.xsd",
                        "xmpp-streams.xsd",
                        "etherx.jabber.org-streams.xsd",
                        "jabber.org-protocol-disco-info.xsd",
                        "xmpp-ping.xsd",
                        "xml.xsd",
                        "xmpp-ping-2.xsd",
                        "URN-XMPP.xsd",
                        "no-namespace.xsd",
                        "no-namespace-2.xsd"),
                List.copyOf(names.values()));
    }

    @Test
    void otherContentNamespacesAreMadeOfTheClients() {
        Map<String, Document> schemas = standard().schemas();
        List<String> client = globals(schemas, "jabber-client.xsd");
        assertEquals(client, globals(schemas, "jabber-server.xsd"));
        List<String> component = globals(schemas, "jabber-component-accept.xsd");
        assertTrue(component.containsAll(client));
        assertTrue(component.contains("handshake") && !client.contains("handshake"));
    }

    private static List<String> globals(Map<String, Document> schemas, String file) {
        Document schema = Optional.ofNullable(schemas.get(file)).orElseThrow();
        return Xsd.children(schema.getDocumentElement()).stream()
                .filter(child -> child.hasAttribute("name"))
                .map(child -> child.getAttribute("name"))
                .toList();
    }

    private SchemaDocs withUser(UserJar jar) throws IOException {
        URL[] jars = {jar.write(folder).toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jars, getClass().getClassLoader())) {
            return SchemaDocs.builder()
                    .standard()
                    .packageName("org.example.tune", loader)
                    .build();
        }
    }

    private static final String ROSTER = "jabber-iq-roster.xsd";
    private static final String TUNE = "example-tune.xsd";

    @Test
    void aUsersExtensionStandsBesideOurs() throws IOException {
        SchemaDocs docs = withUser(new UserJar().with("Tune", UserJar.TUNE));
        assertEquals(List.of(), docs.problems());
        files(docs, folder.resolve("xsd"));
        assertTrue(docs.schemas().containsKey(ROSTER));
        String text = XsdText.of(Optional.ofNullable(docs.schemas().get(TUNE)).orElseThrow());
        List.of(
                        "What somebody listens to. Not &lt;b&gt;silence&lt;/b&gt;.",
                        "<xs:documentation source=\"https://example.org/tune\" xml:lang=\"en\">Tune section 1</xs:documentation>",
                        "<xs:appinfo source=\"urn:org.xmpptoolkit:stands-in\">{jabber:client}message</xs:appinfo>",
                        "<xs:element name=\"title\" type=\"xs:string\">",
                        "<xs:element name=\"length\" type=\"xs:unsignedShort\" minOccurs=\"0\">",
                        "<xs:attribute name=\"mood\" type=\"tns:mood\" default=\"calm\">",
                        "Fast and loud.",
                        "<xs:appinfo source=\"urn:org.xmpptoolkit:java\">org.example.tune.Tune$Mood#WILD</xs:appinfo>")
                .forEach(part -> assertTrue(text.contains(part), () -> part + " is not in " + text));
        LoadedSchemas schemas = LoadedSchemas.in(folder.resolve("xsd"));
        String tune = "<tune xmlns='urn:example:tune' mood='wild'><title>x</title>%s</tune>";
        assertEquals(Optional.empty(), schemas.problem(XmlElement.parse(tune.formatted("<length>9</length>"))));
        assertTrue(schemas.problem(XmlElement.parse(tune.formatted("<length>-9</length>")))
                .isPresent());
        assertTrue(schemas.problem(XmlElement.parse(tune.formatted("").replace("wild", "mild")))
                .isPresent());
        // in a stanza, where a wildcard takes it
        String message = "<message xmlns='jabber:client'>" + tune.formatted("<length>x</length>") + "</message>";
        assertTrue(schemas.problem(XmlElement.parse(message)).isPresent());
    }

    @Test
    void aClassThatJaxbRefusesIsToldAndTheRestIsThere() throws IOException {
        SchemaDocs docs = withUser(new UserJar()
                .with("Tune", UserJar.TUNE)
                .withRoot("Broken", "@XmlRootElement", "List<Runnable> these; Runnable that;"));
        assertEquals(1, docs.problems().size(), docs.problems()::toString);
        String problem = docs.problems().get(0);
        assertTrue(problem.startsWith("org.example.tune.Broken: java.lang.Runnable is an interface"), problem);
        assertEquals(List.of(problem), problem.lines().toList());
        assertTrue(docs.schemas().keySet().containsAll(Set.of(TUNE, ROSTER)));
    }

    @Test
    void ofTwoClassesForAnElementTheFirstCounts() throws IOException {
        SchemaDocs docs = withUser(new UserJar()
                .with("Tune", UserJar.TUNE)
                .withRoot("Other", "@XmlRootElement(name = \"query\", namespace = \"jabber:iq:roster\")", "String x;")
                .withRoot("Again", "@XmlRootElement(name = \"tune\")", "String x;"));
        assertEquals(
                List.of(
                        "org.example.tune.Other: the element {jabber:iq:roster}query is that of"
                                + " org.xmpptoolkit.stanza.roster.Roster, too: one class for an element",
                        "org.example.tune.Tune: the element {urn:example:tune}tune is that of org.example.tune.Again, too:"
                                + " one class for an element"),
                docs.problems());
        assertTrue(docs.schemas().keySet().containsAll(Set.of(TUNE, ROSTER)));
    }

    @Test
    void twoTypesOfOneNameAreTold() throws IOException {
        SchemaDocs docs = withUser(new UserJar()
                .withRoot("One", "@XmlRootElement(name = \"a\") @XmlType(name = \"same\")", "String x;")
                .withRoot("Two", "@XmlRootElement(name = \"b\") @XmlType(name = \"same\")", "String x;"));
        assertEquals(1, docs.problems().size(), docs.problems()::toString);
        assertTrue(docs.problems().get(0).startsWith("org.example.tune.Two: Two classes have the same XML type name"));
    }

    @Test
    void whatXmlSchemaCannotSayIsTold() throws IOException {
        SchemaDocs docs = withUser(new UserJar()
                .with("Tune", UserJar.TUNE)
                .withRoot(
                        "Odd",
                        "@XmlRootElement(name = \"odd\", namespace = \"urn:example:odd\")"
                                + " @XmlType(namespace = \"urn:example:odd\")",
                        "@org.xmpptoolkit.core.DefaultValue(\"x\") @XmlAttribute Integer number;"));
        assertEquals(1, docs.problems().size(), docs.problems()::toString);
        assertTrue(
                docs.problems()
                        .get(0)
                        .startsWith(
                                "org.example.tune.Odd: XML Schema cannot say what they say, so example-odd.xsd does not"
                                        + " load: "),
                docs.problems()::toString);
        assertTrue(docs.schemas().keySet().containsAll(Set.of(TUNE, ROSTER)));
    }

    @Test
    void aPackageWithoutModelsIsTold() throws IOException {
        ClassLoader loader = getClass().getClassLoader();
        SchemaDocs docs = SchemaDocs.builder()
                .standard()
                .packageName("org.example.absent", loader)
                .packageName(StanzaArbitraries.class.getPackageName(), loader)
                .build();
        assertEquals(
                List.of(
                        "org.example.absent: there is no class in a package of this name",
                        "org.xmpptoolkit.testkit.arbitraries: no class of this package has annotations of JAXB"),
                docs.problems());
        assertTrue(docs.schemas().containsKey(ROSTER));
    }

    @Test
    void elementsOfOtherNamespacesBesideWildcardsAreLeftToThese() {
        Document schema = Optional.ofNullable(standard().schemas().get("jabber.org-protocol-disco-info.xsd"))
                .orElseThrow();
        assertEquals(List.of(new QName("jabber:x:data", "x")), Wildcards.known(schema.getDocumentElement()));
    }
}
