package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlElementRefs;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;

/**
 * Presence: what an entity tells about its availability, to its server and through it to all who have subscribed; and what
 * subscriptions are asked for, granted and cancelled with.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7">RFC 6121 section 4.7</a>
 */
@StandsIn({"stream:stream", "{urn:xmpp:forward:0}forwarded"})
@XmlRootElement(name = "presence", namespace = Namespaces.CLIENT)
@XmlType(name = "presence", namespace = Namespaces.CLIENT)
@XmlAccessorType(XmlAccessType.FIELD)
public final class Presence extends BaseStanza implements Stanza {
    private static final Set<String> ENVELOPE = Set.of("show", "status", "priority", "error");

    /**
     * What the stanza asks for or tells. Without it, that the sender is available.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.1">RFC 6121 section 4.7.1</a>
     */
    @XmlAttribute
    @XmlJavaTypeAdapter(PresenceType.Adapter.class)
    private @Nullable String type;

    /**
     * The parts of the presence: how available the sender is, in a state, a number and words, an error if the type is {@code
     * error}, and any payloads of extensions, in any order.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-4.7.2">RFC 6121 section 4.7.2</a>
     */
    @XmlElementRefs({
        @XmlElementRef(name = "show", namespace = Namespaces.CLIENT, type = EnvelopeXml.Show.class),
        @XmlElementRef(name = "status", namespace = Namespaces.CLIENT, type = EnvelopeXml.Status.class),
        @XmlElementRef(name = "priority", namespace = Namespaces.CLIENT, type = EnvelopeXml.Priority.class),
        @XmlElementRef(name = "error", namespace = Namespaces.CLIENT, type = StanzaError.class)
    })
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(EnvelopeXml.Adapter.class)
    @AtMostOnce({"show", "priority", "error"})
    private List<XmlNode> content = new ArrayList<>();

    private Presence() {}

    /**
     * Reads the stanza. Whatever it holds, it is read: {@link #problems} tells what is wrong with it.
     *
     * @param element the element {@code presence} of a content namespace
     * @return the stanza
     * @throws IllegalArgumentException if the element has another name
     */
    public static Presence fromElement(XmlElement element) {
        Presence stanza = new Presence();
        stanza.read(element);
        return stanza;
    }

    /** {@return a builder of a presence stanza, which tells that its sender is available} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a presence stanza.
     *
     * @param type what it asks for or tells
     * @return a builder
     */
    public static Builder builder(PresenceType type) {
        return new Builder().type(type);
    }

    /** {@return the type; nothing if none is given, and if it is unknown: see {@link #isAvailable}} */
    public Optional<PresenceType> type() {
        return rawType().flatMap(PresenceType::parse);
    }

    /** {@return whether it tells that its sender is available: it has no type at all} */
    public boolean isAvailable() {
        return type == null;
    }

    /** {@return how available the sender is; nothing if that is not told or unknown} */
    public Optional<PresenceShow> show() {
        return envelope("show").flatMap(e -> PresenceShow.parse(e.text()));
    }

    /** {@return the statuses, in the order they came in} */
    public List<LangText> statuses() {
        return texts("status");
    }

    /** {@return the first of the statuses, if there is one} */
    public Optional<String> status() {
        return envelope("status").map(XmlElement::text);
    }

    /**
     * The status that fits a language best, by {@link LangText#best}.
     *
     * @param wanted the reader's language
     * @return the text, or nothing if there is no status
     */
    public Optional<String> status(Language wanted) {
        return status(wanted, Optional.empty());
    }

    /**
     * The status that fits a language best, by {@link LangText#best}, where the stream has a language.
     *
     * @param wanted the reader's language
     * @param inherited the language of the stream header that the stanza came under: that of texts which neither have one of their own
     *     nor inherit the stanza's (RFC 6120 section 4.7.4)
     * @return the text, or nothing if there is no status
     */
    public Optional<String> status(Language wanted, Optional<Language> inherited) {
        return LangText.best(statuses(), languageUnder(inherited), wanted).map(LangText::text);
    }

    /** {@return the priority, from -128 to 127; 0 if none is given or one out of range (RFC 6121 section 4.7.2.3)} */
    public int priority() {
        return envelope("priority")
                .map(e -> Envelope.priority(e.text()).orElse(0))
                .orElse(0);
    }

    @Override
    public Presence error(StanzaError error) {
        if (isError()) {
            throw new IllegalStateException("an error is not answered (RFC 6120 section 8.3.1)");
        }
        Builder answer = new Builder().answer(this).error(error);
        id().ifPresent(answer::id);
        return answer.build();
    }

    /** {@return a builder that holds all of this stanza} */
    public Builder toBuilder() {
        return new Builder().copy(this);
    }

    @Override
    String elementName() {
        return "presence";
    }

    @Override
    @Nullable
    String typeText() {
        return type;
    }

    @Override
    void typeText(@Nullable String type) {
        this.type = type;
    }

    @Override
    List<XmlNode> content() {
        return content;
    }

    @Override
    void content(List<XmlNode> content) {
        this.content = content;
    }

    @Override
    Set<String> envelope() {
        return ENVELOPE;
    }

    /** Collects the stanza, in {@link Namespaces#CLIENT} unless begun from another stanza. Not thread-safe. */
    public static final class Builder extends StanzaBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the type. {@code error} is set by {@link #error} as well.
         *
         * @param type the type
         * @return this builder
         */
        public Builder type(PresenceType type) {
            return rawType(type.toString());
        }

        /**
         * Sets how available the sender is, in the place of what was said before.
         *
         * @param show the value
         * @return this builder
         */
        public Builder show(PresenceShow show) {
            removeEnvelope("show");
            envelope(Envelope.text(contentNamespace(), "show", show.toString()));
            return this;
        }

        /**
         * Sets the status in the language of the stanza.
         *
         * @param text the text
         * @return this builder
         * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
         */
        public Builder status(String text) {
            return status(LangText.of(text));
        }

        /**
         * Sets the status in a language, in the place of one in the same.
         *
         * @param text the text and its language
         * @return this builder
         * @throws IllegalArgumentException if the language is no well-formed tag (RFC 6120 section 8.1.5), or the text has a character
         *     that XML 1.0 forbids
         */
        public Builder status(LangText text) {
            text("status", text);
            return this;
        }

        /**
         * Sets the priority, in the place of any.
         *
         * @param priority a number from -128 to 127
         * @return this builder
         * @throws IllegalArgumentException if the number is out of range
         */
        public Builder priority(int priority) {
            if (priority < -128 || priority > 127) {
                throw new IllegalArgumentException(
                        "priority " + priority + " is not in -128 to 127 (RFC 6121 section 4.7.2.3)");
            }
            removeEnvelope("priority");
            envelope(Envelope.text(contentNamespace(), "priority", Integer.toString(priority)));
            return this;
        }

        /**
         * {@return the stanza} The builder may be used on.
         *
         * @throws IllegalStateException if type and error do not agree: one without the other (RFC 6120 section 8.3.1)
         */
        public Presence build() {
            Envelope.requireAgreement(typeText(), hasError());
            Presence presence = new Presence();
            fill(presence);
            return presence;
        }
    }
}
