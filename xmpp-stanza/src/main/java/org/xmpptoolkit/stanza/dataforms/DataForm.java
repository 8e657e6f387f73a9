package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AllowedValues;
import org.xmpptoolkit.core.AnyOrder;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * A form: fields that one entity asks another to fill in, the values that were filled in, or data that is told in the same way.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3</a>
 */
@AnyOrder
@StandsIn({"message", "{http://jabber.org/protocol/disco#info}query"})
@XmlRootElement(name = "x")
@XmlType(propOrder = {"instructions", "title", "fields", "reported", "items", "others"})
public final class DataForm extends Payload {
    /** The name of the field that tells what a form is for (XEP-0068). */
    public static final String FORM_TYPE = "FORM_TYPE";

    /**
     * What the form is for.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.1</a>
     */
    @XmlAttribute(required = true)
    @AllowedValues(FormType.class)
    private @Nullable String type;

    /**
     * In words for people, how to fill the form in; each element is a line.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3</a>
     */
    private List<String> instructions = new ArrayList<>();

    /**
     * In words for people, what the form is.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3</a>
     */
    private @Nullable String title;

    /**
     * The fields, in the order that they are to be shown in.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.2</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "field")
    private List<FormField> fields = new ArrayList<>();

    /**
     * The head of a table: which fields each item has, with labels and types. Only in a form of type {@code result}, before the
     * items.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.4</a>
     */
    private @Nullable FormItem reported;

    /**
     * The rows of a table, each with the fields that its head names.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.4</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "item")
    private List<FormItem> items = new ArrayList<>();

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private DataForm() {}

    /**
     * Starts a form.
     *
     * @param type what it is for
     * @return a builder
     */
    public static Builder builder(FormType type) {
        return new Builder(type);
    }

    /** {@return what the form is for; nothing if that is missing or unknown} */
    public Optional<FormType> type() {
        return rawType().flatMap(FormType::parse);
    }

    /** {@return the text of the attribute {@code type}, perhaps unknown} */
    public Optional<String> rawType() {
        return Optional.ofNullable(type);
    }

    /** {@return the title} */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    /** {@return the instructions, in the order they came in} */
    public List<String> instructions() {
        return List.copyOf(instructions);
    }

    /** {@return the fields, in the order they came in} */
    public List<FormField> fields() {
        return List.copyOf(fields);
    }

    /**
     * The first field of a name.
     *
     * @param var the name
     * @return the field, or nothing if there is none
     */
    public Optional<FormField> field(String var) {
        return fields.stream()
                .filter(field -> field.var().equals(Optional.of(var)))
                .findFirst();
    }

    /**
     * The first value of the first field of a name.
     *
     * @param var the name
     * @return the value, or nothing if there is none
     */
    public Optional<String> value(String var) {
        return field(var).flatMap(FormField::value);
    }

    /**
     * {@return the namespace that says what the other fields mean: the value of the field {@link #FORM_TYPE}} In a form that is not
     * submitted the field has to be hidden (XEP-0068 section 3).
     */
    public Optional<String> formType() {
        return field(FORM_TYPE)
                .filter(field -> field.type().equals(Optional.of(FieldType.HIDDEN))
                        || type().equals(Optional.of(FormType.SUBMIT)))
                .flatMap(FormField::value);
    }

    /** {@return the columns of the results, if there are several} */
    public List<FormField> reported() {
        return reported == null ? List.of() : reported.fields();
    }

    /** {@return the results, if there are several} */
    public List<FormItem> items() {
        return List.copyOf(items);
    }

    /** {@return child elements that XEP-0004 does not know: the layout (XEP-0141)} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(type, title, instructions, fields, reported, items, others);
    }

    @Override
    protected void check(Check check) {
        check.required("@type", type, type().isPresent()).each("field", fields);
        if (reported != null) {
            check.each("reported", List.of(reported));
        }
        check.each("item", items);
    }

    /** Collects a form. Not thread-safe. */
    public static final class Builder {
        private final DataForm form = new DataForm();

        private Builder(FormType type) {
            form.type = type.toString();
        }

        /**
         * Sets the title.
         *
         * @param title a text for people
         * @return this builder
         */
        public Builder title(String title) {
            form.title = Objects.requireNonNull(title, "title");
            return this;
        }

        /**
         * Adds instructions.
         *
         * @param text a text for people
         * @return this builder
         */
        public Builder instructions(String text) {
            form.instructions.add(Objects.requireNonNull(text, "text"));
            return this;
        }

        /**
         * Adds the hidden field that tells what the form is for.
         *
         * @param namespace the namespace that says what the other fields mean
         * @return this builder
         */
        public Builder formType(String namespace) {
            return field(FormField.builder(FORM_TYPE)
                    .type(FieldType.HIDDEN)
                    .value(namespace)
                    .build());
        }

        /**
         * Adds a field.
         *
         * @param field the field
         * @return this builder
         */
        public Builder field(FormField field) {
            form.fields.add(Objects.requireNonNull(field, "field"));
            return this;
        }

        /**
         * Sets the columns of several results.
         *
         * @param columns fields without values
         * @return this builder
         */
        public Builder reported(List<FormField> columns) {
            form.reported = FormItem.of(columns);
            return this;
        }

        /**
         * Adds one of several results.
         *
         * @param item the result
         * @return this builder
         */
        public Builder item(FormItem item) {
            form.items.add(Objects.requireNonNull(item, "item"));
            return this;
        }

        /**
         * Adds an element that another specification defines.
         *
         * @param element the element
         * @return this builder
         */
        public Builder other(XmlElement element) {
            form.others.add(Objects.requireNonNull(element, "element"));
            return this;
        }

        /** {@return the form} The builder may be used on. */
        public DataForm build() {
            DataForm built = new DataForm();
            built.type = form.type;
            built.title = form.title;
            built.instructions = List.copyOf(form.instructions);
            built.fields = List.copyOf(form.fields);
            built.reported = form.reported;
            built.items = List.copyOf(form.items);
            built.others = List.copyOf(form.others);
            return built;
        }
    }
}
