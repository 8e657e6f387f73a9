package org.xmpptoolkit.core;

/**
 * Lets a JAXB class hold mixed content as it is, white space included: {@code @XmlMixed @XmlAnyElement(lax = true)
 * @XmlJavaTypeAdapter(XmlNodeAdapter.class) private List<XmlNode> content}. It works through {@link Binding} only. Without it JAXB
 * drops white space in front of an element.
 */
public final class XmlNodeAdapter extends HeldAdapter<XmlNode> {
    /** For JAXB. */
    public XmlNodeAdapter() {}

    @Override
    public XmlNode unmarshal(Object value) {
        if (value instanceof HeldElement held && held.node != null) {
            return held.node;
        }
        throw new IllegalStateException("got a " + value.getClass().getName()
                + " and no node: read this class through org.xmpptoolkit.core.Binding");
    }

    @Override
    public Object marshal(XmlNode node) {
        return holdNode(node);
    }
}
