package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({"true, xterm, true", "true, dumb, false", "false, xterm, false"})
    void isInteractiveWhereALineCanBeWrittenOver(boolean console, String term, boolean interactive) {
        Terminal terminal = Terminal.of(console, Map.of("TERM", term), "UTF-8");
        assertEquals(interactive, terminal.interactive());
        assertEquals(interactive, terminal.columns() < 10_000);
        assertTrue(terminal.columns() >= 40, () -> terminal.columns() + " columns");
    }

    @Test
    void writesAsciiUnlessTheLocaleIsOfUtf8() {
        assertEquals("\u00FC\\x1B", Terminal.of(false, Map.of(), "utf-8").line("\u00FC\u001B"));
        assertEquals(
                "\\xFC\\x1B", Terminal.of(false, Map.of(), "ANSI_X3.4-1968").line("\u00FC\u001B"));
    }

    @Test
    void cutsWholeCharacters() {
        assertEquals("abcdef", Terminal.cut("abcdef", 6));
        assertEquals("abc...", Terminal.cut("abcdefg", 6));
        assertEquals("\uD83D\uDE00\uD83D\uDE00...", Terminal.cut("\uD83D\uDE00".repeat(6), 5));
        assertEquals("a...", new Terminal(true, 40, true).rest("abcdefg", 39));
    }

    @Test
    void doesNotWatchATest() {
        assertFalse(Terminal.detect().interactive());
    }
}
