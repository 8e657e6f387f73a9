package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.DocumentFraming;
import org.xmpptoolkit.stream.framing.Frame;
import org.xmpptoolkit.stream.framing.FrameDecoder;
import org.xmpptoolkit.stream.framing.MessageFraming;

/** Laws of one stream over WebSocket, whatever messages come. */
class MessageProperties {
    private static final String BIND = "<iq xmlns='jabber:client' type='set' id='b'>"
            + "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>";
    private static final String FEATURES =
            "<stream:features xmlns:stream='http://etherx.jabber.org/streams'>%s" + "</stream:features>";
    private static final List<String> PIECES = List.of(
            Messages.OPEN,
            Messages.ANSWER,
            Messages.CLOSE,
            Messages.PRESENCE,
            Messages.NO_FEATURES,
            Managed.LOGIN,
            BIND,
            FEATURES.formatted(Managed.LOGIN),
            FEATURES.formatted("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"),
            FEATURES.formatted("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"),
            "<welcome xmlns='urn:example:login'/>",
            "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            "<iq xmlns='jabber:client' type='result' id='bind'/>",
            "<message xmlns='jabber:client' to='a@b'><body>\u00e9\u20ac\ud83d\ude00 &amp; &#x41;</body></message>",
            "<?xml version='1.0'?><message xmlns='jabber:client'/>",
            "<a xmlns='urn:example:a' xmlns:p='urn:example:p' p:x='1'><![CDATA[<]]><p:b/></a>",
            "<error xmlns='http://etherx.jabber.org/streams'><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></error>",
            "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='wss://b.example/'/>",
            "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='no uri'/>",
            "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' a:b='c' xmlns:a='urn:example:a' version='x' to='@'/>",
            "<open/>",
            "<close xmlns='jabber:client'/>",
            "<message xmlns='jabber:server'/>",
            "<c:message xmlns:c='jabber:client'/>",
            "<presence/>",
            "<stream:features/>",
            Streams.CLIENT_HEADER,
            "",
            " ",
            "text",
            "<!-- c -->",
            "<?p i?>",
            "<!DOCTYPE a>",
            "&foo;",
            "<a></b>",
            "\u0001",
            "\ufeff");

    @Provide
    Arbitrary<List<byte[]>> messages() {
        Arbitrary<List<String>> start = Arbitraries.of(List.of(
                List.of(Messages.OPEN, Managed.LOGIN, Messages.OPEN, BIND, Messages.PRESENCE),
                List.of(Messages.OPEN, Managed.LOGIN, Messages.OPEN),
                List.of(
                        Messages.ANSWER,
                        FEATURES.formatted(Managed.LOGIN),
                        "<welcome xmlns='urn:example:login'/>",
                        Messages.ANSWER,
                        Messages.NO_FEATURES),
                List.of(Messages.ANSWER, Messages.NO_FEATURES),
                List.of(Messages.OPEN),
                List.of()));
        Arbitrary<List<String>> rest = Arbitraries.of(PIECES).list().ofMaxSize(6);
        Arbitrary<Optional<Long>> seed =
                Arbitraries.randomValue(Random::nextLong).optional(0.4);
        return Combinators.combine(start, rest, seed).as((first, more, damage) -> {
            List<byte[]> all = new ArrayList<>();
            first.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
            more.forEach(text -> all.add(text.getBytes(StandardCharsets.UTF_8)));
            damage.ifPresent(by -> damage(all, by));
            return all;
        });
    }

    private static void damage(List<byte[]> messages, long seed) {
        Random random = new Random(seed);
        if (!messages.isEmpty()) {
            messages.replaceAll(message -> random.nextInt(messages.size()) == 0
                    ? StreamProperties.damage(message, random.nextLong())
                    : message);
        }
    }

    private static XmppStream fresh(boolean receiving, boolean secure, boolean lenient) {
        TlsPolicy policy = secure ? TlsPolicy.DIRECT : TlsPolicy.NONE;
        StreamConfig config = Streams.serving(new StartTls(), new Streams.Login(), ResourceBinding.server())
                .framing(new MessageFraming())
                .stanzasBeforeBinding(lenient)
                .tlsPolicy(policy)
                .build();
        XmppStream stream = receiving
                ? XmppStream.receiving(config)
                : XmppStream.initiating(
                        config, List.of(new StartTls(), new Streams.Login(), ResourceBinding.request("r")));
        if (secure) {
            stream.secured(
                    TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build());
        }
        return stream;
    }

