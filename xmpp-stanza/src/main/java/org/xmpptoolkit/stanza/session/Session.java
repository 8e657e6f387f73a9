package org.xmpptoolkit.stanza.session;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Begins a session after a resource was bound, as RFC 3921 had it. RFC 6121 has dropped it: servers still offer it to old
 * clients, and to begin a session does nothing. It holds nothing.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3921#section-3">RFC 3921 section 3</a>
 */
@StandsIn({"iq", "stream:features"})
@XmlRootElement(name = "session")
public final class Session extends Payload {
    private Session() {}

    /** {@return the request} */
    public static Session of() {
        return new Session();
    }

    @Override
    protected List<?> parts() {
        return List.of();
    }
}
