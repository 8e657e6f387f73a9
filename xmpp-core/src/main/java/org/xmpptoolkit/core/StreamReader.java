package org.xmpptoolkit.core;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML stream: octets are fed in any pieces, and the header, each first-level element, the closing tag, or what is wrong
 * comes out (RFC 6120 sections 4 and 11).
 *
 * <p>The same octets give the same events however they are cut, but for the wording of a message. Events before a fault are
 * delivered first; after a fault or the closing tag nothing more comes. No input makes a method throw, and what is held is bounded
 * by {@link StreamLimits}. Between elements the parser is dropped, and only the header's declarations are kept, so that an idle
 * reader is small. Not thread-safe.
 */
public final class StreamReader {
    /** What a reader finds. */
    public sealed interface Event {}

    /**
     * The start tag of the stream was read.
     *
     * @param start the root element, without children
     * @param scope what it declares
     */
    public record HeaderOpened(XmlElement start, NamespaceScope scope) implements Event {}

    /**
     * A first-level element is complete.
     *
     * @param element the element
     */
    public record ElementComplete(XmlElement element) implements Event {}

    /** The closing tag of the stream was read. */
    public record HeaderClosed() implements Event {}

    /**
     * A rule was broken. The last event.
     *
     * @param violation which, where and why
     */
    public record Refused(XmlViolation violation) implements Event {}

    /** Enough to tell {@code </} from other markup, and markup from text. */
    private static final int HEAD_OCTETS = 2;

    private final StreamLimits limits;
    private int elementOctets;
    /** True if the input is one element instead of a stream of them. */
    private final boolean document;

    private boolean prefixesAllowed;
    private boolean whiteSpaceAllowed = true;
    private byte[] synthetic = {};
    private boolean headerRead;
    private boolean headerEmpty;
    private boolean ended;
    private final InputWindow input;
    /** Between first-level elements, or before the header after a restart: white space is skipped without a parser. */
    private boolean between;
    /** The last answer was that more octets are needed. */
    private boolean drained;
    /** Octets of the stream up to the end of the last token. */
    private long tokenEnd;
    /** Octets of the stream before the text that the parser is in, which it gives in pieces of any size. */
    private long textStart;
    /** Octets of the stream before the construct whose octets are being counted. */
    private long constructStart;

    private @Nullable AsyncXMLStreamReader<AsyncByteArrayFeeder> parser;
    /** Octets of the stream before the first that this parser was given, less the synthetic root. */
    private long parserOffset;

    private ElementAssembler assembler;
    private final byte[] head = new byte[HEAD_OCTETS];
    private int headOctets;

    private StreamReader(StreamLimits limits, boolean document, boolean between) {
        this.limits = limits;
        this.elementOctets = limits.elementOctets();
        this.input = new InputWindow(limits);
        this.assembler = new ElementAssembler(limits);
        this.document = document;
        this.between = between;
    }

    /**
     * {@return a reader for a connection that has just opened}
     *
     * @param limits the bounds to enforce
     */
    public static StreamReader opening(StreamLimits limits) {
        return new StreamReader(limits, false, false);
    }

    /**
     * {@return a reader for what follows a stream restart (RFC 6120 section 4.3.3)} White space before the new header belongs to the
     * old stream and is skipped.
     *
     * @param limits the bounds to enforce
     */
    public static StreamReader restarted(StreamLimits limits) {
        return new StreamReader(limits, false, true);
    }

    /**
     * Sets {@link StreamLimits#elementOctets} from now on; what has come in already is held against the former bound.
     *
     * @param octets at least 1
     */
    public void elementOctets(int octets) {
        elementOctets = octets;
    }

    /**
     * Takes stanzas under a prefix from now on, which is refused otherwise as {@link XmlViolation.Kind#BAD_NAMESPACE_PREFIX} (RFC 6120
     * section 4.8.5). They are never written with one.
     *
     * @return this reader
     */
    public StreamReader allowPrefixes() {
        prefixesAllowed = true;
        return this;
    }

    /**
     * Sets whether white space may stand between elements from the last event on; it may unless set. Else it is text: bad format.
     *
     * @param allowed false as long as STARTTLS or SASL is negotiated (RFC 6120 sections 5.3.3 and 6.3.5)
     */
    public void whiteSpace(boolean allowed) {
        whiteSpaceAllowed = allowed;
    }

