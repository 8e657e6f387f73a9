package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AtMostOnce;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.RequiredAttributes;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.StanzaError;

/**
 * An iq stanza, short for info/query: a request, or the answer to one. Whoever gets a request of type {@code get} or {@code set}
 * has to answer it, with {@code result} or {@code error} and the same id.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 section 8.2.3</a>
 */
@StandsIn({"stream:stream", "{urn:xmpp:forward:0}forwarded"})
@RequiredAttributes("id")
@XmlRootElement(name = "iq", namespace = Namespaces.CLIENT)
@XmlType(name = "iq", namespace = Namespaces.CLIENT)
@XmlAccessorType(XmlAccessType.FIELD)
public final class Iq extends BaseStanza implements Stanza {
    private static final Set<String> ENVELOPE = Set.of("error");

    /**
     * What the stanza is for: a request for something, a request to change something, or one of the two answers.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 section 8.2.3</a>
     */
    @XmlAttribute(required = true)
    @XmlJavaTypeAdapter(IqType.Adapter.class)
    private @Nullable String type;

    /**
     * In a request exactly one payload, which says what is asked for; in a result at most one; in an error the error, and
     * perhaps the payload that it is about.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 section 8.2.3</a>
     */
    @XmlElementRef(name = "error", namespace = Namespaces.CLIENT, type = StanzaError.class)
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(EnvelopeXml.Adapter.class)
    @AtMostOnce(value = "error", wildcard = true)
    private List<XmlNode> content = new ArrayList<>();

    private Iq() {}

    /**
     * Reads the stanza. Whatever it holds, it is read: {@link #problems} tells what is wrong with it.
     *
     * @param element the element {@code iq} of a content namespace
     * @return the stanza
     * @throws IllegalArgumentException if the element has another name
     */
    public static Iq fromElement(XmlElement element) {
        Iq stanza = new Iq();
        stanza.read(element);
        return stanza;
    }

    /**
     * Starts a request for something.
     *
     * @param id an id that no other pending request to the same entity has
     * @param payload what is asked for
     * @return a builder
     */
    public static Builder get(String id, XmlElement payload) {
        return new Builder().rawType("get").id(id).payload(payload);
    }

    /**
     * Starts a request for something.
     *
     * @param id an id that no other pending request to the same entity has
     * @param payload what is asked for, a payload of {@link ExtensionRegistry#standard()}
     * @return a builder
     * @throws IllegalArgumentException if that registry does not know the class of the payload
     */
    public static Builder get(String id, Payload payload) {
        return get(id, payload.toElement());
    }

    /**
     * Starts a request to change something.
     *
     * @param id an id that no other pending request to the same entity has
     * @param payload what is to change, a payload of {@link ExtensionRegistry#standard()}
     * @return a builder
     * @throws IllegalArgumentException if that registry does not know the class of the payload
     */
    public static Builder set(String id, Payload payload) {
        return set(id, payload.toElement());
    }

    /**
     * Starts a request to change something.
     *
     * @param id an id that no other pending request to the same entity has
     * @param payload what is to change
     * @return a builder
     */
    public static Builder set(String id, XmlElement payload) {
        return new Builder().rawType("set").id(id).payload(payload);
    }

    /** {@return the type; nothing if none is given or an unknown one, which is an error (RFC 6120 section 8.2.3)} */
    public Optional<IqType> type() {
        return rawType().flatMap(IqType::parse);
    }

    /** {@return whether it is a request: of type {@code get} or {@code set}} */
    public boolean isRequest() {
        return Envelope.isType(type, "get") || Envelope.isType(type, "set");
    }

    /** {@return the payload, the first if there are several} */
    public Optional<XmlElement> payload() {
        return payloads().stream().findFirst();
    }

    /**
     * The answer to a request that was processed, without payload.
     *
     * @return the answer, with the texts of the addresses swapped and the id kept
     * @throws IllegalStateException if this is no request, or has no id
     */
    public Iq result() {
        return answer().rawType("result").build();
    }

    /**
     * The answer to a request that was processed.
     *
     * @param payload what was asked for
     * @return the answer, with the texts of the addresses swapped and the id kept
     * @throws IllegalStateException if this is no request, or has no id
     */
    public Iq result(XmlElement payload) {
        return answer().rawType("result").payload(payload).build();
    }

    /**
     * The answer to a request that was processed.
     *
     * @param payload what was asked for, a payload of {@link ExtensionRegistry#standard()}
     * @return the answer, with the texts of the addresses swapped and the id kept
     * @throws IllegalArgumentException if that registry does not know the class of the payload
     * @throws IllegalStateException if this is no request, or has no id
     */
    public Iq result(Payload payload) {
        return result(payload.toElement());
    }

    private Builder answer() {
        if (!isRequest()) {
            throw new IllegalStateException("an iq of type " + type + " is not answered (RFC 6120 section 8.2.3)");
        }
        return new Builder().answer(this).id(id().orElseThrow(() -> new IllegalStateException("an iq without id")));
    }

    /**
     * {@inheritDoc} An iq that is malformed, without id or of unknown type, can be answered too: with as much as it has.
     */
    @Override
    public Iq error(StanzaError error) {
        if (Envelope.isType(type, "result") || isError()) {
            throw new IllegalStateException("an iq of type " + type + " is not answered (RFC 6120 section 8.2.3)");
        }
        Builder answer = new Builder().answer(this).error(error);
        id().ifPresent(answer::id);
        Iq iq = new Iq();
        answer.fill(iq);
        return iq;
    }

    /** {@return a builder that holds all of this stanza} */
    public Builder toBuilder() {
        return new Builder().copy(this);
    }

    @Override
    String elementName() {
        return "iq";
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
         * Sets the payload, in the place of any.
         *
         * @param element an element outside the content namespaces
         * @return this builder
         */
        public Builder onlyPayload(XmlElement element) {
            removePayloads();
            return payload(element);
        }

        /**
         * {@return the stanza} The builder may be used on.
         *
         * @throws IllegalStateException if the id is missing, the type is unknown, a request has not exactly one payload, a result has
         *     more than one, or type and error do not agree (RFC 6120 section 8.2.3)
         */
        public Iq build() {
            Envelope.requireAgreement(typeText(), hasError());
            int payloads = payloads().size();
            boolean result = Envelope.isType(typeText(), "result");
            boolean request = Envelope.isType(typeText(), "get") || Envelope.isType(typeText(), "set");
            if (id() == null || (request && payloads != 1) || (result && payloads > 1)) {
                throw new IllegalStateException("an iq of type " + typeText() + " with id " + id() + " has " + payloads
                        + " payloads: it needs an id, and one payload in a request, at most one in a result"
                        + " (RFC 6120 section 8.2.3)");
            }
            if (!result && !request && !hasError()) {
                throw new IllegalStateException("'" + typeText() + "' is no type of iq (RFC 6120 section 8.2.3)");
            }
            Iq iq = new Iq();
            fill(iq);
            return iq;
        }
    }
}
