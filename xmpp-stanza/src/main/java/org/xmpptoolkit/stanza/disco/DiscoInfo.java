package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AnyOrder;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.dataforms.DataForm;

/**
 * Asks what an entity is and can do, in an iq of type {@code get}, and tells it in the result, which has at least one identity
 * and one feature.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3</a>
 */
@AnyOrder
@StandsIn("iq")
@XmlRootElement(name = "query")
@XmlType(propOrder = {"identities", "features", "forms", "others"})
public final class DiscoInfo extends Payload {
    /**
     * The node of the entity that is asked about; the answer repeats it.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.2</a>
     */
    @XmlAttribute
    private @Nullable String node;

    /**
     * What kind of thing the entity is.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "identity")
    private List<Identity> identities = new ArrayList<>();

    /**
     * What the entity can do.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "feature")
    private List<Feature> features = new ArrayList<>();

    /**
     * A form with more about the entity, of a type that its field {@code FORM_TYPE} tells.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0128.html">XEP-0128</a>
     */
    @XmlElementRef
    private List<DataForm> forms = new ArrayList<>();

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private DiscoInfo() {}

    /** {@return the question to an entity} */
    public static DiscoInfo request() {
        return new DiscoInfo();
    }

    /**
     * The question for a node of an entity.
     *
     * @param node the node
     * @return the question
     */
    public static DiscoInfo request(String node) {
        return builder().node(node).build();
    }

    /** {@return a builder of an answer} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the node that is asked for, or answers} */
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /** {@return what the entity is, in the order that came} */
    public List<Identity> identities() {
        return List.copyOf(identities);
    }

    /** {@return what the entity can do, mostly namespace names, in the order that came} */
    public List<String> features() {
        return features.stream()
                .flatMap(feature -> Stream.ofNullable(feature.var))
                .toList();
    }

    /**
     * Tells whether the entity says that it can do something.
     *
     * @param feature the name of the feature
     * @return whether it is there
     */
    public boolean hasFeature(String feature) {
        return features.stream().anyMatch(one -> feature.equals(one.var));
    }

    /** {@return the forms in the answer (XEP-0128), in the order they came in} */
    public List<DataForm> forms() {
        return List.copyOf(forms);
    }

    /**
     * The first form of a type.
     *
     * @param formType the value of its field {@code FORM_TYPE}
     * @return the form, or nothing if there is none
     */
    public Optional<DataForm> form(String formType) {
        return forms.stream()
                .filter(form -> form.formType().equals(Optional.of(formType)))
                .findFirst();
    }

    /** {@return child elements that are none of these} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(node, identities, features, forms, others);
    }

    @Override
    protected void check(Check check) {
        check.each("identity", identities).each("feature", features).each("x", forms);
    }

    /** Collects an answer. Not thread-safe. */
    public static final class Builder {
        private final DiscoInfo info = new DiscoInfo();

        private Builder() {}

        /**
         * Sets the node that answers.
         *
         * @param node the node
         * @return this builder
         */
        public Builder node(String node) {
            info.node = Objects.requireNonNull(node, "node");
            return this;
        }

        /**
         * Adds an identity.
         *
         * @param identity what the entity is
         * @return this builder
         */
        public Builder identity(Identity identity) {
            info.identities.add(Objects.requireNonNull(identity, "identity"));
            return this;
        }

        /**
         * Adds a feature, if it is not there yet.
         *
         * @param feature what the entity can do, mostly a namespace name
         * @return this builder
         */
        public Builder feature(String feature) {
            if (!info.hasFeature(feature)) {
                info.features.add(Feature.of(feature));
            }
            return this;
        }

        /**
         * Adds a form (XEP-0128).
         *
         * @param form the form
         * @return this builder
         */
        public Builder form(DataForm form) {
            info.forms.add(Objects.requireNonNull(form, "form"));
            return this;
        }

        /** {@return the answer} The builder may be used on. */
        public DiscoInfo build() {
            DiscoInfo built = new DiscoInfo();
            built.node = info.node;
            built.identities = List.copyOf(info.identities);
            built.features = List.copyOf(info.features);
            built.forms = List.copyOf(info.forms);
            return built;
        }
    }
}
