package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.SmState;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Streams with stream management, for tests. */
final class Managed {
    static final String SM = " xmlns='urn:xmpp:sm:3'";
    static final String REQUEST = "<r" + SM + "/>";
    static final String LOGIN = "<login xmlns='urn:example:login'/>";
    static final Jid BOUND = Jid.parse("juliet@im.example.com/balcony");
    static final String BIND = "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            + "<resource>balcony</resource></bind></iq>";
    static final String BOUND_RESULT = "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
            + "<jid>juliet@im.example.com/balcony</jid></bind></iq>";
    static final String OFFER =
            "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><sm" + SM + "/></stream:features>";
    static final String ENABLE = "<enable" + SM + " resume='true'/>";

    private Managed() {}

    /** No requests by itself, and ids that count up. */
    static SmConfig.Builder config() {
        AtomicInteger ids = new AtomicInteger();
        return SmConfig.builder().requestAfter(0).ids(() -> "sm-" + ids.incrementAndGet());
    }

    static Transcript authenticatedServer(SmConfig config) {
        Transcript server =
                Streams.receiving(new Streams.Login(), ResourceBinding.server(), StreamManagement.server(config));
        server.feed(Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER);
        return server;
    }

    static Transcript boundServer(SmConfig config) {
        Transcript server = authenticatedServer(config);
        bind(server);
        return server;
    }

    static void bind(Transcript server) {
        server.feed(BIND);
        server.add(server.stream.reply(server.question(BindRequested.class), new BindAnswer.Bound(BOUND)));
    }

    /** A server whose client has enabled stream management, with resumption. */
    static Transcript server(SmConfig config) {
        Transcript server = boundServer(config);
        server.feed(ENABLE);
        server.events.clear();
        return server;
    }

    /** A client that is authenticated, and has seen the offer of binding and stream management. */
    static Transcript authenticatedClient(StreamFeature.Initiating... features) {
        StreamFeature.Initiating[] all = new StreamFeature.Initiating[features.length + 1];
        all[0] = new Streams.Login();
        System.arraycopy(features, 0, all, 1, features.length);
        Transcript client = Streams.initiating(all);
        client.feed(Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>"
                + "<welcome xmlns='urn:example:login'/>");
        return client;
    }

    static Transcript boundClient(SmConfig config) {
        Transcript client = authenticatedClient(ResourceBinding.request("balcony"), StreamManagement.enable(config));
        client.feed(Streams.SERVER_HEADER + OFFER);
        client.feed(BOUND_RESULT);
        return client;
    }

    /** A client with stream management and resumption, whose session is {@code sm-1}. */
    static Transcript client(SmConfig config) {
        Transcript client = boundClient(config);
        client.feed("<enabled" + SM + " id='sm-1' resume='true'/>");
        client.events.clear();
        return client;
    }

    /** A client's attempt to go on with a state, or else to bind and enable anew, in front of the server's answer. */
    static Transcript resuming(SmState state, SmConfig config) {
        Transcript client = authenticatedClient(
                StreamManagement.resuming(state, config),
                ResourceBinding.request("balcony"),
                StreamManagement.enable(config));
        client.events.clear();
        client.feed(Streams.SERVER_HEADER + OFFER);
        return client;
    }

    static String ack(long h) {
        return "<a" + SM + " h='" + h + "'/>";
    }

    static XmlElement message(int number) {
        return XmlElement.builder("jabber:client", "message")
                .attribute("id", Integer.toString(number))
                .build();
    }

    static List<XmlElement> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Managed::message).toList();
    }

    /** Loses the transport, and gives the state that is left. */
    static SmState suspend(Transcript transcript) {
        transcript.add(transcript.stream.disconnected(Optional.empty()));
        return transcript.only(StreamEvent.Suspended.class).state();
    }
}
