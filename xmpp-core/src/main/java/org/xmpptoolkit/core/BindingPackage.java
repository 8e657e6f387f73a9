package org.xmpptoolkit.core;

import java.util.List;

/**
 * Classes that {@link Binding#standard()} knows, found by {@link java.util.ServiceLoader}. A module that brings JAXB classes
 * provides one, in its module-info and under META-INF/services, and opens the package to {@code jakarta.xml.bind},
 * {@code org.glassfish.jaxb.core} and {@code org.glassfish.jaxb.runtime}. {@link Binding#standardWith} adds classes without one.
 */
public interface BindingPackage {
    /**
     * The classes.
     *
     * @return classes annotated for JAXB, those with {@link jakarta.xml.bind.annotation.XmlRegistry} included
     */
    List<Class<?>> classes();

    /**
     * The packages that {@link java.util.ServiceLoader} finds. One that cannot be loaded, or whose {@link #classes()} throws, is left
     * out, which the {@link System.Logger} {@code org.xmpptoolkit.core} tells once.
     *
     * @return the packages, always the same
     */
    static List<BindingPackage> discovered() {
        return BindingPackages.discovered().packages();
    }
}
