package org.xmpptoolkit.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes {@code RESULTS.md}, its charts, and the figures of the README from what {@code results.sh} took down in the folder
 * {@code results}: {@code jmh*.csv}, {@code machine.txt}, and the texts of the footprints.
 */
final class ResultsPage {
    private static final String BEGIN = "<!-- figures of benchmarks/RESULTS.md -->\n";
    private static final String END = "<!-- end of figures -->\n";

    private final List<Measurement> all = new ArrayList<>();
    private final Path results;
    private final Map<String, String> files = new LinkedHashMap<>();

    ResultsPage(Path benchmarks) throws IOException {
        results = benchmarks.resolve("results");
        for (String table : List.of("jmh.csv", "jmh-hostile.csv")) {
            if (Files.exists(results.resolve(table))) {
                all.addAll(JmhTable.read(Files.readAllLines(results.resolve(table))));
            }
        }
        String machine = text("machine.txt");
        StringBuilder page = new StringBuilder(HEAD).append(machine).append("```\n");
        if (!machine.contains(FULL)) {
            page.append(machine.contains(WARM) ? FEW : SHORT);
        }
        targets(page);
        for (Suite suite : Suite.ALL) {
            List<Suite.Group> groups = suite.groups(all);
            if (!groups.isEmpty()) {
                section(page, suite, groups);
                files.put("results/" + suite.name() + ".svg", BarChart.of(suite, groups));
            }
        }
        page.append("\n## Heap, and first use\n");
        for (String text :
                List.of("stream-heap", "reader-footprint", "stanza-footprint", "jid-footprint", "first-use")) {
            page.append("\n```\n").append(text(text + ".txt")).append("```\n");
        }
        files.put("RESULTS.md", page.toString());
    }

    /**
     * Writes the page.
     *
     * @param arguments the folder {@code benchmarks}, and the README
     */
    public static void main(String[] arguments) throws IOException {
        Path benchmarks = Path.of(arguments[0]);
        ResultsPage page = new ResultsPage(benchmarks);
        for (Map.Entry<String, String> file : page.files().entrySet()) {
            Files.writeString(benchmarks.resolve(file.getKey()), file.getValue());
        }
        Path readme = Path.of(arguments[1]);
        Files.writeString(readme, page.quotedIn(Files.readString(readme)));
    }

    /** What is written, by path within the folder. */
    Map<String, String> files() {
        return files;
    }

    private static final String HEAD = """
            # Results

            Made by `benchmarks/results.sh`, which measures all suites beside the peers in one run and writes this page, its charts
            and the figures of the README from what was printed. A figure is a ratio to the floor of the same run: what the same work
            costs in the bare parser, or in a split of the text. Octets allocated an operation hardly move and are the better witness on
            a machine that others use. Blue is ours, ochre are peers, grey are floors.

            Inputs: `a` a message with a body, `b` presence with entity capabilities, `c` a roster of 20 items, `d` a message with 5 payloads that
            nobody knows, `e` an empty presence.

            ```
            """;

    /** How long each JVM warms up and measures unless {@code results.sh} is told otherwise. */
    private static final String WARM = "-wi 10 -i 5 -w 1 -r 1";

    /** What {@code results.sh} does unless told otherwise. */
    private static final String FULL = "-f 3 " + WARM;

    private static final String SHORT = """

            **This was a short run**, by its settings: much of what was measured had not been compiled to the end, logins above all. Quote, and
            judge the targets, by a run with the script's own settings; the octets allocated hold.
            """;

    private static final String FEW = """

            **Fewer JVMs than three ran each benchmark**, by the settings. One compiles the same code better or worse than another, so a
            figure may stand alone: quote, and judge the targets, by a run with the script's own settings. The octets allocated hold.
            """;

    private void targets(StringBuilder page) {
        page.append("\n## Targets\n\n| work | target | measured | |\n|---|---|---:|---|\n");
        Target.Table table = new Target.Table(all);
        for (Target target : Target.ALL) {
            Optional<Double> figure = target.figure(table);
            String shown = figure.map(value -> target.unit().equals("x")
                            ? String.format(Locale.ROOT, "%.2fx", value)
                            : Figures.whole(value) + target.unit())
                    .orElse("not measured");
            String held = figure.map(value -> value <= target.most() ? "holds" : "missed")
                    .orElse("");
            page.append(line(target.work(), target.goal(), shown, held));
        }
    }

