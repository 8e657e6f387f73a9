package org.xmpptoolkit.errors;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;

/** Moves what inherits the content namespace from one stream to another (RFC 6120 section 4.8.3). */
final class ContentNamespaces {
    private ContentNamespaces() {}

    /** The element with itself and every descendant reached through that namespace alone moved to another namespace. */
    static XmlElement move(XmlElement element, String from, String to) {
        if (from.equals(to) || !element.namespace().equals(from)) {
            return element;
        }
        XmlElement.Builder moved = XmlElement.builder(to, element.localName()).prefix(element.prefix());
        element.attributes().forEach(a -> moved.attribute(a.namespace(), a.localName(), a.prefix(), a.value()));
        for (XmlNode child : element.children()) {
            moved.child(child instanceof XmlElement inner ? move(inner, from, to) : child);
        }
        return moved.build();
    }
}
