package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences that people read: each names what was given, and where that is. */
class RefusalMessagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            precis     | xn--ls8h.la       | domainpart has an A-label at index 0 of the address that stands for U+1F4A9, which is not in a U-label (RFC 5892 section 3)
            precis     | a@b.xn--a-0hc     | domainpart has an A-label at index 4 of the address that stands for U+05D0, which goes against the direction of what it stands in (RFC 5893 section 2, condition 5), in a domainpart that has a right-to-left label
            precis     | a.xn----eha       | domainpart has a label that begins with a hyphen (RFC 1123 section 2.1), where the A-label at index 2 of the address stands for it
            precis     | \u05D0.1a         | domainpart has U+0031 at index 2 of the address, which is neither left-to-right nor right-to-left and comes first (RFC 5893 section 2, condition 1), in a domainpart that has a right-to-left label
            precis     | xn-- -9fa.x       | domainpart has U+0020 at index 4 of the address, where ASCII must be letters, digits and hyphens (RFC 3490 section 4.1, RFC 5891 section 4.2.3)
            stringprep | a\uFF20b          | domainpart has U+0040 (from U+FF20) at index 1 of the address, where ASCII must be letters, digits and hyphens (RFC 3490 section 4.1, RFC 5891 section 4.2.3)
            precis     | a\uFF20@b         | localpart has U+0040 (from U+FF20) at index 1 of the address, which no localpart may have (RFC 7622 section 3.3.1)
            precis     | A\u05D0@b         | localpart has U+05D0 at index 1 of the address, which goes against the direction of what it stands in (RFC 5893 section 2, condition 5)
            stringprep | x@a.-b            | domainpart has a label that begins with a hyphen (RFC 1123 section 2.1), at index 4 of the address
            stringprep | x@a..b            | domainpart has an empty label (RFC 1035 section 2.3.1), at index 4 of the address
            stringprep | a@                | domainpart is empty (RFC 7622 section 3.2), at index 2 of the address
            stringprep | [::1]:5222        | domainpart has something behind its closing bracket (RFC 7622 section 3.1, RFC 3986 section 3.2.2), at index 5 of the address
            precis     | a@[::1]x/y        | domainpart has something behind its closing bracket (RFC 7622 section 3.1, RFC 3986 section 3.2.2), at index 7 of the address
            stringprep | [::1              | domainpart has no closing bracket (RFC 7622 section 3.1, RFC 3986 section 3.2.2), at index 4 of the address
            stringprep | a@[b]             | domainpart has no IPv6 address in its brackets (RFC 7622 section 3.1, RFC 3986 section 3.2.2), at index 3 of the address
            stringprep | [::1%]            | domainpart has a malformed zone identifier (RFC 7622 section 3.1, RFC 6874 section 2), at index 4 of the address
            """)
    void tellOfWhatWasGiven(String profile, String text, String message) {
        assertEquals(
                message,
                Refusals.refused(text, JidProfile.valueOf(profile.toUpperCase(Locale.ROOT)))
                        .message());
    }

    @Test
    void tellWhereALongLabelBegins() {
        assertEquals(
                "domainpart has a label of more than 63 octets in its ASCII form (RFC 1035 section 2.3.4), at index 4 of the"
                        + " address",
                Refusals.refused("x@a." + "b".repeat(64), JidProfile.STRINGPREP).message());
    }

    @Test
    void countInThePartThatIsGivenByItself() {
        assertBegins("domainpart has U+0040 (from U+FF20) at its index 1, where ASCII must be", "a\uFF20");
        assertBegins("domainpart has an A-label at its index 2 that stands for U+1F4A9, which", "b.xn--ls8h");
        assertBegins("domainpart has an empty label (RFC 1035 section 2.3.1), at its index 2", "b..c");
    }

    private static void assertBegins(String expected, String domainpart) {
        String message = String.valueOf(
                assertThrows(JidParseException.class, () -> Jid.of("a", domainpart, null, JidProfile.PRECIS))
                        .getMessage());
        assertTrue(message.startsWith(expected), message);
    }
}
