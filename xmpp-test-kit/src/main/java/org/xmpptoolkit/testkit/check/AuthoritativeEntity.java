package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/** The checker as the server of its own domain, to which the server that is judged has connected. Not thread-safe. */
final class AuthoritativeEntity extends Entity {
    private final FederationListener listener;

    AuthoritativeEntity(PlayContext context, FederationListener listener, Wire wire) {
        super(context, wire);
        this.listener = listener;
    }

    /** Answers until the connection ends. */
    void serve() throws Halt, IOException {
        while (true) {
            Heard next = hear();
            if (next instanceof Heard.Header) {
                open();
            } else if (next instanceof Heard.Element element) {
                answer(element.element());
            } else {
                return;
            }
        }
    }

    private void open() {
        String offer = tls().isPresent() ? "" : "<starttls xmlns='" + Namespaces.TLS + "'/>";
        send(FederationEntity.header("from='" + listener.domain() + "' id='"
                        + Long.toHexString(context().random().nextLong()) + "'")
                + "<stream:features>" + offer
                + "<dialback xmlns='urn:xmpp:features:dialback'><errors/></dialback></stream:features>");
    }

    private void answer(XmlElement element) throws IOException {
        if (element.is(Namespaces.TLS, "starttls")) {
            send("<proceed xmlns='" + Namespaces.TLS + "'/>");
            wire.secureAsServer(listener.tls(), false, context().patience());
            restart();
        } else if (element.is(Namespaces.DIALBACK, "verify")
                && element.attribute("type").isEmpty()) {
            listener.receive(element);
            verify(element);
        } else if (element.is(Namespaces.DIALBACK, "result")
                && element.attribute("type").isEmpty()) {
            // Whoever comes is let in: it is the server that is judged.
            send("<db:result" + swapped(element) + " type='valid'/>");
        } else {
            listener.receive(element);
        }
    }

    private void verify(XmlElement request) {
        String id = request.attribute("id").orElse("");
        boolean right = Jid.tryParse(request.attribute("from").orElse(""))
                .toOptional()
                .filter(from -> listener.key(from, id).equals(request.text().strip()))
                .isPresent();
        send("<db:verify" + swapped(request) + " id='" + InitiatingEntity.escape(id) + "' type='"
                + (right ? "valid" : "invalid") + "'/>");
    }

    private static String swapped(XmlElement element) {
        return " from='" + escaped(element.attribute("to")) + "' to='" + escaped(element.attribute("from")) + "'";
    }

    private static String escaped(Optional<String> value) {
        return InitiatingEntity.escape(value.orElse(""));
    }
}
