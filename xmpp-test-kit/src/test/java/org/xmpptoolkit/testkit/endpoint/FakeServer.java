package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.BindingPolicy;

/** The router with all that the server does, without streams: clients hand in stanzas and keep what they get. */
final class FakeServer {
    static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    static final Jid JULIET = DOMAIN.withLocalpart("juliet");
    static final Jid ROMEO = DOMAIN.withLocalpart("romeo");
    static final Jid COMPONENT = Jid.ofDomain("plays.im.example.com");

    /** What went to other domains. */
    final List<XmlElement> elsewhere = new ArrayList<>();

    Instant now = Instant.parse("2002-09-10T23:41:07Z");
    final Router router = new Router(DOMAIN::equals, Set.of(JULIET, ROMEO)::contains);
    final MessageDelivery messages = EndpointAssembly.addFeatures(router, Set.of(COMPONENT), () -> now);

    /** With a way to other domains, unless they are below {@code nowhere.example}. */
    FakeServer withOthers() {
        router.add((Route) (to, stanza) -> {
            if (to.domainpart().equals("nowhere.example")) {
                return false;
            }
            elsewhere.add(stanza.toElement());
            return true;
        });
        return this;
    }

    /** A client that keeps what it gets. */
    record Client(Jid address, List<XmlElement> got) implements Session {
        @Override
        public void deliver(XmlElement stanza) {
            got.add(stanza);
        }

        /** What came since this was asked last. */
        List<XmlElement> take() {
            List<XmlElement> taken = List.copyOf(got);
            got.clear();
            return taken;
        }

        /** What came since this was asked last, in short. */
        List<String> shorts() {
            return take().stream().map(FakeServer::inShort).toList();
        }
    }

    Jid bind(Jid account, String resourcepart) {
        BindRequested request = new BindRequested(account, Optional.of(resourcepart), false);
        BindingPolicy.Decision decision =
                router.decide(request, BindingPolicy.builder().build());
        Jid address =
                assertInstanceOf(BindAnswer.Bound.class, decision.answer()).address();
        router.reserve(address);
        return address;
    }

    /** A client whose stream is established. */
    Client client(Jid account, String resourcepart) {
        Client client = new Client(bind(account, resourcepart), new ArrayList<>());
        router.join(client);
        return client;
    }

    Client available(Jid account, String resourcepart, int priority) {
        Client client = client(account, resourcepart);
        send(client, "<presence><priority>" + priority + "</priority></presence>");
        client.take();
        return client;
    }

    /** A client that asked for its roster and is available. */
    Client interested(Jid account, String resourcepart) {
        Client client = client(account, resourcepart);
        send(client, "<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
        send(client, "<presence/>");
        client.take();
        return client;
    }

    /** Sends as a client, with its address as its stream sets it. */
    void send(Client client, String xml) {
        XmlElement stanza = stanza(xml);
        boolean bare = stanza.localName().equals("presence")
                && stanza.attribute("type")
                        .filter(type -> type.contains("subscribe"))
                        .isPresent();
        Jid from = bare ? client.address().bare() : client.address();
        router.route(
                client,
                Stanza.fromElement(
                        stanza.toBuilder().attribute("from", from.toString()).build()));
    }

    /** A stanza comes from another domain. */
    void arrive(String xml) {
        router.route(Stanza.fromElement(stanza(xml)));
    }

    /** What went to other domains since this was asked last, in short. */
    List<String> elsewhere() {
        List<String> taken = elsewhere.stream().map(FakeServer::inShort).toList();
        elsewhere.clear();
        return taken;
    }

    void leave(Client client) {
        router.leave(client.address());
    }

    static XmlElement stanza(String xml) {
        return XmlElement.parse(xml.replaceFirst("( |/|>)", " xmlns='jabber:client'$1"));
    }

    /**
     * A stanza as a few words: of presence the type and the sender; of a push of the roster the item; of others name, id and type.
     */
    static String inShort(XmlElement stanza) {
        Optional<XmlElement> item =
                stanza.element("jabber:iq:roster", "query").flatMap(query -> query.element("jabber:iq:roster", "item"));
        String type = stanza.attribute("type").orElse("-");
        if (stanza.localName().equals("iq") && type.equals("set") && item.isPresent()) {
            return "push " + item.get().attribute("jid").orElse("-") + " "
                    + item.get().attribute("subscription").orElse("-")
                    + item.get().attribute("ask").map(ask -> " ask").orElse("");
        }
        return stanza.localName().equals("presence")
                ? (type.equals("-") ? "available" : type) + " "
                        + stanza.attribute("from").orElse("-")
                : stanza.localName() + " " + stanza.attribute("id").orElse("-") + " " + type;
    }

    /** The condition of the error that a stanza is. */
    static String condition(XmlElement stanza) {
        return stanza.element("jabber:client", "error")
                .orElseThrow(() -> new AssertionError("no error: " + stanza))
                .elements()
                .get(0)
                .localName();
    }
}
