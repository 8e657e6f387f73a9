package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.testkit.schema.UserJar;

class DocsCommandTest {
    private final Path folder;
    private final Path out;

    DocsCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.out = folder.resolve("made/out");
    }

    private Run docs(String... more) {
        String[] args = new String[more.length + 5];
        System.arraycopy(new String[] {"docs", "--format", "xsd", "--out", out.toString()}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Run.of("", args);
    }

    private boolean has(String name) {
        return Files.exists(out.resolve(name));
    }

    @Test
    void writesOurOwn() {
        Run run = docs();
        assertEquals(new Run(0, "", ""), run);
        assertTrue(has("jabber-client.xsd") && has("xml.xsd"));
    }

    @Test
    void writesAUsersBesideOurs() throws IOException {
        Path jar = new UserJar().with("Tune", UserJar.TUNE).write(folder);
        assertEquals(new Run(0, "", ""), docs("--classpath", jar.toString(), "--package", "org.example.tune"));
        assertTrue(has("jabber-client.xsd") && has("example-tune.xsd"));
    }

    @Test
    void takesWhatServicesName() throws IOException {
        Path jar = new UserJar().with("Tune", UserJar.TUNE).withService("Tune").write(folder);
        assertEquals(new Run(0, "", ""), docs("--classpath", jar.toString()));
        assertTrue(has("example-tune.xsd"));
    }

    @Test
    void aBrokenServiceIsOneLine() throws IOException {
        Path jar = new UserJar()
                .with("Tune", UserJar.TUNE)
                .withService("Tune")
                .with("Models", "package org.example.tune; public class Models { }")
                .write(folder);
        Run run = docs("--classpath", jar.toString());
        assertEquals(1, run.code());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("org.example.tune.Models"), run.err());
        assertTrue(has("jabber-client.xsd"));
    }

    @Test
    void eachKindOfBadInputIsALineAndTheRestIsWritten() throws IOException {
        Path jar = new UserJar()
                .with("Tune", UserJar.TUNE)
                .withRoot("Broken", "@XmlRootElement", "Runnable that;")
                .withRoot("Other", "@XmlRootElement(name = \"ping\", namespace = \"urn:xmpp:ping\")", "String x;")
                .write(folder);
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
        Run run = docs(
                "--classpath",
                jar.toString(),
                "--classpath",
                text.toString(),
                "--classpath",
                folder.resolve("absent.jar").toString(),
                "--package",
                "org.example.tune",
                "--package",
                "org.example.absent");
        assertEquals(1, run.code());
        assertEquals("", run.out());
        String[] lines = run.err().split("\n");
        assertEquals(5, lines.length, run.err());
        assertTrue(lines[0].startsWith("xmpp docs: " + text + ": cannot be read: "), run.err());
        assertEquals(
                "xmpp docs: " + folder.resolve("absent.jar") + ": cannot be read: there is no such file", lines[1]);
        assertEquals("xmpp docs: org.example.absent: there is no class in a package of this name", lines[2]);
        assertTrue(lines[3].startsWith("xmpp docs: org.example.tune.Broken: java.lang.Runnable is an interface"));
        assertEquals(
                "xmpp docs: org.example.tune.Other: the element {urn:xmpp:ping}ping is that of"
                        + " org.xmpptoolkit.stanza.ping.Ping, too: one class for an element",
                lines[4]);
        assertTrue(has("jabber-client.xsd") && has("example-tune.xsd"));
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLine() throws IOException {
        Files.writeString(folder.resolve("made"), "a file");
        Run run = docs();
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("xmpp docs: cannot write to " + out + ": "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void theFolderHasToBeGiven() {
        Run run = Run.of("", "docs");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("xmpp docs: Missing required option: '--out=DIR'"), run.err());
    }

    @Test
    void anUnknownFormatIsMisuse() {
        Run run = Run.of("", "docs", "--out", out.toString(), "--format", "pdf");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("no format is called 'pdf'; there are html, xsd and json"), run.err());
    }
}
