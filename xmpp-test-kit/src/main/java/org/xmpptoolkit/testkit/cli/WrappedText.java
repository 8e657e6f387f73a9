package org.xmpptoolkit.testkit.cli;

/** Text for people, wrapped on a terminal: parts with an empty line between them. Not thread-safe. */
final class WrappedText {
    /** How far what belongs to a line is set in. */
    static final String STEP = "  ";

    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();

    WrappedText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** All that was added, each line ended by LF. */
    String lines() {
        return out.toString();
    }

    /** Begins a part. */
    void gap() {
        if (out.length() > 0) {
            out.append('\n');
        }
    }

    /** Adds a text, on a terminal in lines that fit, those behind the first set in by two more. */
    void add(String indent, String text) {
        String rest = terminal.line(text);
        String before = indent;
        while (true) {
            int room = Math.max(20, terminal.columns() - before.length());
            int cut = rest.length() <= room ? -1 : rest.lastIndexOf(' ', room);
            if (cut <= 0) {
                out.append(before).append(rest).append('\n');
                return;
            }
            out.append(before).append(rest, 0, cut).append('\n');
            rest = rest.substring(cut + 1).stripLeading();
            before = indent + STEP;
        }
    }

    /** Adds a part that is in lines already, each with its own indent. */
    void part(String lines) {
        gap();
        lines.lines().forEach(line -> {
            String text = line.stripLeading();
            add(line.substring(0, line.length() - text.length()), text);
        });
    }
}
