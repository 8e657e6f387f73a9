package org.xmpptoolkit.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.ScramHash;

/**
 * One try at a mechanism in a trace, by which random parts of ours are set.
 *
 * @param mechanism the mechanism
 * @param first the client's first message
 * @param challenge the server's first message; empty with PLAIN
 * @param last the client's last message; empty with PLAIN
 */
record Attempt(SaslMechanism mechanism, String first, String challenge, String last) {
    static final String PASSWORD = "wherefore";
    private static final Pattern CHALLENGE = Pattern.compile("r=([^,]*),s=([^,]*),i=([0-9]*)");

    static List<Attempt> all(Trace trace) {
        List<String> challenges = messages(trace, Trace.Kind.SERVER, "challenge");
        List<String> responses = messages(trace, Trace.Kind.CLIENT, "response");
        List<Attempt> attempts = new ArrayList<>();
        int scram = 0;
        for (XmlElement auth : Frames.all(trace, Trace.Kind.CLIENT)) {
            if (auth.is(Namespaces.SASL, "auth")) {
                SaslMechanism mechanism = SaslMechanism.ofWireName(
                                auth.attribute("mechanism").orElseThrow())
                        .orElseThrow();
                boolean plain = mechanism == SaslMechanism.PLAIN;
                attempts.add(new Attempt(
                        mechanism,
                        decoded(auth),
                        plain ? "" : challenges.get(scram),
                        plain ? "" : responses.get(scram)));
                scram += plain ? 0 : 1;
            }
        }
        return attempts;
    }

    private static List<String> messages(Trace trace, Trace.Kind kind, String name) {
        return Frames.all(trace, kind).stream()
                .filter(element -> element.is(Namespaces.SASL, name))
                .map(Attempt::decoded)
                .toList();
    }

    /** The content of an element, each octet as the character of its number. */
    static String decoded(XmlElement element) {
        return new String(Base64.getDecoder().decode(element.text()), StandardCharsets.ISO_8859_1);
    }

    private Matcher read() {
        Matcher matcher = CHALLENGE.matcher(challenge);
        if (!matcher.matches()) {
            throw new IllegalStateException(challenge);
        }
        return matcher;
    }

    boolean isPlain() {
        return mechanism == SaslMechanism.PLAIN;
    }

    String clientNonce() {
        return first.substring(first.indexOf(",r=") + 3);
    }

    String serverNonce() {
        return read().group(1).substring(clientNonce().length());
    }

    SaltedCredentials credentials() {
        if (isPlain()) {
            return SaltedCredentials.of(ScramHash.SHA_512, PASSWORD.toCharArray());
        }
        Matcher server = read();
        return SaltedCredentials.of(
                mechanism.scramHash().orElseThrow(),
                PASSWORD.toCharArray(),
                Base64.getDecoder().decode(server.group(2)),
                Integer.parseInt(server.group(3)));
    }

    /** Whether the client could bind the channel: it does, or says that the server does not offer it. */
    boolean couldBind() {
        return first.startsWith("p=") || first.startsWith("y,");
    }

    /** What the client bound, if it did. */
    Optional<byte[]> bound() {
        if (!mechanism.bindsChannel()) {
            return Optional.empty();
        }
        String cbindInput = new String(
                Base64.getDecoder().decode(last.substring(2, last.indexOf(','))), StandardCharsets.ISO_8859_1);
        return Optional.of(cbindInput.substring(cbindInput.indexOf(",,") + 2).getBytes(StandardCharsets.ISO_8859_1));
    }
}
