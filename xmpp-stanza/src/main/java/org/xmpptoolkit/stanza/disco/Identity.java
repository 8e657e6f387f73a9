package org.xmpptoolkit.stanza.disco;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.TextLength;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;

/**
 * What kind of thing an entity is: a category and, within it, a type, as the registry of service discovery lists them.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
 */
public final class Identity extends Payload {
    /**
     * The category, for instance {@code client}, {@code server} or {@code conference}.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @XmlAttribute(required = true)
    @TextLength(min = 1)
    private @Nullable String category;

    /**
     * In words for people, what the entity is called.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @XmlAttribute
    private @Nullable String name;

    /**
     * The type within the category, for instance {@code pc} or {@code phone} of {@code client}.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @XmlAttribute(required = true)
    @TextLength(min = 1)
    private @Nullable String type;

    /**
     * The language of the name, a tag as of BCP 47. An entity may tell one identity several times, each in another language.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0030.html">XEP-0030 section 3.1</a>
     */
    @XmlAttribute(name = "lang", namespace = Namespaces.XML)
    private @Nullable String lang;

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> others = new ArrayList<>();

    private Identity() {}

    /**
     * An identity without name.
     *
     * @param category the category, for instance {@code client}
     * @param type the type within the category, for instance {@code pc}
     * @return the identity
     * @throws IllegalArgumentException if either is empty
     */
    public static Identity of(String category, String type) {
        if (category.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a category and a type (XEP-0030 section 3.1)");
        }
        Identity identity = new Identity();
        identity.category = category;
        identity.type = type;
        return identity;
    }

    /**
     * The same identity with a name.
     *
     * @param name a text for people
     * @return the copy
     */
    public Identity withName(String name) {
        Identity copy = copy();
        copy.name = Objects.requireNonNull(name, "name");
        return copy;
    }

    /**
     * The same identity with a language for its name.
     *
     * @param language the language
     * @return the copy
     */
    public Identity withLanguage(Language language) {
        Identity copy = copy();
        copy.lang = language.toString();
        return copy;
    }

    private Identity copy() {
        Identity copy = new Identity();
        copy.category = category;
        copy.name = name;
        copy.type = type;
        copy.lang = lang;
        copy.others = others;
        return copy;
    }

    /** {@return the category, for instance {@code client}; empty if it is missing} */
    public String category() {
        return category == null ? "" : category;
    }

    /** {@return the type within the category, for instance {@code pc}; empty if it is missing} */
    public String type() {
        return type == null ? "" : type;
    }

    /** {@return the name, a text for people} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** {@return the language of the name; nothing if it has none of its own or one that is ill-formed} */
    public Optional<Language> language() {
        return rawLanguage().flatMap(Language::tryParse);
    }

    /** {@return the text of the attribute {@code xml:lang}, perhaps ill-formed} */
    public Optional<String> rawLanguage() {
        return Optional.ofNullable(lang);
    }

    /** {@return child elements that XEP-0030 does not know} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(category, type, name, lang, others);
    }

    @Override
    protected void check(Check check) {
        check.required("@category", category, !category().isEmpty())
                .required("@type", type, !type().isEmpty())
                .optional("@lang", lang, language().isPresent());
    }
}
