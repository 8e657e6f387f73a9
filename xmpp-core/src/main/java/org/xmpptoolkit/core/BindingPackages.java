package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The classes of every {@link BindingPackage} that was found, and what could not be loaded: one broken provider takes nothing from the
 * others.
 *
 * @param classes the classes
 * @param failures what could not be loaded, in words
 */
record BindingPackages(List<Class<?>> classes, List<String> failures) {
    /** A loader that fails again and again is left alone at last. */
    private static final int MOST_FAILURES = 100;

    BindingPackages {
        classes = List.copyOf(classes);
        failures = List.copyOf(failures);
    }

    static BindingPackages find(ClassLoader loader) {
        List<Class<?>> classes = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Iterator<BindingPackage> found =
                ServiceLoader.load(BindingPackage.class, loader).iterator();
        boolean more = true;
        while (more && failures.size() < MOST_FAILURES) {
            String provider = "";
            try {
                more = found.hasNext();
                if (more) {
                    BindingPackage one = found.next();
                    provider = one.getClass().getName() + ": ";
                    classes.addAll(one.classes());
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                failures.add(provider + e + (e.getCause() == null ? "" : ": " + e.getCause()));
            }
        }
        return new BindingPackages(classes, failures);
    }
}
