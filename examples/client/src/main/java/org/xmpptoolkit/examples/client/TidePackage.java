package org.xmpptoolkit.examples.client;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** Brings {@link Tide} to {@code ExtensionRegistry.standard()}: it is named in META-INF/services. */
public final class TidePackage implements BindingPackage {
    /** For the service loader. */
    public TidePackage() {}

    @Override
    public List<Class<?>> classes() {
        return List.of(Tide.class);
    }
}
