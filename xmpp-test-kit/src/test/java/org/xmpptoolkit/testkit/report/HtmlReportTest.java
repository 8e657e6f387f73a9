package org.xmpptoolkit.testkit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Verdict;

/** The structure of {@code report.html}. */
class HtmlReportTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"]|\"[^\"]*\")*)>");
    private static final Set<String> VOID = Set.of("meta", "br", "input");

    private final Path folder;
    private String page = "";

    HtmlReportTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void write() throws IOException {
        write(SampleReport.outcome());
    }

    private void write(BaselineOutcome outcome) throws IOException {
        new ReportWriter(SampleReport::command, SampleReport.AT).write(outcome, folder);
        page = Files.readString(folder.resolve("report.html"));
    }

    /** The page without what stands in script and style. */
    private String markup() {
        return page.replaceAll("(?s)(<script>|<style>).*?(</script>|</style>)", "$1$2");
    }

    private List<MatchResult> tags() {
        return TAG.matcher(markup()).results().toList();
    }

    private List<String> attributes(String name) {
        Pattern attribute = Pattern.compile("\\s" + name + "=\"([^\"]*)\"");
        return tags().stream()
                .flatMap(tag -> attribute.matcher(tag.group(3)).results())
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void closesWhatItOpens() {
        Deque<String> open = new ArrayDeque<>();
        for (MatchResult tag : tags()) {
            String name = tag.group(2);
            if (tag.group(1).isEmpty()) {
                if (!VOID.contains(name)) {
                    open.push(name);
                }
            } else {
                assertEquals(name, open.isEmpty() ? "nothing" : open.pop(), () -> "at " + tag.start());
            }
        }
        assertEquals(0, open.size());
        assertTrue(page.startsWith("<!DOCTYPE html>\n"), () -> page.substring(0, 100));
        assertFalse(TAG.matcher(markup())
                .replaceAll("")
                .replace("<!DOCTYPE html>", "")
                .contains("<"));
    }

    @Test
    void loadsNothing() {
        for (MatchResult tag : tags()) {
            assertFalse(
                    Set.of("img", "link", "iframe", "object", "embed", "base", "form", "video", "audio", "svg")
                            .contains(tag.group(2)),
                    tag::group);
            assertFalse(tag.group(3).matches("(?s).*\\s(src|srcset|action|data|style|on[a-z]+)=.*"), tag::group);
            if (tag.group(3).contains(" href=")) {
                assertEquals("a", tag.group(2), tag::group);
            }
        }
        String inside = page.substring(page.indexOf("<style>"), page.indexOf("</style>"));
        assertFalse(inside.contains("@import") || inside.contains("url("), inside);
        assertEquals(1, page.split("<script").length - 1);
    }

    @Test
    void letsNoScriptRunButItsOwn() throws Exception {
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertTrue(policy.find());
        assertTrue(policy.group(1).startsWith("default-src 'none';"), policy.group(1));
        for (String name : List.of("script", "style")) {
            String own =
                    page.substring(page.indexOf("<" + name + ">") + name.length() + 2, page.indexOf("</" + name + ">"));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(own.getBytes(StandardCharsets.UTF_8));
            assertTrue(
                    policy.group(1)
                            .contains(
                                    name + "-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"),
                    policy.group(1));
        }
    }

    @Test
    void showsWhatThePeerSaysAndDoesNotObeyIt() {
        String escaped = SampleReport.INJECTION
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        assertTrue(page.contains("<mark>" + escaped + "</mark>"));
        assertTrue(page.contains("\\u{202E}desrever\\x00\\x1B[31m \\xFF \\u{D83D} \uD83D\uDE00 \\xA0"));
        assertEquals(page, VisibleText.of(page));
    }

    @Test
    void drawsADiagramWithAMarkForEachFailureAndWarning() {
        List<CaseResult> shown = SampleReport.report().results().stream()
                .filter(result -> result.verdict().compareTo(Verdict.WARNING) >= 0)
                .toList();
        assertEquals(4, shown.size());
        for (CaseResult result : shown) {
            int start = page.indexOf("id=\"case-" + result.id() + "\"");
            assertTrue(start > 0, result.id());
            String article = page.substring(start, page.indexOf("</article>", start));
            assertTrue(article.contains("<figure class=\"exchange\">"), article);
            assertTrue(article.contains("<mark>"), article);
            assertTrue(article.contains(SampleReport.command(result)), article);
            assertTrue(article.contains(result.rule().text().replace("\"", "&quot;")), article);
            assertEquals(
                    result.exchange().lines().size(),
                    article.split("<li class=\"(sent|received|note)\" ").length - 1,
                    article);
        }
    }

    @Test
    void keepsConnectionsApart() {
        String article = page.substring(page.indexOf("id=\"case-R-091\""), page.indexOf("id=\"known\""));
        assertEquals(3, article.split("<figure").length);
        assertTrue(article.contains("Connection 1") && article.contains("Connection 2"));
        assertTrue(article.contains("17 lines more, not kept."), article);
    }

    @Test
    void hasARowForEachRuleAndThoseOnlySeenApart() {
        CheckReport report = SampleReport.report();
        int seen = page.indexOf("<section id=\"seen\"");
        String rules = page.substring(page.indexOf("<section id=\"rules\""), seen);
        for (boolean provoked : new boolean[] {true, false}) {
            Set<String> expected = report.results().stream()
                    .filter(result -> result.provoked() == provoked)
                    .map(result -> result.rule().id())
                    .collect(Collectors.toSet());
            Set<String> rows = Pattern.compile("scope=\"row\">(R-[0-9]+)<")
                    .matcher(provoked ? rules : page.substring(seen))
                    .results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toSet());
            assertEquals(expected, rows);
        }
        assertTrue(rules.contains(
                "<a href=\"https://www.rfc-editor.org/rfc/rfc6120#section-4.3.5\">RFC 6120 section 4.3.5</a>"));
    }

    @Test
    void namesEachIdOnceAndLinksOnlyToWhatIsThere() {
        List<String> ids = attributes("id");
        assertEquals(ids.size(), new HashSet<>(ids).size());
        List<String> targets = new ArrayList<>(attributes("href"));
        targets.removeIf(target -> !target.startsWith("#"));
        assertTrue(targets.size() > 5, targets::toString);
        targets.removeIf(target -> ids.contains(target.substring(1)));
        assertEquals(List.of(), targets);
        List<String> labels = new ArrayList<>(attributes("aria-labelledby"));
        labels.removeAll(ids);
        assertEquals(List.of(), labels);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<header>",
                "<main>",
                "<footer>",
                "<nav aria-label=",
                "<h1>",
                "<html lang=\"en\">",
                "<legend>",
                "scope=\"col\"",
                "name=\"viewport\"",
                "prefers-color-scheme: dark",
                "@media print",
                "id=\"show-failed\"",
                "#show-failed:checked",
                "2 cases failed"
            })
    void canBeUsedByAll(String part) {
        assertTrue(page.contains(part), part);
    }

    @Test
    void saysThatNothingFailed() throws IOException {
        write(Baseline.none().apply(new CheckReport("nobody", 1, 1, List.of(), Duration.ZERO)));
        assertTrue(page.contains("No failure"), page);
        assertFalse(page.contains("<section id=\"failures\"") || page.contains("<section id=\"seen\""));
        closesWhatItOpens();
        namesEachIdOnce();
    }

    private void namesEachIdOnce() {
        assertEquals(attributes("id").size(), new HashSet<>(attributes("id")).size());
    }

    @Test
    void tellsOfTheBaseline() {
        assertTrue(page.contains("can go from the baseline: <code>R-042</code>"));
        assertTrue(page.contains("Not judged this time: <code>R-200.x</code>"));
    }

    /** WCAG 2.1 asks for 4.5 to 1 (AA); each text stands on the ground that the style sheet gives it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text page",
                "text box",
                "soft page",
                "soft box",
                "link page",
                "link box",
                "failed failed-back",
                "warning warning-back",
                "known known-back",
                "passed passed-back",
                "skipped skipped-back",
                "mark-text mark",
                "soft skipped-back"
            })
    void hasContrastEnough(String pair) {
        String[] names = pair.split(" ");
        String dark = page.substring(page.indexOf("prefers-color-scheme: dark"));
        for (String style : List.of(page, dark)) {
            double first = luminance(style, names[0]);
            double second = luminance(style, names[1]);
            double contrast = (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
            assertTrue(contrast >= 4.5, () -> pair + ": " + contrast);
        }
    }

    private static double luminance(String style, String name) {
        Matcher colour = Pattern.compile("--" + name + ": #([0-9a-f]{6});").matcher(style);
        assertTrue(colour.find(), name);
        int rgb = Integer.parseInt(colour.group(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int value) {
        double part = (value & 0xFF) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
