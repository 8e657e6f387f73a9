package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.roster.RosterSubscription;

class SubscriptionStateTest {
    @ParameterizedTest
    @EnumSource(SubscriptionState.class)
    void isThatOfTheTables(SubscriptionState state) {
        for (PresenceType type : SubscriptionTables.OUTBOUND.keySet()) {
            SubscriptionTables.Row out = SubscriptionTables.outbound(type, state);
            assertEquals(out, new SubscriptionTables.Row(state.routes(type), state.sent(type)), "sent " + type);
            SubscriptionTables.Row in = SubscriptionTables.inbound(type, state);
            assertEquals(in, new SubscriptionTables.Row(state.delivers(type), state.received(type)), "came " + type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE, false",
        "NONE_PENDING_OUT, NONE, true",
        "NONE_PENDING_IN, NONE, false",
        "NONE_PENDING_OUT_IN, NONE, true",
        "TO, TO, false",
        "TO_PENDING_IN, TO, false",
        "FROM, FROM, false",
        "FROM_PENDING_OUT, FROM, true",
        "BOTH, BOTH, false",
    })
    void isShownInTheRoster(SubscriptionState state, RosterSubscription subscription, boolean asks) {
        assertEquals(subscription, state.subscription());
        assertEquals(asks, state.ask().isPresent());
    }

    @Test
    void otherPresenceHasNothingToDoWithIt() {
        assertThrows(IllegalArgumentException.class, () -> SubscriptionState.NONE.sent(PresenceType.PROBE));
        assertThrows(IllegalArgumentException.class, () -> SubscriptionState.NONE.received(PresenceType.UNAVAILABLE));
    }
}
