package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a server play whose peer is a server: the checker is that. Not thread-safe. */
public final class FederationStage extends Stage {
    private final FederationTarget target;
    private final FederationListener listener;

    FederationStage(PlayContext context, FederationTarget target, FederationListener listener) {
        super(context);
        this.target = target;
        this.listener = listener;
    }

    /** {@return the domain that the server is to serve} */
    public Jid domain() {
        return target.domain();
    }

    /** {@return the checker's own domain} */
    public Jid ours() {
        return listener.domain();
    }

    /**
     * {@return a new connection, on which nothing was said yet}
     *
     * @throws Halt with {@code SKIPPED} if the server cannot be reached
     */
    public FederationEntity connect() throws Halt {
        try {
            return keep(
                    new FederationEntity(context(), target, listener, context().connect(target.address())));
        } catch (IOException e) {
            throw Halt.skipped("no connection: " + e.getMessage());
        }
    }

    /**
     * Waits for what the server sends to the checker's domain on connections of its own: stanzas, and questions about keys.
     *
     * @param wanted asked for each element that comes
     * @return the first that is wanted, if one comes within the time that the play has left; what came before it is forgotten
     */
    public Optional<XmlElement> awaitThere(Predicate<XmlElement> wanted) {
        return listener.await(wanted, context().left());
    }
}
