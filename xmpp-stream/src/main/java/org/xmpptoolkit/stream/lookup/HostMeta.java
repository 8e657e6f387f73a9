package org.xmpptoolkit.stream.lookup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/** What came of asking for a domain's host-meta (RFC 6415). */
public sealed interface HostMeta {
    /** The namespace of the form in XML. */
    String XRD = "http://docs.oasis-open.org/ns/xri/xrd-1.0";
    /** The relation of a link to a WebSocket of XMPP (XEP-0156). */
    String WEB_SOCKET = "urn:xmpp:alt-connections:websocket";

    /**
     * There is a document.
     *
     * @param links its links that have relation and target, in order
     */
    record Found(List<Link> links) implements HostMeta {
        /**
         * Copies the list.
         *
         * @param links in the order of the document; copied
         */
        public Found {
            links = List.copyOf(links);
        }

        /**
         * The WebSockets that it names (XEP-0156).
         *
         * @return URIs of wss with a host, and without a user or a fragment, each once; all others are left out, those of ws too, as
         *     nothing protects who connects there
         */
        List<URI> webSockets() {
            return links.stream()
                    .filter(link -> link.relation().equals(WEB_SOCKET))
                    .flatMap(link -> secure(link.target()).stream())
                    .distinct()
                    .toList();
        }

        private static Optional<URI> secure(String target) {
            try {
                URI uri = new URI(target.strip());
                boolean usable = "wss".equalsIgnoreCase(uri.getScheme())
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null;
                return usable ? Optional.of(uri) : Optional.empty();
            } catch (URISyntaxException none) {
                return Optional.empty();
            }
        }
    }

    /**
     * There is none, none that can be read, or no answer came.
     *
     * @param cause the cause in words
     */
    record Failed(String cause) implements HostMeta {
        /**
         * Checks that there is a cause.
         *
         * @param cause the cause in words
         */
        public Failed {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * A link.
     *
     * @param relation what is there, as {@link #WEB_SOCKET}
     * @param target the URI, as it stands there
     */
    record Link(String relation, String target) {}

    /**
     * Reads the form in XML, which every host-meta has (RFC 6415 section 3); the one in JSON, which some have besides, is not read.
     * Comments, and whatever else streams may not have, make it unreadable: it is read as safely as they are.
     *
     * @param octets the document
     * @return {@link Found} or {@link Failed}
     */
    static HostMeta ofXml(byte[] octets) {
        StreamLimits limits =
                StreamLimits.builder().elementOctets(Math.max(1, octets.length)).build();
        StreamReader.Event event = StreamReader.readDocument(octets, limits);
        if (!(event instanceof StreamReader.ElementComplete whole)) {
            return new Failed("it cannot be read: "
                    + ((StreamReader.Refused) event).violation().message());
        }
        XmlElement document = whole.element();
        if (!document.is(XRD, "XRD")) {
            return new Failed("it is no XRD, but " + document.name());
        }
        return new Found(document.elements(XRD, "Link").stream()
                .flatMap(link -> link(link.attribute("rel"), link.attribute("href")).stream())
                .toList());
    }

    private static Optional<Link> link(Optional<String> relation, Optional<String> target) {
        return relation.flatMap(known -> target.map(there -> new Link(known, there)));
    }
}
