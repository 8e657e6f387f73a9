package org.xmpptoolkit.publishing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A published module as it stands on the class path, as a jar or, before it is packed, as a folder.
 *
 * @param published which
 * @param path its jar or folder
 * @param reference what its module-info says
 */
record ModuleClasses(Published published, Path path, ModuleReference reference) {
    static List<ModuleClasses> all() {
        return Published.all().stream().map(ModuleClasses::of).toList();
    }

    static ModuleClasses of(Published published) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains(published.name())) {
                Path path = Path.of(entry);
                var found = ModuleFinder.of(path).find(published.module());
                if (found.isPresent()) {
                    return new ModuleClasses(published, path, found.get());
                }
            }
        }
        throw new IllegalStateException(published + " is not on the class path");
    }

    /** The packages that all may use. */
    Set<String> exports() {
        return reference.descriptor().exports().stream()
                .filter(one -> !one.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all that it holds, as {@code org/xmpptoolkit/jid/Jid.class}. */
    List<String> entries() {
        try (ModuleReader reader = reference.open();
                Stream<String> names = reader.list()) {
            return names.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its classes, not initialised. */
    List<Class<?>> classes() {
        return entries().stream()
                .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                .<Class<?>>map(name -> load(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ModuleClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return published.name();
    }
}
