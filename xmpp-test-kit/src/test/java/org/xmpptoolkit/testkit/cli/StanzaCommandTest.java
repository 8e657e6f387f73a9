package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StanzaCommandTest {
    private static final String ERROR =
            "<stream:error xmlns:stream='http://etherx.jabber.org/streams'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";

    private final Path folder;

    StanzaCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({
        "message, jabber:client, message",
        "presence, jabber:server, presence",
        "iq, jabber:component:accept, iq",
        "iq, urn:x, element",
        "other, jabber:client, element"
    })
    void bindsStanzasOfEveryContentNamespace(String name, String namespace, String type) throws IOException {
        String xml = "<" + name + " xmlns='" + namespace + "' to='a@b' x='1'>t<body>x</body><y xmlns='urn:y'/></" + name
                + ">";
        Path file = file("stanza.xml", xml);
        assertEquals(new Run(0, file + "\t" + type + "\t" + xml + "\n", ""), Run.of("", "stanza", file.toString()));
    }

    @Test
    void bindsAStreamError() throws IOException {
        Path file = file("error.xml", ERROR + "\n");
        assertEquals(new Run(0, file + "\tstream-error\t" + ERROR + "\n", ""), Run.of("", "stanza", file.toString()));
    }

    @Test
    void keepsWhatHasNoModel() throws IOException {
        Path file = file("other.xml", " <a xmlns=\"urn:x\"><![CDATA[<]]></a> ");
        assertEquals(
                new Run(0, file + "\telement\t<a xmlns='urn:x'>&lt;</a>\n", ""), Run.of("", "stanza", file.toString()));
    }

    @Test
    void keepsTheLineInOneLine() throws IOException {
        Path file = file("breaks.xml", "<a b='&#10;'>1\n2\t3&#13;4\u0085\u2028</a>");
        assertEquals(
                file + "\telement\t<a b='&#xA;'>1&#xa;2&#x9;3&#xD;4&#x85;&#x2028;</a>\n",
                Run.of("", "stanza", file.toString()).out());
    }

    @Test
    void writesFilesAsTheWriterGivesThem() throws IOException {
        Path file = file("breaks.xml", "<a>1\n2</a>");
        Path out = folder.resolve("made/here");
        assertEquals(
                0,
                Run.of("", "stanza", "--out", out.toString(), file.toString()).code());
        assertEquals("<a>1\n2</a>", Files.readString(out.resolve("breaks.xml")));
    }

    @Test
    void doesNotWriteTwoFilesOverEachOther() throws IOException {
        Path file = file("a.xml", "<a/>");
        Path out = folder.resolve("out");
        Run run = Run.of("", "stanza", "--out", out.toString(), file.toString(), file.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("the same name"), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a>|not-well-formed",
                "<a/><b/>|not-well-formed",
                "<a><!-- x --></a>|restricted-xml",
                "<?xml version='1.0' encoding='ISO-8859-1'?><a/>|unsupported-encoding",
                "<p:iq xmlns:p='jabber:client'/>|bad-namespace-prefix",
                "''|not-well-formed"
            })
    void namesTheConditionThatBadXmlEarns(String xml, String condition) throws IOException {
        Path bad = file("bad.xml", xml);
        Path good = file("good.xml", "<a/>");
        Run run = Run.of("", "stanza", bad.toString(), good.toString());
        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size(), run.out());
        assertTrue(lines.get(0).startsWith(bad + "\terror\t" + condition + "\t"), lines.get(0));
        assertEquals(good + "\telement\t<a/>", lines.get(1));
        assertEquals(1, run.code());
    }

    @Test
    void namesTheConditionOfWhatIsTooLarge() throws IOException {
        Path file = file("large.xml", "<a>" + "x".repeat(262_144) + "</a>");
        String out = Run.of("", "stanza", file.toString()).out();
        assertTrue(out.startsWith(file + "\terror\tpolicy-violation\t"), out);
    }

    @Test
    void tellsOfAMissingFileAndGoesOn() throws IOException {
        Path missing = folder.resolve("missing.xml");
        Path good = file("good.xml", "<a/>");
        assertEquals(
                new Run(
                        1,
                        good + "\telement\t<a/>\n",
                        "xmpp stanza: cannot read " + missing + ": there is no such file\n"),
                Run.of("", "stanza", missing.toString(), good.toString()));
    }

    @Test
    void tellsOfAFolderThatCannotBeMade() throws IOException {
        Path file = file("a.xml", "<a/>");
        Run run = Run.of("", "stanza", "--out", file.toString(), file.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("xmpp: cannot make the folder " + file), run.err());
    }
}
