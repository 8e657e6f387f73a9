package org.xmpptoolkit.stanza;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;

/**
 * A message, presence or iq stanza.
 *
 * <p>It keeps all that came, whether its class knows it or not: attributes, child elements, and text between them, in order. Two
 * stanzas are equal if what they are written as is. Immutable, so it may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8">RFC 6120 section 8</a>
 */
public sealed interface Stanza permits Message, Presence, Iq {
    /**
     * Tells whether an element is a stanza.
     *
     * @param element an element
     * @return whether it is a message, presence or iq of a content namespace
     */
    static boolean isStanza(XmlElement element) {
        return Namespaces.isContentNamespace(element.namespace())
                && switch (element.localName()) {
                    case "message", "presence", "iq" -> true;
                    default -> false;
                };
    }

    /**
     * Reads a stanza. Whatever it holds, it is read: {@link #problems} tells what is wrong with it.
     *
     * @param element a message, presence or iq of a content namespace
     * @return the stanza
     * @throws IllegalArgumentException if the element is no stanza: see {@link #isStanza}
     */
    static Stanza fromElement(XmlElement element) {
        if (!isStanza(element)) {
            throw new IllegalArgumentException(
                    element.name() + " is no message, presence or iq of a content namespace: ask isStanza before");
        }
        return switch (element.localName()) {
            case "message" -> Message.fromElement(element);
            case "presence" -> Presence.fromElement(element);
            default -> Iq.fromElement(element);
        };
    }

    /** {@return the recipient, if one is given and its address is well-formed: what came is a query (RFC 3454 section 7)} */
    Optional<Jid> to();

    /** {@return the sender, if one is given and its address is well-formed: what came is a query (RFC 3454 section 7)} */
    Optional<Jid> from();

    /** {@return the text of the attribute {@code to}, perhaps no address} */
    Optional<String> rawTo();

    /** {@return the text of the attribute {@code from}, perhaps no address} */
    Optional<String> rawFrom();

    /** {@return the attribute {@code id}} */
    Optional<String> id();

    /** {@return the stanza's own language; nothing if it has none, so that the stream's holds, or one that is ill-formed} */
    Optional<Language> language();

    /** {@return the text of the attribute {@code xml:lang}, perhaps ill-formed} */
    Optional<String> rawLanguage();

    /** {@return the text of the attribute {@code type}, perhaps unknown} */
    Optional<String> rawType();

    /** {@return whether the type is {@code error}} */
    boolean isError();

    /** {@return the error, the first if there are several} */
    Optional<StanzaError> error();

    /** {@return the child elements that are no part of the stanza itself, in the order they came in; unknown ones too} */
    List<XmlElement> payloads();

    /** {@return all children, in the order they came in} */
    List<XmlNode> children();

    /**
     * An attribute that the stanza's class does not know.
     *
     * @param name its name
     * @return its value, or nothing if there is none
     */
    Optional<String> attribute(QName name);

    /**
     * The payload of a class, bound when it is first asked for.
     *
     * @param <T> the class
     * @param type a class of {@link ExtensionRegistry#standard()}, or a type above some of them
     * @return the first payload of that class, or nothing if there is none or it cannot be bound
     * @throws IllegalArgumentException if the registry does not know the class
     */
    <T> Optional<T> extension(Class<T> type);

    /**
     * All payloads of a class that can be bound, bound anew each time: several entities may have stamped a stanza.
     *
     * @param <T> the class
     * @param type a class of {@link ExtensionRegistry#standard()}, or a type above some of them
     * @return the payloads, in the order they came in
     * @throws IllegalArgumentException if the registry does not know the class
     */
    <T> List<T> extensions(Class<T> type);

    /** {@return the content namespace that the stanza is in} */
    String contentNamespace();

    /** {@return what the stanza holds against the rules, in order; empty if nothing} Each call looks anew. */
    List<BindingProblem> problems();

    /** {@return the element, in the content namespace that the stanza is in} */
    XmlElement toElement();

    /**
     * The element for a stream of some content namespace. What inherits the stanza's namespace is moved with it, what stands in other
     * namespaces stays as it is, a forwarded stanza too (RFC 6120 section 4.8.3).
     *
     * @param contentNamespace the content namespace to write it in
     * @return the element
     * @throws IllegalArgumentException if that is none of {@link Namespaces#isContentNamespace}
     */
    XmlElement toElement(String contentNamespace);

    /**
     * The answer that tells of an error, with the texts of the addresses swapped and the id kept (RFC 6120 section 8.3.1).
     *
     * @param condition what is wrong
     * @return the answer
     * @throws IllegalStateException if this stanza must not be answered: it is an error itself, or an answer
     */
    default Stanza error(StanzaErrorCondition condition) {
        return error(StanzaError.of(condition));
    }

    /**
     * The answer that tells of an error, with the texts of the addresses swapped and the id kept (RFC 6120 section 8.3.1).
     *
     * @param error what is wrong
     * @return the answer
     * @throws IllegalStateException if this stanza must not be answered: it is an error itself, or an answer
     */
    Stanza error(StanzaError error);
}
