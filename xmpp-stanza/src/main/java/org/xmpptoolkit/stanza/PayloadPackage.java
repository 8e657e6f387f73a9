package org.xmpptoolkit.stanza;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** A package of payloads some of which have a binding of their own. It is provided as a {@link BindingPackage}. */
public interface PayloadPackage extends BindingPackage {
    /** {@return the bindings of those of {@link #classes()} that are not left to JAXB} */
    List<PayloadBinding<?>> bindings();
}
