package org.xmpptoolkit.stanza;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** A package whose payload has the element of another one's. */
public final class EbbPackage implements BindingPackage {
    /** It would like to be a tide. */
    @XmlRootElement(name = "tide", namespace = "urn:example:tide")
    static final class Ebb {}

    @Override
    public List<Class<?>> classes() {
        return List.of(Ebb.class);
    }
}
