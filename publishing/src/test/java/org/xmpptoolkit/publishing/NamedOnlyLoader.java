package org.xmpptoolkit.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Has of resources what a native program has of them: those that metadata name, and what tells of services, which its builder
 * registers by itself. Classes it defines anew, so that nothing was asked before.
 */
final class NamedOnlyLoader extends URLClassLoader {
    private final Predicate<String> named;
    private final Set<String> refused = new ConcurrentSkipListSet<>();

    NamedOnlyLoader(URL[] path, Predicate<String> named) {
        super(path, getPlatformClassLoader());
        this.named = named;
    }

    /** The resources that are there, were asked for and are not named. */
    Set<String> refused() {
        return refused;
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL found = super.findResource(name);
        return found == null || isNamed(name) ? found : null;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        Enumeration<URL> found = super.findResources(name);
        return !found.hasMoreElements() || isNamed(name) ? found : Collections.emptyEnumeration();
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL found = getResource(name);
        try {
            return found == null ? null : found.openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isNamed(String name) {
        boolean is = name.startsWith("META-INF/services/") || named.test(name);
        if (!is) {
            refused.add(name);
        }
        return is;
    }
}
