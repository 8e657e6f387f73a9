package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.stanza.Iq;

/** Answers pings to the server, and of clients to their own accounts (XEP-0199). */
final class Ping implements ServerFeature {
    private static final String NAMESPACE = "urn:xmpp:ping";

    @Override
    public List<String> advertised() {
        return List.of(NAMESPACE);
    }

    @Override
    public Optional<Iq> answer(Request request) {
        boolean ours =
                request.isGet() && request.is(NAMESPACE, "ping") && (request.isToServer() || request.isToOwnAccount());
        return ours ? Optional.of(request.iq().result()) : Optional.empty();
    }
}
