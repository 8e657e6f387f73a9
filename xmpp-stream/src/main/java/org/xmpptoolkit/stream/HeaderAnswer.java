package org.xmpptoolkit.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** The answer to {@link HeaderOffered}. */
public sealed interface HeaderAnswer {
    /**
     * The stream is served.
     *
     * @param from the domain that answers, for the response header (RFC 6120 section 4.7.1)
     * @param features what can be negotiated, in the order of the offer
     * @param languages those that the domain speaks, its default first; never empty
     */
    record Serve(Jid from, List<StreamFeature.Receiving> features, List<Language> languages) implements HeaderAnswer {
        /**
         * Copies the lists.
         *
         * @param from an address that is a domain
         * @param features copied; empty where nothing is to be negotiated
         * @param languages one at least; copied
         * @throws IllegalArgumentException if {@code from} is no domain, if there is no language, or if a feature is named in the
         *     stream namespace or a content namespace (RFC 6120 section 4.3.2); that of components has no offers
         */
        public Serve {
            features = List.copyOf(features);
            languages = List.copyOf(languages);
            if (!from.isDomain()) {
                throw new IllegalArgumentException(from + " is no domain (RFC 6120 section 4.7.1): use its domain()");
            }
            for (StreamFeature.Receiving feature : features) {
                String namespace = feature.name().getNamespaceURI();
                boolean offerable = !Namespaces.isContentNamespace(namespace)
                        || namespace.equals(Namespaces.COMPONENT_ACCEPT); // nothing is offered on such streams
                if (namespace.equals(Namespaces.STREAM) || !offerable) {
                    throw new IllegalArgumentException("the feature " + feature.name()
                            + " is in a namespace of the stream (RFC 6120 section 4.3.2): it needs one of its own");
                }
            }
            if (languages.isEmpty()) {
                throw new IllegalArgumentException(
                        "a domain has a default language (RFC 6120 section 4.7.4): give one");
            }
        }
    }

    /**
     * The stream is refused: the response header goes out, then the error, then the closing tag (RFC 6120 section 4.9.1.2).
     *
     * @param error what to say
     * @param from a domain that is served here, for the response header; if there is none, that of the configuration is
     */
    record Refuse(StreamError error, Optional<Jid> from) implements HeaderAnswer {}

    /**
     * The stream is served at another endpoint: over WebSocket the answer is a closing frame that says so, without a header in front of
     * it (RFC 7395 sections 3.4 and 3.6.1). {@link XmppStream#redirect} says what may be answered so, and does the same later.
     *
     * @param target where to go
     */
    record Redirect(URI target) implements HeaderAnswer {}
}
