package org.xmpptoolkit.docs;

import static java.util.stream.Collectors.joining;

import jakarta.xml.bind.annotation.XmlType;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Sources that were compiled with the processor.
 *
 * @param folder where the classes are
 */
record Compiled(Path folder) {
    private record Source(String path, String text) {
        JavaFileObject file() {
            return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return text;
                }
            };
        }
    }

    /** Compiles sources, each by its path; a compiler that has anything to say fails. */
    static Compiled of(Path folder, Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Files.createDirectories(folder);
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classesWith(XmlType.class)));
            // Where it is found as a service, as in any build.
            files.setLocationFromPaths(
                    StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of(classesWith(DocCommentProcessor.class)));
            List<JavaFileObject> units = sources.entrySet().stream()
                    .map(entry -> new Source(entry.getKey(), entry.getValue()).file())
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null, files, said, List.of("-Xlint:all,-options,-classfile,-processing", "-Werror"), null, units);
            if (!task.call()) {
                throw new AssertionError(
                        said.getDiagnostics().stream().map(Object::toString).collect(joining("\n")));
            }
        }
        return new Compiled(folder);
    }

    private static Path classesWith(Class<?> one) {
        try {
            return Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Loads a class, which finds what was kept beside it. */
    Class<?> type(String name) throws ClassNotFoundException, MalformedURLException {
        return Class.forName(
                name,
                false,
                new URLClassLoader(
                        new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()));
    }

    DocComments comments(String name) throws ClassNotFoundException, MalformedURLException {
        return DocComments.of(type(name));
    }

    /** What was kept, by the names of the files. */
    SortedMap<String, String> kept() throws IOException {
        SortedMap<String, String> kept = new TreeMap<>();
        Path docs = folder.resolve("META-INF/org.xmpptoolkit.docs");
        if (Files.isDirectory(docs)) {
            try (Stream<Path> files = Files.list(docs)) {
                for (Path file : files.toList()) {
                    kept.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return kept;
    }
}
