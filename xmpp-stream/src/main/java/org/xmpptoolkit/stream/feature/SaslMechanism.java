package org.xmpptoolkit.stream.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SASL mechanisms that are supported, the strongest first. */
public enum SaslMechanism {
    /** By the certificate that was shown in TLS: RFC 4422 appendix A. First, as RFC 6120 section 6.3.4 has it. */
    EXTERNAL("EXTERNAL", null),
    /** SCRAM-SHA-512 bound to the TLS session. */
    SCRAM_SHA_512_PLUS("SCRAM-SHA-512-PLUS", ScramHash.SHA_512),
    /** RFC 7677, bound to the TLS session. */
    SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS", ScramHash.SHA_256),
    /** RFC 5802, bound to the TLS session. */
    SCRAM_SHA_1_PLUS("SCRAM-SHA-1-PLUS", ScramHash.SHA_1),
    /** As RFC 7677, with SHA-512. */
    SCRAM_SHA_512("SCRAM-SHA-512", ScramHash.SHA_512),
    /** RFC 7677. */
    SCRAM_SHA_256("SCRAM-SHA-256", ScramHash.SHA_256),
    /** RFC 5802. */
    SCRAM_SHA_1("SCRAM-SHA-1", ScramHash.SHA_1),
    /** The password in clear: RFC 4616. */
    PLAIN("PLAIN", null),
    /** Nobody in particular: RFC 4505. */
    ANONYMOUS("ANONYMOUS", null);

    private static final String BOUND = "-PLUS";

    private final String wireName;
    private final @Nullable ScramHash scramHash;

    SaslMechanism(String wireName, @Nullable ScramHash scramHash) {
        this.wireName = wireName;
        this.scramHash = scramHash;
    }

    /**
     * Finds a mechanism.
     *
     * @param wireName its name as registered with IANA; the case counts
     * @return the mechanism, or nothing if it is not supported
     */
    public static Optional<SaslMechanism> ofWireName(String wireName) {
        return Stream.of(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
    }

    /** {@return the name as registered with IANA} */
    public String wireName() {
        return wireName;
    }

    /** {@return the hash function, if this is a SCRAM mechanism} */
    public Optional<ScramHash> scramHash() {
        return Optional.ofNullable(scramHash);
    }

    /** {@return whether it is bound to the TLS session (RFC 5802 section 6)} */
    public boolean bindsChannel() {
        return bindsChannel(wireName);
    }

    static boolean bindsChannel(String wireName) {
        return wireName.endsWith(BOUND);
    }

    static void requireDistinct(List<SaslMechanism> mechanisms) {
        if (mechanisms.isEmpty() || new HashSet<>(mechanisms).size() < mechanisms.size()) {
            throw new IllegalArgumentException(mechanisms + ": at least one mechanism, and none twice");
        }
    }
}
