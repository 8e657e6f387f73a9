package org.xmpptoolkit.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the profile 'release' builds: the jars that Maven Central asks for beside each other, and a user's build on them alone. */
@EnabledIfSystemProperty(
        named = "xmpptoolkit.release",
        matches = "true",
        disabledReason = "built by mvn -Prelease only")
class ReleaseTest {
    private static List<Published> modules() {
        return Published.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasTheSourceOfEveryClass(Published module) {
        Set<String> sources = entries(module.artifact("-sources.jar"), ".java");
        Set<String> classes = entries(module.artifact(".jar"), ".class").stream()
                .filter(name -> !name.contains("$"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(classes.contains("module-info"), classes.toString());
        classes.removeAll(sources);
        // A source may hold a second class, which is package-private.
        for (String name : classes) {
            assertTrue(
                    sources.stream().anyMatch(one -> one.startsWith(name.substring(0, name.lastIndexOf('/') + 1))),
                    name + " has no source");
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void hasJavadocAndSbom(Published module) {
        Set<String> pages = entries(module.artifact("-javadoc.jar"), ".html");
        assertTrue(pages.contains("index"), pages.toString());
        assertTrue(pages.contains(module.module() + "/module-summary"), pages.toString());
        for (String form : List.of(".json", ".xml")) {
            String bom = Published.text(module.artifact("-cyclonedx" + form));
            assertTrue(bom.contains("pkg:maven/org.xmpptoolkit/" + module.name() + "@" + Published.VERSION), form);
            assertTrue(bom.contains("pkg:maven/org.jspecify/jspecify@"), "dependencies in " + form);
            assertFalse(bom.contains("pkg:maven/org.xmpptoolkit/test-rules@"), "what is for tests in " + form);
        }
    }

    /** The user's local repository has what is published; what is of others comes from what this machine has already. */
    @Test
    void isAllThatAUsersBuildNeeds(@TempDir Path folder) throws IOException, InterruptedException {
        Path local = folder.resolve("local");
        install(local, new Published("xmpp-bom"), false);
        for (Published module : modules()) {
            install(local, module, true);
        }
        Path others = folder.resolve("others");
        link(Path.of(Published.property("xmpptoolkit.repository")), others, "org");
        link(Path.of(Published.property("xmpptoolkit.repository"), "org"), others.resolve("org"), "xmpptoolkit");

        Path project = copyOfConsumer(folder.resolve("consumer"));
        Path log = folder.resolve("log");
        Process maven = new ProcessBuilder(
                        Path.of(Published.property("xmpptoolkit.maven"), "bin/mvn")
                                .toString(),
                        "-B",
                        "-ntp",
                        "-s",
                        "settings.xml",
                        "-Dmaven.repo.local=" + local,
                        "-Dothers=" + others.toUri(),
                        "compile")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int code = maven.waitFor();
        unlink(others.resolve("org"));
        unlink(others);
        assertEquals(0, code, () -> Published.text(log));
        assertTrue(
                Files.exists(project.resolve("target/classes/org/example/Consumer.class")), () -> Published.text(log));
    }

    private static void install(Path repository, Published module, boolean jar) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("org/xmpptoolkit/" + module.name() + "/" + Published.VERSION));
        String name = module.name() + "-" + Published.VERSION;
        Files.copy(module.pom(), folder.resolve(name + ".pom"));
        if (jar) {
            Files.copy(module.artifact(".jar"), folder.resolve(name + ".jar"));
        }
    }

    private static void link(Path from, Path to, String without) throws IOException {
        Files.createDirectories(to);
        try (var entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                if (!entry.endsWith(without)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }

    /** Before the folder is cleared, so that nobody has to ask what becomes of what is linked. */
    private static void unlink(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, Files::isSymbolicLink)) {
            for (Path entry : entries) {
                Files.delete(entry);
            }
        }
    }

    private static Path copyOfConsumer(Path to) throws IOException {
        Path from = Published.ROOT.resolve("publishing/target/test-classes/consumer");
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return to;
    }

    private static Set<String> entries(Path jar, String ending) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }
}
