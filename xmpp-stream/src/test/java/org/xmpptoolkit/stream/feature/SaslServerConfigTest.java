package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** What a server's configuration and stored credentials may be. */
class SaslServerConfigTest {
    private static final byte[] SALT = new byte[16];

    private static SaslServerConfig.Builder config() {
        return SaslServerConfig.builder();
    }

    @Test
    @Rule("R-183")
    void allowsTwoToFiveRetriesUnlessTold() {
        int retries = config().build().retries();
        assertTrue(retries >= 2 && retries <= 5, retries + " retries");
    }

    @Test
    void checksItsConfiguration() {
        assertThrows(IllegalArgumentException.class, () -> config().retries(-1).build());
        assertThrows(IllegalArgumentException.class, () -> config().mechanisms(List.of())
                .build());
        assertThrows(IllegalArgumentException.class, () -> config().unknownAccounts(0, 16)
                .build());
        assertThrows(IllegalArgumentException.class, () -> config().unknownAccounts(4096, 21)
                .build());
        assertThrows(IllegalArgumentException.class, () -> config().unknownAccountSecret(new byte[3])
                .build());
    }

    @Test
    @Rule("R-408")
    void derivesWithEnoughIterationsOnly() {
        char[] password = "secret".toCharArray();
        assertThrows(IllegalArgumentException.class, () -> SaltedCredentials.of(ScramHash.SHA_1, password, SALT, 4095));
        assertThrows(
                IllegalArgumentException.class,
                () -> SaltedCredentials.of(ScramHash.SHA_1, password, new byte[0], 4096));
        assertThrows(
                IllegalArgumentException.class,
                () -> SaltedCredentials.ofKeys(ScramHash.SHA_1, SALT, 1, new byte[32], new byte[20]));
        assertThrows(
                IllegalArgumentException.class,
                () -> SaltedCredentials.ofKeys(ScramHash.SHA_1, SALT, 0, new byte[20], new byte[20]));
    }

    @Test
    void storedPartsGiveTheSameCredentials() {
        SaltedCredentials made = SaltedCredentials.of(ScramHash.SHA_256, "secret".toCharArray());
        SaltedCredentials read = SaltedCredentials.ofKeys(
                made.hash(), made.salt(), made.iterations(), made.storedKey(), made.serverKey());
        assertEquals(made, read);
        assertEquals(made.hashCode(), read.hashCode());
        assertNotEquals(made, SaltedCredentials.of(ScramHash.SHA_256, "secret".toCharArray()));
    }
}
