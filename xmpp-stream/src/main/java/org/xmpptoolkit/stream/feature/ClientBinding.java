package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.stream.ChannelBindingType;
import org.xmpptoolkit.stream.StreamState;

/**
 * What a client makes of a server's offer to bind the channel (RFC 5802 section 6, XEP-0440 section 3).
 *
 * @param type the type that is bound, if client and server have one in common
 * @param data its octets, none without a type
 * @param unseen whether the client could bind, but sees no mechanism that does: somebody may have taken it out
 * @param refusal why the offer cannot be an honest one, if so
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientBinding(Optional<ChannelBindingType> type, byte[] data, boolean unseen, Optional<String> refusal) {
    static ClientBinding of(SaslClientPolicy policy, List<String> offered, List<String> listed, StreamState state) {
        List<ChannelBindingType> able = able(policy, state);
        if (able.isEmpty()) {
            return new ClientBinding(Optional.empty(), new byte[0], false, Optional.empty());
        }
        boolean seen = offered.stream().anyMatch(SaslMechanism::bindsChannel);
        Optional<ChannelBindingType> type = listed.isEmpty()
                ? state.tls().map(ChannelBindings::usual).filter(able::contains)
                : able.stream().filter(t -> listed.contains(t.wireName())).findFirst();
        Optional<byte[]> data = type.flatMap(t -> ChannelBindings.data(state, t.wireName()));
        return new ClientBinding(
                type, data.orElse(new byte[0]), !seen, refusal(offered, listed, seen, type.isPresent()));
    }

    /** With SASL2, mechanisms that bind without a list of types are no honest offer either (XEP-0440 section 3). */
    static ClientBinding ofSasl2(
            SaslClientPolicy policy, List<String> offered, List<String> listed, StreamState state) {
        ClientBinding binding = of(policy, offered, listed, state);
        boolean bare = listed.isEmpty() && offered.stream().anyMatch(SaslMechanism::bindsChannel);
        return bare && !able(policy, state).isEmpty()
                ? new ClientBinding(
                        binding.type(),
                        binding.data(),
                        binding.unseen(),
                        Optional.of("mechanisms bind the channel, but no channel-binding types are listed"))
                : binding;
    }

    private static List<ChannelBindingType> able(SaslClientPolicy policy, StreamState state) {
        boolean willing = policy.mechanisms().stream().anyMatch(SaslMechanism::bindsChannel);
        return willing ? ChannelBindings.available(state) : List.of();
    }

    private static Optional<String> refusal(List<String> offered, List<String> listed, boolean seen, boolean common) {
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        // Servers list their types beside mechanisms too that could not be bound at all; that is no sign of anything.
        boolean stripped = !seen && offered.stream().anyMatch(name -> name.startsWith("SCRAM-"));
        if (stripped) {
            return Optional.of("channel-binding types are listed, but no mechanism that binds is offered");
        }
        boolean foreign = seen && !common && !listed.contains(ChannelBindingType.TLS_SERVER_END_POINT.wireName());
        return foreign ? Optional.of("none of the channel-binding types listed can be used") : Optional.empty();
    }

    /** The flag of the GS2 header for a mechanism. */
    String flag(SaslMechanism mechanism) {
        if (mechanism.bindsChannel()) {
            return "p=" + type.orElseThrow().wireName();
        }
        return unseen ? "y" : "n";
    }

    /** What is bound with a mechanism. */
    byte[] data(SaslMechanism mechanism) {
        return mechanism.bindsChannel() ? data.clone() : new byte[0];
    }
}
