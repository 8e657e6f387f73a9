package org.xmpptoolkit.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of rules that the kit judges by. Immutable and thread-safe. */
public final class StreamRules {
    private static final int CELLS = 8;

    private final Map<String, StreamRule> rules;
    private final Map<String, String> noVerdict;

    private StreamRules(Map<String, StreamRule> rules, Map<String, String> noVerdict) {
        this.rules = Collections.unmodifiableMap(rules);
        this.noVerdict = Collections.unmodifiableMap(noVerdict);
    }

    /**
     * Reads the register that the kit carries.
     *
     * @return the register
     */
    public static StreamRules load() {
        Map<String, StreamRule> rules = new LinkedHashMap<>();
        for (String[] cells : rows("stream-rules.tsv", CELLS)) {
            rules.put(
                    cells[0],
                    new StreamRule(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7]));
        }
        Map<String, String> noVerdict = new LinkedHashMap<>();
        for (String[] cells : rows("no-verdict.tsv", 2)) {
            noVerdict.put(cells[0], cells[1]);
        }
        return new StreamRules(rules, noVerdict);
    }

    /** The rows of a table but its head. Such a table knows no quoting and no escapes. */
    private static List<String[]> rows(String name, int width) {
        try (InputStream resource = StreamRules.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the register " + name + " is missing: use the test kit's own jar");
            }
            List<String[]> rows = new ArrayList<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8));
            reader.lines().skip(1).forEach(line -> {
                String[] cells = line.split("\t", -1);
                if (cells.length != width) {
                    throw new IllegalStateException(name + " has a row of " + cells.length + " cells: " + line);
                }
                rows.add(cells);
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return all rules, in the order of their ids} */
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

    /**
     * The rules that give no verdict, since the specifications are at odds with themselves or with each other there: on the point
     * that is told, and on it alone.
     *
     * @return what they are at odds about, by the ids of the rules, in their order
     */
    public Map<String, String> noVerdict() {
        return noVerdict;
    }
}
