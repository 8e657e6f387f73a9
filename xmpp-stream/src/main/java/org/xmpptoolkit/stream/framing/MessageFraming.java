package org.xmpptoolkit.stream.framing;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlText;
import org.xmpptoolkit.core.XmlViolation;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * One XML document a message, over WebSocket (RFC 7395): {@code <open/>} and {@code <close/>} in place of the tags of a stream, each
 * first-level element with all its declarations.
 *
 * <p>What a driver hands to {@link org.xmpptoolkit.stream.XmppStream#receive} is one whole text message, and what it gets as one
 * {@link org.xmpptoolkit.stream.StreamEvent.Write} goes out as one. A message of two elements or of none, and one whose first
 * character is not {@code <}, ends the stream. A message of more octets than an element may have is not read at all; its first octets, one more than that, are
 * as good as the whole.
 *
 * <p>TLS is the transport's: {@link org.xmpptoolkit.stream.TlsPolicy#DIRECT} over wss, {@link
 * org.xmpptoolkit.stream.TlsPolicy#NONE} over ws.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7395#section-3">RFC 7395 section 3</a>
 */
public final class MessageFraming implements Framing {
    /** The octets of {@code <a/>}: what has fewer is not held, so that holding messages costs no more than a few times their octets. */
    private static final int LEAST_ELEMENT = 4;

    private static final List<String> HEADER_ATTRIBUTES = List.of("from", "to", "id", "version");

    /** The framing. */
    public MessageFraming() {}

    @Override
    public FrameDecoder newDecoder(StreamLimits limits) {
        return new Decoder(limits);
    }

    @Override
    public FrameEncoder newEncoder(StreamHeader ours) {
        return new Encoder(ours);
    }

    /** All but what brings TLS, which is the transport's (RFC 7395 section 3.9). */
    @Override
    public boolean permits(StreamFeature feature) {
        return !feature.secures();
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public boolean closerEndsTransport() {
        return true;
    }

    @Override
    public Optional<byte[]> redirect(URI target) {
        return Optional.of(octets(XmlElement.builder(Namespaces.FRAMING, "close")
                .attribute("see-other-uri", target.toASCIIString())
                .build()));
    }

    private static byte[] octets(XmlElement element) {
        return ElementWriter.toBytes(element, NamespaceScope.EMPTY);
    }

    private static final class Decoder implements FrameDecoder {
        private StreamLimits limits;
        private Queue<byte[]> messages = new ArrayDeque<>(1);
        private int octets;
        /** What is wrong with the message behind those that are held; nothing is held behind it. */
        private @Nullable StreamError fault;

        private boolean opened;
        private boolean ended;

        Decoder(StreamLimits limits) {
            this.limits = limits;
        }

        @Override
        public void feed(ByteBuffer message) {
            boolean wanted = fault == null && !ended;
            byte[] whole = new byte[wanted ? Math.min(message.remaining(), limits.elementOctets()) : 0];
            message.get(whole);
            boolean tooLong = message.hasRemaining();
            message.position(message.limit());
            if (!wanted) {
                return;
            }
            if (tooLong) {
                fault = tooLong(limits.elementOctets());
            } else if (whole.length < LEAST_ELEMENT || whole[0] != '<') {
                fault = noElement(whole, limits);
            } else {
                messages.add(whole);
                octets += whole.length;
            }
        }

        @Override
        public Optional<Frame> next() {
            byte[] message = messages.poll();
            Optional<Frame> frame = message == null
                    ? Optional.ofNullable(ended ? null : fault).map(Frame.Malformed::new)
                    : Optional.of(read(message));
            if (message != null) {
                octets -= message.length;
            }
            ended |= frame.filter(last -> last instanceof Frame.Malformed || last instanceof Frame.Close)
                    .isPresent();
            if (ended || messages.isEmpty()) {
                messages = new ArrayDeque<>(1); // what many messages took is given back
                octets = 0;
            }
            return frame;
        }

        private Frame read(byte[] message) {
            if (!opened && message.length > limits.headerOctets()) {
                return new Frame.Malformed(tooLong(limits.headerOctets()));
            }
            StreamReader.Event event = StreamReader.readDocument(message, limits);
            if (event instanceof StreamReader.ElementComplete complete) {
                return frame(complete.element());
            }
            return new Frame.Malformed(StreamError.of(((StreamReader.Refused) event).violation()));
        }

        private Frame frame(XmlElement element) {
            boolean opens = element.localName().equals("open");
            boolean closes = element.localName().equals("close");
            if (!element.namespace().equals(Namespaces.FRAMING)) {
                boolean early = !opened && !element.is(Namespaces.STREAM, "error"); // an error may cross a restart
                if (early || (opens || closes) && isMeantForFraming(element.namespace())) {
                    return new Frame.Malformed(StreamError.of(
                            StreamErrorCondition.INVALID_NAMESPACE, "no frame of RFC 7395 (section 3.3.2)"));
                }
                return element.is(Namespaces.STREAM, "stream")
                        ? new Frame.Malformed(badFormat("a stream header of RFC 6120"))
                        : new Frame.Element(element);
            }
            if (closes) {
                return new Frame.Close(seeOtherUri(element));
            }
            if (!opens || opened || !isEmpty(element)) {
                return new Frame.Malformed(
                        badFormat(opens && opened ? "a stream header inside the stream" : "no frame"));
            }
            opened = true;
            return new Frame.Open(header(element), NamespaceScope.EMPTY);
        }

        private static boolean isEmpty(XmlElement open) {
            return open.children().stream()
                    .allMatch(child ->
                            child instanceof XmlText text && text.value().isBlank());
        }

        /** No feature has elements of its own in these namespaces, so that one of a frame's name has to be one gone wrong. */
        private static boolean isMeantForFraming(String namespace) {
            return namespace.isEmpty()
                    || namespace.equals(Namespaces.STREAM)
                    || Namespaces.isContentNamespace(namespace);
        }

        /** The header as it would stand in a document. */
        private static XmlElement header(XmlElement open) {
            return withAttributes(
                    XmlElement.builder(Namespaces.STREAM, "stream").prefix("stream"), open);
        }

        private static Optional<URI> seeOtherUri(XmlElement close) {
            try {
                String text = close.attribute("see-other-uri").orElse("").strip();
                return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text));
            } catch (URISyntaxException e) {
                return Optional.empty(); // it leads nowhere
            }
        }

        @Override
        public int unreadOctets() {
            return octets;
        }

        @Override
        public boolean hasUnreadContent() {
            return fault != null || !messages.isEmpty();
        }

        @Override
        public void limits(StreamLimits limits) {
            this.limits = limits;
        }

        @Override
        public FrameDecoder restarted(StreamLimits limits) {
            this.limits = limits;
            opened = false;
            return this;
        }
    }

    /** Text in place of an element is bad-format, as between the elements of a document; what is no text is what the reader says. */
    private static StreamError noElement(byte[] message, StreamLimits limits) {
        boolean space = message.length == 0 || " \t\r\n".indexOf(message[0]) >= 0;
        if (!space && StreamReader.readDocument(message, limits) instanceof StreamReader.Refused refused) {
            XmlViolation violation = refused.violation();
            boolean undecodable = violation.offset() == 0 && violation.kind() == XmlViolation.Kind.UNSUPPORTED_ENCODING;
            boolean text = (message[0] & 0xFF) > ' ' && message[0] != '<' && !startsWithMark(message);
            if (undecodable || !text) {
                return StreamError.of(violation);
            }
        }
        return badFormat("a message that does not begin with an element");
    }

    /** The byte order mark of UTF-8, which no document begins with (RFC 6120 section 11.6). */
    private static boolean startsWithMark(byte[] octets) {
        return octets.length >= 3 && octets[0] == (byte) 0xEF && octets[1] == (byte) 0xBB && octets[2] == (byte) 0xBF;
    }

    private static StreamError tooLong(int most) {
        return StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "a message has more than " + most + " octets");
    }

    private static StreamError badFormat(String what) {
        return StreamError.of(StreamErrorCondition.BAD_FORMAT, what + " (RFC 7395 section 3.3.3)");
    }

    /** Copies what RFC 6120 section 4.7 knows; no other attribute has a meaning, and the peer's might have any name. */
    private static XmlElement withAttributes(XmlElement.Builder header, XmlElement of) {
        for (String name : HEADER_ATTRIBUTES) {
            of.attribute(name).ifPresent(value -> header.attribute(name, value));
        }
        of.xmlLang().ifPresent(language -> header.attribute(Namespaces.XML, "lang", "xml", language));
        return header.build();
    }

    private static final class Encoder implements FrameEncoder {
        private final StreamHeader header;

        Encoder(StreamHeader header) {
            this.header = header;
        }

        @Override
        public byte[] open() {
            return octets(withAttributes(XmlElement.builder(Namespaces.FRAMING, "open"), header.start()));
        }

        @Override
        public byte[] element(XmlElement element) {
            return octets(element);
        }

        @Override
        public byte[] close() {
            return octets(XmlElement.of(Namespaces.FRAMING, "close"));
        }

        @Override
        public byte[] keepalive() {
            return new byte[0];
        }
    }
}
