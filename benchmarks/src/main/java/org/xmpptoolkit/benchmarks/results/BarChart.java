package org.xmpptoolkit.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** A chart of a suite as SVG: a bar for each candidate, as long as its ratio to the base is high, the longest of a group across the whole width. It follows the reader's light or dark. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 210;
    private static final int VALUES = 150;
    private static final int ROW = 20;
    private static final int HEADING = 30;
    private static final int MARGIN = 12;

    private final StringBuilder svg = new StringBuilder();
    private int y = MARGIN;

    private BarChart() {}

    static String of(Suite suite, List<Suite.Group> groups) {
        return new BarChart().draw(suite, groups);
    }

    private String draw(Suite suite, List<Suite.Group> groups) {
        for (Suite.Group group : groups) {
            double most = group.rows().stream()
                    .mapToDouble(row -> row.ratio().orElse(0.0))
                    .max()
                    .orElse(1);
            if (!group.title().isEmpty()) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text class=\"group\" x=\"%d\" y=\"%d\">%s</text>%n",
                        MARGIN,
                        y + 18,
                        escaped(group.title())));
                y += HEADING;
            }
            group.rows().forEach(row -> row(row, most));
        }
        String head = String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n"
                        + "<title>%s: times the cost of the floor, shorter is better</title>%n%s",
                WIDTH,
                y + MARGIN,
                WIDTH,
                y + MARGIN,
                escaped(suite.title()),
                STYLE);
        return (head + svg + "</svg>\n").replace(System.lineSeparator(), "\n");
    }

    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328; }
            .group { font-weight: 600; }
            .label { text-anchor: end; }
            .floor { fill: #8c959f; } .ours { fill: #0969da; } .peer { fill: #bf8700; }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3; }
            .floor { fill: #6e7681; } .ours { fill: #4493f8; } .peer { fill: #d29922; }
            }
            </style>
            """;

    private void row(Suite.Row row, double most) {
        if (row.ratio().isEmpty()) {
            return;
        }
        double ratio = row.ratio().get();
        double width = Math.max(1, ratio / most * (WIDTH - LABELS - VALUES - 2 * MARGIN));
        Measurement one = row.measurement();
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\""
                        + " rx=\"2\"/><text x=\"%.1f\" y=\"%d\">%s</text>%n",
                MARGIN + LABELS - 8,
                y + 14,
                escaped(row.label()),
                one.isFloor() ? "floor" : one.isPeer() ? "peer" : "ours",
                MARGIN + LABELS,
                y + 3,
                width,
                MARGIN + LABELS + width + 6,
                y + 14,
                Figures.ratio(ratio)
                        + one.allocated().stream()
                                .mapToObj(octets -> ", " + Figures.whole(octets) + " B")
                                .findFirst()
                                .orElse("")));
        y += ROW;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
