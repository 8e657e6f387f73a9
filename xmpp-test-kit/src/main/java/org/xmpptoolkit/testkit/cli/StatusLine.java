package org.xmpptoolkit.testkit.cli;

/** The line of a terminal that is written over again and again: on standard error, where somebody watches. */
final class StatusLine {
    private final Streams streams;
    private final Terminal terminal;
    private int drawn;

    StatusLine(Streams streams, Terminal terminal) {
        this.streams = streams;
        this.terminal = terminal;
    }

    /** Shows a text of ASCII, so that it is as wide as it is long, in place of the one before. */
    void show(String text) {
        // A line that fills the last column would move the cursor on.
        String shown = Terminal.cut(text, terminal.columns() - 1);
        write("\r" + shown + " ".repeat(Math.max(0, drawn - shown.length())));
        drawn = shown.length();
    }

    /** Nothing of it stays. */
    void wipe() {
        if (drawn > 0) {
            write("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }

    private void write(String text) {
        streams.err().print(text);
        streams.err().flush();
    }
}
