package org.xmpptoolkit.testkit.endpoint;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;

/** Those who sent stanzas, as far as answers can be sent to them. Guarded by the router. */
final class Senders {
    private final Predicate<Jid> domains;
    private final Resources resources;
    private final Consumer<Stanza> forward;

    /**
     * Those of one router.
     *
     * @param domains which domains are served
     * @param resources the resources of their accounts
     * @param forward takes stanzas to other domains
     */
    Senders(Predicate<Jid> domains, Resources resources, Consumer<Stanza> forward) {
        this.domains = domains;
        this.resources = resources;
        this.forward = forward;
    }

    /** Whoever has an address; an account stands for its available resources. */
    Session of(Jid address) {
        return domains.test(address.domain())
                ? resources.find(address).flatMap(Resource::session).orElseGet(() -> new Account(address))
                : elsewhere(address);
    }

    /** Somebody whose domain is not served here. */
    Session elsewhere(Jid address) {
        return new Elsewhere(address);
    }

    /** Answers with an error what may be answered so: never an error or a result (RFC 6120 section 8.3.1). */
    static void refuse(Session sender, Stanza stanza, StanzaError error) {
        boolean answer = stanza.isError() || stanza.rawType().equals(Optional.of("result"));
        if (!answer) {
            sender.deliver(stanza.error(error).toElement());
        }
    }

    private final class Account implements Session {
        private final Jid address;

        Account(Jid address) {
            this.address = address;
        }

        @Override
        public Jid address() {
            return address;
        }

        /** A full address is that of a resource that is gone. */
        @Override
        public void deliver(XmlElement element) {
            if (address.isBare()) {
                Stanza stanza = Stanza.fromElement(element);
                resources.available(address).forEach(resource -> resource.send(stanza));
            }
        }
    }

    private final class Elsewhere implements Session {
        private final Jid address;

        Elsewhere(Jid address) {
            this.address = address;
        }

        @Override
        public Jid address() {
            return address;
        }

        @Override
        public void deliver(XmlElement element) {
            forward.accept(Stanza.fromElement(element));
        }
    }
}
