package org.xmpptoolkit.stream.feature;

import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The server's question which account somebody gets who logs in with ANONYMOUS (RFC 4505), or why none. What the client sends as
 * trace information proves nothing, and is not passed on.
 *
 * @param domain the domain that serves
 */
public record AnonymousRequested(Jid domain) implements Prompt<SaslDecision> {}
