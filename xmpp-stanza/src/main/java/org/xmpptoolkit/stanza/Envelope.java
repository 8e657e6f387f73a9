package org.xmpptoolkit.stanza;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** The forms of the child elements of the content namespace. */
final class Envelope {
    private Envelope() {}

    /** Whether an extension may have the namespace (RFC 6120 section 8.4). */
    static boolean isPayloadNamespace(String namespace) {
        return !Namespaces.isContentNamespace(namespace) && !namespace.equals(Namespaces.STREAM);
    }

    /** Whether the text is nothing to XML, which knows fewer spaces than Unicode does; other control characters it forbids. */
    static boolean isWhiteSpace(String text) {
        return text.trim().isEmpty();
    }

    static XmlElement text(String namespace, String name, String text) {
        return XmlElement.builder(namespace, name).text(text).build();
    }

    static XmlElement thread(String namespace, MessageThread thread) {
        XmlElement.Builder builder = XmlElement.builder(namespace, "thread");
        thread.parent().ifPresent(parent -> builder.attribute("parent", parent));
        return builder.text(thread.id()).build();
    }

    static void requireAgreement(@Nullable String type, boolean hasError) {
        if (isType(type, "error") != hasError) {
            throw new IllegalStateException("a stanza of type " + type + (hasError ? " has an" : " has no")
                    + " error: type='error' and the error go together (RFC 6120 section 8.3.1)");
        }
    }

    /** Whether a type is of some name: white space around it does not count, as the schemas have it. */
    static boolean isType(@Nullable String type, String name) {
        return type != null && type.trim().equals(name);
    }

    /** A number from -128 to 127, as xs:byte allows it. */
    static OptionalInt priority(String text) {
        String digits = text.trim();
        if (digits.length() > 64 || !digits.matches("[+-]?[0-9]+")) {
            return OptionalInt.empty();
        }
        BigInteger value = new BigInteger(digits);
        return value.bitLength() < 8 ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }
}
