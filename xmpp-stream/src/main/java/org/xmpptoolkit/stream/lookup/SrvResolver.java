package org.xmpptoolkit.stream.lookup;

import java.util.concurrent.CompletionStage;

/** Asks the DNS for SRV records. Whoever connects calls it; an implementation says on which threads it may be called. */
@FunctionalInterface
public interface SrvResolver {
    /**
     * Asks for the SRV records of a name.
     *
     * @param name the whole name, in ASCII and without final dot, as {@code _xmpp-client._tcp.example.com}
     * @return the answer, {@link SrvAnswer.Failed} if there was none; a stage that fails counts as that
     */
    CompletionStage<SrvAnswer> resolve(String name);
}
