package org.xmpptoolkit.stream;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;
import org.xmpptoolkit.stream.dialback.VerifyRequest;
import org.xmpptoolkit.stream.management.SmState;

/** What a stream gives: effects for the transport and notices for the application, in one order. */
public sealed interface StreamEvent {
    /** Something that the driver does to the transport. */
    sealed interface Effect extends StreamEvent {}

    /** Something that the application may want to know. */
    sealed interface Notice extends StreamEvent {}

    /** A notice that a feature gives by itself. Each feature may have its own, as it has its own {@link FeatureCommand}s. */
    non-sealed interface FeatureNotice extends Notice {}

    /**
     * Octets to send. Flush once a list, and before {@link StartTls} and {@link CloseTransport}. Over WebSocket they are one whole text
     * message, neither joined with others nor split (RFC 7395 section 3.3.3).
     *
     * @param octets the octets, read-only
     */
    record Write(ByteBuffer octets) implements Effect {
        /** {@return the octets: a view of its own for each caller} */
        @Override
        public ByteBuffer octets() {
            return octets.duplicate();
        }

        /** Tells how many octets there are, never which: they may hold secrets. */
        @Override
        public String toString() {
            return "Write[" + octets.remaining() + " octets]";
        }
    }

    /**
     * Start TLS now; afterwards call {@link XmppStream#secured} or, if it fails, {@link XmppStream#disconnected}.
     *
     * @param role initiating: TLS client; receiving: TLS server
     * @param domain initiating: the name for SNI and the reference identity of the certificate; receiving: the domain whose
     *     certificate is wanted
     */
    record StartTls(Role role, Optional<Jid> domain) implements Effect {}

    /**
     * End the transport: flush, shut down the output (with TLS close_notify), take and drop what comes until the peer ends or 5
     * seconds passed, then close. Closing at once would make TCP drop what was written last. Over WebSocket: flush, send a Close frame,
     * wait for the peer's as long, then close. It is best done when the notices behind it were heard: whoever sees the connection end
     * may come again at once, and then what {@link Closed} sets free is to be free.
     */
    record CloseTransport() implements Effect {}

    /**
     * The peer's header came.
     *
     * @param header the header
     */
    record HeaderReceived(StreamHeader header) implements Notice {}

    /**
     * The receiving entity told what can be negotiated.
     *
     * @param features the element {@code features}
     */
    record FeaturesReceived(XmlElement features) implements Notice {}

    /**
     * A feature was negotiated.
     *
     * @param feature its name
     */
    record FeatureNegotiated(QName feature) implements Notice {}

    /**
     * A pair of domains was validated: stanzas between them flow on this stream from now on.
     *
     * @param pair the domain that they come from, and the one that they go to
     */
    record PairAuthorized(DomainPair pair) implements Notice {}

    /**
     * The peer does not take stanzas of a pair of domains that it was asked for by dialback; the stream goes on unless {@link Closed}
     * follows (XEP-0220 section 2.1.1).
     *
     * @param pair the pair
     * @param verdict invalid or failed; {@link DialbackVerdict#returning} tells what stanzas that wait for the pair go back with
     */
    record PairRefused(DomainPair pair, DialbackVerdict verdict) implements FeatureNotice {}

    /**
     * What the authoritative server says of a key that it was asked about, or that it did not answer (XEP-0220 section 2.1.2).
     *
     * @param request what it was asked
     * @param verdict ready to answer {@link org.xmpptoolkit.stream.dialback.KeyOffered} with: any error of the authoritative server is
     *     remote-server-not-found here, as section 2.5 demands, and remote-server-timeout stands for a stream that ended
     */
    record KeyVerified(VerifyRequest request, DialbackVerdict verdict) implements FeatureNotice {}

    /**
     * The negotiation of a feature failed; the stream goes on.
     *
     * @param feature its name
     * @param reason the cause in words
     */
    record FeatureRefused(QName feature, String reason) implements Notice {}

