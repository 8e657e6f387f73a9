package org.xmpptoolkit.errors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The registers of conditions that the RFCs and XEP-0086 define, as tables. */
enum Table {
    STREAM_ERRORS("stream-errors.tsv"),
    STANZA_ERRORS("stanza-errors.tsv"),
    LEGACY_CODES("stanza-legacy-codes.tsv"),
    SASL_ERRORS("sasl-errors.tsv");

    /** A row, whose cells are asked for by the name of their column. */
    record Row(Map<String, String> cells) {
        String get(String column) {
            return Objects.requireNonNull(cells.get(column), column);
        }

        boolean yes(String column) {
            return get(column).equals("yes");
        }

        /** What stands in the cell in front of any remark; nothing for a dash, or a remark alone. */
        Optional<String> value(String column) {
            String first = get(column).split(" ", 2)[0];
            return first.equals("-") || first.startsWith("(") ? Optional.empty() : Optional.of(first);
        }

        /** The names in a cell, without remarks. */
        Set<String> names(String column) {
            return Set.of(get(column).replace(" with initial response", "").split(", "));
        }
    }

    private final String file;

    Table(String file) {
        this.file = file;
    }

    List<Row> rows() {
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream("/" + file), file)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] columns = lines.get(0).split("\t", -1);
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    row.put(columns[i], cells[i]);
                }
                rows.add(new Row(row));
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
