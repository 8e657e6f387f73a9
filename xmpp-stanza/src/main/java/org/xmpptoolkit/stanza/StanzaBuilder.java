package org.xmpptoolkit.stanza;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;

/** What the three builders have in common. Not thread-safe. */
abstract class StanzaBuilder<B extends StanzaBuilder<B>> {
    private @Nullable String from;
    private @Nullable String id;
    private @Nullable String to;
    private @Nullable String lang;
    private @Nullable String type;
    private final Map<QName, String> otherAttributes = new LinkedHashMap<>();
    private String contentNamespace = Namespaces.CLIENT;
    private final List<XmlNode> content = new ArrayList<>();

    abstract B self();

    B copy(BaseStanza stanza) {
        from = stanza.from;
        id = stanza.id;
        to = stanza.to;
        lang = stanza.lang;
        type = stanza.typeText();
        otherAttributes.putAll(stanza.otherAttributes);
        contentNamespace = stanza.contentNamespace;
        content.addAll(stanza.content());
        return self();
    }

    /** Begins an answer: the texts of the addresses swapped, in the same content namespace. */
    B answer(BaseStanza stanza) {
        from = stanza.to;
        to = stanza.from;
        contentNamespace = stanza.contentNamespace;
        return self();
    }

    void fill(BaseStanza stanza) {
        stanza.from = from;
        stanza.id = id;
        stanza.to = to;
        stanza.lang = lang;
        stanza.typeText(type);
        stanza.otherAttributes = new LinkedHashMap<>(otherAttributes);
        stanza.contentNamespace = contentNamespace;
        stanza.content(new ArrayList<>(content));
    }

    /** The value, if it may stand in an attribute. */
    private static String checked(String attribute, String value) {
        XmlElement.builder("", "a").attribute(attribute, value);
        return value;
    }

    /**
     * Sets the recipient.
     *
     * @param address its address
     * @return this builder
     */
    public B to(Jid address) {
        return rawTo(address.toString());
    }

    /**
     * Sets the sender.
     *
     * @param address its address
     * @return this builder
     */
    public B from(Jid address) {
        return rawFrom(address.toString());
    }

    /**
     * Sets the recipient by a text that may be no address, for answers to malformed ones.
     *
     * @param text the text
     * @return this builder
     * @throws IllegalArgumentException if it has a character that XML 1.0 forbids
     */
    public B rawTo(String text) {
        to = checked("to", Objects.requireNonNull(text, "text"));
        return self();
    }

    /**
     * Sets the sender by a text that may be no address, for answers to malformed ones.
     *
     * @param text the text
     * @return this builder
     * @throws IllegalArgumentException if it has a character that XML 1.0 forbids
     */
    public B rawFrom(String text) {
        from = checked("from", Objects.requireNonNull(text, "text"));
        return self();
    }

    /**
     * Takes the recipient away: the stanza is for the account itself or its server (RFC 6120 section 8.1.1.1).
     *
     * @return this builder
     */
    public B withoutTo() {
        to = null;
        return self();
    }

    /**
     * Takes the sender away: the server will set it (RFC 6120 section 8.1.2.1).
     *
     * @return this builder
     */
    public B withoutFrom() {
        from = null;
        return self();
    }

    /**
     * Sets the id (RFC 6120 section 8.1.3).
     *
     * @param id the id
     * @return this builder
     * @throws IllegalArgumentException if it has a character that XML 1.0 forbids
     */
    public B id(String id) {
        this.id = checked("id", Objects.requireNonNull(id, "id"));
        return self();
    }

    /**
     * Sets the language of texts that have none of their own (RFC 6120 section 8.1.5).
     *
     * @param language the language
     * @return this builder
     */
    public B language(Language language) {
        lang = language.toString();
        return self();
    }

