package org.xmpptoolkit.stanza;

import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.ContentNamespaces;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/** What the three kinds of stanza have in common. JAXB sets the fields, or {@link #read} or a builder; nobody after that. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
abstract class BaseStanza {
    /**
     * The address of the sender. On a stream of a client the server puts it in, and lets no other through than the one that the
     * client has authenticated as; between servers it is always there.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.2">RFC 6120 section 8.1.2</a>
     */
    @XmlAttribute
    @Nullable
    String from;

    /**
     * A text by which the sender knows an answer to this stanza from others: an answer, and an error, has the same. For an iq it
     * has to be there.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.3">RFC 6120 section 8.1.3</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "NMTOKEN")
    @Nullable
    String id;

    /**
     * The address of the recipient. A stanza of a client without one is for the account of that client, and its server deals
     * with it; between servers it is always there.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.1">RFC 6120 section 8.1.1</a>
     */
    @XmlAttribute
    @Nullable
    String to;

    /**
     * The language of the texts in the stanza that have none of their own, a tag as of BCP 47; without it that of the stream
     * holds.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.5">RFC 6120 section 8.1.5</a>
     */
    @XmlAttribute(name = "lang", namespace = Namespaces.XML)
    @Nullable
    String lang;

    /** Attributes of other namespaces, which no RFC defines for stanzas; whoever does not know one passes it by. */
    @XmlAnyAttribute
    Map<QName, String> otherAttributes = new LinkedHashMap<>();

    @XmlTransient
    String contentNamespace = Namespaces.CLIENT;

    @XmlTransient
    private @Nullable JidResult parsedTo;

    @XmlTransient
    private @Nullable JidResult parsedFrom;

    @XmlTransient
    private volatile @Nullable Map<Class<?>, Optional<?>> bound;

    abstract String elementName();

    abstract @Nullable String typeText();

    abstract void typeText(@Nullable String type);

    /** The children as they came. */
    abstract List<XmlNode> content();

    abstract void content(List<XmlNode> content);

    /** The names of the child elements in the content namespace that are part of the stanza itself. */
    abstract Set<String> envelope();

    /** JAXB calls it: to adapt the children takes to know which namespace is the stanza's own. */
    void beforeMarshal(Marshaller marshaller) {
        marshaller.setAdapter(new EnvelopeXml.Adapter(contentNamespace));
    }

    void read(XmlElement element) {
        if (!element.localName().equals(elementName()) || !Namespaces.isContentNamespace(element.namespace())) {
            throw new IllegalArgumentException(
                    element.name() + " is no " + elementName() + " of a content namespace: ask Stanza.isStanza before");
        }
        contentNamespace = element.namespace();
        for (var a : element.attributes()) {
            String name = a.localName();
            if (a.namespace().isEmpty()) {
                switch (name) {
                    case "from" -> from = a.value();
                    case "id" -> id = a.value();
                    case "to" -> to = a.value();
                    case "type" -> typeText(a.value());
                    default -> otherAttributes.put(new QName(name), a.value());
                }
            } else if (a.namespace().equals(Namespaces.XML) && name.equals("lang")) {
                lang = a.value();
            } else {
                otherAttributes.put(new QName(a.namespace(), name, a.prefix()), a.value());
            }
        }
        content(element.children());
    }

    /** {@return the recipient, if one is given and its address is well-formed: see {@link Stanza#to}} */
    public Optional<Jid> to() {
        JidResult result = parsedTo;
        if (result == null && to != null) {
            result = Jid.tryParse(to, JidProfile.STRINGPREP_QUERY);
            parsedTo = result; // several threads may do this, and come to the same
        }
        return result == null ? Optional.empty() : result.toOptional();
    }

    /** {@return the sender, if one is given and its address is well-formed: see {@link Stanza#from}} */
    public Optional<Jid> from() {
        JidResult result = parsedFrom;
        if (result == null && from != null) {
            result = Jid.tryParse(from, JidProfile.STRINGPREP_QUERY);
            parsedFrom = result;
        }
        return result == null ? Optional.empty() : result.toOptional();
    }

    /** {@return the text of the attribute {@code to}, perhaps no address} */
    public Optional<String> rawTo() {
        return Optional.ofNullable(to);
    }

    /** {@return the text of the attribute {@code from}, perhaps no address} */
    public Optional<String> rawFrom() {
        return Optional.ofNullable(from);
    }

    /** {@return the attribute {@code id}} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** {@return the stanza's own language, if it has one and that is well-formed: see {@link Stanza#language}} */
    public Optional<Language> language() {
        return rawLanguage().flatMap(Language::tryParse);
    }

    /** The language of texts that have none of their own; an empty {@code xml:lang} takes back the one outside. */
    Optional<Language> languageUnder(Optional<Language> inherited) {
        return lang == null ? inherited : language();
    }

    /** {@return the text of the attribute {@code xml:lang}, perhaps ill-formed} */
    public Optional<String> rawLanguage() {
        return Optional.ofNullable(lang);
    }

    /** {@return the text of the attribute {@code type}, perhaps unknown} */
    public Optional<String> rawType() {
        return Optional.ofNullable(typeText());
    }

    /** {@return whether the type is {@code error}} */
    public boolean isError() {
        return Envelope.isType(typeText(), "error");
    }

    /** {@return the error, the first if there are several} */
    public Optional<StanzaError> error() {
        return envelope("error").map(StanzaError::fromElement);
    }

    /** {@return the child elements that are no part of the stanza itself: see {@link Stanza#payloads}} */
    public List<XmlElement> payloads() {
        List<XmlElement> payloads = new ArrayList<>(content().size());
        for (XmlNode node : content()) {
            if (node instanceof XmlElement element
                    && !(element.namespace().equals(contentNamespace)
                            && envelope().contains(element.localName()))) {
                payloads.add(element);
            }
        }
        return Collections.unmodifiableList(payloads);
    }

    /** {@return all children, in the order they came in} */
    public List<XmlNode> children() {
        return List.copyOf(content());
    }

    /**
     * An attribute that the stanza's class does not know: see {@link Stanza#attribute}.
     *
     * @param name its name
     * @return its value, or nothing if there is none
     */
    public Optional<String> attribute(QName name) {
        return Optional.ofNullable(otherAttributes.get(name));
    }

    /**
     * The payload of a class, bound when it is first asked for: see {@link Stanza#extension}.
     *
     * @param <T> the class
     * @param type a class of {@link ExtensionRegistry#standard()}, or a type above some of them
     * @return the first payload of that class, or nothing if there is none or it cannot be bound
     */
    public <T> Optional<T> extension(Class<T> type) {
        Map<Class<?>, Optional<?>> known = bound;
        if (known == null) {
            known = new ConcurrentHashMap<>(4);
            bound = known;
        }
        Optional<?> value = known.get(type);
        if (value == null) {
            value = ExtensionRegistry.standard().find(payloads(), type);
            known.put(type, value);
        }
        return value.map(type::cast);
    }

    /**
     * All payloads of a class that can be bound, bound anew each time: see {@link Stanza#extensions}.
     *
     * @param <T> the class
     * @param type a class of {@link ExtensionRegistry#standard()}, or a type above some of them
     * @return the payloads, in the order they came in
     */
    public <T> List<T> extensions(Class<T> type) {
        return ExtensionRegistry.standard().findAll((Stanza) this, type);
    }

    /** {@return the content namespace that the stanza is in} */
    public String contentNamespace() {
        return contentNamespace;
    }

    /** {@return what the stanza holds against the rules: see {@link Stanza#problems}} */
    public List<BindingProblem> problems() {
        return StanzaProblems.of(this);
    }

    /** {@return the element, in the content namespace that the stanza is in} */
    public XmlElement toElement() {
        return toElement(contentNamespace);
    }

    /**
     * The element for a stream of some content namespace: see {@link Stanza#toElement(String)}.
     *
     * @param namespace the content namespace to write it in
     * @return the element
     */
    public XmlElement toElement(String namespace) {
        if (!Namespaces.isContentNamespace(namespace)) {
            throw new IllegalArgumentException(
                    "'" + namespace + "' is no content namespace (RFC 6120 section 4.8.2): use one of Namespaces");
        }
        XmlElement.Builder out = XmlElement.builder(namespace, elementName());
        set(out, "from", from);
        set(out, "id", id);
        set(out, "to", to);
        set(out, "type", typeText());
        if (lang != null) {
            out.attribute(Namespaces.XML, "lang", "xml", lang);
        }
        otherAttributes.forEach(
                (name, value) -> out.attribute(name.getNamespaceURI(), name.getLocalPart(), name.getPrefix(), value));
        for (XmlNode node : content()) {
            out.child(
                    node instanceof XmlElement element
                            ? ContentNamespaces.move(element, contentNamespace, namespace)
                            : node);
        }
        return out.build();
    }

    private static void set(XmlElement.Builder out, String name, @Nullable String value) {
        if (value != null) {
            out.attribute(name, value);
        }
    }

    /** The first child element of the content namespace of some name. */
    Optional<XmlElement> envelope(String name) {
        for (XmlNode node : content()) {
            if (node instanceof XmlElement element && element.is(contentNamespace, name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The texts of the child elements of the content namespace of some name. */
    List<LangText> texts(String name) {
        List<LangText> texts = new ArrayList<>(1);
        for (XmlNode node : content()) {
            if (node instanceof XmlElement element && element.is(contentNamespace, name)) {
                texts.add(LangText.fromElement(element));
            }
        }
        return Collections.unmodifiableList(texts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BaseStanza that
                && getClass() == that.getClass()
                && Objects.equals(from, that.from)
                && Objects.equals(id, that.id)
                && Objects.equals(to, that.to)
                && Objects.equals(lang, that.lang)
                && Objects.equals(typeText(), that.typeText())
                && contentNamespace.equals(that.contentNamespace)
                && otherAttributes.equals(that.otherAttributes)
                && content().equals(that.content());
    }

    @Override
    public int hashCode() {
        return Objects.hash(elementName(), from, id, to, typeText(), content());
    }

    /** The XML. */
    @Override
    public String toString() {
        return toElement().toString();
    }
}
