package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class JidEscapingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a b             | a\\20b",
                "a\"b            | a\\22b",
                "a&b             | a\\26b",
                "a'b             | a\\27b",
                "a/b             | a\\2fb",
                "a:b             | a\\3ab",
                "a<b             | a\\3cb",
                "a>b             | a\\3eb",
                "a@b             | a\\40b",
                "a\\40b          | a\\5c40b",
                "c:\\net         | c\\3a\\net",
                "c:\\cool stuff  | c\\3a\\cool\\20stuff",
                "c:\\5commas     | c\\3a\\5c5commas",
                "\\27            | \\5c27",
                "\\5c            | \\5c5c",
                "\\2plus\\2is\\4 | \\2plus\\2is\\4",
                "\\41            | \\41",
                "\\2F            | \\2F",
                "a\\             | a\\",
                "a\\2            | a\\2",
                "\\\\27          | \\\\5c27",
                "d'artagnan      | d\\27artagnan",
                "plain           | plain"
            })
    @Rule({"R-506", "R-508", "R-509"})
    void escapesTheTenCharactersAndABackslashOnlyWhereItMatters(String name, String localpart) {
        assertEquals(localpart, JidEscaping.escape(name));
        assertEquals(name, JidEscaping.unescape(localpart));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a ", " ", "  "})
    @Rule("R-507")
    void refusesASpaceAtEitherEnd(String name) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> JidEscaping.escape(name));

        assertTrue(String.valueOf(thrown.getMessage()).contains("XEP-0106 section 4.1"));
    }

    @Test
    @Rule("R-507")
    void leavesAnEscapedSpaceAtEitherEnd() {
        assertEquals("\\20a b\\20", JidEscaping.unescape("\\20a\\20b\\20"));
    }

    @Test
    @Rule({"R-506", "R-509"})
    void isNeverAppliedUnasked() {
        assertThrows(JidParseException.class, () -> Jid.of("d'artagnan", "example.com", null));
        assertEquals(
                "d\\27artagnan@example.com",
                Jid.parse("d\\27artagnan@example.com").toString());
        assertEquals("a b", Jid.parse("example.com/a b").resourcepart().orElseThrow());
    }
}
