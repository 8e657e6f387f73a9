package org.xmpptoolkit.testkit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Exchange.Line;
import org.xmpptoolkit.testkit.result.Exchange.Mark;

/** An exchange as a sequence diagram shows it: connection by connection, each line cut where a mark begins or ends. */
final class Diagram {
    /** A part of a text that is longer is shown without its middle. */
    static final int LONGEST_CHARS = 800;

    private static final int KEPT_CHARS = 300;

    private Diagram() {}

    /**
     * A part of a line.
     *
     * @param text what it shows, in visible characters
     * @param marked whether the verdict hangs on it
     * @param omitted how many UTF-16 units are left out here; if any, there is no text
     */
    record Part(String text, boolean marked, int omitted) {
        @Override
        public String toString() {
            String shown = omitted > 0 ? "[... " + omitted + " characters more ...]" : text;
            return marked ? "[[" + shown + "]]" : shown;
        }
    }

    /** The connections in the order in which they appear, as the template wants them. */
    static List<Map<String, Object>> of(Exchange exchange) {
        Map<Integer, List<Map<String, Object>>> connections = new TreeMap<>();
        int number = 0;
        for (Line line : exchange.lines()) {
            number++;
            List<Map<String, Object>> parts = parts(line).stream()
                    .map(part -> Map.<String, Object>of(
                            "text", part.text(), "marked", part.marked(), "omitted", part.omitted()))
                    .toList();
            connections
                    .computeIfAbsent(line.connection(), c -> new ArrayList<>())
                    .add(Map.of("number", number, "kind", kind(line), "parts", parts));
        }
        List<Map<String, Object>> all = new ArrayList<>();
        connections.forEach((connection, lines) -> all.add(Map.of("number", connection, "lines", lines)));
        return all;
    }

    /** The exchange as text, a line each; what is marked stands in double brackets. */
    static String text(Exchange exchange) {
        StringBuilder text = new StringBuilder();
        for (Line line : exchange.lines()) {
            String sign =
                    switch (line.kind()) {
                        case SENT -> "-->";
                        case RECEIVED -> "<--";
                        case NOTE -> "   ";
                    };
            text.append(line.connection()).append(' ').append(sign).append(' ');
            parts(line).forEach(text::append);
            text.append('\n');
        }
        if (exchange.omitted() > 0) {
            text.append("and ")
                    .append(exchange.omitted())
                    .append(exchange.omitted() == 1 ? " line more\n" : " lines more\n");
        }
        return text.toString();
    }

    static String kind(Line line) {
        return line.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Cuts a line where marks begin and end. */
    static List<Part> parts(Line line) {
        List<Part> parts = new ArrayList<>();
        String text = line.text();
        int at = 0;
        for (Mark mark : line.marks().stream()
                .map(mark -> widened(mark, text))
                .sorted(Comparator.comparingInt(Mark::start))
                .toList()) {
            int start = Math.max(at, mark.start());
            if (start < mark.end()) {
                add(parts, text, at, start, false);
                add(parts, text, start, mark.end(), true);
                at = mark.end();
            }
        }
        add(parts, text, at, text.length(), false);
        return parts;
    }

    /** A mark of at least one character, if there is one, and of whole ones. */
    private static Mark widened(Mark mark, String text) {
        int start = mark.start();
        int end = mark.end();
        if (start == end) {
            end = Math.min(text.length(), end + 1);
            start = Math.max(0, end - 1);
        }
        if (isInsideCharacter(text, start)) {
            start--;
        }
        if (isInsideCharacter(text, end)) {
            end++;
        }
        return new Mark(start, end);
    }

    private static boolean isInsideCharacter(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    private static void add(List<Part> parts, String text, int start, int end, boolean marked) {
        if (start == end) {
            return;
        }
        if (end - start <= LONGEST_CHARS) {
            parts.add(new Part(VisibleText.of(text.substring(start, end)), marked, 0));
            return;
        }
        int from = start + KEPT_CHARS;
        int to = end - KEPT_CHARS;
        from -= isInsideCharacter(text, from) ? 1 : 0;
        to += isInsideCharacter(text, to) ? 1 : 0;
        add(parts, text, start, from, marked);
        parts.add(new Part("", marked, to - from));
        add(parts, text, to, end, marked);
    }
}
