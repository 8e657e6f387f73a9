package org.xmpptoolkit.testkit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    @Test
    void leavesWhatCanBeSeen() {
        String text = "<a b='\u00FC'>\\xFF \uD83D\uDE00\t\n</a>";
        assertSame(text, VisibleText.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "00, \\x00",
        "1B, \\x1B",
        "0D, \\x0D",
        "7F, \\x7F",
        "85, \\x85",
        "A0, \\xA0",
        "AD, \\xAD",
        "200B, \\u{200B}",
        "202E, \\u{202E}",
        "2028, \\u{2028}",
        "2029, \\u{2029}",
        "FEFF, \\u{FEFF}",
        "FFFE, \\u{FFFE}",
        "FDD0, \\u{FDD0}",
        "1FFFF, \\u{1FFFF}",
        "E0041, \\u{E0041}",
        "D83D, \\u{D83D}"
    })
    void showsWhatCannot(String hex, String shown) {
        String hidden = Character.toString(Integer.parseInt(hex, 16));
        assertEquals("a" + shown + "b", VisibleText.of("a" + hidden + "b"));
        assertEquals("a" + shown + "b", VisibleText.inLine("a" + hidden + "b"));
    }

    @Test
    void makesOneLine() {
        assertEquals("a\\x0Ab\\x09c \u00FC", VisibleText.inLine("a\nb\tc \u00FC"));
        assertEquals("a\\x0A\\xFC\\u{1F600}", VisibleText.inAscii("a\n\u00FC\uD83D\uDE00"));
    }
}
