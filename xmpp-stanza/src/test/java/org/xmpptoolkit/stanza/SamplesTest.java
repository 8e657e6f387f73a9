package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.xml.sax.SAXException;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StreamError;

/** Elements out of the specifications, where a folder {@code samples} of them is at hand. */
class SamplesTest {
    @Test
    @EnabledIfSystemProperty(named = "xmpptoolkit.shared", matches = ".+")
    void readsAndWritesEverySample() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("xmpptoolkit.shared"), "samples"))) {
            files = found.filter(f -> f.toString().endsWith(".xml")).sorted().toList();
        }
        assertTrue(files.size() >= 90, "only " + files.size());
        for (Path file : files) {
            XmlElement element = read(Files.readAllBytes(file), file);
            XmlElement model = element;
            if (Stanza.isStanza(element)) {
                model = Stanza.fromElement(element).toElement();
            } else if (element.is(Namespaces.STREAM, "error")) {
                model = StreamError.fromElement(element).toElement();
            } else if (element.is(Namespaces.SASL, "failure")) {
                model = SaslFailure.fromElement(element).toElement();
            }
            assertEquals(element, model, file.toString());
            byte[] written = ElementWriter.toBytes(model, NamespaceScope.EMPTY);
            assertEquals(element, read(written, file), file.toString());
            assertEquals(canonical(Files.readAllBytes(file)), canonical(written), file.toString());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "xmpptoolkit.shared", matches = ".+")
    void bindsErrorsOfStreams() throws IOException {
        Set<Class<?>> bound = new HashSet<>();
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("xmpptoolkit.shared"), "samples"))) {
            for (Path file : found.filter(f -> f.toString().endsWith(".xml")).toList()) {
                XmlElement element = read(Files.readAllBytes(file), file);
                Class<?> type = element.is(Namespaces.STREAM, "error")
                        ? StreamError.class
                        : element.is(Namespaces.SASL, "failure") ? SaslFailure.class : Stanza.class;
                if (type != Stanza.class) {
                    Binding.Result<?> result = Binding.standard().toObject(element, type);
                    // one example has a note to its reader in the place of an element
                    assertTrue(
                            result.problems().stream().allMatch(p -> p.kind() == BindingProblem.Kind.STRAY_TEXT),
                            file + ": " + result.problems());
                    Object value = result.value().orElseThrow();
                    if (result.problems().isEmpty()) {
                        assertEquals(
                                infoset(element), infoset(Binding.standard().toElement(value)), file.toString());
                    }
                    bound.add(type);
                }
            }
        }
        assertEquals(Set.of(StreamError.class, SaslFailure.class), bound);
    }

    /**
     * What every class keeps of an element: not the white space that sets its child elements apart, and not the order of those of
     * different names, which is the class's own.
     */
    private static XmlElement infoset(XmlElement element) {
        XmlElement.Builder copy = XmlElement.builder(element.namespace(), element.localName());
        element.attributes().forEach(a -> copy.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        String text =
                element.elements().isEmpty() ? element.text() : element.text().strip();
        copy.text(text);
        element.elements().stream()
                .sorted(Comparator.comparing(child -> child.name().toString()))
                .forEach(child -> copy.child(infoset(child)));
        return copy.build();
    }

    @Test
    @EnabledIfSystemProperty(named = "xmpptoolkit.shared", matches = ".+")
    void bindsWhatIsInTheBox() throws IOException {
        Set<Class<?>> bound = new HashSet<>();
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("xmpptoolkit.shared"), "samples"))) {
            for (Path file : found.filter(f -> f.toString().endsWith(".xml")).toList()) {
                bind(read(Files.readAllBytes(file), file), file, bound);
            }
        }
        assertTrue(bound.size() >= 5, bound::toString);
    }

    private static void bind(XmlElement element, Path file, Set<Class<?>> bound) {
        Optional<Class<?>> type = ExtensionRegistry.standard().type(element.name());
        if (type.isPresent()) {
            Binding.Result<?> result = ExtensionRegistry.standard().bind(element, type.get());
            Object value = result.value().orElseThrow();
            XmlElement written = ExtensionRegistry.standard().toElement(value);
            assertEquals(
                    Optional.of(value),
                    ExtensionRegistry.standard().bind(written, type.get()).value(),
                    file.toString());
            if (result.problems().isEmpty()) {
                assertEquals(infoset(element), infoset(written), file.toString());
                assertEquals(
                        written, read(ElementWriter.toBytes(written, NamespaceScope.EMPTY), file), file.toString());
            }
            bound.add(type.get());
        }
        element.elements().forEach(child -> bind(child, file, bound));
    }

    /** Exclusive canonical XML, without comments. */
    private static String canonical(byte[] document) {
        try {
            Init.init();
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(
                            factory.newDocumentBuilder().parse(new ByteArrayInputStream(document)), octets);
            return octets.toString(StandardCharsets.UTF_8);
        } catch (IOException | ParserConfigurationException | SAXException | XMLSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static XmlElement read(byte[] octets, Path file) {
        return assertInstanceOf(
                        StreamReader.ElementComplete.class,
                        StreamReader.readDocument(octets, StreamLimits.DEFAULT),
                        file.toString())
                .element();
    }
}