    @Property
    @Tag("torture")
    void noMessagesMakeReceiveThrow(
            @ForAll("messages") List<byte[]> messages,
            @ForAll byte[] last,
            @ForAll boolean receiving,
            @ForAll boolean secure,
            @ForAll boolean lenient) {
        Transcript stream = new Transcript(fresh(receiving, secure, lenient));
        if (!receiving) {
            stream.add(stream.stream.open());
        }
        messages.forEach(stream::feed);
        stream.feed(last);
        Phase phase = stream.stream.state().phase();
        Statistics.collect(phase);
        stream.add(stream.stream.disconnected(Optional.empty()));
        stream.only(StreamEvent.Closed.class);
        assertTrue(stream.events.get(stream.events.size() - 1) instanceof StreamEvent.Closed, "and last");
        assertEachWriteIsAMessage(stream);
    }

    /** What goes out can be read, message by message, by the peer. */
    private static void assertEachWriteIsAMessage(Transcript stream) {
        FrameDecoder peer = new MessageFraming().newDecoder(StreamLimits.DEFAULT);
        boolean closed = false;
        for (String written : Messages.written(stream)) {
            assertTrue(!closed, () -> "nothing behind a closing frame: " + Messages.written(stream));
            if (written.startsWith("<open ")) {
                peer = peer.restarted(StreamLimits.DEFAULT);
            }
            peer.feed(ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8)));
            Frame frame = peer.next().orElseThrow();
            assertTrue(!(frame instanceof Frame.Malformed), written);
            closed = frame instanceof Frame.Close;
        }
    }

    @Property
    @Tag("torture")
    void closingAtAnyPointEndsOnce(
            @ForAll("messages") List<byte[]> messages,
            @ForAll boolean receiving,
            @ForAll boolean fails,
            @ForAll Random random) {
        Transcript stream = new Transcript(fresh(receiving, false, random.nextBoolean()));
        if (!receiving) {
            stream.add(stream.stream.open());
        }
        int at = random.nextInt(messages.size() + 1);
        messages.subList(0, at).forEach(stream::feed);
        Phase phase = stream.stream.state().phase();
        if (fails) {
            stream.add(stream.stream.fail(StreamError.of(StreamErrorCondition.RESET)));
            assertEquals(Phase.CLOSED, stream.stream.state().phase());
        } else {
            stream.add(stream.stream.close());
            assertTrue(stream.stream.state().phase().compareTo(phase) >= 0);
        }
        messages.subList(at, messages.size()).forEach(stream::feed);
        Messages.feed(stream, Messages.CLOSE);
        stream.add(stream.stream.disconnected(Optional.empty()));
        stream.only(StreamEvent.Closed.class);
        assertTrue(stream.events.get(stream.events.size() - 1) instanceof StreamEvent.Closed, "and last");
        assertEachWriteIsAMessage(stream);
    }

    @Property
    @Tag("torture")
    void anElementIsTheSameInAMessageAndInADocument(@ForAll("messages") List<byte[]> messages) {
        for (byte[] octets : messages) {
            FrameDecoder message = new MessageFraming().newDecoder(StreamLimits.DEFAULT);
            message.feed(ByteBuffer.wrap(Messages.OPEN.getBytes(StandardCharsets.UTF_8)));
            message.next();
            message.feed(ByteBuffer.wrap(octets));
            boolean declares = new String(octets, StandardCharsets.ISO_8859_1).startsWith("<?xml");
            if (!declares && message.next().orElseThrow() instanceof Frame.Element element) {
                FrameDecoder document = new DocumentFraming().newDecoder(StreamLimits.DEFAULT);
                document.feed(ByteBuffer.wrap("<stream:stream xmlns:stream='http://etherx.jabber.org/streams'>"
                        .getBytes(StandardCharsets.UTF_8)));
                document.next();
                document.feed(ByteBuffer.wrap(octets));
                assertEquals(Optional.of(element), document.next());
                assertTrue(!document.hasUnreadContent());
            }
        }
    }
}
