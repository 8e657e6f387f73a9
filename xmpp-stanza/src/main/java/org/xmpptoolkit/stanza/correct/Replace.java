package org.xmpptoolkit.stanza.correct;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that the message it stands in replaces an earlier one of the same sender, mostly the last, to correct it.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0308.html">XEP-0308 section 4</a>
 */
@StandsIn("message")
@XmlRootElement(name = "replace")
public final class Replace extends Payload {
    /**
     * The id of the message that is replaced; of the first one, if it was corrected before.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0308.html">XEP-0308 section 4</a>
     */
    @XmlAttribute(required = true)
    private @Nullable String id;

    private Replace() {}

    /**
     * A correction.
     *
     * @param id the id of the message that is replaced, the first one's if it was corrected before
     * @return the payload
     */
    public static Replace of(String id) {
        Replace replace = new Replace();
        replace.id = Objects.requireNonNull(id, "id");
        return replace;
    }

    /** {@return the id of the message that is replaced; nothing if it is missing} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(id);
    }

    @Override
    protected void check(Check check) {
        check.required("@id", id, true);
    }
}
