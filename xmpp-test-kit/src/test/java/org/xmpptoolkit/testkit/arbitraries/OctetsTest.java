package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OctetsTest {
    @Test
    void showsWhatIsNoUtf8AndControlCharactersAsNumbers() {
        Octets octets = Octets.ofUtf8("\u00E9\u0001\n")
                .then(Octets.of(new byte[] {(byte) 0xC0, (byte) 0x80}))
                .then(Octets.ofUtf8("\u20AC"))
                .then(Octets.of(new byte[] {(byte) 0xE2, (byte) 0x82}));
        assertEquals("\u00E9\\x01\n\\xC0\\x80\u20AC\\xE2\\x82", octets.toString());
        assertEquals(11, octets.size());
    }

    @Test
    void keepsACopy() {
        byte[] given = {1};
        Octets octets = Octets.of(given);
        given[0] = 2;
        octets.toByteArray()[0] = 3;
        assertEquals(Octets.of(new byte[] {1}), octets);
    }
}
