package org.xmpptoolkit.stream.feature;

import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The server's question whether somebody who proved a password may log in, asked if {@link
 * SaslServerConfig.Builder#askAuthorization} says so. The application is the only one to know that an account is disabled, that its
 * credentials have expired, that it may act as another (RFC 6120 section 6.3.8), or that something is wrong for the time being.
 *
 * <p>To accept another account than the one that was requested makes {@code reply} throw IllegalArgumentException.
 *
 * @param account the bare address whose password was proved
 * @param requested the bare address to act as, mostly the same
 */
public record AuthorizationRequested(Jid account, Jid requested) implements Prompt<SaslDecision> {}
