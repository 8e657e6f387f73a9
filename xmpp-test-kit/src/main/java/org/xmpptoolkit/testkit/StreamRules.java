package org.xmpptoolkit.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The register of rules that the kit judges by. Immutable and thread-safe. */
public final class StreamRules {
    private static final int CELLS = 8;

    private final Map<String, StreamRule> rules;

    private StreamRules(Map<String, StreamRule> rules) {
        this.rules = Collections.unmodifiableMap(rules);
    }

    /**
     * Reads the register that the kit carries. The table knows no quoting and no escapes.
     *
     * @return the register
     */
    public static StreamRules load() {
        try (InputStream resource = StreamRules.class.getResourceAsStream("stream-rules.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("the register stream-rules.tsv is missing: use the test kit's own jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            Map<String, StreamRule> rules = new LinkedHashMap<>();
            reader.lines().skip(1).forEach(line -> {
                String[] cells = line.split("\t", -1);
                if (cells.length != CELLS) {
                    throw new IllegalStateException("the register has a row of " + cells.length + " cells: " + line);
                }
                rules.put(
                        cells[0],
                        new StreamRule(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]));
            });
            return new StreamRules(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rules, in the order of their ids. */
    public Collection<StreamRule> all() {
        return rules.values();
    }

    /**
     * A rule.
     *
     * @param id its id, such as {@code R-024}
     * @return the rule, or nothing if there is none of that id
     */
    public Optional<StreamRule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }
}
