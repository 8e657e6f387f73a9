package org.xmpptoolkit.testkit.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.report.VisibleText;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where output goes, and what may be written there.
 *
 * @param interactive whether somebody watches, so that a line may be written over
 * @param columns how many characters a line may have
 * @param unicode whether it shows more than ASCII
 */
record Terminal(boolean interactive, int columns, boolean unicode) {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    /** No limit: files and pipes have lines as long as need be. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private static final String CUT = "...";

    /** That of this process. */
    static Terminal detect() {
        return of(isTerminal(System.console()), System.getenv(), System.getProperty("native.encoding", ""));
    }

    /** The same from what is known of it, but for the width of a terminal, which is asked of the system. */
    static Terminal of(boolean console, Map<String, String> environment, String encoding) {
        boolean interactive = console && !"dumb".equals(environment.get("TERM"));
        return new Terminal(interactive, interactive ? askedColumns() : UNLIMITED, encoding.equalsIgnoreCase("UTF-8"));
    }

    private static int askedColumns() {
        int columns = CommandSpec.create()
                .usageMessage()
                .width(USUAL_COLUMNS)
                .autoWidth(true)
                .width();
        return Math.max(LEAST_COLUMNS, columns);
    }

    /** From JDK 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return true;
        }
    }

    /** A text in one line, with what cannot be shown made visible. */
    String line(String text) {
        return unicode ? VisibleText.inLine(text) : VisibleText.inAscii(text);
    }

    /** The same, cut to what is left of a line behind some columns. */
    String rest(String text, int before) {
        return cut(line(text), Math.max(CUT.length() + 1, columns - before));
    }

    /** A text of at most some characters: a longer one ends with three dots. */
    static String cut(String text, int most) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, most - CUT.length())) + CUT;
    }
}
