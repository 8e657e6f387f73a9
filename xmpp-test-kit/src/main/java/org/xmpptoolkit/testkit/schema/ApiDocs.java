package org.xmpptoolkit.testkit.schema;

import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where Javadoc puts the pages of classes: of public ones in packages that their modules export. Not thread-safe. */
final class ApiDocs {
    private final String base;
    private final Set<ClassLoader> loaders;
    private final Map<CodeSource, Optional<ModuleDescriptor>> modules = new HashMap<>();

    /**
     * Pages.
     *
     * @param base what their addresses begin with, with a slash at its end; empty if there are none
     * @param classes classes whose loaders know those that are asked for
     */
    ApiDocs(String base, Collection<Class<?>> classes) {
        this.base = base;
        this.loaders = classes.stream()
                .flatMap(type -> Stream.ofNullable(type.getClassLoader()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The address of the first page, empty if there are none. */
    String index() {
        return base.isEmpty() ? "" : base + "index.html";
    }

    /**
     * The address of a class or of a public field of one.
     *
     * @param name the binary name of a class, or with # and the name of a field behind it
     * @return the address, empty if there is no page
     */
    String of(String name) {
        if (base.isEmpty()) {
            return "";
        }
        int hash = name.indexOf('#');
        String field = hash < 0 ? "" : name.substring(hash + 1);
        return type(hash < 0 ? name : name.substring(0, hash))
                .flatMap(this::page)
                .map(page -> page.type().isEnum() && isConstant(page.type(), field)
                        ? page.address() + "#" + field
                        : page.address())
                .orElse("");
    }

    private record Page(Class<?> type, String address) {}

    private Optional<Class<?>> type(String name) {
        for (ClassLoader loader : loaders) {
            try {
                return Optional.of(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static boolean isConstant(Class<?> type, String field) {
        return Stream.of(type.getFields()).anyMatch(one -> one.getName().equals(field));
    }

    private Optional<Page> page(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                return Optional.empty();
            }
        }
        Optional<ModuleDescriptor> module = module(type);
        String packageName = type.getPackageName();
        boolean exported = module.isEmpty()
                || module.get().isAutomatic()
                || module.get().exports().stream()
                        .anyMatch(exports -> exports.source().equals(packageName) && !exports.isQualified());
        String folder = module.filter(one -> !one.isAutomatic())
                .map(one -> one.name() + "/")
                .orElse("");
        String file = type.getName().substring(packageName.isEmpty() ? 0 : packageName.length() + 1);
        return exported
                ? Optional.of(new Page(
                        type, base + folder + packageName.replace('.', '/') + "/" + file.replace('$', '.') + ".html"))
                : Optional.empty();
    }

    /** The module that a class is of, also when it is on the class path. */
    private Optional<ModuleDescriptor> module(Class<?> type) {
        if (type.getModule().isNamed()) {
            return Optional.ofNullable(type.getModule().getDescriptor());
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? Optional.empty()
                : modules.computeIfAbsent(source, ApiDocs::describedIn);
    }

    private static Optional<ModuleDescriptor> describedIn(CodeSource source) {
        try {
            return ModuleFinder.of(Path.of(source.getLocation().toURI())).findAll().stream()
                    .map(ModuleReference::descriptor)
                    .findFirst();
        } catch (URISyntaxException | FindException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
