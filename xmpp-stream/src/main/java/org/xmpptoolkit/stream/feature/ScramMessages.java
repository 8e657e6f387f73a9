package org.xmpptoolkit.stream.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xmpptoolkit.errors.SaslFailureCondition;

/** The syntax of SCRAM's messages (RFC 5802 section 7). What is computed over a text is kept as it was received. */
final class ScramMessages {
    private static final Pattern FLAG = Pattern.compile("[ny]|p=[A-Za-z0-9.-]+");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z]=[^,\0]+");
    private static final Pattern NONCE = Pattern.compile("[\\x21-\\x2B\\x2D-\\x7E]+");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]*");

    private ScramMessages() {}

    /**
     * client-first-message.
     *
     * @param gs2Header the header with its final comma
     * @param flag {@code n}, {@code y} or {@code p=} and a type
     * @param authzid the authorization identity, if there is one
     * @param username the name
     * @param nonce the client's nonce
     * @param bare the message behind the header
     */
    record ClientFirst(
            String gs2Header, String flag, Optional<String> authzid, String username, String nonce, String bare) {}

    /**
     * server-first-message.
     *
     * @param nonce both nonces
     * @param salt the salt in base64
     * @param iterations the iteration count, in digits
     */
    record ServerFirst(String nonce, String salt, String iterations) {}

    /**
     * client-final-message.
     *
     * @param channelBinding what is bound, in base64
     * @param nonce both nonces
     * @param proof the proof in base64
     * @param withoutProof the message up to the comma before the proof
     */
    record ClientFinal(String channelBinding, String nonce, String proof, String withoutProof) {}

    static Optional<ClientFirst> clientFirst(String text) {
        int first = text.indexOf(',');
        int second = text.indexOf(',', first + 1);
        if (first < 0 || second < 0) {
            return Optional.empty();
        }
        String flag = text.substring(0, first);
        String identity = text.substring(first + 1, second);
        Optional<String> authzid = identity.startsWith("a=") ? saslname(identity.substring(2)) : Optional.empty();
        if (!FLAG.matcher(flag).matches() || (authzid.isEmpty() && !identity.isEmpty())) {
            return Optional.empty();
        }
        String bare = text.substring(second + 1);
        List<String> attributes = attributes(bare);
        Optional<String> username = value(attributes, 0, 'n').flatMap(ScramMessages::saslname);
        Optional<String> nonce =
                value(attributes, 1, 'r').filter(v -> NONCE.matcher(v).matches());
        if (username.isEmpty() || nonce.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ClientFirst(text.substring(0, second + 1), flag, authzid, username.get(), nonce.get(), bare));
    }

    static Optional<ServerFirst> serverFirst(String text) {
        List<String> attributes = attributes(text);
        Optional<String> nonce =
                value(attributes, 0, 'r').filter(v -> NONCE.matcher(v).matches());
        Optional<String> salt = value(attributes, 1, 's').filter(ScramMessages::isBase64);
        Optional<String> count =
                value(attributes, 2, 'i').filter(v -> COUNT.matcher(v).matches());
        return nonce.isEmpty() || salt.isEmpty() || count.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerFirst(nonce.get(), salt.get(), count.get()));
    }

    static Optional<ClientFinal> clientFinal(String text) {
        List<String> attributes = attributes(text);
        int last = attributes.size() - 1;
        Optional<String> binding = value(attributes, 0, 'c').filter(ScramMessages::isBase64);
        Optional<String> nonce =
                value(attributes, 1, 'r').filter(v -> NONCE.matcher(v).matches());
        Optional<String> proof = value(attributes, last, 'p').filter(ScramMessages::isBase64);
        return last < 2 || binding.isEmpty() || nonce.isEmpty() || proof.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientFinal(
                        binding.get(), nonce.get(), proof.get(), text.substring(0, text.lastIndexOf(','))));
    }

    /** The verifier of server-final-message; nothing if it tells of an error or is malformed. */
    static Optional<byte[]> serverSignature(String text) {
        return value(attributes(text), 0, 'v').flatMap(SaslText::tryBase64);
    }

    /**
     * Why a message that could not be read is refused.
     *
     * @param text the message; of client-first-message what is behind the header
     * @return for a mandatory extension what RFC 5802 section 5.1 asks for
     */
    static SaslTurn refusal(String text) {
        return text.startsWith("m=") || text.contains(",m=")
                ? new SaslTurn.Fail(SaslFailureCondition.NOT_AUTHORIZED, "extensions-not-supported")
                : new SaslTurn.Fail(SaslFailureCondition.MALFORMED_REQUEST);
    }

    /** What a client binds: the header, and behind it the octets of the channel (RFC 5802 section 7, {@code cbind-input}). */
    static byte[] bound(String gs2Header, byte[] data) {
        byte[] header = SaslText.utf8(gs2Header);
        byte[] bound = Arrays.copyOf(header, header.length + data.length);
        System.arraycopy(data, 0, bound, header.length, data.length);
        return bound;
    }

    /** The attributes with their names, in order; none if one is malformed or is a mandatory extension. */
    private static List<String> attributes(String text) {
        List<String> attributes = new ArrayList<>();
        for (String attribute : text.split(",", -1)) {
            if (!ATTRIBUTE.matcher(attribute).matches() || attribute.charAt(0) == 'm') {
                return List.of();
            }
            attributes.add(attribute);
        }
        return attributes;
    }

    private static Optional<String> value(List<String> attributes, int index, char name) {
        return index >= 0 && index < attributes.size() && attributes.get(index).charAt(0) == name
                ? Optional.of(attributes.get(index).substring(2))
                : Optional.empty();
    }

    private static Optional<String> saslname(String text) {
        for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
            if (!text.startsWith("=2C", at) && !text.startsWith("=3D", at)) {
                return Optional.empty();
            }
        }
        return text.isEmpty() || text.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(text.replace("=2C", ",").replace("=3D", "="));
    }

    private static boolean isBase64(String text) {
        return SaslText.tryBase64(text).isPresent();
    }
}
