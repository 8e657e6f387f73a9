package org.xmpptoolkit.testkit.check;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * The server's side of one exchange of SCRAM without channel binding (RFC 5802 section 5), in which everything that is sent can be
 * changed. What is computed is computed over what was sent and received. Not thread-safe.
 */
public final class ScramServer {
    private static final int DEFAULT_ITERATIONS = 4_096;

    private final ScramMechanism mechanism;
    private final Account account;
    private final byte[] salt;
    private final String nonce;
    private String clientFirst = "";
    private String serverFirst = "";
    private String authMessage = "";

    /**
     * An exchange.
     *
     * @param mechanism its name, without -PLUS
     * @param account who is expected
     * @param salt the salt
     * @param nonce what the server adds to the client's nonce
     */
    public ScramServer(String mechanism, Account account, byte[] salt, String nonce) {
        this.mechanism = Objects.requireNonNull(
                ScramMechanism.byName(mechanism), () -> mechanism + " is none of SCRAM's mechanisms");
        this.account = account;
        this.salt = salt.clone();
        this.nonce = nonce;
    }

    /** Whether there is a mechanism of this name. */
    static boolean has(String mechanism) {
        return ScramMechanism.byName(mechanism) != null;
    }

    /**
     * {@return the server-first-message that answers a client-first-message}
     *
     * @param clientFirstMessage as it came, with its header of GS2
     */
    public String first(String clientFirstMessage) {
        clientFirst = clientFirstMessage;
        String clientNonce = attribute(bare(clientFirstMessage), 'r');
        return "r=" + clientNonce + nonce + ",s=" + base64(salt) + ",i=" + DEFAULT_ITERATIONS;
    }

    /**
     * Has it go on with another server-first-message than its own, or with its own.
     *
     * @param serverFirstMessage what was sent; its iteration count is the one that is computed with
     */
    public void sent(String serverFirstMessage) {
        serverFirst = serverFirstMessage;
    }

    /**
     * {@return whether a client-final-message proves the password}
     *
     * @param clientFinalMessage as it came
     */
    public boolean proves(String clientFinalMessage) {
        int proof = clientFinalMessage.lastIndexOf(",p=");
        if (proof < 0) {
            return false;
        }
        authMessage = bare(clientFirst) + "," + serverFirst + "," + clientFinalMessage.substring(0, proof);
        byte[] salted = salted();
        byte[] stored = ScramFunctions.storedKey(mechanism, ScramFunctions.clientKey(mechanism, salted));
        try {
            byte[] given = Base64.getDecoder().decode(clientFinalMessage.substring(proof + 3));
            return given.length == stored.length
                    && ScramFunctions.verifyClientProof(mechanism, given, stored, authMessage);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** {@return the server-final-message behind {@link #proves}} */
    public String last() {
        byte[] key = ScramFunctions.serverKey(mechanism, salted());
        return "v=" + base64(ScramFunctions.serverSignature(mechanism, key, authMessage));
    }

    private byte[] salted() {
        int iterations = Integer.parseInt(attribute(serverFirst, 'i'));
        return ScramFunctions.saltedPassword(
                mechanism, StringPreparation.SASL_PREPARATION, account.password(), salt, iterations);
    }

    private static String bare(String clientFirstMessage) {
        return clientFirstMessage.substring(clientFirstMessage.indexOf(',', clientFirstMessage.indexOf(',') + 1) + 1);
    }

    /**
     * {@return the value of an attribute of a message, or an empty text}
     *
     * @param message a message of SCRAM, with commas between its attributes
     * @param name the letter in front of the equals sign
     */
    public static String attribute(String message, char name) {
        for (String each : message.split(",")) {
            if (each.startsWith(name + "=")) {
                return each.substring(2);
            }
        }
        return "";
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }
}
