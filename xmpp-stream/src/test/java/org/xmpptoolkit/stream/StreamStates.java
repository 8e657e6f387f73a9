package org.xmpptoolkit.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;

/** Finds every state that a stream can be in, by doing everything that can happen to it in each state that was found. */
final class StreamStates {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";

    /** What can happen to a stream. */
    private enum Happening {
        OPEN("open()", XmppStream::open),
        HEADER("header", text(Streams.CLIENT_HEADER), text(Streams.SERVER_HEADER)),
        WRONG_HEADER("wrong header", text("<stream xmlns='urn:example:s'>"), text("<stream xmlns='urn:example:s'>")),
        FEATURES("features", null, stream -> receive(stream, features(stream.state()))),
        STARTTLS("starttls", text("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), null),
        PROCEED("proceed", null, text("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")),
        FAILURE("TLS failure", null, text("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")),
        SECURED(
                "secured()",
                stream -> stream.secured(TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED)
                        .build())),
        AUTHENTICATION("authentication", text(LOGIN), text("<welcome xmlns='urn:example:login'/>")),
        BINDING(
                "binding",
                text("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"),
                text("<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                        + "<jid>juliet@im.example.com/balcony</jid></bind></iq>")),
        STANZA("stanza", text("<message/>"), text("<message/>")),
        FAULT("a fault", text("<a></b>"), text("<a></b>")),
        ERROR("stream error", text(error()), text(error())),
        CLOSING_TAG("closing tag", text("</stream:stream>"), text("</stream:stream>")),
        CLOSE("close()", XmppStream::close),
        FAIL("fail()", stream -> stream.fail(StreamError.of(StreamErrorCondition.RESET))),
        DISCONNECTED("disconnected()", stream -> stream.disconnected(Optional.empty()));

        final String label;
        final Map<Role, Function<XmppStream, List<StreamEvent>>> calls = new TreeMap<>();

        Happening(String label, Function<XmppStream, List<StreamEvent>> call) {
            this(label, call, call);
        }

        Happening(
                String label,
                @Nullable Function<XmppStream, List<StreamEvent>> receiving,
                @Nullable Function<XmppStream, List<StreamEvent>> initiating) {
            this.label = label;
            if (receiving != null) {
                calls.put(Role.RECEIVING, receiving);
            }
            if (initiating != null) {
                calls.put(Role.INITIATING, initiating);
            }
        }
    }

    /**
     * What tells one state from another.
     *
     * @param phase how far the stream has come
     * @param ours the direction from us
     * @param theirs the direction to us
     * @param secure whether TLS protects it
     * @param authenticated whether an account was authenticated
     */
    record State(Phase phase, Half ours, Half theirs, boolean secure, boolean authenticated) {
        static State of(XmppStream stream) {
            StreamState state = stream.state();
            return new State(
                    state.phase(),
                    state.ours(),
                    state.theirs(),
                    state.secure(),
                    state.account().isPresent());
        }
    }

    private final Role role;
    /** The states that were seen, each with what was asked of the peer last, which the state does not tell. */
    private final Set<List<Object>> seen = new HashSet<>();
    /** What leads from one state to the next, the first ways first. */
    private final Map<State, Map<State, Set<String>>> ways = new LinkedHashMap<>();

    private StreamStates(Role role) {
        this.role = role;
    }

    static StreamStates explore(Role role) {
        StreamStates states = new StreamStates(role);
        Queue<List<Happening>> histories = new ArrayDeque<>();
        histories.add(List.of());
        states.ways.put(State.of(states.replay(List.of())), new LinkedHashMap<>());
        while (!histories.isEmpty()) {
            List<Happening> history = histories.remove();
            for (Happening happening : Happening.values()) {
                states.happen(history, happening).ifPresent(histories::add);
            }
        }
        return states;
    }

    /** Does one thing more; returns the longer history if it led to a state not seen before. */
    private Optional<List<Happening>> happen(List<Happening> history, Happening happening) {
        XmppStream stream = replay(history);
        State before = State.of(stream);
        try {
            if (!perform(stream, happening)) {
                return Optional.empty();
            }
        } catch (IllegalStateException misuse) {
            return Optional.empty(); // what the caller must not do changes nothing
        }
        State after = State.of(stream);
        boolean isNew = seen.add(List.of(after, happening == Happening.FEATURES));
        ways.computeIfAbsent(after, state -> new LinkedHashMap<>());
        ways.computeIfAbsent(before, state -> new LinkedHashMap<>())
                .computeIfAbsent(after, state -> new TreeSet<>())
                .add(happening.label);
        if (!isNew) {
            return Optional.empty();
        }
        List<Happening> longer = new ArrayList<>(history);
        longer.add(happening);
        return Optional.of(longer);
    }

    private XmppStream replay(List<Happening> history) {
        XmppStream stream = role == Role.RECEIVING
                ? XmppStream.receiving(Streams.serving(new StartTls(), new Streams.Login(), ResourceBinding.server())
                        .tlsPolicy(TlsPolicy.REQUIRED)
                        .build())
                : XmppStream.initiating(
                        Streams.config().tlsPolicy(TlsPolicy.REQUIRED).build(),
                        List.of(new StartTls(), new Streams.Login(), ResourceBinding.request()));
        history.forEach(happening -> perform(stream, happening));
        return stream;
    }

    private boolean perform(XmppStream stream, Happening happening) {
        Function<XmppStream, List<StreamEvent>> call = happening.calls.get(role);
        if (call == null) {
            return false;
        }
        call.apply(stream).forEach(event -> answer(stream, event));
        return true;
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private static void answer(XmppStream stream, StreamEvent event) {
        if (event instanceof StreamEvent.Asked<?> asked && asked.prompt() instanceof BindRequested) {
            Jid address = Jid.parse("juliet@im.example.com/balcony");
            stream.reply((StreamEvent.Asked<BindAnswer>) asked, new BindAnswer.Bound(address));
        }
    }

    private static Function<XmppStream, List<StreamEvent>> text(String xml) {
        return stream -> receive(stream, xml);
    }

    private static List<StreamEvent> receive(XmppStream stream, String xml) {
        return stream.receive(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String features(StreamState state) {
        String offer = !state.secure()
                ? "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
                : state.account().isEmpty() ? LOGIN : "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
        return "<stream:features>" + offer + "</stream:features>";
    }

    private static String error() {
        return "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";
    }

    /** Every state that can be reached. */
    Set<State> states() {
        return ways.keySet();
    }

    /** The phases and what leads from one to another, as a Mermaid diagram. */
    String diagram() {
        Map<Phase, Map<Phase, Set<String>>> edges = new TreeMap<>();
        ways.forEach((from, targets) -> targets.forEach((to, labels) -> {
            if (from.phase() != to.phase()) {
                edges.computeIfAbsent(from.phase(), phase -> new TreeMap<>())
                        .computeIfAbsent(to.phase(), phase -> new TreeSet<>())
                        .addAll(labels);
            }
        }));
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> OPENING\n");
        edges.forEach((from, targets) -> targets.forEach((to, labels) -> text.append("    ")
                .append(from)
                .append(" --> ")
                .append(to)
                .append(" : ")
                .append(String.join(", ", labels))
                .append('\n')));
        return text.append("    CLOSED --> [*]\n").toString();
    }

    /** Every state with what leads out of it, as a Markdown table. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| phase | ours | theirs | TLS | account | what happens | leads to |\n|---|---|---|---|---|---|---|\n");
        ways.forEach((from, targets) -> targets.forEach((to, labels) -> {
            if (!from.equals(to)) {
                text.append("| ")
                        .append(cells(from))
                        .append(" | ")
                        .append(String.join(", ", labels))
                        .append(" | ")
                        .append(target(from, to))
                        .append(" |\n");
            }
        }));
        return text.toString();
    }

    private static String cells(State state) {
        return List.of(
                        state.phase(),
                        state.ours(),
                        state.theirs(),
                        state.secure() ? "yes" : "no",
                        state.authenticated() ? "yes" : "no")
                .stream()
                .map(Object::toString)
                .collect(Collectors.joining(" | "));
    }

    /** The phase, and what else is different. */
    private static String target(State from, State to) {
        List<String> parts = new ArrayList<>();
        parts.add(to.phase().toString());
        if (from.ours() != to.ours()) {
            parts.add("ours " + to.ours());
        }
        if (from.theirs() != to.theirs()) {
            parts.add("theirs " + to.theirs());
        }
        if (from.secure() != to.secure()) {
            parts.add("TLS");
        }
        if (from.authenticated() != to.authenticated()) {
            parts.add("account");
        }
        return String.join(", ", parts);
    }
}
