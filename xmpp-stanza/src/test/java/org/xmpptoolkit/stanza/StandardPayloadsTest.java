package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;

/** What holds for every payload of this module. */
class StandardPayloadsTest {
    private static final Pattern SPECIFICATION = Pattern.compile("(RFC|XEP-)[ ]?[0-9]{4}");

    private static List<Class<?>> payloads() {
        return ExtensionRegistry.standard().types().stream()
                .filter(type -> type.getPackageName().startsWith("org.xmpptoolkit.stanza."))
                .toList();
    }

    static QName name(Class<?> type) {
        XmlRootElement root = type.getAnnotation(XmlRootElement.class);
        String namespace = type.getPackage().getAnnotation(XmlSchema.class).namespace();
        return new QName(root.namespace().equals("##default") ? namespace : root.namespace(), root.name());
    }

    private static Path sources(String packageName) {
        return Path.of(System.getProperty("xmpptoolkit.root"))
                .resolve("xmpp-stanza/src/main/java")
                .resolve(packageName.replace('.', '/'));
    }

    @Test
    void areAllThere() {
        Set<String> packages = payloads().stream()
                .map(type -> type.getPackageName().substring("org.xmpptoolkit.stanza.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                List.of(
                        "bind",
                        "caps",
                        "carbons",
                        "chatstates",
                        "component",
                        "correct",
                        "dataforms",
                        "delay",
                        "disco",
                        "forward",
                        "oob",
                        "ping",
                        "receipts",
                        "roster",
                        "session",
                        "stableids",
                        "streammanagement",
                        "version"),
                List.copyOf(packages));
        assertEquals(38, payloads().size());
    }

    @Test
    void areRegisteredWhereverTheyAreAnnotated() throws IOException {
        Set<String> annotated = new TreeSet<>();
        for (Class<?> type : payloads()) {
            try (Stream<Path> files = Files.list(sources(type.getPackageName()))) {
                for (Path file : files.toList()) {
                    Pattern.compile("@XmlRootElement")
                            .matcher(Files.readString(file))
                            .results()
                            .forEach(hit -> annotated.add(file + " " + hit.start()));
                }
            }
        }
        assertEquals(payloads().size(), annotated.size());
    }

    @Test
    void areValuesThatNobodyChanges() {
        for (Class<?> type : payloads()) {
            assertTrue(Modifier.isFinal(type.getModifiers()), type.getName());
            assertTrue(Payload.class.isAssignableFrom(type), type.getName());
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                assertEquals(0, constructor.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED), type.getName());
            }
            assertTrue(
                    Stream.of(type.getMethods())
                            .noneMatch(method -> method.getName().startsWith("set")),
                    type.getName());
        }
    }

    @Test
    void areDocumentedWithTheirSpecification() throws IOException {
        for (Class<?> type : payloads()) {
            Package home = type.getPackage();
            assertTrue(home.isAnnotationPresent(NullMarked.class), home.getName());
            String source = Files.readString(sources(home.getName()).resolve("package-info.java"));
            assertTrue(source.startsWith("/**") && SPECIFICATION.matcher(source).find(), home.getName());
            assertTrue(source.contains("section"), home.getName());
        }
    }

    @Test
    void readAndWriteTheirEmptyElement() {
        for (Class<?> type : payloads()) {
            QName name = name(type);
            assertEquals(Optional.of(type), ExtensionRegistry.standard().type(name));
            XmlElement empty = XmlElement.of(name.getNamespaceURI(), name.getLocalPart());
            Object value =
                    ExtensionRegistry.standard().bind(empty, type).value().orElseThrow();
            assertEquals(empty, ExtensionRegistry.standard().toElement(value), type.getName());
            assertEquals(
                    value,
                    ExtensionRegistry.standard().bind(empty, type).value().orElseThrow());
            assertTrue(value.toString().startsWith(type.getSimpleName() + "["), value.toString());
        }
    }
}