    /**
     * A question. Answer it with {@link XmppStream#reply}, now or later.
     *
     * @param id its number on this stream
     * @param prompt the question
     * @param <R> what the answer is
     */
    record Asked<R>(long id, Prompt<R> prompt) implements Notice {}

    /**
     * Negotiation is complete.
     *
     * @param state the stream
     * @param resumed whether an earlier stream goes on in this one: then what was told the peer, such as presence, still holds
     */
    record Established(StreamState state, boolean resumed) implements Notice {}

    /**
     * A first-level element came.
     *
     * @param element the element
     * @param inherited the language of the stream, which holds where the element has none (RFC 6120 section 8.1.5)
     */
    record ElementReceived(XmlElement element, Optional<Language> inherited) implements Notice {
        /**
         * The element as it goes on to others: with the language of the stream, if it has none of its own (RFC 6120 section 4.7.4).
         *
         * @return the element
         */
        public XmlElement inLanguage() {
            return inherited
                    .map(language -> element.toBuilder().language(language).build())
                    .orElse(element);
        }
    }

    /**
     * Elements were given to {@link XmppStream#send} too late, or are more than a feature of the stream takes for now.
     *
     * @param elements those that were not sent, in order
     */
    record NotSent(List<XmlElement> elements) implements Notice {
        /**
         * Copies the list.
         *
         * @param elements in order; copied
         */
        public NotSent {
            elements = List.copyOf(elements);
        }
    }

    /**
     * The peer tells that it has handled stanzas (XEP-0198 section 4).
     *
     * @param stanzas the stanzas, in the order in which they were sent
     */
    record Acknowledged(List<XmlElement> stanzas) implements FeatureNotice {
        /**
         * Copies the list.
         *
         * @param stanzas in the order in which they were sent; copied
         */
        public Acknowledged {
            stanzas = List.copyOf(stanzas);
        }
    }

    /**
     * The stream ends, and another may go on with it (XEP-0198 section 5). {@link Closed} follows.
     *
     * @param state what the other stream needs; stanzas that the peer has not acknowledged are in it
     */
    record Suspended(SmState state) implements FeatureNotice {}

    /**
     * Stanzas that were sent, and of which the peer has not said that it handled them; no stream goes on with them. They may have
     * arrived.
     *
     * @param stanzas the stanzas, in order
     */
    record Undelivered(List<XmlElement> stanzas) implements FeatureNotice {
        /**
         * Copies the list.
         *
         * @param stanzas in the order in which they were sent; copied
         */
        public Undelivered {
            stanzas = List.copyOf(stanzas);
        }
    }

    /**
     * The peer ended the stream with an error.
     *
     * @param error the error
     */
    record ErrorReceived(StreamError error) implements Notice {}

    /**
     * The server sends us elsewhere: the stream ends with {@code see-other-host}. Comes behind its {@link ErrorReceived}.
     *
     * <p>Who follows opens a new stream with the same configuration, so with the same {@code to}, the same {@link TlsPolicy}, and the
     * same reference identity for the certificate; only where the transport goes to is another (RFC 6120 section 4.9.3.19). {@link
     * Redirects} tells whether to follow.
     *
     * @param target where to go
     */
    record Redirected(HostPort target) implements Notice {}

    /**
     * The server sends us to another endpoint: it closes the stream with {@code see-other-uri} (RFC 7395 section 3.6.1). {@link Closed}
     * follows.
     *
     * <p>Who follows opens a new stream to the same domain; {@link Redirects#follow(URI, boolean)} tells whether to follow. The
     * certificate has to name the URI's host, for which the stream vouches if it has TLS itself. The endpoint may be one of another
     * transport.
     *
     * @param target where to go, as it came: perhaps no endpoint at all
     */
    record RedirectedToUri(URI target) implements Notice {}

    /**
     * We ended the stream with an error.
     *
     * @param error the error
     */
    record ErrorSent(StreamError error) implements Notice {}

    /**
     * The stream is closed. The last event of every stream, exactly once.
     *
     * @param reason why
     */
    record Closed(Reason reason) implements Notice {}
}
