package org.xmpptoolkit.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** What a stream header has to be (RFC 6120 sections 4.7 and 4.8), and how ours is made. */
final class HeaderRules {
    private HeaderRules() {}

    /** The error that the namespaces of a peer's header earn, if any. */
    static Optional<StreamError> namespaces(XmlElement start, NamespaceScope scope, String contentNamespace) {
        if (!start.namespace().equals(Namespaces.STREAM)) {
            return error(StreamErrorCondition.INVALID_NAMESPACE, "the root is not in the stream namespace");
        }
        if (!start.localName().equals("stream")) {
            return error(StreamErrorCondition.BAD_FORMAT, "the root is not a stream");
        }
        for (var declaration : scope.declarations().entrySet()) {
            String namespace = declaration.getValue();
            boolean expected = namespace.equals(Namespaces.STREAM)
                    || namespace.equals(Namespaces.XML)
                    || namespace.equals(contentNamespace)
                    || namespace.equals(Namespaces.DIALBACK) && contentNamespace.equals(Namespaces.SERVER);
            if (!expected) {
                return error(
                        StreamErrorCondition.INVALID_NAMESPACE,
                        declaration.getKey().isEmpty()
                                ? "the content namespace is not " + contentNamespace
                                : "the header declares a namespace that is none of the stream's");
            }
        }
        return Optional.empty();
    }

    /**
     * Whether features follow the peer's header: it says a version, and that is no lower than 1.0 (RFC 6120 section 4.7.5). On a
     * component's stream none do, whatever it says: ours says none (XEP-0114 section 3), and the lower one of both counts.
     */
    static boolean hasFeatures(StreamHeader header) {
        return !isOfComponent(header.contentNamespace())
                && header.version()
                        .filter(version -> version.compareTo(StreamVersion.XMPP_1_0) >= 0)
                        .isPresent();
    }

    private static boolean isOfComponent(String contentNamespace) {
        return contentNamespace.equals(Namespaces.COMPONENT_ACCEPT);
    }

    /** The error that a version earns which is missing, malformed or below 1.0, if it is. */
    static Optional<StreamError> version(StreamHeader header) {
        return hasFeatures(header)
                ? Optional.empty()
                : error(StreamErrorCondition.UNSUPPORTED_VERSION, "streams of version 1.0 and above are supported");
    }

    /** The error that addresses in an initial header earn which are none, if they are; a server is a domain. */
    static Optional<StreamError> addresses(StreamHeader header) {
        if (header.rawTo().isPresent() && header.to().filter(Jid::isDomain).isEmpty()) {
            return error(StreamErrorCondition.HOST_UNKNOWN, "to is no domain");
        }
        boolean server = header.contentNamespace().equals(Namespaces.SERVER);
        if (header.rawFrom().isPresent()
                && header.from().filter(from -> !server || from.isDomain()).isEmpty()) {
            return error(StreamErrorCondition.INVALID_FROM, server ? "from is no domain" : "from is no address");
        }
        return Optional.empty();
    }

    /**
     * The error that a response header earns whose {@code from} is there and no domain, if it is not. Which domain it names is not
     * judged: a server answers as the one that it likes best (RFC 6120 section 4.7.1), and its certificate is held against ours.
     */
    static Optional<StreamError> responder(StreamHeader header) {
        boolean wrong = header.rawFrom().filter(from -> !from.isEmpty()).isPresent()
                && header.from().filter(Jid::isDomain).isEmpty();
        return wrong ? error(StreamErrorCondition.INVALID_FROM, "from is no domain") : Optional.empty();
    }

    /** The error that a header earns behind authentication which is for another domain, or names another account, if it does. */
    static Optional<StreamError> account(StreamHeader header, Jid account) {
        if (header.to().filter(to -> !to.equals(account.domain())).isPresent()) {
            return error(StreamErrorCondition.HOST_UNKNOWN, "to is not the domain of the account");
        }
        boolean another = header.from()
                .filter(from -> from.localpart().isPresent() && !from.bare().equals(account))
                .isPresent();
        return another ? error(StreamErrorCondition.INVALID_FROM, "from is not the account") : Optional.empty();
    }

    /** The error that a server's header earns behind authentication which is for other domains than those that were validated. */
    static Optional<StreamError> servers(StreamHeader header, StreamState state) {
        Optional<Jid> peer = state.account();
        if (header.from().filter(from -> !peer.equals(Optional.of(from))).isPresent()) {
            return error(StreamErrorCondition.INVALID_FROM, "from is not the domain that was authenticated");
        }
        boolean another = header.to()
                .filter(to -> peer.filter(from -> state.authorized().contains(new DomainPair(from, to)))
                        .isEmpty())
                .isPresent();
        return another
                ? error(StreamErrorCondition.HOST_UNKNOWN, "to is not the domain that was asked for")
                : Optional.empty();
    }

    /** Our initial header. A server says who it is at once, a client only under TLS (RFC 6120 section 4.7.1). */
    static StreamHeader initial(StreamConfig config, List<? extends StreamFeature> features, boolean secure) {
        XmlElement.Builder start = start();
        if (secure || config.betweenServers()) {
            config.from().ifPresent(from -> start.attribute("from", from.toString()));
        }
        config.to().ifPresent(to -> start.attribute("to", to.toString()));
        if (!isOfComponent(config.contentNamespace())) {
            start.attribute("version", StreamVersion.XMPP_1_0.toString());
        }
        return finish(start, config, features, config.languages().get(0));
    }

    /**
     * Our response header. Its {@code from} is empty where no domain of ours is known (RFC 6120 section 4.9.1.3), its version the lower
     * one of both sides, and missing if the peer's is (section 4.7.5).
     */
    static StreamHeader response(
            StreamConfig config,
            List<? extends StreamFeature> features,
            Optional<Jid> from,
            Optional<StreamHeader> initial,
            Language language) {
        XmlElement.Builder start = start();
        start.attribute("from", from.map(Jid::toString).orElse(""));
        initial.flatMap(StreamHeader::from)
                .ifPresent(peer -> start.attribute("to", peer.bare().toString()));
        start.attribute("id", config.ids().get());
        boolean versioned = !isOfComponent(config.contentNamespace())
                && initial.map(header -> header.start().attribute("version").isPresent())
                        .orElse(true);
        if (versioned) {
            StreamVersion lower = initial.flatMap(StreamHeader::version)
                    .filter(version -> version.compareTo(StreamVersion.XMPP_1_0) < 0)
                    .orElse(StreamVersion.XMPP_1_0);
            start.attribute("version", lower.toString());
        }
        return finish(start, config, features, language);
    }

    private static XmlElement.Builder start() {
        return XmlElement.builder(Namespaces.STREAM, "stream").prefix("stream");
    }

    private static StreamHeader finish(
            XmlElement.Builder start, StreamConfig config, List<? extends StreamFeature> features, Language language) {
        start.language(language);
        Map<String, String> declarations = new LinkedHashMap<>();
        declarations.put("", config.contentNamespace());
        declarations.put("stream", Namespaces.STREAM);
        features.forEach(feature -> declarations.putAll(feature.declarations()));
        return new StreamHeader(
                start.build(), config.contentNamespace(), NamespaceScope.of(declarations), config.jidProfile());
    }

    private static Optional<StreamError> error(StreamErrorCondition condition, String text) {
        return Optional.of(StreamError.of(condition, text));
    }
}
