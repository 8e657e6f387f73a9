package org.xmpptoolkit.stream.feature;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;

/**
 * How a server decides about {@link BindRequested}: which resourcepart, how many resources, and what if the one asked for is in use.
 * Immutable; thread-safe if its supplier is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7.7.2">RFC 6120 sections 7.6 and 7.7</a>
 */
public final class BindingPolicy {
    private static final int RANDOM_OCTETS = 16;
    /** Tries to make a resourcepart that is not in use; with random ones the first will do. */
    private static final int TRIES = 100;

    /** What to do if the resourcepart asked for is in use (RFC 6120 section 7.7.2.2). */
    public enum Conflict {
        /** The new stream gets a resourcepart made by the server. The default. */
        OVERRIDE,
        /** The new stream's request is answered with conflict; the client may ask for another. */
        REFUSE,
        /** The new stream gets it, and the old stream ends with conflict. */
        DISPLACE
    }

    /**
     * What was decided.
     *
     * @param answer what to reply to the question
     * @param displaced the address whose present stream has to end first, by {@link org.xmpptoolkit.stream.XmppStream#fail} with the
     *     stream error conflict
     */
    public record Decision(BindAnswer answer, Optional<Jid> displaced) {}

    private final Conflict conflict;
    private final int resources;
    private final boolean refuseMalformed;
    private final Supplier<String> resourceparts;

    private BindingPolicy(Builder builder) {
        this.conflict = builder.conflict;
        this.resources = builder.resources;
        this.refuseMalformed = builder.refuseMalformed;
        this.resourceparts = builder.resourceparts;
    }

    /** {@return a builder with the defaults that each of its methods names} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides. What is connected must not change between this call and the reply; a server with several threads holds a lock.
     *
     * @param request the question
     * @param connected the resourceparts of the account that are bound now
     * @return the answer, and whom it displaces
     * @throws IllegalStateException if the supplier of resourceparts gives none that is free
     * @throws IllegalArgumentException if the supplier of resourceparts gives what is no resourcepart
     */
    public Decision decide(BindRequested request, Set<String> connected) {
        if (request.malformed() && refuseMalformed) {
            return refused(StanzaErrorCondition.BAD_REQUEST);
        }
        Optional<String> wish = request.resourcepart();
        boolean taken = wish.filter(connected::contains).isPresent();
        if (taken && conflict == Conflict.DISPLACE) {
            Jid address = request.account().withResourcepart(wish.get());
            return new Decision(new BindAnswer.Bound(address), Optional.of(address));
        }
        if (taken && conflict == Conflict.REFUSE) {
            return refused(StanzaErrorCondition.CONFLICT);
        }
        if (connected.size() >= resources) {
            return refused(StanzaErrorCondition.RESOURCE_CONSTRAINT);
        }
        Jid address = wish.filter(resourcepart -> !taken)
                .map(request.account()::withResourcepart)
                .orElseGet(() -> made(request, connected));
        return new Decision(new BindAnswer.Bound(address), Optional.empty());
    }

    private Jid made(BindRequested request, Set<String> connected) {
        for (int i = 0; i < TRIES; i++) {
            String own = resourceparts.get();
            Jid address = request.tag()
                    .flatMap(tag -> tagged(request.account(), tag, own))
                    .orElseGet(() -> request.account().withResourcepart(own));
            if (!connected.contains(address.resourcepart().orElseThrow())) {
                return address;
            }
        }
        throw new IllegalStateException("each of " + TRIES + " new resourceparts is in use for " + request.account()
                + " (RFC 6120 section 7.5): give a supplier of random ones");
    }

    /** The form that XEP-0386 section 3.2.1 recommends; nothing where the tag can be no part of a resourcepart. */
    private static Optional<Jid> tagged(Jid account, String tag, String own) {
        return Jid.tryParse(account + "/" + tag + "/" + own, SaslAccounts.forPeer(account.profile()))
                .toOptional()
                .filter(address -> address.bare().equals(account));
    }

    private static Decision refused(StanzaErrorCondition condition) {
        return new Decision(new BindAnswer.Refused(StanzaError.of(condition)), Optional.empty());
    }

    private static Supplier<String> randomResourceparts() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] octets = new byte[RANDOM_OCTETS];
            random.nextBytes(octets);
            return HexFormat.of().formatHex(octets);
        };
    }

    /** Collects a policy. Not thread-safe. */
    public static final class Builder {
        private Conflict conflict = Conflict.OVERRIDE;
        private int resources = Integer.MAX_VALUE;
        private boolean refuseMalformed;
        private Supplier<String> resourceparts = randomResourceparts();

        private Builder() {}

        /**
         * Sets what to do if the resourcepart asked for is in use; {@link Conflict#OVERRIDE} unless set.
         *
         * @param conflict who gets the resourcepart
         * @return this builder
         */
        public Builder conflict(Conflict conflict) {
            this.conflict = Objects.requireNonNull(conflict, "conflict");
            return this;
        }

        /**
         * Sets how many resources an account may have connected at once; no limit unless set. One more is answered with
         * resource-constraint (RFC 6120 section 7.6.2.1).
         *
         * @param most the number
         * @return this builder
         * @throws IllegalArgumentException if it is under 1
         */
        public Builder resources(int most) {
            if (most < 1) {
                throw new IllegalArgumentException(most + " resources: an account needs one at least");
            }
            this.resources = most;
            return this;
        }

        /**
         * Sets whether a resourcepart that cannot be prepared is answered with bad-request; unless set the server makes one instead
         * (RFC 6120 section 7.7.2.1).
         *
         * @param refuse false unless set
         * @return this builder
         */
        public Builder refuseMalformed(boolean refuse) {
            this.refuseMalformed = refuse;
            return this;
        }

        /**
         * Sets where the server's own resourceparts come from; 128 random bits each unless set. They must be unpredictable (RFC 6120
         * section 7.6).
         *
         * @param resourceparts asked for each one that the server makes, and again as long as it is in use
         * @return this builder
         */
        public Builder resourceparts(Supplier<String> resourceparts) {
            this.resourceparts = Objects.requireNonNull(resourceparts, "resourceparts");
            return this;
        }

        /** {@return the policy} */
        public BindingPolicy build() {
            return new BindingPolicy(this);
        }
    }
}
