package org.xmpptoolkit.testkit.pages;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidEscaping;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.netty.XmppClient;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stream.EventPump;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;

/** The code of README.md, run by {@link ReadmeTest}. */
final class ReadmeExamples {
    private ReadmeExamples() {}

    static XmppConnection client(String host, int port, Path authorities, char[] password) {
        // snippet: client
        Jid domain = Jid.parse("example.com");
        SaslCredentials credentials = SaslCredentials.of("juliet", password);
        XmppClient client = XmppClient.builder()
                .host(host) // nothing is looked up but its address
                .port(port) // 5222 unless set
                .trust(authorities) // a PEM file; the authorities of the JDK unless set
                .config(StreamConfig.builder().to(domain).build())
                .features(List.of(new StartTls(), Sasl.client(credentials), ResourceBinding.request("balcony")))
                .listener((connection, notice) -> {
                    if (notice instanceof StreamEvent.ElementReceived received
                            && received.element().is(Namespaces.CLIENT, "message")) {
                        Message.fromElement(received.element()).body().ifPresent(System.out::println);
                    }
                })
                .build();
        // Logged in, or an exception says why not.
        XmppConnection connection = client.connect().toCompletableFuture().join();
        Message message = Message.builder()
                .to(domain.withLocalpart("romeo"))
                .body("Art thou not Romeo?")
                .build();
        // Presence, so that messages come in. Later, connection.close() ends the stream in order.
        connection.send(Presence.builder().build().toElement(), message.toElement());
        // end
        return connection;
    }

    static Optional<ChatState> payloads(Iq answer) {
        // snippet: payloads
        Iq request = Iq.get("r1", Roster.request()).build();
        for (RosterItem item : answer.extension(Roster.class).map(Roster::items).orElse(List.of())) {
            System.out.println(item.rawJid().orElse("")); // jid() is empty where that is no address
        }
        Message message = Message.builder()
                .to(Jid.parse("romeo@example.net"))
                .body("Art thou not Romeo?")
                .payload(ReceiptRequest.of())
                .payload(ChatState.active())
                .build();
        Optional<ChatState> state = message.extension(ChatState.class);
        // end
        return request.payload().isPresent() ? state : Optional.empty();
    }

    static String address(String text) {
        // snippet: address
        Jid jid = Jid.parse("Juliet@Example.com/Balcony");
        String account = jid.bare().toString(); // juliet@example.com
        Jid other = jid.withResourcepart("Garden"); // prepared by the same profile
        boolean same = other.bare().equals(jid.bare()); // true
        String localpart = JidEscaping.escape("d'artagnan"); // d\27artagnan (XEP-0106)

        JidResult result = Jid.tryParse(text, JidProfile.STRINGPREP_QUERY); // for what comes from others
        if (result instanceof JidResult.Refused refused) {
            return refused.part() + " " + refused.reason() + ": " + refused.message();
        }
        // end
        return account + same + localpart;
    }

    static void stream(SaslCredentials credentials, Transport transport, Consumer<StreamEvent> application) {
        // snippet: stream
        XmppStream stream = XmppStream.initiating(
                StreamConfig.builder().to(Jid.parse("example.com")).build(),
                List.of(new StartTls(), Sasl.client(credentials), ResourceBinding.request("balcony")));
        EventPump pump = new EventPump(event -> {
            if (event instanceof StreamEvent.Write write) transport.write(write.octets());
            else if (event instanceof StreamEvent.StartTls) transport.startTls(); // when done: stream.secured(session)
            else if (event instanceof StreamEvent.CloseTransport) transport.close();
            else application.accept(event); // Established, ElementReceived, Asked, ErrorReceived, Closed ...
        });
        pump.perform(stream.open());
        transport.onOctets(octets -> pump.perform(stream.receive(octets)));
        // end
    }

    /** Stands for whatever moves octets. */
    interface Transport {
        /** Sends octets. */
        void write(ByteBuffer octets);

        /** Begins the TLS handshake. */
        void startTls();

        /** Ends the connection. */
        void close();

        /** Sets who takes what comes in. */
        void onOctets(Consumer<ByteBuffer> receiver);
    }
}
