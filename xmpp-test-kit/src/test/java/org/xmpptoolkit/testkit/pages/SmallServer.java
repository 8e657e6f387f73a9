package org.xmpptoolkit.testkit.pages;

// snippet: server
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.StartTls;

/** Lets accounts of one domain log in, and hands on what they send to each other's full addresses. */
final class SmallServer implements XmppListener {
    private final Map<Jid, List<SaltedCredentials>> accounts; // one for each hash function that is offered
    private final Map<Jid, XmppConnection> bound = new ConcurrentHashMap<>();
    private final Supplier<String> ids = StreamConfig.randomIds();
    private final XmppServer server;

    SmallServer(
            Jid domain, InetSocketAddress address, SslContext certificate, Map<Jid, List<SaltedCredentials>> accounts) {
        this.accounts = Map.copyOf(accounts);
        HeaderAnswer serve = new HeaderAnswer.Serve(
                domain, List.of(new StartTls(), Sasl.server(), ResourceBinding.server()), List.of(Language.of("en")));
        this.server = XmppServer.builder()
                .address(address)
                .certificate(certificate)
                .config(StreamConfig.builder().hosts(offered -> serve).build())
                .listener(this)
                .build();
    }

    CompletionStage<XmppServer> start() {
        return server.start();
    }

    @Override
    public void notice(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked) {
            answer(connection, asked);
        } else if (notice instanceof StreamEvent.Established established) {
            established.state().bound().ifPresent(address -> bound.put(address, connection));
        } else if (notice instanceof StreamEvent.ElementReceived received) {
            route(connection, received.element());
        } else if (notice instanceof StreamEvent.Closed) {
            connection.state().bound().ifPresent(address -> bound.remove(address, connection));
        }
    }

    @SuppressWarnings("unchecked") // the class of the question says what its answer is
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof CredentialsRequested question) {
            Optional<SaltedCredentials> found = accounts.getOrDefault(question.account(), List.of()).stream()
                    .filter(credentials -> question.hashes().contains(credentials.hash()))
                    .findFirst(); // none: the client hears not-authorized, as for a wrong password
            connection.reply((StreamEvent.Asked<Optional<SaltedCredentials>>) asked, found);
        } else if (asked.prompt() instanceof BindRequested question) {
            // Another one each time, so that no two streams have the same address (RFC 6120 section 7.7.2.2).
            String resourcepart = question.resourcepart().orElse("home") + "-" + ids.get();
            connection.reply(
                    (StreamEvent.Asked<BindAnswer>) asked,
                    new BindAnswer.Bound(question.account().withResourcepart(resourcepart)));
        }
    }

    private void route(XmppConnection from, XmlElement element) {
        Stanza stanza = Stanza.fromElement(element); // whatever the client wrote, it is from who is bound here
        Optional<XmppConnection> addressee = stanza.to().map(bound::get);
        if (addressee.isPresent()) {
            addressee.get().send(element);
        } else if (stanza instanceof Iq iq ? iq.isRequest() : stanza instanceof Message && !stanza.isError()) {
            // presence for nobody is dropped, and neither results nor errors are answered (RFC 6120 section 8.3.1)
            from.send(stanza.error(StanzaErrorCondition.SERVICE_UNAVAILABLE).toElement());
        }
    }
}
// end
