package org.xmpptoolkit.stream.dialback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.DomainPair;

class DialbackSecretTest {
    private static final DomainPair PAIR = new DomainPair(Jid.parse("capulet.example"), Jid.parse("montague.example"));

    /** The first is XEP-0185 section 3's, the others are XEP-0220's (sections 2.1.1 and 2.2.2). */
    @Rule("R-481")
    @ParameterizedTest
    @CsvSource({
        "s3cr3tf0rd14lb4ck,example.org,xmpp.example.com,D60000229F,37c69b1cf07a3f67c04a5ef5902fa5114f2c76fe4a2686482ba5b89323075643",
        "s3cr3tf0rd14lb4ck,capulet.example,montague.example,D60000229F,b4835385f37fe2895af6c196b59097b16862406db80559900d96bf6fa7d23df3",
        "d14lb4ck43v3r,montague.example,capulet.example,417GAF25,225cc5aa6a071133249d25fef42ae516fc7a86c523aa1c6980a7f73e784c972d",
    })
    void keysAreThoseOfTheSpecifications(String secret, String from, String to, String id, String key) {
        DomainPair pair = new DomainPair(Jid.parse(from), Jid.parse(to));
        assertEquals(key, DialbackSecret.of(secret).key(pair, id).text());
        assertTrue(
                DialbackSecret.of(secret).verifies(new VerifyRequest(pair, id, DialbackKey.of("\n  " + key + "\n"))));
    }

    @Test
    void keyIsForOnePairAndOneStreamOnly() {
        DialbackSecret secret = DialbackSecret.of("secret");
        DialbackKey key = secret.key(PAIR, "a");
        assertTrue(secret.verifies(new VerifyRequest(PAIR, "a", key)));
        assertFalse(secret.verifies(new VerifyRequest(PAIR, "b", key)));
        assertFalse(secret.verifies(new VerifyRequest(new DomainPair(PAIR.to(), PAIR.from()), "a", key)));
        assertFalse(DialbackSecret.of("another").verifies(new VerifyRequest(PAIR, "a", key)));
        assertFalse(secret.verifies(
                new VerifyRequest(PAIR, "a", DialbackKey.of(key.text().substring(1)))));
        assertFalse(secret.verifies(new VerifyRequest(PAIR, "a", DialbackKey.of(""))));
    }

    @Test
    void namesAndIdAreKeptApart() {
        DialbackSecret secret = DialbackSecret.of("secret");
        assertNotEquals(
                secret.key(new DomainPair(Jid.parse("rm.example.org"), Jid.parse("example.info")), "a"),
                secret.key(new DomainPair(Jid.parse("form.example.org"), Jid.parse("example.in")), "a"));
    }

    @Rule("R-481")
    @Test
    void randomSecretIsAnotherOneEachTime() {
        assertNotEquals(
                DialbackSecret.random().key(PAIR, "a"), DialbackSecret.random().key(PAIR, "a"));
    }

    @Test
    void emptySecretIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> DialbackSecret.of(""));
    }

    @Test
    void nothingShowsSecretOrKey() {
        DialbackSecret secret = DialbackSecret.of("s3cr3t");
        DialbackKey key = secret.key(PAIR, "a");
        String shown = secret + " " + key + " " + new KeyOffered(new VerifyRequest(PAIR, "a", key));
        assertFalse(shown.contains("s3cr3t") || shown.contains(key.text()), shown);
    }

    @Test
    void returningTellsWhatBecomesOfTheQueue() {
        assertEquals(
                "internal-server-error", DialbackVerdict.invalid().returning().elementName());
        assertThrows(IllegalStateException.class, () -> DialbackVerdict.valid().returning());
    }
}
