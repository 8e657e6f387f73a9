package org.xmpptoolkit.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.xmpptoolkit.stream.StreamEvent.Write;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.framing.MessageFraming;

/** Streams over WebSocket, and the peer's messages, for tests of the machine (RFC 7395). */
final class Messages {
    static final String OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='im.example.com' version='1.0'/>";
    static final String ANSWER =
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='im.example.com' id='s1' version='1.0'/>";
    static final String CLOSE = "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>";
    static final String NO_FEATURES = "<stream:features xmlns:stream='http://etherx.jabber.org/streams'/>";
    static final String PRESENCE = "<presence xmlns='jabber:client'/>";

    private Messages() {}

    static Transcript receiving(StreamFeature.Receiving... features) {
        return receiving(Streams.serving(features));
    }

    static Transcript receiving(StreamConfig.Builder config) {
        return new Transcript(
                XmppStream.receiving(config.framing(new MessageFraming()).build()));
    }

    static Transcript initiating(StreamFeature.Initiating... features) {
        StreamConfig config = Streams.config().framing(new MessageFraming()).build();
        Transcript transcript = new Transcript(XmppStream.initiating(config, List.of(features)));
        transcript.add(transcript.stream.open());
        return transcript;
    }

    static Transcript establishedReceiving() {
        Transcript transcript = receiving();
        transcript.feed(OPEN);
        transcript.only(StreamEvent.Established.class);
        return transcript;
    }

    static Transcript establishedInitiating() {
        Transcript transcript = initiating();
        feed(transcript, ANSWER, NO_FEATURES);
        transcript.only(StreamEvent.Established.class);
        return transcript;
    }

    /** Feeds messages, each by a call of its own. */
    static void feed(Transcript transcript, String... messages) {
        for (String message : messages) {
            transcript.feed(message);
        }
    }

    /** What was written, message by message. */
    static List<String> written(Transcript transcript) {
        return transcript.all(Write.class).stream()
                .map(write -> StandardCharsets.UTF_8.decode(write.octets()).toString())
                .toList();
    }

    /** What is written from now on, message by message. */
    static List<String> answer(Transcript transcript, String... messages) {
        int before = written(transcript).size();
        feed(transcript, messages);
        List<String> all = written(transcript);
        return all.subList(before, all.size());
    }
}