    /**
     * Sets an attribute of another namespace.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if the name has no namespace: the stanza knows all of those; or name or value has a character
     *     that XML 1.0 forbids there
     */
    public B attribute(QName name, String value) {
        if (name.getNamespaceURI().isEmpty() || name.getNamespaceURI().equals(Namespaces.XML)) {
            throw new IllegalArgumentException(name + " needs a namespace of its own (RFC 6120 section 8.4)");
        }
        XmlElement.builder("", "a") // which checks all of it
                .attribute(name.getNamespaceURI(), name.getLocalPart(), name.getPrefix(), value);
        otherAttributes.put(name, value);
        return self();
    }

    /**
     * Adds a payload, before the error if there is one.
     *
     * @param element an element outside the content namespaces and the stream namespace
     * @return this builder
     * @throws IllegalArgumentException if the element is in one of them
     */
    public B payload(XmlElement element) {
        if (!Envelope.isPayloadNamespace(element.namespace())) {
            throw new IllegalArgumentException(
                    element.name() + " is no payload: it needs a namespace of its own (RFC 6120 section 8.4)");
        }
        content.add(errorIndex(), element);
        return self();
    }

    /**
     * Adds a payload, before the error if there is one.
     *
     * @param payload a payload of {@link ExtensionRegistry#standard()}
     * @return this builder
     * @throws IllegalArgumentException if that registry does not know its class
     */
    public B payload(Payload payload) {
        return payload(payload.toElement());
    }

    /**
     * Takes payloads away.
     *
     * @param namespace their namespace name, none of the content namespaces
     * @param localName their local name
     * @return this builder
     */
    public B withoutPayload(String namespace, String localName) {
        if (!Namespaces.isContentNamespace(namespace)) {
            content.removeIf(node -> node instanceof XmlElement element && element.is(namespace, localName));
        }
        return self();
    }

    /**
     * Makes the stanza an error, in the place of any error it has (RFC 6120 section 8.3).
     *
     * @param error the error
     * @return this builder
     */
    public B error(StanzaError error) {
        removeEnvelope("error");
        content.add(error.toElement(contentNamespace));
        type = "error";
        return self();
    }

    B rawType(@Nullable String type) {
        this.type = type;
        return self();
    }

    @Nullable
    String typeText() {
        return type;
    }

    @Nullable
    String id() {
        return id;
    }

    String contentNamespace() {
        return contentNamespace;
    }

    List<XmlElement> payloads() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .filter(e -> !e.is(contentNamespace, "error"))
                .toList();
    }

    void removePayloads() {
        content.removeIf(node -> !(node instanceof XmlElement element) || !element.is(contentNamespace, "error"));
    }

    void removeEnvelope(String name) {
        content.removeIf(node -> node instanceof XmlElement element && element.is(contentNamespace, name));
    }

    boolean hasError() {
        return content.stream().anyMatch(n -> n instanceof XmlElement e && e.is(contentNamespace, "error"));
    }

    /** Puts a text in the place of one in the same language, or behind the others. */
    void text(String name, LangText text) {
        XmlElement element = part(name, () -> {
            text.rawLanguage().ifPresent(Language::of); // which refuses what is none
            return text.toElement(contentNamespace, name);
        });
        Optional<String> language = lowerCase(text.rawLanguage());
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement old
                    && old.is(contentNamespace, name)
                    && lowerCase(old.xmlLang()).equals(language)) {
                content.set(i, element);
                return;
            }
        }
        envelope(element);
    }

    /** Has an exception name the part that the text was for. */
    static XmlElement part(String name, Supplier<XmlElement> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> lowerCase(Optional<String> language) {
        return language.map(tag -> tag.toLowerCase(java.util.Locale.ROOT));
    }

    /** Adds a child of the content namespace behind the others, before payloads and error, where the schemas want it. */
    void envelope(XmlElement element) {
        int at = 0;
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement old
                    && old.namespace().equals(contentNamespace)
                    && !old.localName().equals("error")) {
                at = i + 1;
            }
        }
        content.add(at, element);
    }

    private int errorIndex() {
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof XmlElement element && element.is(contentNamespace, "error")) {
                return i;
            }
        }
        return content.size();
    }
}
