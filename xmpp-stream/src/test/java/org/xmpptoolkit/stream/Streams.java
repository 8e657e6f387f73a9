package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** Streams and peers' octets for tests of the machine. */
final class Streams {
    static final Jid DOMAIN = Jid.parse("im.example.com");
    static final Jid ACCOUNT = Jid.parse("juliet@im.example.com");
    static final String CLIENT_HEADER =
            "<?xml version='1.0'?><stream:stream to='im.example.com' version='1.0' xml:lang='en'"
                    + " xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String SERVER_HEADER =
            "<?xml version='1.0'?><stream:stream from='im.example.com' id='s1' version='1.0' xml:lang='en'"
                    + " xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    static final String NO_FEATURES = "<stream:features/>";

    private Streams() {}

    /** A configuration with ids that count up, and no TLS unless it is set. */
    static StreamConfig.Builder config() {
        AtomicInteger ids = new AtomicInteger();
        return StreamConfig.builder().to(DOMAIN).tlsPolicy(TlsPolicy.NONE).ids(() -> "id-" + ids.incrementAndGet());
    }

    static StreamConfig.Builder serving(StreamFeature.Receiving... features) {
        List<StreamFeature.Receiving> list = List.of(features);
        return config().hosts(
                        offered -> new HeaderAnswer.Serve(DOMAIN, list, List.of(Language.of("en"), Language.of("de"))));
    }

    static Transcript receiving(StreamFeature.Receiving... features) {
        return new Transcript(XmppStream.receiving(serving(features).build()));
    }

    static Transcript initiating(StreamFeature.Initiating... features) {
        Transcript transcript = new Transcript(XmppStream.initiating(config().build(), List.of(features)));
        transcript.add(transcript.stream.open());
        return transcript;
    }

    /** A receiving stream that is established without authentication. */
    static Transcript establishedReceiving() {
        Transcript transcript = receiving();
        transcript.feed(CLIENT_HEADER);
        return transcript;
    }

    /** An initiating stream that is established without authentication. */
    static Transcript establishedInitiating() {
        Transcript transcript = initiating();
        transcript.feed(SERVER_HEADER + NO_FEATURES);
        return transcript;
    }

    /** A stand-in for authentication: one element each way, then a restart. */
    record Login() implements StreamFeature.Initiating, StreamFeature.Receiving {
        static final String NAMESPACE = "urn:example:login";
        static final XmlElement LOGIN = XmlElement.of(NAMESPACE, "login");

        @Override
        public QName name() {
            return LOGIN.name();
        }

        @Override
        public boolean admissible(StreamState state) {
            return state.account().isEmpty();
        }

        @Override
        public boolean mandatory(StreamState state) {
            return true;
        }

        @Override
        public Optional<XmlElement> offer(StreamState state) {
            return Optional.of(LOGIN);
        }

        @Override
        public boolean claims(XmlElement first, StreamState state) {
            return first.is(NAMESPACE, "login");
        }

        @Override
        public Step accept(XmlElement first, StreamState state) {
            return new Step.Done(List.of(XmlElement.of(NAMESPACE, "welcome")), Outcome.account(ACCOUNT), Then.RESTART);
        }

        @Override
        public Step initiate(Optional<XmlElement> offer, StreamState state) {
            return new Step.Continue(List.of(LOGIN), new Negotiation() {
                @Override
                public boolean expects(XmlElement element) {
                    return element.namespace().equals(NAMESPACE);
                }

                @Override
                public Step onElement(XmlElement element, StreamState now) {
                    return element.localName().equals("welcome")
                            ? new Step.Done(List.of(), Outcome.account(ACCOUNT), Then.RESTART)
                            : new Step.Refused(List.of(), "not welcome", Optional.empty());
                }
            });
        }
    }
}
