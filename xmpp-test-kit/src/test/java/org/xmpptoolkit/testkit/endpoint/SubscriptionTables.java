package org.xmpptoolkit.testkit.endpoint;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.xmpptoolkit.stanza.PresenceType;

/**
 * Tables 2 to 9 of RFC 6121 appendix A: for each state whether what was sent is routed or what came is delivered ({@code +} or {@code
 * -}), and the next state ({@code =} if it is the same).
 */
final class SubscriptionTables {
    record Row(boolean passes, SubscriptionState next) {}

    private static final String[] STATES = {"N", "NO", "NI", "NOI", "T", "TI", "F", "FO", "B"};

    static final Map<PresenceType, Map<SubscriptionState, Row>> OUTBOUND = new EnumMap<>(Map.of(
            PresenceType.SUBSCRIBE, table("+NO +=  +NOI +=  += +=  +FO +=  +="),
            PresenceType.UNSUBSCRIBE, table("+=  +N  +=   +NI +N +NI += +F  +F"),
            PresenceType.SUBSCRIBED, table("-=  -=  +F   +FO -= +B  -= -=  -="),
            PresenceType.UNSUBSCRIBED, table("-=  -=  +N   +NO -= +T  +N +NO +T")));

    static final Map<PresenceType, Map<SubscriptionState, Row>> INBOUND = new EnumMap<>(Map.of(
            PresenceType.SUBSCRIBE, table("+NI +NOI -=  -=  +TI -= -= -=  -="),
            PresenceType.UNSUBSCRIBE, table("-=  -=   +N  +NO -=  +T +N +NO +T"),
            PresenceType.SUBSCRIBED, table("-=  +T   -=  +TI -=  -= -= +B  -="),
            PresenceType.UNSUBSCRIBED, table("-=  +N   -=  +NI +N  +NI -= +F  +F")));

    private SubscriptionTables() {}

    private static SubscriptionState state(String name) {
        for (int i = 0; i < STATES.length; i++) {
            if (STATES[i].equals(name)) {
                return SubscriptionState.values()[i];
            }
        }
        throw new AssertionError("no state " + name);
    }

    private static Map<SubscriptionState, Row> table(String text) {
        String[] cells = text.split(" +");
        Map<SubscriptionState, Row> rows = new EnumMap<>(SubscriptionState.class);
        for (SubscriptionState state : SubscriptionState.values()) {
            String cell = cells[state.ordinal()];
            String next = cell.substring(1);
            rows.put(state, new Row(cell.startsWith("+"), next.equals("=") ? state : state(next)));
        }
        return rows;
    }

    static Row outbound(PresenceType type, SubscriptionState state) {
        return Objects.requireNonNull(Objects.requireNonNull(OUTBOUND.get(type)).get(state));
    }

    static Row inbound(PresenceType type, SubscriptionState state) {
        return Objects.requireNonNull(Objects.requireNonNull(INBOUND.get(type)).get(state));
    }
}
