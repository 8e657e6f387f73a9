package org.xmpptoolkit.stream;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.StreamTap;
import org.xmpptoolkit.stream.feature.Then;
import org.xmpptoolkit.stream.identity.TestCertificate;

/** Streams between servers for tests: that of capulet.example opens, that of montague.example receives. */
final class Servers {
    static final Jid CAPULET = Jid.parse("capulet.example");
    static final Jid MONTAGUE = Jid.parse("montague.example");
    static final DomainPair THERE = new DomainPair(CAPULET, MONTAGUE);
    static final DomainPair BACK = new DomainPair(MONTAGUE, CAPULET);

    static final String HEADER = "<stream:stream from='capulet.example' to='montague.example' version='1.0'"
            + " xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String ANSWER = "<stream:stream from='montague.example' to='capulet.example' id='s1' version='1.0'"
            + " xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String MECHANISMS =
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + "<mechanism>EXTERNAL</mechanism></mechanisms>";
    static final String AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='EXTERNAL'>=</auth>";
    static final String SUCCESS = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";

    private static final Map<String, X509Certificate> CERTIFICATES = new ConcurrentHashMap<>();

    private Servers() {}

    static X509Certificate certificate(String domain) {
        return CERTIFICATES.computeIfAbsent(domain, TestCertificate::ofServer);
    }

    static StreamConfig.Builder config() {
        AtomicInteger ids = new AtomicInteger();
        return StreamConfig.builder()
                .contentNamespace(Namespaces.SERVER)
                .tlsPolicy(TlsPolicy.DIRECT)
                .ids(() -> "id-" + ids.incrementAndGet());
    }

    static StreamConfig.Builder opening() {
        return config().from(CAPULET).to(MONTAGUE);
    }

    static StreamConfig.Builder serving(StreamFeature.Receiving... features) {
        List<StreamFeature.Receiving> list = List.of(features);
        return config().hosts(offered -> new HeaderAnswer.Serve(MONTAGUE, list, List.of(Language.of("en"))));
    }

    /** What a driver of montague.example says of a TLS session in which the peer showed a certificate. */
    static TlsSession shown(String domain, PathTrust trust) {
        return TlsSession.builder("TLSv1.3", trust)
                .local(List.of(certificate("montague.example")))
                .peer(List.of(certificate(domain)))
                .build();
    }

    /** The other end of the same, where the receiving server showed its own. */
    static TlsSession showing(String domain, PathTrust trust) {
        return TlsSession.builder("TLSv1.3", trust)
                .local(List.of(certificate(domain)))
                .peer(List.of(certificate("montague.example")))
                .build();
    }

    static StreamFeature.Initiating external() {
        return Sasl.client(SaslCredentials.server(CAPULET));
    }

    /** A receiving stream under TLS, in which the peer showed its certificate. */
    static Transcript receiving(StreamConfig config, TlsSession tls) {
        Transcript server = new Transcript(XmppStream.receiving(config));
        server.add(server.stream.secured(tls));
        return server;
    }

    /** An initiating stream under TLS that is open. */
    static Transcript initiating(StreamConfig config, TlsSession tls, StreamFeature.Initiating... features) {
        Transcript server = new Transcript(XmppStream.initiating(config, List.of(features)));
        server.add(server.stream.secured(tls));
        server.add(server.stream.open());
        return server;
    }

    /** A receiving stream on which capulet.example has authenticated by its certificate. */
    static Transcript authenticated(StreamConfig.Builder config) {
        Transcript server = receiving(config.build(), shown("capulet.example", PathTrust.VERIFIED));
        server.feed(HEADER + AUTH + HEADER);
        return server;
    }

    /** An initiating stream that has authenticated as capulet.example. */
    static Transcript authenticated(StreamConfig config, StreamFeature.Initiating... features) {
        Transcript server = initiating(config, showing("capulet.example", PathTrust.VERIFIED), features);
        server.feed(ANSWER + "<stream:features>" + MECHANISMS + "</stream:features>" + SUCCESS + ANSWER
                + Streams.NO_FEATURES);
        return server;
    }

    static XmlElement stanza(String from, String to) {
        return XmlElement.parse("<message xmlns='jabber:server' from='" + from + "' to='" + to + "'/>");
    }

    /** Tells that a pair of the own side is to be vouched for. */
    record Vouch(DomainPair pair) implements FeatureCommand {}

    /**
     * A stand-in for dialback: the peer asks for a pair, and has it. Both roles; where the stream is bidirectional the receiving server
     * may ask too.
     */
    record Vouching() implements StreamFeature.Initiating, StreamFeature.Receiving {
        private static final String NAMESPACE = "urn:example:vouch";

        static XmlElement element(String name, DomainPair pair) {
            return XmlElement.builder(NAMESPACE, name)
                    .attribute("from", pair.from().toString())
                    .attribute("to", pair.to().toString())
                    .build();
        }

        private static DomainPair pair(XmlElement element) {
            return new DomainPair(
                    Jid.parse(element.attribute("from").orElseThrow()),
                    Jid.parse(element.attribute("to").orElseThrow()));
        }

        @Override
        public QName name() {
            return new QName(NAMESPACE, "vouching");
        }

        @Override
        public boolean admissible(StreamState state) {
            return true;
        }

        @Override
        public boolean mandatory(StreamState state) {
            return state.authorized().isEmpty();
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.of(XmlElement.of(NAMESPACE, "vouching"));
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return false;
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            throw new IllegalStateException("the tap takes it");
        }

        @Override
        public List<StreamTap> taps(StreamState state) {
            return state.role() == Role.RECEIVING ? List.of(new Tap()) : List.of();
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            if (!state.authorized().isEmpty()) {
                return new Step.Done(List.of(), Outcome.tapped(new Tap()), Then.PROCEED);
            }
            return new Step.Continue(List.of(element("vouch", THERE)), new Negotiation() {
                @Override
                public boolean expects(XmlElement element) {
                    return element.is(NAMESPACE, "vouched");
                }

                @Override
                public Step onElement(XmlElement element, StreamState now) {
                    Outcome outcome = new Outcome(
                            Optional.empty(), Optional.empty(), Set.of(pair(element)), List.of(new Tap()), false);
                    return new Step.Done(List.of(), outcome, Then.PROCEED);
                }
            });
        }

        private static final class Tap implements StreamTap {
            @Override
            public boolean claims(XmlElement element) {
                return element.namespace().equals(NAMESPACE);
            }

            @Override
            public Reaction onElement(XmlElement element) {
                Set<DomainPair> pair = Set.of(pair(element));
                return element.localName().equals("vouch")
                        ? new Reaction(
                                List.of(),
                                List.of(Vouching.element("vouched", pair(element))),
                                Set.of(),
                                pair,
                                List.of(),
                                Optional.empty())
                        : new Reaction(List.of(), List.of(), pair, Set.of(), List.of(), Optional.empty());
            }

            @Override
            public Optional<Reaction> onCommand(FeatureCommand command) {
                return command instanceof Vouch vouch
                        ? Optional.of(Reaction.send(Vouching.element("vouch", vouch.pair())))
                        : Optional.empty();
            }
        }
    }
}
