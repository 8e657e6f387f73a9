package org.xmpptoolkit.stanza.bind;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.TextLength;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Payload;

/**
 * Binds a resource to a stream, so that the client has a full JID. In a request it holds the resourcepart that the client would like,
 * or nothing if the server is to choose; in the result the full JID that came out of it. Among the stream features, empty, it tells that
 * a resource has to be bound before stanzas are sent.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7">RFC 6120 section 7</a>
 */
@StandsIn({"iq", "stream:features"})
@XmlRootElement(name = "bind")
@XmlType(propOrder = {"resource", "jid"})
public final class Bind extends Payload {
    /**
     * The resourcepart that the client asks for. The server may give it another one.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7.7">RFC 6120 section 7.7</a>
     */
    @TextLength(min = 1, max = 1023)
    private @Nullable String resource;

    /**
     * The full JID that the server has bound to the stream, in its result.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-7.6">RFC 6120 section 7.6</a>
     */
    @TextLength(min = 8, max = 3071)
    private @Nullable String jid;

    private Bind() {}

    /**
     * Asks for a resource that the server chooses (RFC 6120 section 7.6).
     *
     * @return the payload
     */
    public static Bind request() {
        return new Bind();
    }

    /**
     * Asks for a resource (RFC 6120 section 7.7).
     *
     * @param resourcepart the resourcepart of the address that the client would like
     * @return the payload
     */
    public static Bind request(String resourcepart) {
        Bind bind = new Bind();
        bind.resource = Objects.requireNonNull(resourcepart, "resourcepart");
        return bind;
    }

    /**
     * Tells which address was bound.
     *
     * @param jid the full JID
     * @return the payload
     */
    public static Bind result(Jid jid) {
        Bind bind = new Bind();
        bind.jid = jid.toString();
        return bind;
    }

    /** {@return the resourcepart that is asked for, as the client wrote it} */
    public Optional<String> resource() {
        return Optional.ofNullable(resource);
    }

    /** {@return the address that was bound; nothing if there is none or it is malformed} */
    public Optional<Jid> jid() {
        return address(jid);
    }

    /** {@return the text of the address that was bound, perhaps none} */
    public Optional<String> rawJid() {
        return Optional.ofNullable(jid);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(resource, jid);
    }

    @Override
    protected void check(Check check) {
        check.optional("jid", jid, jid().isPresent());
    }
}
