package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.rules.Rule;

/** The tables of RFC 7622 section 3.5. */
@Rule({"R-375", "R-378"})
class Rfc7622ExamplesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | juliet@example.com             | juliet@example.com",
                "2  | juliet@example.com/foo         | juliet@example.com/foo",
                "3  | juliet@example.com/foo bar     | juliet@example.com/foo bar",
                "4  | juliet@example.com/foo@bar     | juliet@example.com/foo@bar",
                "5  | foo\\20bar@example.com         | foo\\20bar@example.com",
                "6  | fussball@example.com           | fussball@example.com",
                "7  | fu\u00DFball@example.com       | fu\u00DFball@example.com",
                "8  | \u03C0@example.com             | \u03C0@example.com",
                "9  | \u03A3@example.com/foo         | \u03C3@example.com/foo",
                "10 | \u03C3@example.com/foo         | \u03C3@example.com/foo",
                "11 | \u03C2@example.com/foo         | \u03C2@example.com/foo",
                "12 | king@example.com/\u265A        | king@example.com/\u265A",
                "13 | example.com                    | example.com",
                "14 | example.com/foobar             | example.com/foobar",
                "15 | a.example.com/b@example.net    | a.example.com/b@example.net"
            })
    void acceptsExamples1To15(int number, String text, String prepared) {
        assertEquals(prepared, Jid.parse(text, JidProfile.PRECIS).toString(), "example " + number);
        // stringprep folds the sharp s and the final sigma
        String folded = prepared.replace("\u00DF", "ss").replace('\u03C2', '\u03C3');
        assertEquals(folded, Jid.parse(text).toString(), "example " + number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "16 | \"juliet\"@example.com       | LOCALPART    | PROHIBITED_CODE_POINT",
                "17 | foo bar@example.com          | LOCALPART    | PROHIBITED_CODE_POINT",
                "18 | juliet@example.com/ foo      | RESOURCEPART | PROHIBITED_CODE_POINT",
                "19 | @example.com/                | LOCALPART    | EMPTY",
                "20 | henry\u2163@example.com      | LOCALPART    | PROHIBITED_CODE_POINT",
                "21 | \u265A@example.com           | LOCALPART    | PROHIBITED_CODE_POINT",
                "22 | juliet@                      | DOMAINPART   | EMPTY",
                "23 | /foobar                      | DOMAINPART   | EMPTY"
            })
    void refusesExamples16To23(int number, String text, JidPart part, JidError reason) {
        Refusals.assertRefused(part, reason, text, JidProfile.PRECIS);
        boolean stringprepAllows = number == 18 || number == 20 || number == 21;
        assertEquals(stringprepAllows, Jid.tryParse(text) instanceof JidResult.Parsed, "example " + number);
    }

    @Test
    void refusesASpaceInFrontThatIsMapped() {
        Refusals.assertRefused(
                JidPart.RESOURCEPART, JidError.PROHIBITED_CODE_POINT, "example.com/\u00A0foo", JidProfile.PRECIS);
    }
}
