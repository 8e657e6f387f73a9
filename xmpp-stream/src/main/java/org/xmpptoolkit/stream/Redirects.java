package org.xmpptoolkit.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.errors.HostPort;

/**
 * The redirects that were followed in a row since a stream was last established, and whether to follow one more. Immutable.
 *
 * <p>A server may send its client elsewhere with {@code see-other-host}, and so may an attacker on a stream without TLS. That does
 * no harm as long as the new stream has the configuration of the old one: {@link StreamEvent.Redirected}.
 *
 * @param followed where the redirects went to, in order
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3.19">RFC 6120 section 4.9.3.19</a>
 */
public record Redirects(List<HostPort> followed) {
    /** How many redirects in a row are followed. */
    public static final int LIMIT = 5;
    /** Nothing was followed yet: begin with this, and again once a stream is established. */
    public static final Redirects NONE = new Redirects(List.of());

    /** Copies the list. */
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
        if (followed.size() >= LIMIT || followed.contains(target)) {
            return Optional.empty();
        }
        List<HostPort> more = new ArrayList<>(followed);
        more.add(target);
        return Optional.of(new Redirects(more));
    }
}
