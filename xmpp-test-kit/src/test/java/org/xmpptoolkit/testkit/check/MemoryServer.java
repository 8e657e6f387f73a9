package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;

/** A server and two clients in one thread: sound but for a fault. What does not come at once never comes. */
final class MemoryServer {
    static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    static final Jid JULIET = Jid.parse("juliet@im.example.com/balcony");
    static final Jid ROMEO = Jid.parse("romeo@im.example.com/orchard");

    private final Client first = new Client(JULIET, new ArrayList<>());
    private final Client second = new Client(ROMEO, new ArrayList<>());
    private final Fault fault;

    MemoryServer(Fault fault) {
        this.fault = fault;
    }

    /** What is done wrong. */
    @FunctionalInterface
    interface Fault {
        /**
         * Delivers.
         *
         * @param sent the stanza as a client sent it
         * @param due what a sound server delivers for it; nothing, or one stanza
         * @return what this one delivers
         */
        List<XmlElement> deliver(XmlElement sent, List<XmlElement> due);
    }

    StanzaClient first() {
        return first;
    }

    StanzaClient second() {
        return second;
    }

    private final class Client implements StanzaClient {
        private final Jid address;
        private final List<XmlElement> came;

        private Client(Jid address, List<XmlElement> came) {
            this.address = address;
            this.came = came;
        }

        @Override
        public Jid address() {
            return address;
        }

        @Override
        public void send(XmlElement... stanzas) {
            for (XmlElement stanza : stanzas) {
                route(this, stanza);
            }
        }

        @Override
        public Optional<XmlElement> await(Predicate<XmlElement> wanted) {
            return came.stream().filter(wanted).findFirst();
        }

        @Override
        public List<XmlElement> received() {
            return List.copyOf(came);
        }
    }

    private void route(Client sender, XmlElement stanza) {
        Optional<Jid> to = stanza.attribute("to").map(Jid::parse);
        for (Client client : List.of(first, second)) {
            if (to.isPresent() && to.get().bare().equals(client.address().bare())) {
                XmlElement stamped = stanza.toBuilder()
                        .attribute("from", sender.address().toString())
                        .build();
                client.came.addAll(fault.deliver(stanza, List.of(stamped)));
                return;
            }
        }
        sender.came.addAll(fault.deliver(stanza, answer(stanza)));
    }

    private static List<XmlElement> answer(XmlElement stanza) {
        if (!List.of("get", "set").contains(stanza.attribute("type").orElse(""))) {
            return List.of();
        }
        boolean ping = stanza.element("urn:xmpp:ping", "ping").isPresent();
        XmlElement.Builder answer = XmlElement.builder(Namespaces.CLIENT, "iq")
                .attribute("id", stanza.attribute("id").orElseThrow())
                .attribute("type", ping ? "result" : "error");
        if (!ping) {
            answer.child(
                    StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE).toElement(Namespaces.CLIENT));
        }
        return List.of(answer.build());
    }
}
