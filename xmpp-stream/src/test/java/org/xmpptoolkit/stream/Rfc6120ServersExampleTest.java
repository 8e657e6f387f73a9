package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.TlsSession.PathTrust;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Frame;
import org.xmpptoolkit.stream.framing.FrameDecoder;
import org.xmpptoolkit.stream.identity.TestCertificate;

/**
 * The example of a stream between servers in RFC 6120 section 9.2, as a script that either side follows. Frames are compared by
 * expanded names, for the two servers of the example choose their prefixes differently; the language, which ours say in every header
 * (section 4.7.4), is left out of it.
 */
class Rfc6120ServersExampleTest {
    private static final Jid SERVER1 = Jid.parse("im.example.com");
    private static final Jid SERVER2 = Jid.parse("example.net");
    private static final String WITHOUT_IDENTITY = ">=</auth>";
    private static final String WITH_IDENTITY = ">aW0uZXhhbXBsZS5jb20=</auth>";

    private static List<String> script() throws IOException {
        try (InputStream file = Rfc6120ServersExampleTest.class.getResourceAsStream("/rfc6120/section-9.2.txt")) {
            assertNotNull(file);
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Reads one direction. */
    private static final class Reading {
        private FrameDecoder decoder = new DocumentFraming().newDecoder(StreamLimits.DEFAULT);

        /** What octets hold, in comparable form. */
        List<Object> frames(String octets) {
            if (octets.startsWith("<?xml") || octets.startsWith("<stream")) {
                decoder = new DocumentFraming().newDecoder(StreamLimits.DEFAULT);
            }
            decoder.feed(ByteBuffer.wrap(octets.getBytes(StandardCharsets.UTF_8)));
            return Stream.generate(decoder::next)
                    .takeWhile(Optional::isPresent)
                    .map(frame -> comparable(frame.orElseThrow()))
                    .toList();
        }

        private static Object comparable(Frame frame) {
            if (frame instanceof Frame.Open open) {
                return Stream.of("from", "to", "id", "version")
                        .map(name -> open.start().attribute(name))
                        .toList();
            }
            return frame instanceof Frame.Element first ? first.element() : frame;
        }
    }

    /** Follows the script as one of its sides. */
    private static Transcript follow(XmppStream stream, String side, List<String> script, TlsSession tls) {
        Transcript transcript = new Transcript(stream);
        Reading ours = new Reading();
        Reading example = new Reading();
        StringBuilder written = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        List<String> lines = new ArrayList<>(script);
        lines.add("end");
        for (String line : lines) {
            String frame = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith(side)) {
                if (frame.startsWith("<message")) {
                    XmlElement stanza =
                            XmlElement.parse(frame.replaceFirst("<message", "<message xmlns='jabber:server'"));
                    written.append(transcript.add(stream.send(List.of(stanza))));
                } else if (frame.startsWith("</") && stream.state().role() == Role.INITIATING) {
                    written.append(transcript.add(stream.close()));
                } else if (expected.isEmpty()
                        && written.isEmpty()
                        && stream.state().role() == Role.INITIATING) {
                    written.append(transcript.add(stream.open()));
                }
                expected.append(frame);
                continue;
            }
            if (!expected.isEmpty()) {
                assertEquals(example.frames(expected.toString()), ours.frames(written.toString()));
                expected.setLength(0);
                written.setLength(0);
            }
            if (line.equals("TLS")) {
                written.append(transcript.add(stream.secured(tls)));
            } else if (!line.equals("end")) {
                written.append(transcript.feed(frame));
            }
        }
        assertEquals("", written.toString(), "nothing is said beyond the script");
        assertEquals(List.of(), transcript.all(StreamEvent.ErrorSent.class));
        return transcript;
    }

    private static TlsSession tls(Jid own, Jid peer) {
        return TlsSession.builder("TLSv1.3", PathTrust.VERIFIED)
                .local(List.of(TestCertificate.ofServer(own.toString())))
                .peer(List.of(TestCertificate.ofServer(peer.toString())))
                .build();
    }

    /** But for one frame: the authorization identity, which is left out in the example, is sent (XEP-0178 section 3). */
    @Test
    @Rule("R-431")
    void ourInitiatingServerSaysWhatTheExamplesDoesButForItsIdentity() throws IOException {
        StreamConfig config = Servers.config()
                .tlsPolicy(TlsPolicy.REQUIRED)
                .from(SERVER1)
                .to(SERVER2)
                .build();
        XmppStream stream =
                XmppStream.initiating(config, List.of(new StartTls(), Sasl.client(SaslCredentials.server(SERVER1))));
        List<String> script = script().stream()
                .map(line -> line.replace(WITHOUT_IDENTITY, WITH_IDENTITY))
                .toList();
        Transcript server1 = follow(stream, "S1", script, tls(SERVER1, SERVER2));
        StreamState state = server1.only(StreamEvent.Established.class).state();
        assertEquals(Set.of(new DomainPair(SERVER1, SERVER2)), state.authorized());
        assertInstanceOf(Reason.WeClosed.class, server1.closed());
    }

    @Test
    @Rule({"R-031", "R-430"})
    void ourReceivingServerSaysWhatTheExamplesDoes() throws IOException {
        Queue<String> ids = new ArrayDeque<>(script().stream()
                .filter(line -> line.contains(" id='") && line.startsWith("S2"))
                .map(line -> line.replaceFirst(".* id='([^']*)'.*", "$1"))
                .toList());
        StreamConfig config = Servers.config()
                .tlsPolicy(TlsPolicy.REQUIRED)
                .ids(ids::remove)
                .hosts(offered -> new HeaderAnswer.Serve(
                        SERVER2, List.of(new StartTls(), Sasl.server()), List.of(Language.of("en"))))
                .build();
        Transcript server2 = follow(XmppStream.receiving(config), "S2", script(), tls(SERVER2, SERVER1));
        StreamState state = server2.only(StreamEvent.Established.class).state();
        assertEquals(Optional.of(SERVER1), state.account());
        assertEquals(Set.of(new DomainPair(SERVER1, SERVER2)), state.authorized());
        XmlElement message = server2.only(StreamEvent.ElementReceived.class).element();
        assertEquals(Optional.of("juliet@im.example.com/balcony"), message.attribute("from"));
        assertInstanceOf(Reason.PeerClosed.class, server2.closed());
    }
}
