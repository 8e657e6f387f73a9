package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Set;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackConfig;
import org.xmpptoolkit.stream.dialback.DialbackKey;
import org.xmpptoolkit.stream.dialback.DialbackSecret;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.KeyOffered;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Streams between servers, with the domains, keys and ids that XEP-0220 section 2 shows. */
final class Dialbacks {
    static final Jid CAPULET = Jid.parse("capulet.example");
    static final Jid ROOMS = Jid.parse("rooms.capulet.example");
    static final Jid MONTAGUE = Jid.parse("montague.example");
    static final Jid CHAT = Jid.parse("chat.montague.example");
    static final DomainPair PAIR = new DomainPair(CAPULET, MONTAGUE);
    static final DomainPair FROM_ROOMS = new DomainPair(ROOMS, MONTAGUE);
    static final DomainPair TO_CHAT = new DomainPair(CAPULET, CHAT);
    static final String ID = "D60000229F";

    /** Of the example's first pair, on the stream of {@link #ID}. */
    static final DialbackKey KEY = DialbackKey.of("b4835385f37fe2895af6c196b59097b16862406db80559900d96bf6fa7d23df3");

    static final DialbackSecret CAPULETS = DialbackSecret.of("s3cr3tf0rd14lb4ck");
    static final DialbackSecret MONTAGUES = DialbackSecret.of("d14lb4ck43v3r");

    static final String FEATURES =
            "<stream:features><dialback xmlns='urn:xmpp:features:dialback'><errors/></dialback></stream:features>";

    private Dialbacks() {}

    static DialbackConfig.Builder capulets() {
        return DialbackConfig.builder(CAPULETS, Set.of(CAPULET, ROOMS)::contains);
    }

    static DialbackConfig.Builder montagues() {
        return DialbackConfig.builder(MONTAGUES, Set.of(MONTAGUE, CHAT)::contains);
    }

    static StreamConfig.Builder config(Jid from, Jid to) {
        return StreamConfig.builder()
                .contentNamespace(Namespaces.SERVER)
                .tlsPolicy(TlsPolicy.NONE)
                .from(from)
                .to(to)
                .ids(() -> ID);
    }

    /** A header of a server, with the attributes given. */
    static String header(String attributes) {
        return "<?xml version='1.0'?><stream:stream " + attributes
                + " xmlns='jabber:server' xmlns:db='jabber:server:dialback' xmlns:stream='http://etherx.jabber.org/streams'>";
    }

    static String initial() {
        return header("from='capulet.example' to='montague.example' version='1.0'");
    }

    static String response() {
        return header("from='montague.example' to='capulet.example' id='" + ID + "' version='1.0'");
    }

    /** Capulet's stream to Montague, opened. */
    static Transcript initiating(StreamFeature.Initiating... features) {
        Transcript transcript =
                new Transcript(XmppStream.initiating(config(CAPULET, MONTAGUE).build(), List.of(features)));
        transcript.add(transcript.stream.open());
        return transcript;
    }

    /** Capulet's stream to Montague, up to the key of the first pair. */
    static Transcript offering() {
        Transcript transcript = initiating(Dialback.initiating(capulets().build(), PAIR));
        transcript.feed(response() + FEATURES);
        return transcript;
    }

    /** Montague's end of a stream, which no header came on yet. */
    static Transcript serving(StreamConfig.Builder config, StreamFeature.Receiving... features) {
        List<StreamFeature.Receiving> list = List.of(features);
        return new Transcript(XmppStream.receiving(
                config.hosts(offered -> new HeaderAnswer.Serve(MONTAGUE, list, List.of(Language.of("en"))))
                        .build()));
    }

    /** Montague's end of a stream, up to its features. */
    static Transcript receiving() {
        Transcript transcript = serving(
                config(MONTAGUE, CAPULET), Dialback.receiving(montagues().build()));
        transcript.feed(initial());
        return transcript;
    }

    static String result(DomainPair pair, String key) {
        return "<db:result from='" + pair.from() + "' to='" + pair.to() + "'>" + key + "</db:result>";
    }

    static String result(DomainPair pair, DialbackKey key) {
        return result(pair, key.text());
    }

    /** What the receiving server says of a pair. */
    static String answer(DomainPair pair, String type) {
        return "<db:result from='" + pair.to() + "' to='" + pair.from() + "' type='" + type + "'/>";
    }

    static String failure(DomainPair pair, String type, String condition) {
        return "<db:result from='" + pair.to() + "' to='" + pair.from() + "' type='error'><error type='" + type + "'><"
                + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></db:result>";
    }

    static String verify(VerifyRequest request) {
        return "<db:verify from='" + request.pair().to() + "' to='"
                + request.pair().from() + "' id='" + request.streamId() + "'>"
                + request.key().text() + "</db:verify>";
    }

    /** What the authoritative server says of a key. */
    static String answer(VerifyRequest request, String type) {
        return "<db:verify from='" + request.pair().from() + "' to='"
                + request.pair().to() + "' id='" + request.streamId() + "' type='" + type + "'/>";
    }

    /** The questions that were asked so far, in order. */
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    static List<StreamEvent.Asked<DialbackVerdict>> questions(Transcript transcript) {
        return transcript.all(StreamEvent.Asked.class).stream()
                .filter(asked -> asked.prompt() instanceof KeyOffered)
                .map(asked -> (StreamEvent.Asked<DialbackVerdict>) asked)
                .toList();
    }

    static VerifyRequest request(StreamEvent.Asked<DialbackVerdict> question) {
        return ((KeyOffered) question.prompt()).request();
    }

    /** Answers one of the questions about keys, and tells what is written then. */
    static String reply(Transcript transcript, int question, DialbackVerdict verdict) {
        return transcript.add(transcript.stream.reply(questions(transcript).get(question), verdict));
    }
}
