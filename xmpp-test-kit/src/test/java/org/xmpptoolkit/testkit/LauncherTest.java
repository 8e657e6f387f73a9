package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code bin/xmpp} in a project of two modules, with a Java and a Maven that do nothing. */
@DisabledOnOs(OS.WINDOWS)
@Isolated("while a file is written, a process that begins has it open too, and it cannot be executed")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // without which a failure would be a hang
class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String BUILDING = "xmpp: building; the first time takes about a minute ...\n";

    private final Path root;

    LauncherTest(@TempDir Path root) {
        this.root = root;
    }

    @BeforeEach
    void makeTheProject() throws IOException {
        put("bin/xmpp", Files.readString(Modules.root().resolve("bin/xmpp")));
        put("tools/java/bin/java", "#!/bin/sh\necho ran\n");
        put("tools/java/release", "JAVA_VERSION=\"17.0.1\"\n");
        put("tools/mvn", "#!/bin/sh\necho Apache Maven 3.9.9\n");
        put("pom.xml", "");
        put(".mvn/jvm.config", "");
        for (String module : new String[] {"xmpp-jid", "xmpp-test-kit"}) {
            put(module + "/pom.xml", "");
            put(module + "/src/main/java/A.java", "");
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    private Path put(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private void put(String name, int secondsAfterTheSources) throws IOException {
        Files.setLastModifiedTime(put(name, ""), FileTime.from(LONG_AGO.plusSeconds(secondsAfterTheSources)));
    }

    /** What Maven leaves behind. */
    private void build() throws IOException {
        put("xmpp-jid/target/classes/module-info.class", 10);
        put("xmpp-test-kit/target/lib/xmpp-jid-1.0.jar", 20);
        put("xmpp-test-kit/target/classes/module-info.class", 30);
        put("xmpp-test-kit/target/lib/xmpp-test-kit-1.0.jar", 40);
    }

    private String launched() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(root.resolve("bin/xmpp").toString(), "jid").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", root.resolve("tools/java").toString());
        builder.environment().merge("PATH", root.resolve("tools").toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void buildsWhatIsMissingOnce() throws Exception {
        assertEquals(BUILDING + "ran\n", launched());
        assertEquals("ran\n", launched());
    }

    @Test
    void takesOverWhatMavenBuilt() throws Exception {
        build();
        assertEquals("ran\n", launched());
        assertEquals("ran\n", launched());
    }

    @Test
    void takesOverWhatMavenBuiltSinceTheLastLaunch() throws Exception {
        put("xmpp-test-kit/target/xmpp.stamp", -10);
        build();
        assertEquals("ran\n", launched());
    }

    @Test
    void buildsAgainBehindAChange() throws Exception {
        build();
        assertEquals("ran\n", launched());
        Files.setLastModifiedTime(
                root.resolve("xmpp-jid/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(10)));
        assertEquals(BUILDING + "ran\n", launched());
    }

    @Test
    void doesNotTakeOverWhatIsOlderThanItsSources() throws Exception {
        build();
        put("xmpp-jid/src/main/java/A.java", 15); // while its tests ran
        assertEquals(BUILDING + "ran\n", launched());
    }

    @Test
    void doesNotTakeOverAFolderThatLacksAModule() throws Exception {
        build();
        Files.delete(root.resolve("xmpp-test-kit/target/lib/xmpp-test-kit-1.0.jar"));
        assertEquals(BUILDING + "ran\n", launched());
    }

    @Test
    void doesNotTakeOverAModuleThatWasNotPackedAgain() throws Exception {
        build();
        put("xmpp-jid/target/classes/module-info.class", 25);
        assertEquals(BUILDING + "ran\n", launched());
    }
}
