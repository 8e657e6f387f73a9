package org.xmpptoolkit.core;

/** Moves stanzas between streams of different content namespaces. Stateless. */
public final class ContentNamespaces {
    private ContentNamespaces() {}

    /**
     * Moves an element and what inherits its content namespace to another content namespace. What stands inside an element of a third
     * namespace stays as it is: a forwarded stanza keeps its own. What is in the other content namespace already has no place there
     * (RFC 6120 section 8.4), and is not to get one by the move: it goes to the namespace that is left, so that moving back undoes all.
     *
     * @param element a stanza or a part of one
     * @param from the content namespace of the stanza; an element in none of the two is returned unchanged
     * @param to the content namespace to move it to
     * @return the moved element
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.8.3">RFC 6120 section 4.8.3</a>
     */
    public static XmlElement move(XmlElement element, String from, String to) {
        boolean own = element.namespace().equals(from);
        if (from.equals(to) || !own && !element.namespace().equals(to)) {
            return element;
        }
        XmlElement.Builder moved = XmlElement.builder(own ? to : from, element.localName());
        element.attributes().forEach(a -> moved.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        for (XmlNode child : element.children()) {
            moved.child(child instanceof XmlElement inner ? move(inner, from, to) : child);
        }
        return moved.build();
    }
}