    private static void section(StringBuilder page, Suite suite, List<Suite.Group> groups) {
        page.append("\n## ")
                .append(suite.title())
                .append("\n\n")
                .append(suite.operation())
                .append("\n\n");
        page.append("![")
                .append(suite.title())
                .append("](results/")
                .append(suite.name())
                .append(".svg)\n\n");
        String unit = groups.get(0).rows().get(0).measurement().unit();
        boolean titled = !groups.get(0).title().isEmpty();
        String group = titled ? "| input " : "";
        page.append(group + "| candidate | " + unit + " | ± | ratio | B/op |\n");
        page.append((titled ? "|---" : "") + "|---|---:|---:|---:|---:|\n");
        for (Suite.Group one : groups) {
            for (Suite.Row row : one.rows()) {
                Measurement measured = row.measurement();
                String label = measured.isFloor() || measured.isPeer() ? row.label() : "**" + row.label() + "**";
                page.append(titled ? "| " + one.title() + " " : "");
                page.append(line(
                        label,
                        Figures.score(measured.score()),
                        measured.error().stream()
                                .mapToObj(Figures::score)
                                .findFirst()
                                .orElse(""),
                        row.ratio().map(Figures::ratio).orElse(""),
                        measured.allocated().stream()
                                .mapToObj(Figures::whole)
                                .findFirst()
                                .orElse("")));
            }
        }
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private String text(String file) throws IOException {
        Path path = results.resolve(file);
        return Files.exists(path) ? Files.readString(path) : "(" + file + " was not taken down)\n";
    }

    /** The README with the figures of today; the text as it is if it has no place for them. */
    String quotedIn(String readme) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            return readme;
        }
        return readme.substring(0, begin + BEGIN.length()) + quoted() + readme.substring(end);
    }

    private String quoted() {
        StringBuilder table = new StringBuilder("\n| work | ours | beside it |\n|---|---:|---|\n");
        Target.Table measured = new Target.Table(all);
        Measurement jid = measured.jid("ascii", "STRINGPREP");
        Measurement floor = measured.jidFloor("ascii");
        table.append(line(
                "an address of ASCII, prepared, in times of the bare split",
                Figures.ratio(measured.ratio(jid, floor)),
                beside("JidBenchmark", Map.of("set", "ascii", "temp", "cold"), floor)));
        quotedRead(table, measured, "lazy", "a", "a message from octets, in times of the bare scan");
        quotedRead(table, measured, "bound", "c", "a roster of 20 items from octets, bound");
        Measurement writer = measured.one("StanzaWriteBenchmark", "floorAaltoWriter", Map.of("input", "c"));
        table.append(line(
                "the same roster to octets, in times of the bare writer",
                Figures.ratio(
                        measured.ratio(measured.one("StanzaWriteBenchmark", "stanza", Map.of("input", "c")), writer)),
                beside("StanzaWriteBenchmark", Map.of("input", "c"), writer)));
        return table.append('\n').toString();
    }

    private void quotedRead(StringBuilder table, Target.Table measured, String method, String input, String work) {
        Measurement floor = measured.one("StanzaReadBenchmark", "floorAaltoSync", Map.of("input", input));
        table.append(line(
                work,
                Figures.ratio(
                        measured.ratio(measured.one("StanzaReadBenchmark", method, Map.of("input", input)), floor)),
                beside("StanzaReadBenchmark", Map.of("input", input), floor)));
    }

    /** The peers of a suite, each with its ratio. */
    private String beside(String suite, Map<String, String> input, Measurement floor) {
        return String.join(
                ", ",
                all.stream()
                        .filter(one -> one.suite().equals(suite)
                                && one.isPeer()
                                && one.parameters().entrySet().containsAll(input.entrySet()))
                        .map(one -> (one.words() + " " + one.parameter("preparation")).strip() + " "
                                + Figures.ratio(one.score() / floor.score()))
                        .toList());
    }
}
