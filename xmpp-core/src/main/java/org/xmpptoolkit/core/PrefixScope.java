package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declarations in force while elements are written, and the choice of prefixes: as few declarations as their place needs. */
final class PrefixScope {
    private static final String[] NO_PREFIXES = {};

    /** Outermost first: prefix, namespace name. */
    private final List<String> declarations = new ArrayList<>();

    PrefixScope(NamespaceScope context) {
        for (Map.Entry<String, String> declaration : context.declarations().entrySet()) {
            declare(declaration.getKey(), declaration.getValue());
        }
    }

    /** How many declarations are in force. */
    int size() {
        return declarations.size() / 2;
    }

    String prefix(int index) {
        return declarations.get(index * 2);
    }

    String namespace(int index) {
        return declarations.get(index * 2 + 1);
    }

    /** Forgets the declarations behind the first so many, which end with their element. */
    void leave(int outer) {
        for (int i = declarations.size() - 1; i >= outer * 2; i--) {
            declarations.remove(i);
        }
    }

    /** The prefix to write an element with; what it needs is declared. */
    String elementPrefix(XmlElement element) {
        String namespace = element.namespace();
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        String hint = element.prefix();
        if (namespace.isEmpty()) {
            hint = "";
            if (lookup("") == null) {
                return "";
            }
        } else if (Namespaces.isContentNamespace(namespace) || hint.equals("xml") || hint.equals("xmlns")) {
            hint = "";
        }
        if (namespace.equals(lookup(hint))) {
            return hint;
        }
        if (namespace.equals(lookup(""))) {
            return "";
        }
        if (!Namespaces.isContentNamespace(namespace) && !namespace.isEmpty()) {
            String declared = declaredPrefix(namespace);
            if (declared != null) {
                return declared;
            }
        }
        declare(hint, namespace);
        return hint;
    }

    /** The prefixes to write the attributes of an element with, one for each; what they need is declared. */
    String[] attributePrefixes(XmlElement element) {
        String[] attributes = element.rawAttributes();
        if (attributes.length == 0) {
            return NO_PREFIXES;
        }
        String[] prefixes = new String[attributes.length / 4];
        for (int i = 0; i < prefixes.length; i++) {
            prefixes[i] = attributePrefix(attributes[i * 4], attributes[i * 4 + 2]);
        }
        return prefixes;
    }

    private String attributePrefix(String namespace, String hint) {
        if (namespace.isEmpty()) {
            return "";
        }
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        if (!hint.isEmpty() && namespace.equals(lookup(hint))) {
            return hint;
        }
        String declared = declaredPrefix(namespace);
        if (declared != null) {
            return declared;
        }
        // A prefix that is bound anywhere outside stays as it is: something on this very tag may use it.
        String prefix = hint.isEmpty() || hint.equals("xml") || hint.equals("xmlns") ? "ns1" : hint;
        for (int i = 1; lookup(prefix) != null; i++) {
            prefix = "ns" + i;
        }
        declare(prefix, namespace);
        return prefix;
    }

    private void declare(String prefix, String namespace) {
        declarations.add(prefix);
        declarations.add(namespace);
    }

    /** What a prefix is bound to here: null if to nothing. */
    private @Nullable String lookup(String prefix) {
        for (int i = declarations.size() - 2; i >= 0; i -= 2) {
            if (declarations.get(i).equals(prefix)) {
                String namespace = declarations.get(i + 1);
                return namespace.isEmpty() ? null : namespace;
            }
        }
        return null;
    }

    /** A prefix, not the empty one, that is bound to the namespace here: null if none is. */
    private @Nullable String declaredPrefix(String namespace) {
        for (int i = declarations.size() - 2; i >= 0; i -= 2) {
            String prefix = declarations.get(i);
            if (!prefix.isEmpty() && declarations.get(i + 1).equals(namespace) && namespace.equals(lookup(prefix))) {
                return prefix;
            }
        }
        return null;
    }
}
