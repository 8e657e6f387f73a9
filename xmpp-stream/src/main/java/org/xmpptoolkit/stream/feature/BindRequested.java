package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The receiving entity's question at resource binding (RFC 6120 section 7, XEP-0386). At Bind 2 the client asks for no resourcepart, but
 * names itself.
 *
 * @param account the bare address that was authenticated
 * @param resourcepart the prepared resourcepart that the client asks for; nothing if it leaves the choice to the server, or asked
 *     for one that cannot be prepared
 * @param malformed whether it asked for one that cannot be prepared: the server makes one instead, or answers bad-request (RFC 6120
 *     section 7.7.2.1)
 * @param tag Bind 2: a short name of the client, as it came, which should be part of the resourcepart (XEP-0386 section 3.2.1)
 * @param userAgent Bind 2: what the client says of itself. An earlier stream of the same id should be ended; the id must not be part of the
 *     resourcepart
 */
public record BindRequested(
        Jid account,
        Optional<String> resourcepart,
        boolean malformed,
        Optional<String> tag,
        Optional<UserAgent> userAgent)
        implements Prompt<BindAnswer> {
    /**
     * The question at the binding of RFC 6120.
     *
     * @param account the bare address that was authenticated
     * @param resourcepart the prepared resourcepart that the client asks for
     * @param malformed whether it asked for one that cannot be prepared
     */
    public BindRequested(Jid account, Optional<String> resourcepart, boolean malformed) {
        this(account, resourcepart, malformed, Optional.empty(), Optional.empty());
    }

    /**
     * The question at Bind 2.
     *
     * @param account the bare address that was authenticated
     * @param tag a short name of the client
     * @param userAgent what the client says of itself
     */
    public BindRequested(Jid account, Optional<String> tag, Optional<UserAgent> userAgent) {
        this(account, Optional.empty(), false, tag, userAgent);
    }
}
