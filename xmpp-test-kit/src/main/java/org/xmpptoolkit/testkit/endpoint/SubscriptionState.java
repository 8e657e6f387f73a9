package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.roster.RosterAsk;
import org.xmpptoolkit.stanza.roster.RosterSubscription;

/**
 * The nine states of a subscription, as a user's server sees them, and the tables by which they change (RFC 6121 appendix A).
 * Pre-approval (section 3.4) is not done.
 */
enum SubscriptionState {
    NONE(false, false, false, false),
    NONE_PENDING_OUT(false, false, true, false),
    NONE_PENDING_IN(false, false, false, true),
    NONE_PENDING_OUT_IN(false, false, true, true),
    TO(true, false, false, false),
    TO_PENDING_IN(true, false, false, true),
    FROM(false, true, false, false),
    FROM_PENDING_OUT(false, true, true, false),
    BOTH(true, true, false, false);

    private final boolean to;
    private final boolean from;
    private final boolean pendingOut;
    private final boolean pendingIn;

    SubscriptionState(boolean to, boolean from, boolean pendingOut, boolean pendingIn) {
        this.to = to;
        this.from = from;
        this.pendingOut = pendingOut;
        this.pendingIn = pendingIn;
    }

    private static SubscriptionState of(boolean to, boolean from, boolean pendingOut, boolean pendingIn) {
        for (SubscriptionState state : values()) {
            if (state.to == to
                    && state.from == from
                    && state.pendingOut == pendingOut
                    && state.pendingIn == pendingIn) {
                return state;
            }
        }
        throw new IllegalStateException("no such state: what is granted is not pending (RFC 6121 appendix A.1)");
    }

    /** Whether the user is told of the contact's presence. */
    boolean isTo() {
        return to;
    }

    /** Whether the contact is told of the user's presence. */
    boolean isFrom() {
        return from;
    }

    /** Whether the user asked the contact, who has not answered. */
    boolean isPendingOut() {
        return pendingOut;
    }

    /** Whether the contact asked the user, who has not answered. */
    boolean isPendingIn() {
        return pendingIn;
    }

    /** What the roster shows of it; a request of the contact is not shown. */
    RosterSubscription subscription() {
        if (to) {
            return from ? RosterSubscription.BOTH : RosterSubscription.TO;
        }
        return from ? RosterSubscription.FROM : RosterSubscription.NONE;
    }

    Optional<RosterAsk> ask() {
        return pendingOut ? Optional.of(RosterAsk.SUBSCRIBE) : Optional.empty();
    }

    /**
     * The state once the user sent a presence (tables 2 to 5).
     *
     * @throws IllegalArgumentException if its type has nothing to do with subscriptions
     */
    SubscriptionState sent(PresenceType type) {
        return switch (type) {
            case SUBSCRIBE -> of(to, from, !to, pendingIn);
            case UNSUBSCRIBE -> of(false, from, false, pendingIn);
            case SUBSCRIBED -> of(to, from || pendingIn, pendingOut, false);
            case UNSUBSCRIBED -> of(to, false, pendingOut, false);
            default -> throw unrelated(type);
        };
    }

    /** Whether what the user sent goes to the contact (tables 2 to 5). */
    boolean routes(PresenceType type) {
        return switch (type) {
            case SUBSCRIBE, UNSUBSCRIBE -> true;
            case SUBSCRIBED -> pendingIn;
            case UNSUBSCRIBED -> pendingIn || from;
            default -> throw unrelated(type);
        };
    }

    /**
     * The state once a presence of the contact came (tables 6 to 9).
     *
     * @throws IllegalArgumentException if its type has nothing to do with subscriptions
     */
    SubscriptionState received(PresenceType type) {
        return switch (type) {
            case SUBSCRIBE -> of(to, from, pendingOut, !from);
            case UNSUBSCRIBE -> of(to, false, pendingOut, false);
            case SUBSCRIBED -> of(to || pendingOut, from, false, pendingIn);
            case UNSUBSCRIBED -> of(false, from, false, pendingIn);
            default -> throw unrelated(type);
        };
    }

    /** Whether what came is delivered to the user: it is if it changes the state (tables 6 to 9). */
    boolean delivers(PresenceType type) {
        return received(type) != this;
    }

    private static IllegalArgumentException unrelated(PresenceType type) {
        return new IllegalArgumentException(type + " has nothing to do with subscriptions (RFC 6121 section 3)");
    }

    /** Whether presence of a type is about subscriptions. */
    static boolean isConcernedBy(Optional<PresenceType> type) {
        return type.filter(some -> switch (some) {
                    case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> true;
                    default -> false;
                })
                .isPresent();
    }
}
