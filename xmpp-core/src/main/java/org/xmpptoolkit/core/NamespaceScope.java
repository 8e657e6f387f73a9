package org.xmpptoolkit.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The namespace declarations that are in force at some place of a document, for instance inside a stream header. Immutable.
 */
public final class NamespaceScope {
    /** Nothing declared, as at the start of a document. */
    public static final NamespaceScope EMPTY = new NamespaceScope(Map.of());

    private final Map<String, String> declarations;

    private NamespaceScope(Map<String, String> declarations) {
        this.declarations = declarations;
    }

    /**
     * A scope with these declarations.
     *
     * @param declarations namespace names by prefix; the empty prefix is the default namespace
     * @return the scope
     * @throws IllegalArgumentException if a prefix is neither empty nor an NCName, or is {@code xml} or {@code xmlns}; or if a
     *     namespace name is one of theirs, is empty behind a prefix, or has a character that XML 1.0 forbids
     */
    public static NamespaceScope of(Map<String, String> declarations) {
        for (Map.Entry<String, String> entry : declarations.entrySet()) {
            String prefix = entry.getKey();
            if (!prefix.isEmpty()) {
                XmlChars.requireNcName(prefix, "prefix");
                if (prefix.equals("xml")
                        || prefix.equals("xmlns")
                        || entry.getValue().isEmpty()) {
                    throw new IllegalArgumentException("prefix '" + prefix + "' cannot be bound to '" + entry.getValue()
                            + "' (Namespaces in XML 1.0 sections 3 and 2.2)");
                }
            }
            XmlChars.requireNamespace(entry.getValue());
            if (entry.getValue().equals(Namespaces.XML)) {
                throw new IllegalArgumentException(
                        "prefix '" + prefix + "' cannot be bound to the namespace of the prefix xml"
                                + " (Namespaces in XML 1.0 section 3)");
            }
        }
        return new NamespaceScope(Collections.unmodifiableMap(new LinkedHashMap<>(declarations)));
    }

    /**
     * The namespace bound to a prefix.
     *
     * @param prefix the prefix, empty for the default namespace
     * @return the namespace name, or nothing if the prefix is not declared
     */
    public Optional<String> namespace(String prefix) {
        return Optional.ofNullable(declarations.get(prefix));
    }

    /** {@return the declarations: namespace names by prefix, in order} */
    public Map<String, String> declarations() {
        return declarations;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamespaceScope scope && declarations.equals(scope.declarations);
    }

    @Override
    public int hashCode() {
        return declarations.hashCode();
    }

    @Override
    public String toString() {
        return declarations.toString();
    }
}
