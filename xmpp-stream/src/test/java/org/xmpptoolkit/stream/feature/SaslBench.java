package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.ChannelBindingType;
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
    /** The derivations that were asked for, in words. */
    final List<String> work = new ArrayList<>();
    /** What the application says where it is asked for a decision. */
    Function<Prompt<SaslDecision>, SaslDecision> decision = prompt -> {
        throw new AssertionError(prompt + " was not expected");
    };

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

    /** A server's stream under TLS. */
    static StreamState serverState(TlsSession tls) {
        return state(Role.RECEIVING, true, Optional.of(tls), header("", "example.org"), header("example.org", ""));
    }

    /** A TLS session whose binding data of each type is the same wherever this is called. */
    static TlsSession.Builder tls(String protocol, ChannelBindingType... types) {
        TlsSession.Builder tls = TlsSession.builder(protocol, TlsSession.PathTrust.VERIFIED);
        for (ChannelBindingType type : types) {
            tls.binding(type, SaslText.utf8("octets of " + type.wireName() + "\u00ff"));
        }
        return tls;
    }

    /** As {@link #tls}, with one octet changed in the exporter's data: another session of the same kind. */
    static TlsSession otherTls() {
        byte[] octets = tls("TLSv1.3", ChannelBindingType.TLS_EXPORTER)
                .build()
                .binding(ChannelBindingType.TLS_EXPORTER)
                .orElseThrow();
        octets[octets.length - 1] ^= 1;
        return TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED)
                .binding(ChannelBindingType.TLS_EXPORTER, octets)
                .build();
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
        return initiate(List.of(offer));
    }

    /** Initiates in sight of several features, the mechanisms first. */
    Step initiate(List<XmlElement> offers) {
        XmlElement.Builder features = XmlElement.builder(Namespaces.STREAM, "features");
        offers.forEach(features::child);
        return settle(
                ((StreamFeature.Initiating) feature).initiate(Optional.of(offers.get(0)), features.build(), state));
    }

    Step initiate(String... mechanisms) {
        return initiate(mechanisms(mechanisms));
    }

    static XmlElement mechanisms(String... mechanisms) {
        XmlElement.Builder offer = XmlElement.builder(Namespaces.SASL, "mechanisms");
        for (String mechanism : mechanisms) {
            offer.child(XmlElement.builder(Namespaces.SASL, "mechanism")
                    .text(mechanism)
                    .build());
        }
        return offer.build();
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
            work.add(computation.toString());
            answer = computation.compute();
        } else if (!(ask.prompt() instanceof CredentialsRequested)) {
            answer = decision.apply((Prompt<SaslDecision>) ask.prompt());
        } else {
            CredentialsRequested question = assertInstanceOf(CredentialsRequested.class, ask.prompt());
            asked.add(question);
            List<SaltedCredentials> stored = accounts.getOrDefault(question.account(), List.of());
            answer = question.hashes().stream()
                    .flatMap(hash -> stored.stream().filter(c -> c.hash() == hash))
                    .findFirst();
        }
        return ask.next().onReply((Prompt<Object>) ask.prompt(), answer, state);
    }

    /** What a server puts among the features. */
    List<XmlElement> offers() {
        return ((StreamFeature.Receiving) feature).offers(state);
    }

    /** Lets a client and a server talk until neither has more to say. */
    static Talk talk(SaslBench client, SaslBench server) {
        List<XmlElement> said = new ArrayList<>();
        Step ofClient = client.initiate(server.offers());
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
