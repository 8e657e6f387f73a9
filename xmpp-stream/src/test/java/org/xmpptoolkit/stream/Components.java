package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.component.SecretRequested;

/** Streams of components for tests of the machine, with the names of XEP-0114. */
final class Components {
    static final Jid NAME = Jid.parse("plays.shakespeare.lit");
    static final String ID = "3BF96D32";
    static final String SECRET = "test";
    /** The proof in XEP-0114 section 3, whose secret this is. */
    static final String PROOF = "aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e";

    static final String HEADER = "<?xml version='1.0'?><stream:stream to='plays.shakespeare.lit'"
            + " xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String ANSWER = "<?xml version='1.0'?><stream:stream from='plays.shakespeare.lit' id='3BF96D32'"
            + " xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String HANDSHAKE = "<handshake>" + PROOF + "</handshake>";

    private Components() {}

    static ComponentSecret secret(String text) {
        return ComponentSecret.of(text.toCharArray());
    }

    static StreamConfig.Builder config() {
        return Streams.config()
                .to(NAME)
                .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                .ids(() -> ID);
    }

    static XmppStream component(String secret) {
        return XmppStream.initiating(config().build(), List.of(ComponentHandshake.component(secret(secret))));
    }

    /** A component that opened its stream. */
    static Transcript opened() {
        Transcript component = new Transcript(component(SECRET));
        component.add(component.stream.open());
        return component;
    }

    static Transcript establishedComponent() {
        Transcript component = opened();
        component.feed(ANSWER + "<handshake/>");
        return component;
    }

    /** A server that serves one name, and none that is connected already. */
    static XmppStream serving() {
        return XmppStream.receiving(
                config().hosts(Components::answer).from(Streams.DOMAIN).build());
    }

    private static HeaderAnswer answer(HeaderOffered offered) {
        Optional<Jid> name = offered.header().to();
        if (name.equals(Optional.of(NAME))) {
            return new HeaderAnswer.Serve(NAME, List.of(ComponentHandshake.server()), List.of(Language.of("en")));
        }
        boolean connected =
                name.filter(Jid.parse("busy.shakespeare.lit")::equals).isPresent();
        return new HeaderAnswer.Refuse(
                StreamError.of(connected ? StreamErrorCondition.CONFLICT : StreamErrorCondition.HOST_UNKNOWN),
                Optional.empty());
    }

    static Transcript server() {
        return new Transcript(serving());
    }

    /** Answers the question for the secret. */
    static String reply(Transcript server, Optional<ComponentSecret> secret) {
        StreamEvent.Asked<Optional<ComponentSecret>> question = server.question(SecretRequested.class);
        return server.add(server.stream.reply(question, secret));
    }

    static Transcript establishedServer() {
        Transcript server = server();
        server.feed(HEADER + HANDSHAKE);
        reply(server, Optional.of(secret(SECRET)));
        return server;
    }
}
