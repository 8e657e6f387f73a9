package org.xmpptoolkit.testkit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code junit.xml} and {@code report.json}; the page has {@link HtmlReportTest}. */
class ReportWriterTest {
    private final Path folder;

    ReportWriterTest(@TempDir Path parent) {
        folder = parent.resolve("made/on the way");
    }

    @BeforeEach
    void write() throws IOException {
        new ReportWriter(SampleReport::command, SampleReport.AT).write(SampleReport.outcome(), folder);
    }

    private Document junit() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile());
    }

    private static Element only(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        assertEquals(1, found.getLength(), name);
        return (Element) found.item(0);
    }

    private Element testcase(String id) throws Exception {
        NodeList cases = junit().getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element one = (Element) cases.item(i);
            if (one.getAttribute("name").startsWith(id + ": ")) {
                return one;
            }
        }
        throw new AssertionError(id);
    }

    @Test
    void countsWhatCiSystemsCount() throws Exception {
        Element suite = only(junit().getDocumentElement(), "testsuite");
        int cases = SampleReport.report().results().size();
        assertEquals(cases, suite.getElementsByTagName("testcase").getLength());
        assertEquals(Integer.toString(cases), suite.getAttribute("tests"));
        assertEquals("2", suite.getAttribute("failures"));
        assertEquals(2, suite.getElementsByTagName("failure").getLength());
        assertEquals(
                suite.getAttribute("skipped"),
                Integer.toString(suite.getElementsByTagName("skipped").getLength()));
        assertEquals("83.456", suite.getAttribute("time"));
        assertEquals("2026-11-29T12:00:00", suite.getAttribute("timestamp"));
    }

    @Test
    void tellsAFailureWithAllThatBelongsToIt() throws Exception {
        Element one = testcase("R-024");
        assertEquals("RFC 6120.Stream fundamentals and negotiation", one.getAttribute("classname"));
        Element failure = only(one, "failure");
        assertEquals("R-024", failure.getAttribute("type"));
        assertEquals("the stream stayed open for 5 s and the message was delivered", failure.getAttribute("message"));
        String text = failure.getTextContent();
        for (String part : List.of(
                "RFC 6120 section 4.3.5, MUST: A stanza to others",
                "expected: stream not-authorized\n",
                "to repeat: bin/xmpp check --server localhost:5222",
                "1 --> <message to='romeo@localhost'><body>[[Art thou not Romeo?]]</body></message>\n")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void keepsKnownFailuresFromFailingABuildAndTellsOfWarnings() throws Exception {
        Element known = testcase("R-313.unclosed");
        assertEquals(
                "known failure: no stream error before the connection closed",
                only(known, "skipped").getAttribute("message"));
        Element warning = testcase("R-313.attribute");
        assertEquals(0, warning.getElementsByTagName("skipped").getLength());
        assertTrue(only(warning, "system-out").getTextContent().startsWith("warning: R-313"));
        assertEquals(0, testcase("R-313.name").getElementsByTagName("*").getLength());
    }

    @Test
    void escapesWhatThePeerSays() throws Exception {
        Element failure = only(testcase("R-091"), "failure");
        assertEquals("the peer said \\x07" + SampleReport.INJECTION, failure.getAttribute("message"));
        assertTrue(failure.getTextContent().contains("\\u{202E}desrever\\x00\\x1B[31m"), failure.getTextContent());
    }

    @ParameterizedTest
    @CsvSource({
        "format, xmpp-check-report",
        "version, 1",
        "seed, -4962768465676381896",
        "at, 2026-11-29T12:00:00Z",
        "seconds?c, 83.456",
        "counts.failed, 2",
        "counts.known, 1",
        "counts.warning, 1",
        "baseline.fixed?join(' '), R-042",
        "baseline.unjudged?join(' '), R-200.x",
        "judgedRules?seq_contains('R-024')?c, true",
        "rules?filter(r -> r.id == 'R-313')[0].label, known",
        "rules?filter(r -> r.id == 'R-024')[0].demands, stream not-authorized",
        "case('R-024').exchange.lines?size, 6",
        "case('R-024').exchange.lines[4].kind, sent",
        "case('R-024').exchange.lines[4].marks[0].start, 36",
        "case('R-024').exchange.lines[4].marks[0].end, 55",
        "case('R-091').exchange.omitted, 17",
        "case('R-313.name').input?has_content?c, false",
        "case('R-313.unclosed').known?c, true",
        "case('R-313.unclosed').verdict, failed",
        "case('R-313.unclosed').rule, R-313",
        "case('R-009').provoked?c, true",
        "case('R-313.name').tries, 25",
    })
    void isReadByPrograms(String path, String value) throws Exception {
        assertEquals(value, json(path));
    }

    /** What stands at a place of {@code report.json}, read by a parser that is not the writer's. */
    private String json(String path) throws IOException, TemplateException {
        String template =
                "<#assign all = text?eval_json><#function case id><#return all.cases?filter(c -> c.id == id)[0]></#function>${"
                        + (path.startsWith("case(") ? path : "all." + path) + "}";
        Template read = new Template("read", template, new Configuration(Configuration.VERSION_2_3_34));
        StringWriter out = new StringWriter();
        read.process(Map.of("text", Files.readString(folder.resolve("report.json"))), out);
        return out.toString();
    }

    @Test
    void keepsTextsExactlyInJson() throws Exception {
        String text = SampleReport.report().results().stream()
                .filter(result -> result.id().equals("R-091"))
                .findAny()
                .orElseThrow()
                .exchange()
                .lines()
                .get(3)
                .text();
        assertEquals(text, json("case('R-091').exchange.lines[3].text"));
        assertEquals(SampleReport.INJECTION, json("case('R-091').input"));
    }

    @Test
    void isTheSameForTheSameResults() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("report.html"));
        write();
        assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(folder.resolve("report.html")));
        assertFalse(before.length == 0);
    }
}
