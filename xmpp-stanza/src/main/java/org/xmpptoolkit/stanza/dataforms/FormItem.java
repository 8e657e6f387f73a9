package org.xmpptoolkit.stanza.dataforms;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * A row of a table, or its head: the fields stand side by side.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.4</a>
 */
@XmlType(propOrder = {"fields", "others"})
public final class FormItem extends Payload {
    /**
     * The fields: in the head with label and type, in a row with values.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0004.html">XEP-0004 section 3.4</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "field", required = true)
    private List<FormField> fields = new ArrayList<>();

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private FormItem() {}

    /**
     * A row.
     *
     * @param fields the fields
     * @return the row
     */
    public static FormItem of(List<FormField> fields) {
        FormItem item = new FormItem();
        item.fields = List.copyOf(fields);
        return item;
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

    /** {@return child elements that XEP-0004 does not know} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(fields, others);
    }

    @Override
    protected void check(Check check) {
        check.each("field", fields);
    }
}
