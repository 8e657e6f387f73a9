package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.Optional;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamState;

/**
 * What does not change while a session lasts, over however many streams.
 *
 * @param role which side we are
 * @param id the id to resume by; none if resumption was not agreed
 * @param account the bare address that was authenticated
 * @param bound the full address that was bound
 * @param max how long the server keeps it
 * @param location where the server wants to be reached
 */
record SmSession(
        Role role, Optional<String> id, Jid account, Jid bound, Optional<Duration> max, Optional<HostPort> location) {
    static SmSession on(StreamState state, Optional<String> id, Optional<Duration> max, Optional<HostPort> location) {
        return new SmSession(
                state.role(), id, state.account().orElseThrow(), state.bound().orElseThrow(), max, location);
    }
}
