package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the RFCs say of hard cases: {@code hard-cases.tsv}, one test for each heading of it. */
class HardCasesTest {
    private static final Pattern UNIT = Pattern.compile("\\\\u([0-9A-F]{4})");
    private static final Pattern REPEATED = Pattern.compile("\\{([^*}]*)\\*(\\d+)\\}");

    record Case(String profile, String address, List<String> expected, String section) {
        /** {@code valid} with three parts, or {@code invalid} with part and reason; in the notation of the file. */
        List<String> found() {
            JidProfile rules =
                    JidProfile.valueOf(profile.toUpperCase(Locale.ROOT).replace('-', '_'));
            JidResult result = Jid.tryParse(plain(address), rules);
            if (result instanceof JidResult.Parsed parsed) {
                Jid jid = parsed.jid();
                return List.of(
                        "valid",
                        jid.localpart().orElse(""),
                        jid.domainpart(),
                        jid.resourcepart().orElse(""));
            }
            JidResult.Refused refused = (JidResult.Refused) result;
            return List.of("invalid", refused.part().name(), refused.reason().name(), "");
        }
    }

    @ParameterizedTest
    @MethodSource("headings")
    void areJudgedAsTheRfcsSay(String heading) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Case row : cases().getOrDefault(heading, List.of())) {
            List<String> expected =
                    row.expected().stream().map(HardCasesTest::plain).toList();
            List<String> found = row.found();
            if (!expected.equals(found)) {
                wrong.add(row + " gives "
                        + found.stream().map(HardCasesTest::escaped).toList());
            }
        }

        assertEquals("", String.join("\n", wrong));
    }

    static Stream<String> headings() throws IOException {
        return cases().keySet().stream();
    }

    @Test
    void areMany() throws IOException {
        for (JidProfile profile : JidProfile.values()) {
            String name = profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
            long count = cases().values().stream()
                    .flatMap(List::stream)
                    .filter(row -> row.profile().equals(name))
                    .count();
            assertTrue(count > 1000, name + " has " + count);
        }
    }

    private static Map<String, List<Case>> cases() throws IOException {
        Map<String, List<Case>> cases = new LinkedHashMap<>();
        List<Case> current = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("# ")) {
                current = new ArrayList<>();
                cases.put(line.substring(2), current);
            } else if (!line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                assertEquals(7, cells.length, line);
                current.add(new Case(cells[0], cells[1], List.of(cells[2], cells[3], cells[4], cells[5]), cells[6]));
            }
        }
        return cases;
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = Objects.requireNonNull(HardCasesTest.class.getResourceAsStream("hard-cases.tsv"))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }

    private static String plain(String cell) {
        String repeated = REPEATED.matcher(cell)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        return UNIT.matcher(repeated)
                .replaceAll(match ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(match.group(1), 16))));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(c > ' ' && c < 0x7F ? String.valueOf(c) : String.format("\\u%04X", (int) c));
        }
        return escaped.toString();
    }
}
