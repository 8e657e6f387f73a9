package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

class SaslTextTest {
    @Test
    @Rule("R-165")
    void readsBase64() {
        assertArrayEquals(new byte[] {0}, SaslText.tryBase64("AA==").orElseThrow());
        assertArrayEquals(new byte[] {0, 0}, SaslText.tryBase64("AAA=").orElseThrow());
        assertArrayEquals(new byte[0], SaslText.tryBase64("").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AA",
                "AA=",
                "AAA",
                "A",
                "AB==",
                "AAB=",
                "=AAA",
                "BBBB=CCC",
                "AAAA====",
                "AAAA=",
                "AA== ",
                " AA==",
                "AA\n==",
                "AA-_",
                "AAAÄ",
                "AAA\u0141",
                "====",
                "A==="
            })
    @Rule({"R-165", "R-199", "R-200"})
    void refusesWhatIsNotStrictBase64(String text) {
        assertEquals(Optional.empty(), SaslText.tryBase64(text));
    }

    @Test
    void noncesArePrintableAndDiffer() {
        Supplier<String> nonces = SaslText.randomNonces();
        String nonce = nonces.get();
        assertTrue(nonce.matches("[\\x21-\\x2B\\x2D-\\x7E]{24}"), nonce);
        assertNotEquals(nonce, nonces.get());
    }
}
