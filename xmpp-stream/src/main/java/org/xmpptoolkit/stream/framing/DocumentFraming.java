package org.xmpptoolkit.stream.framing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.StreamHeader;

/** One XML document a direction, over TCP or anything like it (RFC 6120 section 4). */
public final class DocumentFraming implements Framing {
    private final boolean prefixesAllowed;

    /** The framing; a stanza under a prefix is a bad-namespace-prefix (RFC 6120 section 4.8.5). */
    public DocumentFraming() {
        this(false);
    }

    private DocumentFraming(boolean prefixesAllowed) {
        this.prefixesAllowed = prefixesAllowed;
    }

    /**
     * The framing that takes stanzas under a prefix from the peer, too. They go on without one.
     *
     * @return the framing
     */
    public static DocumentFraming allowingPrefixes() {
        return new DocumentFraming(true);
    }

    @Override
    public FrameDecoder newDecoder(StreamLimits limits) {
        return decoder(StreamReader.opening(limits), prefixesAllowed);
    }

    private static Decoder decoder(StreamReader reader, boolean prefixesAllowed) {
        return new Decoder(prefixesAllowed ? reader.allowPrefixes() : reader, prefixesAllowed);
    }

    @Override
    public FrameEncoder newEncoder(StreamHeader ours) {
        return new Encoder(ours);
    }

    private static final class Decoder implements FrameDecoder {
        private final StreamReader reader;
        private final boolean prefixesAllowed;

        Decoder(StreamReader reader, boolean prefixesAllowed) {
            this.reader = reader;
            this.prefixesAllowed = prefixesAllowed;
        }

        @Override
        public void feed(ByteBuffer octets) {
            reader.feed(octets);
        }

        @Override
        public Optional<Frame> next() {
            return reader.next().map(Decoder::frame);
        }

        private static Frame frame(StreamReader.Event event) {
            if (event instanceof StreamReader.ElementComplete complete) {
                return new Frame.Element(complete.element());
            }
            if (event instanceof StreamReader.HeaderOpened opened) {
                return new Frame.Open(opened.start(), opened.scope());
            }
            return event instanceof StreamReader.Refused refused
                    ? new Frame.Malformed(StreamError.of(refused.violation()))
                    : new Frame.Close(Optional.empty());
        }

        @Override
        public int unreadOctets() {
            return reader.unreadOctets();
        }

        @Override
        public boolean hasUnreadContent() {
            ByteBuffer unread = reader.unread();
            while (unread.hasRemaining()) {
                if (" \t\n\r".indexOf(unread.get()) < 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void limits(StreamLimits limits) {
            reader.elementOctets(limits.elementOctets());
        }

        @Override
        public void whiteSpace(boolean allowed) {
            reader.whiteSpace(allowed);
        }

        @Override
        public FrameDecoder restarted(StreamLimits limits) {
            StreamReader fresh = StreamReader.restarted(limits);
            fresh.feed(reader.unread());
            return decoder(fresh, prefixesAllowed);
        }
    }

    private static final class Encoder implements FrameEncoder {
        private final StreamHeader header;

        Encoder(StreamHeader header) {
            this.header = header;
        }

        @Override
        public byte[] open() {
            return octets("<?xml version='1.0'?>" + ElementWriter.startTag(header.start(), header.scope()));
        }

        @Override
        public byte[] element(XmlElement element) {
            return ElementWriter.toBytes(element, header.scope());
        }

        @Override
        public byte[] close() {
            return octets("</stream:stream>");
        }

        @Override
        public byte[] keepalive() {
            return octets(" ");
        }

        private static byte[] octets(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
