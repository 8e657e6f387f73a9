package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The namespaces that may have to be declared more than once inside an element, if each is declared where it is used, and for each
 * the innermost element that has all of its uses inside and room for a declaration.
 */
final class SharedNamespaces {
    /** Of the attributes that a reader takes unless told otherwise, and two are left for the element's own namespace and the default. */
    private static final int MOST_ON_A_TAG = StreamLimits.DEFAULT.attributes() - 2;

    /** By the number of the element in document order. */
    private final Map<Integer, List<String>> declarations = new HashMap<>();

    private final Map<String, Uses> uses = new LinkedHashMap<>();
    /** The same by instance, of which a reader makes one for each declaration: names may be long, and differ at their ends only. */
    private final IdentityHashMap<String, Uses> known = new IdentityHashMap<>();

    /** The numbers of the elements that are open, outermost first. */
    private int[] open = new int[16];

    private int depth;
    /** For each element, how many declarations its start tag has room for. */
    private int[] rooms = new int[64];

    private int elements;

    /** The uses of one namespace so far. */
    private static final class Uses {
        /** The numbers of the elements around the first use, it too; the first {@code common} are around all uses. */
        final int[] around;

        int common;
        int times;

        Uses(int[] around) {
            this.around = around;
            this.common = around.length;
        }
    }

    SharedNamespaces(XmlElement element) {
        count(element, "");
        uses.entrySet().stream()
                .filter(entry -> entry.getValue().times > 1)
                .sorted(Comparator.comparingLong(SharedNamespaces::saved).reversed())
                .forEach(entry -> place(entry.getKey(), entry.getValue()));
    }

    /** About how many octets it saves to declare the namespace once. */
    private static long saved(Map.Entry<String, Uses> found) {
        return (found.getValue().times - 1L) * (found.getKey().length() + " xmlns:ns1=''".length());
    }

    /** Finds the innermost element around all uses whose tag has room. If there is none, the namespace stays where it is used. */
    private void place(String namespace, Uses found) {
        for (int level = found.common - 1; level >= 0; level--) {
            int number = found.around[level];
            if (rooms[number] > 0) {
                rooms[number]--;
                declarations
                        .computeIfAbsent(number, declaring -> new ArrayList<>())
                        .add(namespace);
                return;
            }
        }
    }

    /** What to declare at the element that is the first, second, and so on, in document order, from 0 on. */
    List<String> at(int number) {
        return declarations.getOrDefault(number, List.of());
    }

    private void count(XmlElement element, String outer) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        if (elements == rooms.length) {
            rooms = Arrays.copyOf(rooms, elements * 2);
        }
        rooms[elements] = MOST_ON_A_TAG - element.attributes().size();
        open[depth++] = elements;
        elements++;
        String namespace = element.namespace();
        // An element in its parent's namespace never needs a declaration, and one of a content namespace never gets a
        // prefix.
        if (!namespace.equals(outer) && !Namespaces.isContentNamespace(namespace)) {
            count(namespace);
        }
        String[] attributes = element.rawAttributes();
        for (int i = 0; i < attributes.length; i += 4) {
            if (!attributes[i].isEmpty()) {
                rooms[open[depth - 1]]--; // it may need a declaration of its own
            }
            count(attributes[i]);
        }
        for (XmlElement child : element.elements()) {
            count(child, namespace);
        }
        depth--;
    }

    private void count(String namespace) {
        if (namespace.isEmpty() || namespace.equals(Namespaces.XML)) {
            return;
        }
        Uses found = known.get(namespace);
        if (found == null) {
            found = uses.computeIfAbsent(namespace, name -> new Uses(Arrays.copyOf(open, depth)));
            known.put(namespace, found);
        }
        found.times++;
        found.common = Math.min(found.common, depth);
        while (found.around[found.common - 1] != open[found.common - 1]) {
            found.common--;
        }
    }

    /**
     * {@return the namespace of most of the children that never get a prefix, if there are several in it and the start tag has room} The
     * default namespace inside an element that has a prefix is free to be that.
     */
    static Optional<String> byDefault(XmlElement element) {
        if (element.attributes().size() >= MOST_ON_A_TAG) {
            return Optional.empty();
        }
        Map<String, Integer> children = new LinkedHashMap<>();
        for (XmlElement child : element.elements()) {
            String namespace = child.namespace();
            if (namespace.isEmpty() || Namespaces.isContentNamespace(namespace)) {
                children.merge(namespace, 1, Integer::sum);
            }
        }
        return children.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
