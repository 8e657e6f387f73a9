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
import org.xmpptoolkit.core.AllowedValues;
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * A field of a form: what is asked, and what the answer is.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
 */
@XmlType(propOrder = {"desc", "required", "values", "options", "others"})
public final class FormField extends Payload {
    private static final List<String> HIDDEN = List.of("***");

    /**
     * In words for people, what is asked for; without it a program shows the name of the field.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @XmlAttribute
    private @Nullable String label;

    /**
     * What may be filled in. In a form that is submitted it may be left out, as whoever asked knows it; otherwise without it the
     * type is {@code text-single}.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.3</a>
     */
    @XmlAttribute
    @AllowedValues(FieldType.class)
    @DefaultValue("text-single")
    private @Nullable String type;

    /**
     * The name by which programs know the field, each but once in a form; only a field of type {@code fixed} may have none.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @XmlAttribute
    private @Nullable String var;

    /**
     * More words for people, for instance to be shown when the pointer rests on the field.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    private @Nullable String desc;

    /**
     * Tells that the form cannot be submitted without a value for this field. It holds nothing.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    private @Nullable Empty required;

    /**
     * A value: preset, filled in, or told. Fields of the types that end in {@code -multi} may have several.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "value")
    private List<String> values = new ArrayList<>();

    /**
     * A choice of a field of type {@code list-single} or {@code list-multi}.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "option")
    private List<FormOption> options = new ArrayList<>();

    /** Child elements of other specifications, media and validation among them; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private FormField() {}

    /**
     * A field with values and without type, as they are submitted.
     *
     * @param var its name
     * @param values its values
     * @return the field
     */
    public static FormField of(String var, String... values) {
        Builder builder = builder(var);
        List.of(values).forEach(builder::value);
        return builder.build();
    }

    /**
     * Starts a field.
     *
     * @param var its name
     * @return a builder
     */
    public static Builder builder(String var) {
        Builder builder = new Builder();
        builder.field.var = Objects.requireNonNull(var, "var");
        return builder;
    }

    /**
     * Starts a field without name, which only a fixed one may be.
     *
     * @return a builder of a field of type {@link FieldType#FIXED}
     */
    public static Builder fixed() {
        return new Builder().type(FieldType.FIXED);
    }

    /** {@return the name} */
    public Optional<String> var() {
        return Optional.ofNullable(var);
    }

    /** {@return the type: {@code text-single} if none is given, and nothing if it is unknown (section 3.3)} */
    public Optional<FieldType> type() {
        return type == null ? Optional.of(FieldType.TEXT_SINGLE) : FieldType.parse(type);
    }

    /** {@return the text of the attribute {@code type}, perhaps unknown} */
    public Optional<String> rawType() {
        return Optional.ofNullable(type);
    }

    /** {@return what to show as its name} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return what to tell about it} */
    public Optional<String> description() {
        return Optional.ofNullable(desc);
    }

    /** {@return whether it has to be filled in} */
    public boolean isRequired() {
        return required != null;
    }

    /** {@return the values, in the order they came in} */
    public List<String> values() {
        return List.copyOf(values);
    }

    /** {@return the first of the values, if there is one} */
    public Optional<String> value() {
        return values.stream().findFirst();
    }

    /** {@return the first of the values as yes or no, if it is one of {@code true}, {@code 1}, {@code false} and {@code 0}} */
    public Optional<Boolean> booleanValue() {
        return value().flatMap(text -> bool(text));
    }

    /** {@return the options of a list, in the order they came in} */
    public List<FormOption> options() {
        return List.copyOf(options);
    }

    /** {@return child elements that XEP-0004 does not know: media (XEP-0221), validation (XEP-0122)} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(var, type, label, desc, required, values, options, others);
    }

    @Override
    protected void check(Check check) {
        check.optional("@type", type, type().isPresent()).each("option", options);
    }

    /**
     * As any payload, but for the values of a field of type {@link FieldType#TEXT_PRIVATE}, and of one without a type or of an unknown
     * one, which are not shown: a field that is submitted need not say its type again (section 3.2), so it may be a password.
     */
    @Override
    public String toString() {
        boolean open = type != null
                && type().filter(known -> known != FieldType.TEXT_PRIVATE).isPresent();
        return open || values.isEmpty() || values.equals(HIDDEN)
                ? super.toString()
                : with(HIDDEN).toString();
    }

    private FormField with(List<String> otherValues) {
        FormField copy = new FormField();
        copy.label = label;
        copy.type = type;
        copy.var = var;
        copy.desc = desc;
        copy.required = required;
        copy.values = List.copyOf(otherValues);
        copy.options = List.copyOf(options);
        copy.others = List.copyOf(others);
        return copy;
    }

    /** Collects a field. Not thread-safe. */
    public static final class Builder {
        private final FormField field = new FormField();

        private Builder() {}

        /**
         * Sets the type.
         *
         * @param type the type
         * @return this builder
         */
        public Builder type(FieldType type) {
            field.type = type.toString();
            return this;
        }

        /**
         * Sets what to show as its name.
         *
         * @param label a text for people
         * @return this builder
         */
        public Builder label(String label) {
            field.label = Objects.requireNonNull(label, "label");
            return this;
        }

        /**
         * Sets what to tell about it.
         *
         * @param description a text for people
         * @return this builder
         */
        public Builder description(String description) {
            field.desc = Objects.requireNonNull(description, "description");
            return this;
        }

        /**
         * Says that it has to be filled in.
         *
         * @return this builder
         */
        public Builder required() {
            field.required = new Empty();
            return this;
        }

        /**
         * Adds a value.
         *
         * @param value the value
         * @return this builder
         */
        public Builder value(String value) {
            field.values.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Adds an option.
         *
         * @param option the option
         * @return this builder
         */
        public Builder option(FormOption option) {
            field.options.add(Objects.requireNonNull(option, "option"));
            return this;
        }

        /**
         * Adds an element that another specification defines.
         *
         * @param element the element
         * @return this builder
         */
        public Builder other(XmlElement element) {
            field.others.add(Objects.requireNonNull(element, "element"));
            return this;
        }

        /** {@return the field} The builder may be used on. */
        public FormField build() {
            return field.with(field.values);
        }
    }
}
