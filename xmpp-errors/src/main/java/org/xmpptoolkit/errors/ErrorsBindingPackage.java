package org.xmpptoolkit.errors;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** The JAXB classes of this module, for {@link org.xmpptoolkit.core.Binding#standard()}. */
public final class ErrorsBindingPackage implements BindingPackage {
    /** For {@link java.util.ServiceLoader}. */
    public ErrorsBindingPackage() {}

    @Override
    public List<Class<?>> classes() {
        return List.of(StreamError.class, StanzaError.class, SaslFailure.class, ConditionElements.class);
    }
}
