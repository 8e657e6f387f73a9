package org.xmpptoolkit.testkit.schema;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.docs.DocCommentProcessor;

/** A jar such as users make: sources that are compiled with the processor of doc comments. */
public final class UserJar {
    /** A good extension. */
    public static final String TUNE = """
            package org.example.tune;
            import jakarta.xml.bind.annotation.*;
            import org.xmpptoolkit.core.AllowedValues;
            import org.xmpptoolkit.core.DefaultValue;
            import org.xmpptoolkit.core.StandsIn;
            /**
             * What somebody listens to. Not {@code <b>silence</b>}.
             *
             * @see <a href="https://example.org/tune">Tune section 1</a>
             */
            @XmlRootElement(name = "tune")
            @XmlType(name = "tune")
            @XmlAccessorType(XmlAccessType.FIELD)
            @StandsIn("message")
            public final class Tune {
                /** The title. */
                @XmlElement(required = true)
                private String title;
                /** Seconds. */
                @XmlSchemaType(name = "unsignedShort")
                @XmlElement
                private String length;
                /** How it sounds. */
                @XmlAttribute
                @AllowedValues(Mood.class)
                @DefaultValue("calm")
                private String mood;
                /** How it may sound. */
                public enum Mood {
                    /** Slow and low. */
                    @XmlEnumValue("calm") CALM,
                    /** Fast and loud. */
                    @XmlEnumValue("wild") WILD
                }
            }
            """;

    private static final String PACKAGE = """
            /** Tunes. */
            @XmlSchema(namespace = "urn:example:tune", elementFormDefault = XmlNsForm.QUALIFIED)
            package org.example.tune;
            import jakarta.xml.bind.annotation.*;
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();

    /** A jar with nothing but the text of the package. */
    public UserJar() {
        sources.put("org/example/tune/package-info.java", PACKAGE);
    }

    /** Adds a class to the package. */
    public UserJar with(String name, String source) {
        sources.put("org/example/tune/" + name + ".java", source);
        return this;
    }

    /** Adds a class without documentation that only has a root element. */
    public UserJar withRoot(String name, String annotation, String body) {
        return with(
                name,
                "package org.example.tune; import jakarta.xml.bind.annotation.*; import java.util.*; " + annotation
                        + " @XmlAccessorType(XmlAccessType.FIELD) public class " + name + " { " + body + " }");
    }

    /** Adds a service that names classes. */
    public UserJar withService(String... classes) {
        files.put("META-INF/services/" + BindingPackage.class.getName(), "org.example.tune.Models\n");
        return with(
                "Models",
                "package org.example.tune; public class Models implements org.xmpptoolkit.core.BindingPackage {"
                        + " public java.util.List<Class<?>> classes() { return java.util.List.of("
                        + Arrays.stream(classes).map(name -> name + ".class").collect(joining(", ")) + "); } }");
    }

    /** Adds a file, in place of what the compiler may make of that name. */
    public UserJar withFile(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Compiles it all and writes the jar. */
    public Path write(Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        compile(classes);
        Path jar = folder.resolve("tune.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : compiled.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!files.containsKey(name)) {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path classes) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            List<JavaFileObject> units = sources.entrySet().stream()
                    .map(entry -> file(entry.getKey(), entry.getValue()))
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, said, List.of("-cp", System.getProperty("java.class.path"), "-nowarn"), null, units);
            task.setProcessors(List.of(new DocCommentProcessor()));
            if (!task.call()) {
                throw new AssertionError(
                        said.getDiagnostics().stream().map(Object::toString).collect(joining("\n")));
            }
        }
    }

    private static JavaFileObject file(String path, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
