package org.xmpptoolkit.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the modules load and reflect upon stands in their metadata, so that a native program has it. */
class NativeMetadataTest {
    private static final Pattern REFLECTIVE =
            Pattern.compile("java\\.lang\\.Class\\.(forName|get(Declared)?(Constructor|Field|Method)s?"
                    + "|getRecordComponents|getResource(AsStream)?|newInstance)"
                    + "|java\\.lang\\.ClassLoader\\.(getResource.*|getSystemResource.*|loadClass)"
                    + "|java\\.lang\\.(Module|ModuleLayer)\\.(getResourceAsStream|findLoader)"
                    + "|java\\.lang\\.invoke\\.MethodHandles\\$Lookup\\.(find|unreflect).*"
                    + "|java\\.lang\\.reflect\\.(Proxy\\.newProxyInstance|(Constructor|Method)\\.(newInstance|invoke))"
                    + "|java\\.util\\.(ServiceLoader\\.load|ResourceBundle\\.getBundle)"
                    + "|jakarta\\.xml\\.bind\\.JAXBContext\\.newInstance");

    @ParameterizedTest
    @EnumSource
    void runsWithWhatTheMetadataName(NativeMetadata metadata) throws Exception {
        try (NamedOnlyLoader loader = new NamedOnlyLoader(path(), metadata.resources())) {
            var constructor = loader.loadClass(NativeScenario.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object told;
            try {
                told = ((Callable<?>) constructor.newInstance()).call();
            } catch (Exception | ExceptionInInitializerError e) {
                throw new AssertionError("asked for and not named: " + loader.refused(), e);
            }
            assertEquals(new NativeScenario().call(), told);
            assertTrue(told.toString().contains("ESTABLISHED ESTABLISHED juliet@example.com/balcony"), told.toString());
            assertEquals(Set.of(), loader.refused());
        }
    }

    /** Where a module reflects or loads; a new place is to be named in its metadata, if the builder cannot find out by itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmpp-docs: DocComments.load java.lang.Class.getResourceAsStream", // named by whose comments are read
                "xmpp-jid: Rfc3454.resource java.lang.Class.getResourceAsStream",
                // of classes that a Binding is given, whose module names them
                "xmpp-core: Binding.<init> jakarta.xml.bind.JAXBContext.newInstance"
                        + ", BindingMember.declared java.lang.Class.getDeclaredFields"
                        + ", BindingMember.properties java.lang.Class.getDeclaredMethods"
                        + ", BindingPackages.find java.util.ServiceLoader.load"
                        + ", BindingRoots.visit java.lang.Class.getDeclaredMethods"
                        + ", BindingShapes.<init> java.lang.Class.getDeclaredMethods"
                        + ", BindingTypes.leaf java.lang.Class.getFields",
                "xmpp-errors:",
                "xmpp-stream:",
            })
    void reflectsInNoOtherPlace(String expected) throws IOException {
        String name = expected.substring(0, expected.indexOf(':'));
        ModuleClasses module = ModuleClasses.of(new Published(name));
        String found = imported(module.path()).stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(one -> REFLECTIVE.matcher(target(one)).matches())
                .map(one -> one.getOriginOwner().getSimpleName() + "."
                        + one.getOrigin().getName() + " " + target(one))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        assertEquals(expected, (name + ": " + found).strip());
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatJaxbMakesOfOurs(NativeMetadata metadata) {
        Set<String> made = ModuleClasses.of(new Published("xmpp-core")).classes().stream()
                .filter(type ->
                        type.isAnnotationPresent(XmlRootElement.class) || XmlAdapter.class.isAssignableFrom(type))
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(made, new TreeSet<>(metadata.types()));
    }

    private static JavaClasses imported(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return new ClassFileImporter().importPath(path);
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            return new ClassFileImporter().importJar(jar);
        }
    }

    private static String target(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getName();
    }

    private static URL[] path() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }
}
