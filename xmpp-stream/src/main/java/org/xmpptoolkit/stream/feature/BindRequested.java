package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The receiving entity's question at resource binding (RFC 6120 section 7).
 *
 * @param account the bare address that was authenticated
 * @param resourcepart the prepared resourcepart that the client asks for; nothing if it leaves the choice to the server, or asked
 *     for one that cannot be prepared
 * @param malformed whether it asked for one that cannot be prepared: the server makes one instead, or answers bad-request (RFC 6120
 *     section 7.7.2.1)
 */
public record BindRequested(Jid account, Optional<String> resourcepart, boolean malformed)
        implements Prompt<BindAnswer> {}