    /**
     * Reads a whole document: one element, with white space around it.
     *
     * @param octets the document
     * @param limits the bounds to enforce
     * @return {@link ElementComplete} or {@link Refused}
     */
    public static Event readDocument(byte[] octets, StreamLimits limits) {
        StreamReader reader = new StreamReader(limits, true, false);
        reader.feed(ByteBuffer.wrap(octets));
        Event event = reader.next()
                .orElseGet(() -> reader.refuse(
                        DocumentEnd.early(octets), reader.tokenEnd, "the document ends before its element does"));
        if (event instanceof ElementComplete) {
            long rest = reader.input.skipWhiteSpace(reader.tokenEnd);
            if (rest < octets.length) {
                return reader.refuse(
                        DocumentEnd.behind(octets, (int) rest), rest, "the document goes on behind its element");
            }
        }
        return event;
    }

    /**
     * Takes octets in. They are copied, so the buffer may be used again.
     *
     * @param octets the next octets of the stream; all of them are taken
     */
    public void feed(ByteBuffer octets) {
        if (ended || !octets.hasRemaining()) {
            octets.position(octets.limit());
            return;
        }
        input.append(
                octets, drained ? Long.MAX_VALUE : tokenEnd); // behind an event there may be octets to look at again
        drained = false;
    }

    /** {@return the next event, or nothing if more octets are needed or the stream has ended} */
    public Optional<Event> next() {
        Optional<Event> event = read();
        drained = event.isEmpty();
        return event;
    }

