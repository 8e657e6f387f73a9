package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Computation;
import org.xmpptoolkit.stream.Half;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;

/** One side of SASL for tests: answers its questions at once, keeps accounts, and counts. */
final class SaslBench {
    final Map<Jid, List<SaltedCredentials>> accounts = new HashMap<>();
    final List<CredentialsRequested> asked = new ArrayList<>();
    int derivations;

    private final StreamFeature feature;
    final StreamState state;
    private Optional<Negotiation> negotiation = Optional.empty();

    private SaslBench(StreamFeature feature, StreamState state) {
        this.feature = feature;
        this.state = state;
    }

    static SaslBench server(StreamFeature.Receiving feature, StreamState state) {
        return new SaslBench(feature, state);
    }

    static SaslBench server(StreamFeature.Receiving feature) {
        return server(feature, serverState(true, ""));
    }

    static SaslBench client(StreamFeature.Initiating feature, StreamState state) {
        return new SaslBench(feature, state);
    }

    static SaslBench client(StreamFeature.Initiating feature) {
        return client(feature, clientState(true, Optional.empty()));
    }

    static StreamState serverState(boolean secure, String peerFrom) {
        return state(
                Role.RECEIVING, secure, Optional.empty(), header("", "example.org"), header("example.org", peerFrom));
    }

    static StreamState clientState(boolean secure, Optional<TlsSession> tls) {
        return state(Role.INITIATING, secure, tls, header("example.org", ""), header("", "example.org"));
    }

    private static StreamState state(
            Role role, boolean secure, Optional<TlsSession> tls, StreamHeader local, StreamHeader peer) {
        return new StreamState(
                role,
                Half.OPEN,
                Half.OPEN,
                Phase.NEGOTIATING,
                TlsPolicy.WHEN_OFFERED,
                secure,
                tls,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(local),
                Optional.of(peer));
    }

    private static StreamHeader header(String to, String from) {
        XmlElement.Builder start = XmlElement.builder(Namespaces.STREAM, "stream");
        if (!to.isEmpty()) {
            start.attribute("to", to);
        }
        if (!from.isEmpty()) {
            start.attribute("from", from);
        }
        return new StreamHeader(start.build(), Namespaces.CLIENT, NamespaceScope.EMPTY, JidProfile.STRINGPREP);
    }

    void account(String localpart, SaltedCredentials... credentials) {
        accounts.put(Jid.of(localpart, "example.org", null), List.of(credentials));
    }

    Step initiate(XmlElement offer) {
        return settle(((StreamFeature.Initiating) feature).initiate(Optional.of(offer), state));
    }

    Step initiate(String... mechanisms) {
        XmlElement.Builder offer = XmlElement.builder(Namespaces.SASL, "mechanisms");
        for (String mechanism : mechanisms) {
            offer.child(XmlElement.builder(Namespaces.SASL, "mechanism")
                    .text(mechanism)
                    .build());
        }
        return initiate(offer.build());
    }

    Step take(XmlElement element) {
        if (negotiation.isPresent()) {
            Negotiation current = negotiation.get();
            assertEquals(true, current.expects(element));
            return settle(current.onElement(element, state));
        }
        StreamFeature.Receiving receiving = (StreamFeature.Receiving) feature;
        assertEquals(true, receiving.claims(element, state));
        return settle(receiving.accept(element, state));
    }

    private Step settle(Step step) {
        Step now = step;
        while (now instanceof Step.Ask ask) {
            assertEquals(List.of(), ask.send());
            now = answer(ask);
        }
        if (now instanceof Step.Continue go) {
            negotiation = Optional.of(go.next());
        } else if (now instanceof Step.Refused refused) {
            negotiation = refused.retry();
        }
        return now;
    }

    @SuppressWarnings("unchecked")
    private Step answer(Step.Ask ask) {
        Object answer;
        if (ask.prompt() instanceof Computation<?> computation) {
            derivations++;
            answer = computation.compute();
        } else {
            CredentialsRequested question = assertInstanceOf(CredentialsRequested.class, ask.prompt());
            asked.add(question);
            answer = accounts.getOrDefault(question.account(), List.of()).stream()
                    .filter(c -> question.hashes().contains(c.hash()))
                    .findFirst();
        }
        return ask.next().onReply((Prompt<Object>) ask.prompt(), answer, state);
    }

    /** Lets a client and a server talk until neither has more to say. */
    static Talk talk(SaslBench client, SaslBench server) {
        List<XmlElement> said = new ArrayList<>();
        Step ofClient = client.initiate(
                ((StreamFeature.Receiving) server.feature).offer(server.state).orElseThrow());
        Step ofServer = ofClient;
        while (ofClient instanceof Step.Continue go) {
            said.addAll(go.send());
            ofServer = server.take(go.send().get(0));
            said.addAll(ofServer.send());
            if (ofServer.send().isEmpty()) {
                break;
            }
            ofClient = client.take(ofServer.send().get(0));
        }
        return new Talk(ofClient, ofServer, said);
    }

    /** How a talk ended, and what was said. */
    record Talk(Step client, Step server, List<XmlElement> said) {}

    static XmlElement auth(String mechanism, String message) {
        return sasl("auth", message).toBuilder()
                .attribute("mechanism", mechanism)
                .build();
    }

    static XmlElement sasl(String name, String message) {
        return raw(name, SaslText.base64(SaslText.utf8(message)));
    }

    static XmlElement raw(String name, String text) {
        return XmlElement.builder(Namespaces.SASL, name).text(text).build();
    }

    /** The message in the one element that is sent. */
    static String sent(Step step) {
        assertEquals(1, step.send().size(), step.toString());
        return message(step.send().get(0));
    }

    static String message(XmlElement element) {
        return new String(SaslText.tryBase64(element.text()).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The condition of the failure that is sent. */
    static String refusal(Step step) {
        assertEquals(1, step.send().size(), step.toString());
        XmlElement failure = step.send().get(0);
        assertEquals("failure", failure.localName());
        return SaslFailure.fromElement(failure).condition().elementName();
    }
}
