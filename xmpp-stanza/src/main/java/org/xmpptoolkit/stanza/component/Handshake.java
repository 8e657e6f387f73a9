package org.xmpptoolkit.stanza.component;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Proves that a component knows the secret that it shares with its server: the first thing it sends in its stream. The server
 * answers with an empty one, or with a stream error.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0114.html">XEP-0114 section 3</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "handshake")
public final class Handshake extends Payload {
    /**
     * SHA-1 over the id of the stream and the secret, in 40 hexadecimal digits, of lower case; empty in the answer of the
     * server.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0114.html">XEP-0114 section 3</a>
     */
    @XmlValue
    private String hash = "";

    private Handshake() {}

    /**
     * The proof. The secret itself is not kept.
     *
     * @param streamId the id in the header of the server
     * @param secret the secret; it is the caller's to wipe
     * @return the handshake, which holds a hash of both
     */
    public static Handshake of(String streamId, char[] secret) {
        Handshake handshake = new Handshake();
        handshake.hash = hash(streamId, secret);
        return handshake;
    }

    /** {@return the answer of a server that takes the component in} */
    public static Handshake accepted() {
        return new Handshake();
    }

    /** {@return the hash: SHA-1 in hexadecimal digits, in lower case if it was made here; empty in the answer of a server} */
    public String hash() {
        return hash;
    }

    /**
     * Tells whether the component knows the secret, in a time that does not depend on how much of the hash is right.
     *
     * @param streamId the id in the header of the server
     * @param secret the secret; it is the caller's to wipe
     * @return whether the hash is that of both
     */
    public boolean proves(String streamId, char[] secret) {
        return MessageDigest.isEqual(
                hash(streamId, secret).getBytes(StandardCharsets.US_ASCII),
                hash.trim().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String streamId, char[] secret) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        digest.update(streamId.getBytes(StandardCharsets.UTF_8));
        ByteBuffer octets = StandardCharsets.UTF_8.encode(CharBuffer.wrap(secret));
        digest.update(octets.duplicate());
        Arrays.fill(octets.array(), (byte) 0);
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    protected List<?> parts() {
        return List.of(hash);
    }

    @Override
    protected void check(Check check) {
        if (!hash.isEmpty() && !hash.trim().matches("[0-9A-Fa-f]{40}")) {
            check.report(
                    "text()", BindingProblem.Kind.BAD_VALUE, ""); // problems are logged, and this may be most of a hash
        }
    }

    /** The name only: whoever has the hash may try secrets against it. */
    @Override
    public String toString() {
        return "Handshake[***]";
    }
}
