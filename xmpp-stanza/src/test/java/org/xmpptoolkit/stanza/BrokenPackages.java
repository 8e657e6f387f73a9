package org.xmpptoolkit.stanza;

import java.util.List;
import org.xmpptoolkit.core.BindingPackage;

/** Packages that cannot be used. */
final class BrokenPackages {
    private BrokenPackages() {}

    /** Cannot be made. */
    public static final class Unmakable implements BindingPackage {
        public Unmakable() {
            throw new IllegalStateException("no");
        }

        @Override
        public List<Class<?>> classes() {
            return List.of();
        }
    }

    /** Refers to what is not there. */
    public static final class Unlinked implements BindingPackage {
        @Override
        public List<Class<?>> classes() {
            throw new NoClassDefFoundError("missing/Part");
        }
    }

    /** Has a class, and no bindings for it. */
    public static final class WithoutBindings implements PayloadPackage {
        @Override
        public List<Class<?>> classes() {
            return List.of(Tide.class);
        }

        @Override
        public List<PayloadBinding<?>> bindings() {
            throw new NoClassDefFoundError("missing/Part");
        }
    }
}
