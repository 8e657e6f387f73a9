package org.xmpptoolkit.stanza.streammanagement;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Payload;

/**
 * Tells that stream management could not be turned on, or the stream not be resumed.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 sections 3 and 5</a>
 */
@StandsIn("stream:stream")
@XmlRootElement(name = "failed")
public final class Failed extends Payload {
    /**
     * How many stanzas the sender of this has handled since stream management was turned on, from 0 to 2^32 - 1; the count
     * begins again at 0 behind that. It tells the client what it need not send again, though the stream is lost.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 section 5</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "unsignedInt")
    private @Nullable String h;

    /**
     * Why it failed: one of the conditions of stanza errors, in their namespace.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0198.html">XEP-0198 sections 3 and 5</a>
     */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> content = new ArrayList<>();

    private Failed() {}

    /**
     * A failure.
     *
     * @param condition why it failed
     * @return the failure
     */
    public static Failed of(StanzaErrorCondition condition) {
        Failed failed = new Failed();
        failed.content = List.of(XmlElement.of(Namespaces.STANZA_ERRORS, condition.elementName()));
        return failed;
    }

    /**
     * A failure to resume a stream that the server still knows the count of.
     *
     * @param condition why it failed
     * @param handled how many stanzas were handled, counted on beyond 2^32 - 1 or begun again at 0
     * @return the failure
     * @throws IllegalArgumentException if the count is negative
     */
    public static Failed of(StanzaErrorCondition condition, long handled) {
        Failed failed = of(condition);
        failed.h = Counts.text(handled);
        return failed;
    }

    /** {@return why it failed; {@code undefined-condition} for one that no RFC defines, and nothing if none is told} */
    public Optional<StanzaErrorCondition> condition() {
        return content.stream()
                .filter(element -> element.namespace().equals(Namespaces.STANZA_ERRORS)
                        && !element.localName().equals("text"))
                .findFirst()
                .map(element -> StanzaErrorCondition.ofElementName(element.localName())
                        .orElse(StanzaErrorCondition.UNDEFINED_CONDITION));
    }

    /** {@return how many stanzas its sender has handled, from 0 to 2^32 - 1; nothing if that is missing or no such number} */
    public OptionalLong h() {
        return Counts.count(h);
    }

    /** {@return all child elements, the condition among them} */
    public List<XmlElement> content() {
        return List.copyOf(content);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(h, content);
    }

    @Override
    protected void check(Check check) {
        check.optional("@h", h, h().isPresent());
    }
}
