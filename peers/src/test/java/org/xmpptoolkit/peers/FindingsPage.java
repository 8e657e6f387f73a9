package org.xmpptoolkit.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;

/** The page of findings, and its reviewed part. */
final class FindingsPage {
    /** What stands in front of the reviewed part, so that either part can be made anew without the other. */
    static final String SERVERS = "## Servers and clients";

    private static final List<String> CELLS = List.of("peer", "version", "rule", "input", "expected", "came");
    private static final String INTRODUCTION = """
            # Findings

            Made by `mvn verify -Ppeers -pl peers -am`; do not edit it by hand. What is listed here breaks a rule that an RFC or XEP states by
            a keyword. Left out is what is but a definition or an example there, what hangs on a choice that a specification leaves open, and
            what the register lists as at odds with itself (`StreamRules.noVerdict`). Ids are those of the register: `bin/xmpp explain R-346`
            tells what a rule asks for. A code point that is not ASCII, or cannot be seen, is written `{U+00E9}`, a long run `[a x 1024]`.

            """;
    private static final String LIBRARIES = """
            ## Libraries

            Each is called as its users call it. An input is the smallest that jqwik found for the property; there are others. A library that is
            a client is not judged by what binds servers.

            """;
    private static final String REVIEWED = SERVERS + """


            From `docs/findings/servers.tsv`, where each row was reviewed by hand: those about servers on RFC 6120, RFC 7395 and
            XEP-0114 against the text, and repeated; the others against the register.

            """;

    private final StreamRules register;

    FindingsPage(StreamRules register) {
        this.register = register;
    }

    /** The part about libraries. */
    String libraries(List<Finding> findings) {
        return INTRODUCTION + LIBRARIES + table(findings);
    }

    /** The part about servers and clients. */
    String servers(List<Finding> findings) {
        return REVIEWED + (findings.isEmpty() ? "None yet.\n" : table(findings));
    }

    private String table(List<Finding> findings) {
        // The same library may come in several parts.
        Map<String, List<Finding>> byPeer = new LinkedHashMap<>();
        for (Finding finding : findings) {
            byPeer.computeIfAbsent(finding.peer() + " " + finding.version(), peer -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder text = new StringBuilder();
        byPeer.forEach((peer, found) -> {
            text.append("### ").append(peer).append("\n\n| rule | section | level | input | expected | came |\n");
            text.append("|---|---|---|---|---|---|\n");
            found.forEach(finding -> text.append(row(finding)));
            text.append('\n');
        });
        return text.toString();
    }

    private String row(Finding finding) {
        StreamRule rule = register.find(finding.rule()).orElseThrow();
        return "| " + rule.id() + " | " + rule.place().documentName() + " " + rule.section() + " | " + rule.level()
                + " | " + code(finding.input()) + " | " + cell(finding.expected()) + " | " + cell(finding.came())
                + " |\n";
    }

    /** Text in a cell; what Markdown would take for a tag or for the end of the cell is escaped. */
    private static String cell(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|");
    }

    private static String code(String text) {
        return "<code>" + cell(text) + "</code>";
    }

    /**
     * Reads the reviewed findings.
     *
     * @param tsv a head line and rows, with a tab between cells and no quoting; a seventh cell, if there is one, names the choice that the
     *     finding hangs on
     * @return the findings
     */
    static List<Finding> reviewed(List<String> tsv) {
        List<Finding> findings = new ArrayList<>();
        for (String line : tsv.subList(Math.min(1, tsv.size()), tsv.size())) {
            String[] cells = line.split("\t", -1);
            if (cells.length < CELLS.size() || cells.length > CELLS.size() + 1) {
                throw new IllegalArgumentException("a row has the cells " + CELLS + " and perhaps a choice: " + line);
            }
            Optional<String> choice =
                    cells.length == CELLS.size() ? Optional.empty() : Optional.of(cells[CELLS.size()]);
            findings.add(new Finding(
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3],
                    cells[4],
                    cells[5],
                    choice.filter(open -> !open.isEmpty())));
        }
        return findings;
    }
}
