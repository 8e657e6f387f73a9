package org.xmpptoolkit.stream.component;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;

/**
 * The server's question for the secret that it shares with a component, asked once the component's proof is there. Nothing is the
 * answer if there is none any more; the peer cannot tell that from a wrong secret.
 *
 * @param component the component's name, a domain: that of the response header
 */
public record SecretRequested(Jid component) implements Prompt<Optional<ComponentSecret>> {}
