package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * A choice that a field offers.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
 */
@XmlType(propOrder = {"value", "others"})
public final class FormOption extends Payload {
    /**
     * In words for people, what the choice is; without it a program shows the value.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @XmlAttribute
    private @Nullable String label;

    /**
     * The value that the field has if this is chosen.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(required = true)
    private @Nullable String value;

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private FormOption() {}

    /**
     * An option without label.
     *
     * @param value the value
     * @return the option
     */
    public static FormOption of(String value) {
        FormOption option = new FormOption();
        option.value = Objects.requireNonNull(value, "value");
        return option;
    }

    /**
     * An option.
     *
     * @param label what to show
     * @param value the value
     * @return the option
     */
    public static FormOption of(String label, String value) {
        FormOption option = of(value);
        option.label = Objects.requireNonNull(label, "label");
        return option;
    }

    /** {@return what to show for it} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return the value; nothing if it is missing} */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }

    /** {@return child elements that XEP-0004 does not know} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(label, value, others);
    }

    @Override
    protected void check(Check check) {
        check.required("value", value, true);
    }
}
