package org.xmpptoolkit.stanza;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

// snippet: payload-package
public final class TidePackage implements BindingPackage {
    @Override
    public List<Class<?>> classes() {
        return List.of(Tide.class);
    }
}
// end
