package org.xmpptoolkit.core;

/**
 * An attribute of an element. Namespace declarations are no attributes here.
 *
 * @param namespace the namespace name, empty for an attribute without prefix
 * @param localName the local name
 * @param prefix the prefix that it came with, a hint for writing
 * @param value the value
 */
public record XmlAttribute(String namespace, String localName, String prefix, String value) {
    /** Two attributes are equal by namespace, local name and value: prefixes do not count. */
    @Override
    public boolean equals(Object other) {
        return other instanceof XmlAttribute that
                && localName.equals(that.localName)
                && value.equals(that.value)
                && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return (namespace.hashCode() * 31 + localName.hashCode()) * 31 + value.hashCode();
    }

    /**
     * Its name, and how long its value is: an attribute does not know whether it stands in an element that holds a secret, as
     * {@link XmlElement#toString} does.
     */
    @Override
    public String toString() {
        return "XmlAttribute[" + (namespace.isEmpty() ? "" : "{" + namespace + "}") + localName + ", " + value.length()
                + " UTF-16 units]";
    }
}
