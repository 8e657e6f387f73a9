package org.xmpptoolkit.stanza;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** The JAXB classes of this module, for {@link org.xmpptoolkit.core.Binding#standard()}. */
public final class StanzaBindingPackage implements BindingPackage {
    /** For {@link java.util.ServiceLoader}. */
    public StanzaBindingPackage() {}

    @Override
    public List<Class<?>> classes() {
        return List.of(Message.class, Presence.class, Iq.class);
    }
}
