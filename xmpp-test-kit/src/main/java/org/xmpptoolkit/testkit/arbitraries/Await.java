package org.xmpptoolkit.testkit.arbitraries;

import java.util.Objects;

/**
 * What must have come from the peer since the last step before a step is sent. Immutable.
 *
 * @param kind what kind of thing
 * @param namespace the namespace name of the element, empty if none is awaited
 * @param localName its local name, empty if none is awaited
 */
public record Await(Kind kind, String namespace, String localName) {
    /** Nothing: the step follows at once. */
    public static final Await NOTHING = new Await(Kind.NOTHING, "", "");
    /** A stream header. */
    public static final Await HEADER = new Await(Kind.HEADER, "", "");

    /** Kinds of things. */
    public enum Kind {
        /** Nothing. */
        NOTHING,
        /** A stream header. */
        HEADER,
        /** A first-level element. */
        ELEMENT
    }

    /**
     * Checks that all is there.
     *
     * @param kind what kind of thing
     * @param namespace the namespace name of the element, empty if none is awaited
     * @param localName its local name, empty if none is awaited
     */
    public Await {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(localName, "localName");
    }

    /**
     * {@return what awaits a first-level element; others may come before it}
     *
     * @param namespace the namespace name of the element
     * @param localName its local name
     */
    public static Await element(String namespace, String localName) {
        return new Await(Kind.ELEMENT, namespace, localName);
    }
}
