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
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;

/**
 * A message: what one entity pushes to another, without waiting for an answer. Most are conversation between people; others
 * carry notices in payloads of their own.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5">RFC 6121 section 5</a>
 */
@StandsIn({"stream:stream", "{urn:xmpp:forward:0}forwarded"})
@XmlRootElement(name = "message", namespace = Namespaces.CLIENT)
@XmlType(name = "message", namespace = Namespaces.CLIENT)
@XmlAccessorType(XmlAccessType.FIELD)
public final class Message extends BaseStanza implements Stanza {
    private static final Set<String> ENVELOPE = Set.of("body", "subject", "thread", "error");

    /**
     * What kind of conversation the message belongs to: it decides how a client shows it and how a server delivers it. Without
     * it the type is {@code normal}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2.2">RFC 6121 section 5.2.2</a>
     */
    @XmlAttribute
    @XmlJavaTypeAdapter(MessageType.Adapter.class)
    @DefaultValue("normal")
    private @Nullable String type;

    /**
     * The parts of the message: subjects, bodies, the conversation it belongs to, an error if its type is {@code error}, and any
     * payloads of extensions, in any order.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-5.2">RFC 6121 section 5.2</a>
     */
    @XmlElementRefs({
        @XmlElementRef(name = "body", namespace = Namespaces.CLIENT, type = EnvelopeXml.Body.class),
        @XmlElementRef(name = "subject", namespace = Namespaces.CLIENT, type = EnvelopeXml.Subject.class),
        @XmlElementRef(name = "thread", namespace = Namespaces.CLIENT, type = EnvelopeXml.Conversation.class),
        @XmlElementRef(name = "error", namespace = Namespaces.CLIENT, type = StanzaError.class)
    })
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(EnvelopeXml.Adapter.class)
    @AtMostOnce({"thread", "error"})
    private List<XmlNode> content = new ArrayList<>();

    private Message() {}

    /**
     * Reads the stanza. Whatever it holds, it is read: {@link #problems} tells what is wrong with it.
     *
     * @param element the element {@code message} of a content namespace
     * @return the stanza
     * @throws IllegalArgumentException if the element has another name
     */
    public static Message fromElement(XmlElement element) {
        Message stanza = new Message();
        stanza.read(element);
        return stanza;
    }

    /** {@return a builder of a message} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the type; {@code normal} if none is given or an unknown one (RFC 6121 section 5.2.2)} */
    public MessageType type() {
        return rawType().flatMap(MessageType::parse).orElse(MessageType.NORMAL);
    }

    /** {@return the bodies, in the order they came in} */
    public List<LangText> bodies() {
        return texts("body");
    }

    /** {@return the first of the bodies, if there is one} */
    public Optional<String> body() {
        return envelope("body").map(XmlElement::text);
    }

    /**
     * The body that fits a language best, by {@link LangText#best}.
     *
     * @param wanted the reader's language
     * @return the text, or nothing if the message has no body
     */
    public Optional<String> body(Language wanted) {
        return body(wanted, Optional.empty());
    }

    /**
     * The body that fits a language best, by {@link LangText#best}, where the stream has a language.
     *
     * @param wanted the reader's language
     * @param inherited the language of the stream header that the stanza came under: that of texts which neither have one of their own
     *     nor inherit the stanza's (RFC 6120 section 4.7.4)
     * @return the text, or nothing if the message has no body
     */
    public Optional<String> body(Language wanted, Optional<Language> inherited) {
        return LangText.best(bodies(), languageUnder(inherited), wanted).map(LangText::text);
    }

    /** {@return the subjects, in the order they came in} */
    public List<LangText> subjects() {
        return texts("subject");
    }

    /** {@return the first of the subjects, if there is one} */
    public Optional<String> subject() {
        return envelope("subject").map(XmlElement::text);
    }

    /**
     * The subject that fits a language best, by {@link LangText#best}.
     *
     * @param wanted the reader's language
     * @return the text, or nothing if the message has no subject
     */
    public Optional<String> subject(Language wanted) {
        return subject(wanted, Optional.empty());
    }

    /**
     * The subject that fits a language best, by {@link LangText#best}, where the stream has a language.
     *
     * @param wanted the reader's language
     * @param inherited the language of the stream header that the stanza came under: that of texts which neither have one of their own
     *     nor inherit the stanza's (RFC 6120 section 4.7.4)
     * @return the text, or nothing if the message has no subject
     */
    public Optional<String> subject(Language wanted, Optional<Language> inherited) {
        return LangText.best(subjects(), languageUnder(inherited), wanted).map(LangText::text);
    }

    /** {@return the conversation that the message belongs to, the first if it names several} */
    public Optional<MessageThread> thread() {
        return envelope("thread").map(e -> new MessageThread(e.text(), e.attribute("parent")));
    }

    /**
     * Begins a reply: to the sender, of the same type and in the same thread; in a {@code groupchat} to the room (RFC 6121 section
     * 5.2.2). It has no id and no sender yet.
     *
     * @return a builder
     * @throws IllegalStateException if this message is an error, or has no sender
     */
    public Builder reply() {
        if (isError() || from == null) {
            throw new IllegalStateException(
                    isError() ? "an error is not answered (RFC 6120 section 8.3.1)" : "there is no sender to reply to");
        }
        Builder reply = new Builder().answer(this).withoutFrom().rawType(type);
        if (type() == MessageType.GROUPCHAT) {
            from().ifPresent(room -> reply.to(room.bare()));
        }
        thread().ifPresent(reply::thread);
        return reply;
    }

    @Override
    public Message error(StanzaError error) {
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
        return "message";
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
        public Builder type(MessageType type) {
            return rawType(type.toString());
        }

        /**
         * Sets the body in the language of the message.
         *
         * @param text the text
         * @return this builder
         * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
         */
        public Builder body(String text) {
            return body(LangText.of(text));
        }

        /**
         * Sets the body in a language, in the place of one in the same.
         *
         * @param text the text and its language
         * @return this builder
         * @throws IllegalArgumentException if the language is no well-formed tag (RFC 6120 section 8.1.5), or the text has a character
         *     that XML 1.0 forbids
         */
        public Builder body(LangText text) {
            text("body", text);
            return this;
        }

        /**
         * Sets the subject in the language of the message.
         *
         * @param text the text
         * @return this builder
         * @throws IllegalArgumentException if the text has a character that XML 1.0 forbids
         */
        public Builder subject(String text) {
            return subject(LangText.of(text));
        }

        /**
         * Sets the subject in a language, in the place of one in the same.
         *
         * @param text the text and its language
         * @return this builder
         * @throws IllegalArgumentException if the language is no well-formed tag (RFC 6120 section 8.1.5), or the text has a character
         *     that XML 1.0 forbids
         */
        public Builder subject(LangText text) {
            text("subject", text);
            return this;
        }

        /**
         * Sets the conversation, in the place of any.
         *
         * @param thread the conversation
         * @return this builder
         * @throws IllegalArgumentException if an identifier has a character that XML 1.0 forbids
         */
        public Builder thread(MessageThread thread) {
            XmlElement element = part("thread", () -> Envelope.thread(contentNamespace(), thread));
            removeEnvelope("thread");
            envelope(element);
            return this;
        }

        /**
         * {@return the message} The builder may be used on.
         *
         * @throws IllegalStateException if type and error do not agree: one without the other (RFC 6120 section 8.3.1)
         */
        public Message build() {
            Envelope.requireAgreement(typeText(), hasError());
            Message message = new Message();
            fill(message);
            return message;
        }
    }
}
