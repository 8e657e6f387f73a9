package org.xmpptoolkit.testkit.schema;

import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.xmpptoolkit.core.BindingPackage;

/** Gathers classes, and a line for each that cannot be had. */
final class SchemaClasses {
    /** A loader that fails again and again is left alone at last. */
    private static final int MOST_FAILURES = 100;

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    List<Class<?>> classes() {
        return List.copyOf(classes);
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    void add(Collection<Class<?>> more) {
        classes.addAll(more);
    }

    void standard() {
        BindingPackage.discovered().forEach(one -> classes.addAll(one.classes()));
    }

    /** The classes of the services that a loader finds. */
    void services(ClassLoader loader) {
        Iterator<ServiceLoader.Provider<BindingPackage>> found =
                ServiceLoader.load(BindingPackage.class, loader).stream().iterator();
        boolean more = true;
        int failures = 0;
        while (more && failures < MOST_FAILURES) {
            String provider = BindingPackage.class.getSimpleName();
            try {
                more = found.hasNext();
                if (more) {
                    ServiceLoader.Provider<BindingPackage> one = found.next();
                    provider = one.type().getName();
                    classes.addAll(one.get().classes());
                }
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                failures++;
                problems.add(provider + ": " + JaxbSchemas.cause(e));
            }
        }
    }

    /** The classes of a package, nested ones included, that have annotations of JAXB. */
    void packageName(String name, ClassLoader loader) {
        List<ClassPath.ClassInfo> found;
        try {
            found = ClassPath.from(loader).getTopLevelClasses(name).stream()
                    .sorted(Comparator.comparing(ClassPath.ClassInfo::getName))
                    .toList();
        } catch (IOException e) {
            problems.add(name + ": its classes cannot be looked up: " + JaxbSchemas.cause(e));
            return;
        }
        if (found.isEmpty()) {
            problems.add(name + ": there is no class in a package of this name");
            return;
        }
        boolean failed = false;
        boolean models = false;
        for (ClassPath.ClassInfo info : found) {
            try {
                List<Class<?>> own = models(Class.forName(info.getName(), false, loader));
                models |= !own.isEmpty();
                classes.addAll(own);
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                failed = true;
                problems.add(info.getName() + ": cannot be loaded: " + JaxbSchemas.cause(e));
            }
        }
        if (!failed && !models) {
            problems.add(name + ": no class of this package has annotations of JAXB");
        }
    }

    private static List<Class<?>> models(Class<?> type) {
        List<Class<?>> models = new ArrayList<>();
        if (JavaTypes.isModel(type)) {
            models.add(type);
        }
        Arrays.stream(type.getDeclaredClasses())
                .sorted(Comparator.comparing(Class::getName))
                .forEach(nested -> models.addAll(models(nested)));
        return models;
    }
}
