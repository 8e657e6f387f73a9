package org.xmpptoolkit.stanza.oob;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * The address of a file that the recipient can fetch outside of the stream, and is asked to; it answers when it has.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 2</a>
 */
@StandsIn("iq")
@XmlRootElement(name = "query", namespace = OobQuery.NAMESPACE)
@XmlType(
        name = "oobQuery",
        namespace = OobQuery.NAMESPACE,
        propOrder = {"url", "desc"})
public final class OobQuery extends Payload {
    static final String NAMESPACE = "jabber:iq:oob";

    /**
     * The id of the transfer that the file belongs to, where another protocol has agreed on one.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 2</a>
     */
    @XmlAttribute
    private @Nullable String sid;

    /**
     * The address of the file.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(namespace = NAMESPACE, required = true)
    private @Nullable String url;

    /**
     * In words for people, what the file is.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(namespace = NAMESPACE)
    private @Nullable String desc;

    private OobQuery() {}

    /**
     * An address.
     *
     * @param url the address
     * @return the payload
     */
    public static OobQuery of(String url) {
        OobQuery data = new OobQuery();
        data.url = Objects.requireNonNull(url, "url");
        return data;
    }

    /**
     * An address with a description.
     *
     * @param url the address
     * @param description a text for people
     * @return the payload
     */
    public static OobQuery of(String url, String description) {
        OobQuery data = of(url);
        data.desc = Objects.requireNonNull(description, "description");
        return data;
    }

    /** {@return the address, as it came: it may be no URL at all} */
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    /** {@return a text for people} */
    public Optional<String> description() {
        return Optional.ofNullable(desc);
    }

    /** {@return the id of the transfer that the file belongs to} */
    public Optional<String> sid() {
        return Optional.ofNullable(sid);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(url, desc, sid);
    }

    @Override
    protected void check(Check check) {
        check.required("url", url, true);
    }
}
