package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.JidExplanation;
import org.xmpptoolkit.jid.JidProfile;

class JidExplainCommandTest {
    @Test
    void printsTheExplanationOfAnAddress() {
        String expected =
                JidExplanation.of("J\u00FCliet@x/y", JidProfile.STRINGPREP).toString();
        assertEquals(new Run(0, expected, ""), Run.of("", "jid", "explain", "J\u00FCliet@x/y"));
    }

    @Test
    void failsForWhatIsNoAddress() {
        Run run = Run.of("", "jid", "explain", "user name@example.com");
        assertEquals(1, run.code());
        assertEquals("", run.err());
        assertTrue(run.out().contains("\"user\\20name@example.com\" is valid"), run.out());
    }

    /** The message is the one that {@code xmpp jid} prints. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a@", "a_b", "a@b/\uD83D\uDE00", "a\uFF20b", "[::1", "a@b/\r"})
    void saysWhatTheOtherCommandSays(String address) {
        String[] cells = Run.of(address + "\n", "jid").out().strip().split("\t");
        String out = Run.of("", "jid", "explain", address).out();
        String verdict = out.substring(out.lastIndexOf("\ninvalid"));
        assertTrue(verdict.contains(" " + cells[3] + "\n"), verdict);
        assertTrue(verdict.contains(" " + cells[1] + "\n"), verdict);
        assertTrue(verdict.contains(" " + cells[2] + "\n"), verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "jid explain X,                                              1",
        "jid explain X --profile precis,                             0",
        "jid explain --profile stringprep-query X,                   0",
        "jid --profile precis explain X,                             0",
        "jid --profile precis explain --profile STRINGPREP X,        1"
    })
    void preparesByTheProfileThatIsAskedFor(String line, int code) {
        String[] args = line.split(" ");
        for (int i = 0; i < args.length; i++) {
            args[i] = args[i].equals("X") ? "b/\uD83D\uDE00" : args[i];
        }
        assertEquals(code, Run.of("", args).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jid explain --escaped X", "jid --escaped explain X"})
    void readsAndWritesAscii(String line) {
        Run run = Run.of(
                "", line.replace("X", "b/\\u{1F600}\\u0020\\uD800\\u00fc").split(" "));
        assertTrue(run.out().chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F)), run.out());
        assertTrue(run.out().contains("\"\\u{1F600} \\u{D800}\\u{FC}\""), run.out());
        assertEquals(1, run.code());
    }

    @ParameterizedTest
    @CsvSource({"a b, octet 1 is 20", "\u00FC, octet 0 is C3", "a\\x, octet 1 begins neither"})
    void refusesWhatIsNoEscapedText(String address, String fault) {
        Run run = Run.of("", "jid", "explain", "--escaped", address);
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("xmpp jid explain: ADDRESS cannot be read: " + fault), run.err());
    }

    @Test
    void asksForAnAddress() {
        Run run = Run.of("", "jid", "explain");
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("xmpp jid explain: Missing required parameter: 'ADDRESS'\n"), run.err());
        assertEquals(2, Run.of("", "jid", "explain", "a", "b").code());
    }

    @Test
    void doesNotExplainWhatTheLocaleCouldNotRead() throws Cells.BadCell {
        Cells.BadCell refused =
                assertThrows(Cells.BadCell.class, () -> JidExplainCommand.readable("a\uFFFD", "ANSI_X3.4-1968"));
        assertTrue(refused.message().contains("--escaped"), refused.message());
        assertEquals("a\uFFFD", JidExplainCommand.readable("a\uFFFD", "UTF-8"));
        assertEquals("a", JidExplainCommand.readable("a", "ANSI_X3.4-1968"));
    }
}
