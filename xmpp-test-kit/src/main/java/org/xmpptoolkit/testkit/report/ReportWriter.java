package org.xmpptoolkit.testkit.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.template.Templates;

/**
 * Writes what a run of the checker found into a folder, in three forms. Needs FreeMarker, which the kit does not bring along. Immutable
 * and thread-safe.
 *
 * <dl>
 *   <dt>{@code report.html}
 *   <dd>for people. It stands alone: nothing is loaded from anywhere, and it says so to the browser.
 *   <dt>{@code junit.xml}
 *   <dd>for CI systems: a test case for each case of the checker. A known failure is a skipped test; a warning passes, and stands in its
 *       {@code system-out}.
 *   <dt>{@code report.json}
 *   <dd>for programs, an object with these members; later versions may add some:
 *       <ul>
 *         <li>{@code format}: {@code "xmpp-check-report"}; {@code version}: 1
 *         <li>{@code subject}, {@code at} (RFC 3339, UTC), {@code seed} (a string, as JSON's numbers may lose digits), {@code tries},
 *             {@code seconds}
 *         <li>{@code counts}: how many cases are {@code failed}, {@code known}, {@code warning}, {@code passed}, {@code skipped}; each is
 *             counted once
 *         <li>{@code judgedRules}: ids of the rules that a case provoked and judged
 *         <li>{@code baseline}: {@code fixed} and {@code unjudged}, lists of its entries
 *         <li>{@code rules}: for each rule that has a case {@code id}, {@code document}, {@code section}, {@code uri}, {@code level}, {@code
 *             role}, {@code text}, {@code demands} (a string, empty if nothing), {@code group}, and {@code label}, the worst of its cases
 *         <li>{@code cases}: for each case {@code id}, {@code rule} (an id), {@code title}, {@code provoked}, {@code verdict}, {@code known},
 *             {@code seen}, {@code input} (a string or null), {@code tries}, {@code seconds}, {@code command}, and {@code exchange}: {@code
 *             omitted} and {@code lines}, each with {@code connection}, {@code kind} ({@code sent}, {@code received}, {@code note}), {@code
 *             text} and {@code marks}, each with {@code start} and {@code end} in UTF-16 units of the text
 *       </ul>
 * </dl>
 *
 * <p>In the first two, what a text hides is made visible, as {@link VisibleText} does it; the third has texts as they are.
 */
public final class ReportWriter {
    private final Function<CaseResult, String> command;
    private final Instant at;

    /**
     * A writer.
     *
     * @param command the command line that repeats a case, without passwords
     * @param at when the run began
     */
    public ReportWriter(Function<CaseResult, String> command, Instant at) {
        this.command = Objects.requireNonNull(command, "command");
        this.at = Objects.requireNonNull(at, "at");
    }

    /**
     * Writes the three files. What stands in their place is written over.
     *
     * @param outcome the report and what of it is known; {@code Baseline.none().apply(report)} if nothing is
     * @param folder where to; it is made if it is not there
     * @throws IOException if they cannot be written
     */
    public void write(BaselineOutcome outcome, Path folder) throws IOException {
        Files.createDirectories(folder);
        Templates templates = new Templates(ReportWriter.class);
        Map<String, Object> visible = new ReportModel(outcome, command, VisibleText::of).of(at);
        Map<String, Object> exact = new ReportModel(outcome, command, UnaryOperator.identity()).of(at);
        String script = Templates.resource(ReportWriter.class, "report.js");
        visible.put("script", script);
        visible.put("scriptDigest", digest(script));
        String style = Templates.baseStyle() + Templates.resource(ReportWriter.class, "report.css");
        visible.put("style", style);
        visible.put("styleDigest", digest(style));
        write(folder.resolve("report.html"), templates.render("report.html.ftlh", visible));
        write(folder.resolve("junit.xml"), templates.render("junit.xml.ftlx", visible));
        write(
                folder.resolve("report.json"),
                Templates.withoutLoneSurrogates(templates.render("report.json.ftl", exact)));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** What the page's policy names its script and style by, so that no other can run. */
    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
