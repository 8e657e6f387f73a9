package org.xmpptoolkit.stream.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SASL mechanisms that are supported, the strongest first. */
public enum SaslMechanism {
    /** RFC 7677. */
    SCRAM_SHA_256("SCRAM-SHA-256", ScramHash.SHA_256),
    /** RFC 5802. */
    SCRAM_SHA_1("SCRAM-SHA-1", ScramHash.SHA_1),
    /** The password in clear: RFC 4616. */
    PLAIN("PLAIN", null);

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

    /** The name as registered with IANA. */
    public String wireName() {
        return wireName;
    }

    /** The hash function, if this is a SCRAM mechanism. */
    public Optional<ScramHash> scramHash() {
        return Optional.ofNullable(scramHash);
    }

    static void requireDistinct(List<SaslMechanism> mechanisms) {
        if (mechanisms.isEmpty() || new HashSet<>(mechanisms).size() < mechanisms.size()) {
            throw new IllegalArgumentException(mechanisms + ": at least one mechanism, and none twice");
        }
    }
}
