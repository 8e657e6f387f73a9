package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The declarations in force while elements are written, and the choice of prefixes: as few declarations as their place needs. */
final class PrefixScope {
    private static final String[] NO_PREFIXES = {};
    /** The first prefix that we make up. */
    private static final String OWN = "ns1";
    /** So many are looked through one by one, as those of most stanzas are. */
    private static final int FEW = 16;

    /** Outermost first: prefix, namespace name. */
    private final List<String> declarations = new ArrayList<>();

    /** Where there are more than a few, so that whatever a peer declared each look-up takes the same. */
    private @Nullable Index index;

    /** The last number that made a prefix of our own; it only grows, so that no number is tried again and again. */
    private int generated;

    /** Finds declarations by prefix and by namespace name. */
    private static final class Index {
        final Map<String, Integer> byPrefix = new HashMap<>();
        final Map<String, Integer> byNamespace = new HashMap<>();
        /** For each declaration the one outside of the same prefix, and of the same namespace name behind a prefix; -1 for none. */
        final List<int[]> outer = new ArrayList<>();

        void add(String prefix, String namespace) {
            int place = outer.size();
            Integer samePrefix = byPrefix.put(prefix, place);
            Integer sameNamespace = prefix.isEmpty() ? null : byNamespace.put(namespace, place);
            outer.add(new int[] {samePrefix == null ? -1 : samePrefix, sameNamespace == null ? -1 : sameNamespace});
        }

        void removeLast(String prefix, String namespace) {
            int[] before = outer.remove(outer.size() - 1);
            restore(byPrefix, prefix, before[0]);
            if (!prefix.isEmpty()) {
                restore(byNamespace, namespace, before[1]);
            }
        }

        private static void restore(Map<String, Integer> places, String key, int place) {
            if (place < 0) {
                places.remove(key);
            } else {
                places.put(key, place);
            }
        }
    }

    /**
     * The last prefixes of namespaces, by instance, where elements and attributes do not keep the prefixes that they came with: then each
     * of our prefixes is made once, so that one that is in force still means the same. The names that a peer makes up may be long, and
     * differ at their ends only.
     */
    private final @Nullable IdentityHashMap<String, String> known;

    /**
     * The scope of an element that is written into a context.
     *
     * @param hints whether elements and attributes keep the prefixes that they came with, where they can
     */
    PrefixScope(NamespaceScope context, boolean hints) {
        this.known = hints ? null : new IdentityHashMap<>();
        context.declarations().forEach(this::declare); // not by its entries: each would be wrapped
    }

    private boolean hints() {
        return known == null;
    }

    /** Declares a namespace under a prefix of our own, which nothing inside binds anew, unless it has a prefix here. */
    void share(String namespace) {
        if (declaredPrefix(namespace) == null) {
            declare(free(OWN), namespace);
        }
    }

    /** Makes a namespace the default one, inside an element that has a prefix itself. */
    void shareByDefault(String namespace) {
        if (!namespace.equals(Objects.requireNonNullElse(lookup(""), ""))) {
            declare("", namespace);
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
        for (int i = size() - 1; i >= outer; i--) {
            String namespace = declarations.remove(i * 2 + 1);
            String prefix = declarations.remove(i * 2);
            if (index != null) {
                index.removeLast(prefix, namespace);
            }
        }
    }

    /** The prefix to write an element with; what it needs is declared. */
    String elementPrefix(XmlElement element) {
        String namespace = element.namespace();
        if (namespace.equals(Namespaces.XML)) {
            return "xml";
        }
        String hint = hints() ? element.prefix() : "";
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
            if (!hints()) {
                // So that the default namespace stays what it is for those inside that never get a prefix.
                hint = free(OWN);
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
            prefixes[i] = attributePrefix(attributes[i * 4], hints() ? attributes[i * 4 + 2] : "");
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
        String prefix = free(hint.isEmpty() || hint.equals("xml") || hint.equals("xmlns") ? OWN : hint);
        declare(prefix, namespace);
        return prefix;
    }

    /** This prefix if it is bound to nothing here and was asked for by a peer, else one of our own. */
    private String free(String wanted) {
        if (hints() && lookup(wanted) == null) {
            return wanted;
        }
        if (hints() && lookup(OWN) == null) {
            return OWN;
        }
        String prefix;
        do {
            generated++;
            prefix = "ns" + generated;
        } while (lookup(prefix) != null);
        return prefix;
    }

    private void declare(String prefix, String namespace) {
        declarations.add(prefix);
        declarations.add(namespace);
        if (index != null) {
            index.add(prefix, namespace);
        } else if (size() > FEW) {
            index = new Index();
            for (int i = 0; i < size(); i++) {
                index.add(prefix(i), namespace(i));
            }
        }
    }

    /** What a prefix is bound to here: null if to nothing. */
    private @Nullable String lookup(String prefix) {
        int place = place(prefix);
        return place < 0 || namespace(place).isEmpty() ? null : namespace(place);
    }

    /** Which declaration of a prefix is in force: -1 if none is. */
    private int place(String prefix) {
        if (index != null) {
            return index.byPrefix.getOrDefault(prefix, -1);
        }
        for (int i = size() - 1; i >= 0; i--) {
            if (prefix(i).equals(prefix)) {
                return i;
            }
        }
        return -1;
    }

    /** A prefix, not the empty one, that is bound to the namespace here: null if none is. */
    private @Nullable String declaredPrefix(String namespace) {
        if (known == null) {
            return findPrefix(namespace);
        }
        String prefix = known.get(namespace);
        if (prefix == null || place(prefix) < 0) {
            prefix = findPrefix(namespace);
            if (prefix != null) {
                known.put(namespace, prefix);
            }
        }
        return prefix;
    }

    private @Nullable String findPrefix(String namespace) {
        if (index != null) {
            // Few are passed over: one for each element around at most, and what the context declares.
            int place = index.byNamespace.getOrDefault(namespace, -1);
            while (place >= 0 && place(prefix(place)) != place) {
                place = index.outer.get(place)[1];
            }
            return place < 0 ? null : prefix(place);
        }
        for (int i = size() - 1; i >= 0; i--) {
            if (!prefix(i).isEmpty() && namespace(i).equals(namespace) && place(prefix(i)) == i) {
                return prefix(i);
            }
        }
        return null;
    }
}
