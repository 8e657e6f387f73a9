package org.xmpptoolkit.benchmarks.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the table that JMH writes by {@code -rf csv}. */
final class JmhTable {
    private static final String PARAMETER = "Param: ";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhTable() {}

    /**
     * Reads a table.
     *
     * @param lines its lines, the heading first
     * @throws IllegalArgumentException if a line has another number of cells than the heading
     */
    static List<Measurement> read(List<String> lines) {
        List<String> heading = cells(lines.get(0));
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        Map<String, Double> allocated = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != heading.size()) {
                throw new IllegalArgumentException("a line of " + cells.size() + " cells where the heading has "
                        + heading.size() + ": " + line + "; give the file as JMH wrote it");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(heading.get(i), cells.get(i));
            }
            String name = row.getOrDefault("Benchmark", "");
            int colon = name.indexOf(':');
            String key = (colon < 0 ? name : name.substring(0, colon)) + parameters(row);
            if (colon < 0) {
                rows.put(key, row);
            } else if (name.endsWith(ALLOCATED)) {
                allocated.put(key, Double.valueOf(row.getOrDefault("Score", "")));
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        rows.forEach((key, row) -> measurements.add(measurement(row, allocated.get(key))));
        return List.copyOf(measurements);
    }

    private static Measurement measurement(Map<String, String> row, @Nullable Double allocated) {
        String[] name = row.getOrDefault("Benchmark", "").split("\\.", -1);
        double error = Double.parseDouble(row.getOrDefault("Score Error (99.9%)", "NaN"));
        return new Measurement(
                name[name.length - 2],
                name[name.length - 1],
                parameters(row),
                Double.parseDouble(row.getOrDefault("Score", "")),
                Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error),
                row.getOrDefault("Unit", ""),
                allocated == null ? OptionalDouble.empty() : OptionalDouble.of(allocated));
    }

    private static Map<String, String> parameters(Map<String, String> row) {
        Map<String, String> parameters = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            if (column.startsWith(PARAMETER) && !value.isEmpty()) {
                parameters.put(column.substring(PARAMETER.length()), value);
            }
        });
        return Map.copyOf(parameters);
    }

    /** JMH puts texts into quotes, doubling those inside, and numbers not. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char c : line.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
