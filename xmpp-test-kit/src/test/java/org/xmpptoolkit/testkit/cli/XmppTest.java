package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmppTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "jid --nonsense",
                "jid --profile nonsense",
                "jid a@b",
                "jid explain",
                "docs",
                "explain",
                "stanza",
                "stanza --out"
            })
    void answersABadCommandLineWithAUsageLine(String line) {
        Run run = Run.of("", line.isEmpty() ? new String[0] : line.split(" ", -1));
        assertEquals(2, run.code());
        assertEquals("", run.out());
        List<String> lines = run.err().lines().toList();
        assertEquals(2, lines.size(), run.err());
        assertTrue(lines.get(1).startsWith("usage: xmpp"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "jid -h",
                "jid escape --help",
                "jid explain --help",
                "docs --help",
                "explain --help",
                "stanza --help"
            })
    void helps(String line) {
        Run run = Run.of("", line.split(" ", -1));
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("Usage: xmpp"), run.out());
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stanza --nonsense", "stanza --nonsense f", "check --user u --nonsense", "jid --nonsense"})
    void namesAnUnknownOptionBeforeWhatIsMissing(String line) {
        Run run = Run.of("", line.split(" ", -1));
        assertEquals(2, run.code());
        assertTrue(
                run.err()
                        .startsWith(
                                "xmpp " + line.substring(0, line.indexOf(' ')) + ": there is no option --nonsense\n"),
                run.err());
    }

    @Test
    void namesACommandThatIsNotThere() {
        assertTrue(Run.of("", "nonsense").err().startsWith("xmpp: there is no command nonsense\n"));
    }

    @Test
    void namesAParameterThatIsMissing() {
        assertTrue(Run.of("", "stanza").err().startsWith("xmpp stanza: Missing required parameter: 'FILE"));
    }

    @Test
    void tellsItsVersion() throws IOException {
        Matcher version = Pattern.compile("<version>(.*?)</version>")
                .matcher(Files.readString(Path.of(System.getProperty("xmpptoolkit.root"), "pom.xml")));
        assertTrue(version.find());
        assertEquals(new Run(0, "xmpp " + version.group(1) + "\n", ""), Run.of("", "--version"));
    }

    @Test
    void tellsWhatIsUnexpectedInOneLine() {
        InputStream broken = new OctetByOctet() {
            @Override
            int next() throws IOException {
                throw new IOException("the disk\nis on fire");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Xmpp.run(Streams.of(broken, new ByteArrayOutputStream(), err), "jid");
        assertEquals(1, code);
        assertEquals("xmpp jid: unexpected: java.io.IOException: the disk\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void endsWhenNobodyReadsItsOutput() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream endless = new OctetByOctet() {
            private boolean lineFeed;

            @Override
            int next() {
                lineFeed = !lineFeed;
                return lineFeed ? 'a' : '\n';
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(1, Xmpp.run(Streams.of(endless, closed, err), "jid"));
        assertEquals("xmpp jid: standard output is closed\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void failsIfTheLastLineCannotBeWritten() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = Streams.of(new ByteArrayInputStream(new byte[0]), closed, err);
        assertEquals(1, Xmpp.run(streams, "--help"));
    }
}
