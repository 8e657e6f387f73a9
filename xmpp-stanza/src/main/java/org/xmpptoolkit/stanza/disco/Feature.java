package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * Something that an entity can do.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
 */
final class Feature extends Payload {
    /**
     * The name of the feature: mostly the namespace name of the protocol that the entity understands.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @XmlAttribute(required = true)
    @Nullable
    String var;

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private Feature() {}

    static Feature of(String var) {
        Feature feature = new Feature();
        feature.var = Objects.requireNonNull(var, "var");
        return feature;
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(var, others);
    }

    @Override
    protected void check(Check check) {
        check.required("@var", var, true);
    }
}
