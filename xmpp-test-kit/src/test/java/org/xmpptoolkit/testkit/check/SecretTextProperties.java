package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Passwords and proofs are kept out of what is taken down, however they come. */
class SecretTextProperties {
    private static final String SAID =
            "<?xml version='1.0'?><stream:stream to='a>b'><auth xmlns='urn:x' a='>'>AGEAYg==</auth>"
                    + "<s:response xmlns:s='urn:x'><![CDATA[Yz1i]]>aWdz</s:response><auth/><message><body>auth</body></message>"
                    + "<authenticate xmlns='urn:xmpp:sasl:2'><initial-response>AGEAYg==</initial-response></authenticate>";
    private static final String SHOWN =
            "<?xml version='1.0'?><stream:stream to='a>b'><auth xmlns='urn:x' a='>'>...</auth>"
                    + "<s:response xmlns:s='urn:x'>...</s:response><auth/><message><body>auth</body></message>"
                    + "<authenticate xmlns='urn:xmpp:sasl:2'><initial-response>...</initial-response></authenticate>";

    private static String hidden(int piece) {
        byte[] said = SAID.getBytes(StandardCharsets.UTF_8);
        SecretText secrets = new SecretText();
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < said.length; at += piece) {
            byte[] part = Arrays.copyOfRange(said, at, Math.min(said.length, at + piece));
            shown.append(new String(secrets.hide(part), StandardCharsets.UTF_8));
        }
        return shown.toString();
    }

    @Property
    void howeverTheyAreCut(@ForAll @IntRange(min = 1, max = 400) int piece) {
        assertEquals(SHOWN, hidden(piece));
    }

    @Example
    void andWhatIsNotAsciiStays() {
        byte[] octets = {(byte) 0xE2, (byte) 0x82, (byte) 0xAC, (byte) 0xFF};
        assertEquals(Arrays.toString(octets), Arrays.toString(new SecretText().hide(octets)));
    }
}
