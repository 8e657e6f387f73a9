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
        Run run = Run.of("", "stanza", file.toString());
        assertEquals(0, run.code());
        assertEquals(file + "\t" + type + "\t" + xml + "\n", run.out());
        assertEquals(type.equals("element"), run.err().isEmpty(), run.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<iq xmlns='jabber:client' id='1'/>|iq/@type: missing",
                "<iq xmlns='jabber:client' type='get'><q xmlns='urn:x'/></iq>|iq/@id: missing",
                "<presence xmlns='jabber:client'><show>lunch</show></presence>|presence/show: bad-value: lunch",
                "<presence xmlns='jabber:client'><priority>500</priority></presence>|presence/priority: bad-value: 500",
                "<message xmlns='jabber:client' to='a b@c'/>|message/@to: bad-value: a b@c",
                "<message xmlns='jabber:client' type='&#10;shout'/>|message/@type: bad-value: &#xa;shout"
            })
    void tellsWhatAStanzaHoldsAgainstTheRules(String xml, String problem) throws IOException {
        Path file = file("stanza.xml", xml);
        Run run = Run.of("", "stanza", file.toString());
        assertEquals(0, run.code());
        assertEquals(1, run.out().lines().count(), run.out());
        assertEquals(file + ": " + problem + "\n", run.err());
    }

    @Test
    void tellsWhatPayloadsHoldAgainstTheRules() throws IOException {
        Path file = file(
                "stanza.xml",
                "<message xmlns='jabber:client'><delay xmlns='urn:xmpp:delay' stamp='2002-09-10T23:08:25Z'/><body>a</body>"
                        + "<delay xmlns='urn:xmpp:delay' stamp='now'/><replace xmlns='urn:xmpp:message-correct:0'/>"
                        + "<x xmlns='jabber:x:data' type='form' a='1'/><x xmlns='urn:x' type='?'/></message>");
        Path alone = file("ack.xml", "<a xmlns='urn:xmpp:sm:3' h='many'/>");
        Run run = Run.of("", "stanza", file.toString(), alone.toString());
        assertEquals(0, run.code());
        assertEquals(
                List.of(
                        file + ": message/delay[2]/@stamp: bad-value: now",
                        file + ": message/replace/@id: missing",
                        file + ": message/x/@a: unknown-attribute: 1",
                        alone + ": a/@h: bad-value: many"),
                run.err().lines().toList());
    }

    @Test
    void doesNotWriteOverWhatItReads() throws IOException {
        Path first = file("first.xml", "<a />");
        Path second = file("second.xml", "<b />");
        Path link = Files.createDirectory(folder.resolve("sub")).resolve("first.xml");
        Files.createLink(link, second);
        for (String out : new String[] {folder.toString(), folder + "/sub/..", folder + "/sub"}) {
            Run run = Run.of("", "stanza", "--out", out, first.toString(), second.toString());
            assertEquals(1, run.code(), out);
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertTrue(
                    run.err().startsWith("xmpp stanza: would write over the input " + out + "/first.xml: "), run.err());
        }
        assertEquals("<a />", Files.readString(first));
        assertEquals("<b />", Files.readString(second));
    }

    @Test
    void saysThatAStanzaNeedsItsNamespace() {
        assertTrue(Run.of("", "stanza", "--help").out().contains("jabber:client"));
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
        assertEquals("xmpp stanza: cannot make the folder " + file + ": it is a file\n", run.err());
    }
}
