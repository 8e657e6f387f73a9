package org.xmpptoolkit.core;

/**
 * Lets a JAXB class hold unknown elements as they are: {@code @XmlAnyElement(lax = true)
 * @XmlJavaTypeAdapter(XmlElementAdapter.class) private List<XmlElement> others}. It works through {@link Binding} only.
 */
public final class XmlElementAdapter extends HeldAdapter<XmlElement> {
    /** For JAXB. */
    public XmlElementAdapter() {}

    @Override
    public XmlElement unmarshal(Object value) {
        return held(value)
                .orElseThrow(() ->
                        new IllegalStateException("got a " + value.getClass().getName()
                                + " and no element: read this class through org.xmpptoolkit.core.Binding"));
    }

    @Override
    public Object marshal(XmlElement element) {
        return hold(element);
    }
}
