package org.xmpptoolkit.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The classes of every {@link BindingPackage} that was found, and what could not be loaded: one broken provider takes nothing from the
 * others.
 *
 * @param packages the packages that were loaded
 * @param classes their classes
 * @param failures what could not be loaded, in words
 */
record BindingPackages(List<BindingPackage> packages, List<Class<?>> classes, List<String> failures) {
    /** A loader that fails again and again is left alone at last. */
    private static final int MOST_FAILURES = 100;

    private static final class Discovered {
        static final BindingPackages FOUND = find(BindingPackages.class.getClassLoader());

        static {
            for (String failure : FOUND.failures) {
                System.getLogger("org.xmpptoolkit.core").log(System.Logger.Level.WARNING, "left out: " + failure);
            }
        }
    }

    BindingPackages {
        packages = List.copyOf(packages);
        classes = List.copyOf(classes);
        failures = List.copyOf(failures);
    }

    /** What the loader of this class finds, looked for once; what is left out is logged then. */
    static BindingPackages discovered() {
        return Discovered.FOUND;
    }

    static BindingPackages find(ClassLoader loader) {
        List<BindingPackage> packages = new ArrayList<>();
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
                    packages.add(one);
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                failures.add(provider + e + (e.getCause() == null ? "" : ": " + e.getCause()));
            }
        }
        // Where two clash, the first counts: the toolkit's own are not to be lost to others.
        packages.sort(Comparator.comparing(one -> !one.getClass().getName().startsWith("org.xmpptoolkit.")));
        return new BindingPackages(packages, classes, failures);
    }
}
