package org.xmpptoolkit.netty;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How a server takes WebSockets (RFC 7395), and what it tells about them (XEP-0156). Immutable, and as thread-safe as the predicate
 * that it was given.
 */
public final class WebSocketOptions {
    /** Everything as it is unless set. */
    public static final WebSocketOptions DEFAULT = builder().build();

    private static final String WELL_KNOWN = "/.well-known/";
    /** RFC 3986 section 3.3. */
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

    private final String path;
    private final Predicate<? super String> origins;
    private final Optional<List<URI>> announced;

    private WebSocketOptions(Builder builder) {
        this.path = builder.path;
        this.origins = builder.origins;
        this.announced = builder.announced;
    }

    /** {@return a builder with the defaults that each of its methods names} */
    public static Builder builder() {
        return new Builder();
    }

    String path() {
        return path;
    }

    Predicate<? super String> origins() {
        return origins;
    }

    Optional<List<URI>> announced() {
        return announced;
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private String path = "/xmpp-websocket";
        private Predicate<? super String> origins = origin -> true;
        private Optional<List<URI>> announced = Optional.empty();

        private Builder() {}

        /**
         * Sets the path where WebSockets are; {@code /xmpp-websocket} unless set. A query behind it in a request does not count.
         *
         * @param path a path of a URI (RFC 3986 section 3.3), from its first slash on
         * @return this builder
         * @throws IllegalArgumentException if it is no such path, or host-meta's
         */
        public Builder path(String path) {
            if (!PATH.matcher(path).matches() || path.startsWith(WELL_KNOWN)) {
                throw new IllegalArgumentException(
                        "'" + path + "' is no path for WebSockets: give one such as /xmpp-websocket");
            }
            this.path = path;
            return this;
        }

        /**
         * Sets which web pages may open WebSockets; all of them unless set. Browsers say the page's origin, other clients say none and
         * are not asked about (RFC 6455 section 10.2). A browser may show the user's certificate to a server whatever page it is for, so
         * where clients log in by certificates, name the pages. Called on the event loop, so it must not block. A page that is refused gets the
         * status 403.
         *
         * @param origins whether to take an origin, as it came: {@code https://web.example.com}, or {@code null} in letters
         * @return this builder
         */
        public Builder origins(Predicate<? super String> origins) {
            this.origins = Objects.requireNonNull(origins, "origins");
            return this;
        }

        /**
         * Sets the WebSockets that host-meta names, in XML and in JSON (XEP-0156). Unless set it names that of the port which is asked,
         * at the host that the request names. Clients ask a domain's host-meta at its port 443, so a server that is not there itself
         * can leave this to the one that is.
         *
         * @param uris URIs of wss or ws; without any, there is no host-meta
         * @return this builder
         * @throws IllegalArgumentException if one is of another scheme, or has no host
         */
        public Builder announced(List<URI> uris) {
            for (URI uri : uris) {
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if (!(scheme.equals("wss") || scheme.equals("ws")) || uri.getHost() == null) {
                    throw new IllegalArgumentException(
                            "'" + uri + "' is no WebSocket: give a wss or ws URI with a host");
                }
            }
            this.announced = Optional.of(List.copyOf(uris));
            return this;
        }

        /** {@return the options} */
        public WebSocketOptions build() {
            return new WebSocketOptions(this);
        }
    }
}
