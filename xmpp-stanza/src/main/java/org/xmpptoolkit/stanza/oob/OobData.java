package org.xmpptoolkit.stanza.oob;

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
 * The address of a file that the recipient can fetch outside of the stream: what comes with the message.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 3</a>
 */
@StandsIn({"message", "presence"})
@XmlRootElement(name = "x")
@XmlType(propOrder = {"url", "desc"})
public final class OobData extends Payload {
    /**
     * The address of the file.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 3</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(required = true)
    private @Nullable String url;

    /**
     * In words for people, what the file is.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0066.html">XEP-0066 section 3</a>
     */
    private @Nullable String desc;

    private OobData() {}

    /**
     * An address.
     *
     * @param url the address
     * @return the payload
     */
    public static OobData of(String url) {
        OobData data = new OobData();
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
    public static OobData of(String url, String description) {
        OobData data = of(url);
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

    @Override
    protected List<?> parts() {
        return Arrays.asList(url, desc);
    }

    @Override
    protected void check(Check check) {
        check.required("url", url, true);
    }
}
