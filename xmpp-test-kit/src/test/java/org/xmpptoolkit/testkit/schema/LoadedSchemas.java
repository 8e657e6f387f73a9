package org.xmpptoolkit.testkit.schema;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.XmlElement;

/** Schema files, used together. Not for several threads. */
final class LoadedSchemas {
    private final List<Document> documents;
    private final Validator validator;

    LoadedSchemas(Collection<Path> files) {
        try {
            documents = files.stream().map(LoadedSchemas::document).toList();
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "file");
            Schema schema = factory.newSchema(files.stream()
                    .map(file -> new StreamSource(file.toUri().toString()))
                    .toArray(Source[]::new));
            validator = schema.newValidator();
        } catch (SAXException e) {
            throw new IllegalStateException(files + ": " + e.getMessage(), e);
        }
    }

    /** All of a folder. */
    static LoadedSchemas in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new LoadedSchemas(files.filter(file -> file.toString().endsWith(".xsd"))
                    .sorted()
                    .toList());
        }
    }

    private static Document document(Path file) {
        try {
            return Xsd.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The namespaces that are declared. */
    Set<String> namespaces() {
        return documents.stream().map(Xsd::target).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What can stand at the top. */
    List<QName> elements(String namespace) {
        return documents.stream()
                .filter(document -> Xsd.target(document).equals(namespace))
                .flatMap(document -> Xsd.children(document.getDocumentElement()).stream())
                .filter(child -> Xsd.is(child, "element"))
                .map(Xsd::declared)
                .distinct()
                .toList();
    }

    /** What is wrong with an element, the first of it. */
    Optional<String> problem(XmlElement element) {
        try {
            validator.reset();
            validator.validate(
                    new StreamSource(new StringReader(ElementWriter.toString(element, NamespaceScope.EMPTY))));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
