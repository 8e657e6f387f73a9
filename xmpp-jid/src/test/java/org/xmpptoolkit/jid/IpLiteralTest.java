package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,                         192.0.2.1",
        "192.0.2.1.,                        192.0.2.1",
        "[::1],                             [::1]",
        "[::1].,                            [::1]",
        "[2001:DB8:0:0:1:0:0:1],            [2001:db8::1:0:0:1]",
        "[2001:0db8::0001],                 [2001:db8::1]",
        "[::FFFF:192.0.2.1],                [::ffff:192.0.2.1]",
        "[::ffff:c000:201],                 [::ffff:192.0.2.1]",
        "[0:0:0:0:0:0:0:0],                 [::]",
        "[fe80::1%25eth0],                  [fe80::1%25eth0]",
        "[FE80::1%25Eth0%2F1],              [fe80::1%25Eth0%2F1]",
        "[::1%25a%2f],                      [::1%25a%2f]",
        "[fe80::1%no-such-interface],       [fe80::1%no-such-interface]",
        "a@[::1]/b,                         a@[::1]/b"
    })
    @Rule({"R-343", "R-345", "R-360", "R-363"})
    void keepsAddressesInTheirCanonicalForm(String text, String prepared) {
        for (JidProfile profile : JidProfile.values()) {
            Refusals.assertPrepared(prepared, text, profile);
            Refusals.assertPrepared(prepared, prepared, profile);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "2001:db8::1",
                "::1]",
                "fe80::1%eth0",
                "fe80::1%25eth0]",
                "[]",
                "[",
                "[::1",
                "[::1]x",
                "[::1]:5222",
                "[1.2.3.4]",
                "[example.com]",
                "[:::]",
                "[1:2:3:4:5:6:7:8:9]",
                "[12345::]",
                "[\uFF11::]",
                "[::300.1.1.1]",
                "[v1.fe80::a]",
                "[V7.x]",
                "[fe80::1%]",
                "[fe80::1%25]",
                "[fe80::1%25a/b]",
                "[fe80::1%25%4]",
                "[fe80::1%25\u00E9]"
            })
    @Rule({"R-343", "R-345", "R-360", "R-363"})
    void refusesWhatIsNoAddress(String text) {
        for (JidProfile profile : JidProfile.values()) {
            Refusals.assertRefused(JidPart.DOMAINPART, JidError.BAD_IP_LITERAL, text, profile);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::1,                0",
        "[,                  1",
        "[::1,               4",
        "[::1%,              5",
        "[::1]x,             5",
        "[::1%25a]b],        9",
        "[],                 1",
        "[%25a],             1",
        "[:::%25a],          1",
        "[v1.a],             1",
        "[::1%],             4",
        "[::1%25],           4",
        "[::1%a%4],          4",
        "[::1%25a%4],        4",
        "[::1%25a%G1],       4",
        "[::1%25a%1G],       4",
        "[fe80::1%a!],       8"
    })
    void pointsAtWhatIsWrong(String text, int index) {
        for (JidProfile profile : JidProfile.values()) {
            JidResult.Refused refused = Refusals.refused("a@" + text + "/b", profile);
            assertEquals(JidError.BAD_IP_LITERAL, refused.reason());
            assertEquals(2 + index, refused.index(), refused.message());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"300.1.1.1", "1.2.3", "01.02.03.04", "1.2.3.4.5"})
    @Rule({"R-345", "R-363"})
    void judgesWhatOnlyLooksLikeAnIpv4AddressAsAHostName(String text) {
        for (JidProfile profile : JidProfile.values()) {
            Refusals.assertPrepared(text, text, profile);
        }
    }
}
