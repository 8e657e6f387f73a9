package org.xmpptoolkit.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.feature.Bind2;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.Sasl2;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.management.SmConfig;
import org.xmpptoolkit.stream.management.StreamManagement;

/** Streams with SASL2 under TLS, and what peers send on them. The account is juliet@im.example.com. */
final class Sasl2Streams {
    static final String NS = " xmlns='urn:xmpp:sasl:2'";
    static final String CONDITION = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
    static final String NAMED_HEADER = Streams.CLIENT_HEADER.replace(" to=", " from='juliet@im.example.com' to=");
    static final String BIND_TAGGED = "<bind xmlns='urn:xmpp:bind:0'><tag>Orchard</tag></bind>";
    static final Jid TAGGED = Jid.parse("juliet@im.example.com/Orchard/1");
    static final String IDENTIFIER = "<authorization-identifier>juliet@im.example.com</authorization-identifier>";
    static final String TAGGED_IDENTIFIER =
            "<authorization-identifier>juliet@im.example.com/Orchard/1</authorization-identifier>";
    static final String OFFER = "<stream:features><authentication" + NS + "><mechanism>PLAIN</mechanism>"
            + "<mechanism>SCRAM-SHA-1</mechanism><inline><sm xmlns='urn:xmpp:sm:3'/><bind xmlns='urn:xmpp:bind:0'>"
            + "<inline><feature var='urn:xmpp:sm:3'/></inline></bind></inline></authentication>"
            + "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>"
            + "</stream:features>";
    static final TlsSession TLS =
            TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build();

    private Sasl2Streams() {}

    static SaslServerConfig.Builder sasl() {
        return SaslServerConfig.builder().retries(2).unknownAccounts(1, 8);
    }

    /** SASL2 with all that may be inline, and SASL, binding and stream management beside it. */
    static List<StreamFeature.Receiving> offered(SmConfig sm) {
        StreamFeature.Receiving management = StreamManagement.server(sm);
        return List.of(
                Sasl2.server(sasl().build(), Bind2.server(management), management),
                Sasl.server(sasl().build()),
                ResourceBinding.server(),
                management);
    }

    static Transcript server() {
        return server(offered(Managed.config().build()));
    }

    static Transcript server(List<StreamFeature.Receiving> features) {
        Transcript server =
                new Transcript(XmppStream.receiving(Streams.serving(features.toArray(new StreamFeature.Receiving[0]))
                        .tlsPolicy(TlsPolicy.DIRECT)
                        .build()));
        server.add(server.stream.secured(TLS));
        return server;
    }

    /** A server that has read the client's header. */
    static Transcript opened() {
        Transcript server = server();
        server.feed(NAMED_HEADER);
        return server;
    }

    static Transcript client(StreamFeature.Initiating... features) {
        return client(TLS, features);
    }

    static Transcript client(TlsSession tls, StreamFeature.Initiating... features) {
        Transcript client = new Transcript(XmppStream.initiating(
                Streams.config()
                        .tlsPolicy(TlsPolicy.DIRECT)
                        .from(ScenarioEntities.JULIET)
                        .build(),
                List.of(features)));
        client.add(client.stream.secured(tls));
        client.add(client.stream.open());
        return client;
    }

    static SaslCredentials credentials() {
        return SaslCredentials.of("juliet", ScenarioEntities.PASSWORD.toCharArray());
    }

    /** SASL2 of a client that has one mechanism. */
    static Sasl2.ClientBuilder by(SaslMechanism mechanism) {
        return Sasl2.client(credentials())
                .policy(SaslClientPolicy.builder()
                        .mechanisms(List.of(mechanism))
                        .iterations(1, 4096)
                        .nonces(() -> "client")
                        .build());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String plain(String message, String inline) {
        return "<authenticate" + NS + " mechanism='PLAIN'><initial-response>" + base64(message) + "</initial-response>"
                + inline + "</authenticate>";
    }

    static String plain(String inline) {
        return plain("\0juliet\0" + ScenarioEntities.PASSWORD, inline);
    }

    /** Feeds a server, and gives it what is stored of who logs in; returns what it writes then. */
    static String login(Transcript server, String request) {
        server.feed(request);
        return tell(server);
    }

    static String tell(Transcript server) {
        Asked<Optional<org.xmpptoolkit.stream.feature.SaltedCredentials>> asked =
                server.question(CredentialsRequested.class);
        return server.add(server.stream.reply(asked, ScenarioEntities.stored((CredentialsRequested) asked.prompt())));
    }

    static String bind(Transcript server, Jid address) {
        return server.add(server.stream.reply(server.question(BindRequested.class), new BindAnswer.Bound(address)));
    }

    static String failure(String condition) {
        return "<failure" + NS + "><" + condition + CONDITION + "/></failure>";
    }
}