    private Optional<Event> read() {
        while (!ended) {
            if (headerEmpty) {
                ended = true;
                return Optional.of(new HeaderClosed());
            }
            if (between) {
                Event event = leaveBetween();
                if (between) {
                    return Optional.ofNullable(event);
                }
            }
            try {
                if (parser == null) {
                    if (input.pending() == 0 && input.fault() == null) {
                        return Optional.empty();
                    }
                    parser = newParser();
                }
                int token = parser.next();
                if (token == AsyncXMLStreamReader.EVENT_INCOMPLETE || inProlog()) {
                    remember();
                }
                Event event;
                if (token == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                    if (!ended && feedParser(parser)) {
                        continue;
                    }
                    event = starved();
                    if (event == null) {
                        return Optional.empty();
                    }
                } else {
                    event = token(parser, token);
                }
                if (event != null) {
                    return Optional.of(event);
                }
            } catch (XMLStreamException | RuntimeException e) {
                // Aalto throws unchecked exceptions too, among them UncheckedStreamException; all are about the input.
                remember();
                boolean inText = headOctets > 0 && head[0] != '<';
                return Optional.of(
                        refuse(ParserFaults.kind(e), inText ? textStart : tokenEnd, ParserFaults.message(e)));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the octets behind the last event, for the reader that follows a restart, or to tell whether anything is there that
     * should not be} Call it right behind {@link HeaderOpened} or {@link ElementComplete}; this reader is not to be used afterwards.
     */
    public ByteBuffer unread() {
        return ByteBuffer.wrap(input.from(tokenEnd));
    }

    /** {@return how many octets {@link #unread} would give} */
    public int unreadOctets() {
        return input.length(tokenEnd);
    }

    /** Octets that came in and were given to no parser. */
    int pendingOctets() {
        return input.pending();
    }

    /** Skips white space; stays between elements and drops the parser if there is nothing else. */
    private @Nullable Event leaveBetween() {
        long markup = input.skipWhiteSpace(tokenEnd);
        if (markup > tokenEnd && !whiteSpaceAllowed) {
            return refuse(XmlViolation.Kind.BAD_FORMAT, tokenEnd, "white space between first-level elements");
        }
        if (markup == input.scannedTo()) {
            parser = null; // never closed: what it holds would go to pools that outlive the stream
            tokenEnd = markup;
            input.feedFrom(markup);
            return input.fault() == null ? null : fault();
        }
        byte first = input.at(markup);
        if (headerRead && first != '<' && first != '&') {
            return refuse(XmlViolation.Kind.BAD_FORMAT, markup, "text between first-level elements (RFC 6120 4.9.3.1)");
        }
        if (first == '&' || markup - parserOffset > Parsers.OCTETS_A_PARSER) {
            parser = null; // for '&': so that white space before it makes no difference to what the parser says
        }
        if (parser == null) {
            input.feedFrom(markup);
        }
        constructStart = markup;
        tokenEnd = constructStart;
        textStart = constructStart;
        headOctets = 0;
        between = false;
        return null;
    }

    private AsyncXMLStreamReader<AsyncByteArrayFeeder> newParser() throws XMLStreamException {
        AsyncXMLStreamReader<AsyncByteArrayFeeder> fresh = Parsers.next();
        parserOffset = input.fedTo();
        if (headerRead) {
            fresh.getInputFeeder().feedInput(synthetic, 0, synthetic.length);
            while (fresh.next() != XMLStreamConstants.START_ELEMENT) {
                // the synthetic root declares what the header declared
            }
            parserOffset -= synthetic.length;
        }
        return fresh;
    }

    /** Gives the parser what it may have next; false if there is nothing, or nothing more is allowed. */
    private boolean feedParser(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        int limit = headerRead || document ? elementOctets : limits.headerOctets();
        // Aalto garbles a character of four octets in an attribute if a region ends inside it.
        long end = input.characterStart(Math.min(constructStart + limit, input.scannedTo()));
        int octets = (int) (end - input.fedTo());
        if (octets <= 0) {
            return false;
        }
        // Aalto's ending offsets are right only if each region starts at index 0.
        parser.getInputFeeder().feedInput(input.region(octets), 0, octets);
        return true;
    }

    /** Keeps the first octets of the token that the parser is in; white space before the root belongs to none. */
    private void remember() {
        boolean prolog = inProlog();
        long next = Math.max(tokenEnd + headOctets, input.start());
        while (headOctets < HEAD_OCTETS && next < input.fedTo()) {
            byte octet = input.at(next++);
            if (prolog && headOctets == 0 && XmlChars.isWhiteSpace(octet)) {
                tokenEnd = next;
            } else {
                head[headOctets++] = octet;
            }
        }
    }

    private boolean inProlog() {
        return !headerRead && assembler.depth() == 0;
    }

    /** What there is to say when the parser wants more and gets nothing: null if there is nothing to say yet. */
    private @Nullable Event starved() {
        if (headOctets > 1 && head[0] == '<' && head[1] == '/' && input.endsTag(tokenEnd)) {
            // Aalto waits for more before it says that the names differ; what follows the tag must make no difference.
            return refuse(XmlViolation.Kind.NOT_WELL_FORMED, tokenEnd, "an end tag that fits no start tag");
        }
        if (input.fedTo() < input.scannedTo()) {
            return refuse(
                    XmlViolation.Kind.LIMIT_EXCEEDED,
                    constructStart,
                    headerRead || document
                            ? "an element has more than " + elementOctets + " octets"
                            : "the stream header has more than " + limits.headerOctets() + " octets");
        }
        return input.fault() == null ? null : fault();
    }

    private Refused fault() {
        XmlViolation.Kind kind = input.fault();
        long offset = input.faultOffset();
        if (offset < 4 && kind == XmlViolation.Kind.NOT_WELL_FORMED && input.at(offset) == 0) {
            return refuse(XmlViolation.Kind.UNSUPPORTED_ENCODING, 0, "no UTF-8: UTF-16 or UTF-32 by its look");
        }
        return refuse(kind == null ? XmlViolation.Kind.NOT_WELL_FORMED : kind, offset, input.faultMessage());
    }

    private @Nullable Event token(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, int token)
            throws XMLStreamException {
        switch (token) {
            case XMLStreamConstants.START_DOCUMENT -> {
                return declaration(parser);
            }
            case XMLStreamConstants.START_ELEMENT -> {
                return startTag(parser);
            }
            case XMLStreamConstants.END_ELEMENT -> {
                return endTag(parser);
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                return text(parser, token);
            }
            default -> {
                return refuse(
                        XmlViolation.Kind.RESTRICTED_XML,
                        tokenEnd,
                        "an entity reference is not allowed (RFC 6120 section 11.1)");
            }
        }
    }

    private @Nullable Event declaration(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        String version = parser.getVersion();
        if (version != null && !version.equals("1.0")) {
            return refuse(XmlViolation.Kind.NOT_WELL_FORMED, tokenEnd, "XML " + version + " is not XML 1.0");
        }
        String encoding = parser.getCharacterEncodingScheme();
        if (encoding != null && !encoding.equalsIgnoreCase("UTF-8")) {
            return refuse(XmlViolation.Kind.UNSUPPORTED_ENCODING, tokenEnd, "another encoding than UTF-8 is declared");
        }
        if (version != null) {
            endToken(parser); // else there is none: the parser begins every document with this token
        }
        return null;
    }

    private void endToken(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        tokenEnd = parserOffset + parser.getLocationInfo().getEndingByteOffset();
        headOctets = 0;
    }

    private @Nullable Event startTag(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        long tagStart = tokenEnd;
        String limit = StartTags.limit(parser, headerRead || document ? assembler : null);
        if (limit != null) {
            return refuse(XmlViolation.Kind.LIMIT_EXCEEDED, tagStart, limit);
        }
        String[] attributes = StartTags.attributes(parser);
        String broken = StartTags.violation(parser, attributes);
        if (broken != null) {
            return refuse(XmlViolation.Kind.NOT_WELL_FORMED, tagStart, broken);
        }
        String namespace = StartTags.namespace(parser);
        String localName = parser.getLocalName();
        String prefix = StartTags.prefix(parser);
        if (!headerRead && !document) {
            return header(parser, new XmlElement(namespace, localName, prefix, attributes, null), tagStart);
        }
        boolean outermost = assembler.depth() == 0;
        if (localName.equals("stream") && namespace.equals(Namespaces.STREAM) && !(document && outermost)) {
            return refuse(XmlViolation.Kind.BAD_FORMAT, tagStart, "a stream header inside the stream");
        }
        if (outermost && !prefixesAllowed && !prefix.isEmpty() && Namespaces.isContentNamespace(namespace)) {
            return refuse(
                    XmlViolation.Kind.BAD_NAMESPACE_PREFIX, tagStart, "a prefix on a stanza (RFC 6120 section 4.8.5)");
        }
        assembler.start(namespace, localName, prefix, attributes);
        endToken(parser);
        textStart = tokenEnd;
        return null;
    }

    private Event header(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, XmlElement start, long tagStart)
            throws XMLStreamException {
        if (start.namespace().equals(Namespaces.STREAM)
                && !start.prefix().isEmpty()
                && !start.prefix().equals("stream")) {
            return refuse(
                    XmlViolation.Kind.BAD_NAMESPACE_PREFIX,
                    tagStart,
                    "the stream prefix is not 'stream' (RFC 6120 section 4.8.5)");
        }
        NamespaceScope scope = StartTags.scope(parser);
        synthetic = ElementWriter.startTagAsRead(start, scope).getBytes(StandardCharsets.UTF_8);
        headerRead = true;
        headerEmpty = parser.isEmptyElement();
        between = true;
        endToken(parser);
        if (input.fedTo() - tokenEnd > elementOctets) {
            this.parser = null; // it has been given more than an element may have
        }
        return new HeaderOpened(start, scope);
    }

    private @Nullable Event endTag(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        endToken(parser);
        textStart = tokenEnd;
        if (assembler.depth() == 0) {
            ended = true;
            this.parser = null;
            return new HeaderClosed();
        }
        XmlElement element = assembler.end();
        if (element == null) {
            return null;
        }
        between = true;
        assembler = new ElementAssembler(limits);
        return new ElementComplete(element);
    }

    private @Nullable Event text(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, int token)
            throws XMLStreamException {
        if (assembler.depth() == 0) {
            return token != XMLStreamConstants.CDATA && (document || input.at(constructStart) == '<')
                    ? null // seen already by leaveBetween
                    : refuse(XmlViolation.Kind.BAD_FORMAT, constructStart, "text between first-level elements");
        }
        String text = parser.getText();
        String limit = assembler.limitOfText(text);
        if (limit != null) {
            return refuse(XmlViolation.Kind.LIMIT_EXCEEDED, textStart, limit);
        }
        long pieceStart = tokenEnd;
        endToken(parser);
        // Aalto takes a raw ]]> in text; written with a reference it is allowed, so only the octets tell.
        if (token == XMLStreamConstants.CHARACTERS
                && text.indexOf('>') >= 0
                && input.hasCdataEnd(pieceStart, tokenEnd)) {
            return refuse(XmlViolation.Kind.NOT_WELL_FORMED, textStart, "]]> in text (XML 1.0 section 2.4)");
        }
        assembler.text(text);
        return null;
    }

    private Refused refuse(XmlViolation.Kind kind, long offset, String message) {
        ended = true;
        parser = null;
        assembler = new ElementAssembler(limits);
        input.clear();
        return new Refused(new XmlViolation(kind, offset, message));
    }
}
