package org.xmpptoolkit.stream;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.HostPort;

/**
 * The redirects that were followed in a row since a stream was last established, and whether to follow one more. Immutable.
 *
 * <p>A server may send its client elsewhere with {@code see-other-host}, or over WebSocket with {@code see-other-uri}, and so may an
 * attacker on a stream without TLS. With {@code see-other-host} that does no harm as long as the new stream has the configuration of the
 * old one: {@link StreamEvent.Redirected}. The certificate of a WebSocket names the URI's host, which only a stream with TLS can vouch
 * for: what came in clear is followed in clear only, {@link StreamEvent.RedirectedToUri}.
 *
 * @param followed where the redirects went to, in order, as text
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3.19">RFC 6120 section 4.9.3.19</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7395#section-3.6.1">RFC 7395 section 3.6.1</a>
 */
public record Redirects(List<String> followed) {
    /** How many redirects in a row are followed. */
    public static final int LIMIT = 5;
    /** Nothing was followed yet: begin with this, and again once a stream is established. */
    public static final Redirects NONE = new Redirects(List.of());

    private static final Set<String> SECURE = Set.of("wss", "https");
    private static final Set<String> IN_CLEAR = Set.of("ws", "http");

    /**
     * Copies the list.
     *
     * @param followed as {@link #follow} has added them; copied
     */
    public Redirects {
        followed = List.copyOf(followed);
    }

    /**
     * Tells whether to follow one more redirect.
     *
     * @param target where it goes to
     * @return what was followed then; nothing if it should not be followed, because there were {@value #LIMIT} or because it leads
     *     in a circle
     */
    public Optional<Redirects> follow(HostPort target) {
        return follow(target.toString());
    }

    /**
     * Tells whether to follow one more redirect to a URI.
     *
     * @param target where it goes to
     * @param secure whether the stream that was redirected was protected by TLS: {@link StreamState#secure}
     * @return what was followed then; nothing if it should not be followed, because there were {@value #LIMIT}, because it leads in a
     *     circle, to no wss, ws, https or http URI with a host, from TLS to ws or http (RFC 7395 section 3.6.1), or from none to wss or
     *     https
     */
    public Optional<Redirects> follow(URI target, boolean secure) {
        String scheme = lower(target.getScheme());
        return leads(target, secure) && SECURE.contains(scheme) == secure
                ? follow(scheme + "://" + lower(target.getRawAuthority()) + target.getRawPath() + query(target))
                : Optional.empty();
    }

    /** Whether it may be sent: a client may have TLS as far as a proxy, which the server does not see. */
    static boolean leads(URI target, boolean secure) {
        String scheme = lower(target.getScheme());
        return (SECURE.contains(scheme) || !secure && IN_CLEAR.contains(scheme))
                && target.getHost() != null
                && target.getRawUserInfo() == null;
    }

    private static String query(URI target) {
        return target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private Optional<Redirects> follow(String target) {
        if (followed.size() >= LIMIT || followed.contains(target)) {
            return Optional.empty();
        }
        List<String> more = new ArrayList<>(followed);
        more.add(target);
        return Optional.of(new Redirects(more));
    }
}
