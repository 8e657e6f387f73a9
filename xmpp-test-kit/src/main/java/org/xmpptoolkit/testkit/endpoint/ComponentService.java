package org.xmpptoolkit.testkit.endpoint;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppConnection;
import org.xmpptoolkit.netty.XmppServer;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.HeaderOffered;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.component.SecretRequested;

/** External components, without TLS (XEP-0114). What is known of their connections is guarded by the router. */
final class ComponentService implements EndpointService {
    static final String PORT = "COMPONENT_PORT";

    private final Router router;
    private final Map<Jid, ComponentSecret> secrets = new HashMap<>();
    private final Map<Jid, XmppConnection> connected = new HashMap<>();
    private final Map<String, String> variables;
    private final XmppServer server;

    /**
     * The service, not yet listening.
     *
     * @param components the secrets by the names of the components, at least one
     */
    ComponentService(EndpointContext context, InetSocketAddress address, Map<Jid, char[]> components) {
        this.router = context.router();
        components.forEach((name, secret) -> secrets.put(name, ComponentSecret.of(secret)));
        Map.Entry<Jid, char[]> first = components.entrySet().iterator().next();
        this.variables = new LinkedHashMap<>();
        variables.put("COMPONENT_DOMAIN", first.getKey().toString());
        variables.put("COMPONENT_SECRET", new String(first.getValue()));
        this.server = XmppServer.builder()
                .address(address)
                .config(StreamConfig.builder()
                        .from(context.domains().get(0))
                        .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                        .tlsPolicy(TlsPolicy.NONE)
                        .build())
                .listener(this::notice)
                .build();
        router.add(this::take);
    }

    @Override
    public CompletionStage<?> start() {
        return server.start();
    }

    @Override
    public CompletionStage<Void> stop() {
        return server.stop();
    }

    @Override
    public List<EndpointPort> ports() {
        return List.of(new EndpointPort(PORT, "components", server.port()));
    }

    @Override
    public Map<String, String> variables() {
        return variables;
    }

    private void notice(XmppConnection connection, StreamEvent.Notice notice) {
        synchronized (router) {
            if (notice instanceof StreamEvent.Asked<?> asked) {
                answer(connection, asked);
            } else if (notice instanceof StreamEvent.Established established) {
                join(established.state().account().orElseThrow(), connection);
            } else if (notice instanceof StreamEvent.ElementReceived received) {
                Stanza stanza = Stanza.fromElement(received.inLanguage());
                router.route(Stanza.fromElement(stanza.toElement(Namespaces.CLIENT)));
            } else if (notice instanceof StreamEvent.Closed) {
                connected.values().remove(connection);
            }
        }
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private void answer(XmppConnection connection, StreamEvent.Asked<?> asked) {
        if (asked.prompt() instanceof HeaderOffered offered) {
            connection.reply(
                    (StreamEvent.Asked<HeaderAnswer>) asked,
                    serve(offered.header().to()));
        } else if (asked.prompt() instanceof SecretRequested request) {
            connection.reply(
                    (StreamEvent.Asked<Optional<ComponentSecret>>) asked,
                    Optional.ofNullable(secrets.get(request.component())));
        }
    }

    private HeaderAnswer serve(Optional<Jid> asked) {
        Optional<Jid> name = asked.filter(secrets::containsKey);
        if (name.isEmpty()) {
            return new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.HOST_UNKNOWN), Optional.empty());
        }
        return connected.containsKey(name.get())
                ? new HeaderAnswer.Refuse(StreamError.of(StreamErrorCondition.CONFLICT), name)
                : new HeaderAnswer.Serve(name.get(), List.of(ComponentHandshake.server()), List.of(Language.of("en")));
    }

    /** Of two that proved the secret at the same time, the first stays. */
    private void join(Jid name, XmppConnection connection) {
        if (connected.putIfAbsent(name, connection) != null) {
            connection.fail(StreamError.of(StreamErrorCondition.CONFLICT));
        }
    }

    /** Takes a stanza to a component; one that is not connected is unavailable, not unknown. */
    @SuppressWarnings("FutureReturnValueIgnored") // of a function that does not throw
    private boolean take(Jid to, Stanza stanza) {
        Jid name = to.domain();
        @Nullable XmppConnection connection = connected.get(name);
        if (connection == null) {
            if (secrets.containsKey(name)) {
                unavailable(stanza);
            }
            return secrets.containsKey(name);
        }
        connection.send(stanza.toElement(Namespaces.COMPONENT_ACCEPT)).whenComplete((none, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof IllegalStateException) { // the stream did not take it
                unavailable(stanza);
            }
        });
        return true;
    }

    private void unavailable(Stanza stanza) {
        router.failed(stanza, StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
    }
}
