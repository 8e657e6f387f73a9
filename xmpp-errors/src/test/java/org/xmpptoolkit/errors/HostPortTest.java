package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class HostPortTest {
    @ParameterizedTest
    @Rule({"R-116", "R-117"})
    @CsvSource({
        "example.com,                  example.com,          0,     example.com",
        "example.com:5222,             example.com,          5222,  example.com:5222",
        "' example.com:1 ',            example.com,          1,     example.com:1",
        "EXAMPLE.com:65535,            example.com,          65535, example.com:65535",
        "example.com.:05222,           example.com,          5222,  example.com:5222",
        "localhost,                    localhost,            0,     localhost",
        "192.0.2.1:5222,               192.0.2.1,            5222,  192.0.2.1:5222",
        "b\u00fccher.example:5222,     b\u00fccher.example,  5222,  b\u00fccher.example:5222",
        "xn--bcher-kva.example,        xn--bcher-kva.example,0,     xn--bcher-kva.example",
        "[2001:db8::1],                2001:db8::1,          0,     [2001:db8::1]",
        "[2001:41D0:1:A49b::1]:9222,   2001:41d0:1:a49b::1,  9222,  [2001:41d0:1:a49b::1]:9222",
        "[2001:0db8:0:0:0:0:0:1],      2001:db8::1,          0,     [2001:db8::1]",
        "[::ffff:192.0.2.1]:5222,      ::ffff:192.0.2.1,     5222,  [::ffff:192.0.2.1]:5222"
    })
    void readsAHostWithOrWithoutPort(String text, String host, int port, String written) {
        HostPort parsed = HostPort.parse(text);
        assertEquals(host, parsed.host());
        assertEquals(port == 0 ? OptionalInt.empty() : OptionalInt.of(port), parsed.port());
        assertEquals(written, parsed.toString());
        assertEquals(parsed, HostPort.parse(written));
        assertEquals(Optional.of(parsed), HostPort.tryParse(text));
        assertEquals(parsed, new HostPort(host, parsed.port()));
    }

    @ParameterizedTest
    @Rule({"R-116", "R-117"})
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":5222",
                "example.com:",
                "example.com:0",
                "example.com:-1",
                "example.com:+80",
                "example.com:65536",
                "example.com:99999999999999999999",
                "example.com:xmpp",
                "example.com:5222:5223",
                "example.com:\u0665",
                "2001:db8::1",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[]:5222",
                "[::1]5222",
                "[::1]:",
                "[example.com]:5222",
                "[192.0.2.1]",
                "[1:2:3]",
                "a b",
                "a..b",
                ".",
                "-a.example",
                "a_b.example",
                "romeo@example.com",
                "example.com/path",
                "xmpp://example.com",
                "<a/>",
                "a\u0000b"
            })
    void refusesAnythingElse(String text) {
        assertEquals(Optional.empty(), HostPort.tryParse(text));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).contains("'" + text + "'"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> StreamError.builder(StreamErrorCondition.SEE_OTHER_HOST)
                .conditionText(text));
    }

    @Test
    void refusesPartsThatAreNoHostOrNoPort() {
        OptionalInt none = OptionalInt.empty();
        assertThrows(IllegalArgumentException.class, () -> new HostPort("", none));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("[::1]", none));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("example.com:5222", none));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("romeo@example.com", none));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("example.com", OptionalInt.of(0)));
        assertThrows(IllegalArgumentException.class, () -> new HostPort("example.com", OptionalInt.of(65_536)));
    }

    @Test
    @Rule({"R-116", "R-117"})
    void writesWhereToGoAsTheRuleHasIt() {
        StreamError error = StreamError.seeOtherHost(new HostPort("2001:DB8:0::1", OptionalInt.of(5222)));
        assertEquals(Optional.of("[2001:db8::1]:5222"), error.conditionText());
    }
}
