package org.xmpptoolkit.publishing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/** The modules as OSGi bundles, in a framework: each exports what the Java module exports, resolves, and finds its classes. */
class BundlesTest {
    /** No bundles: whoever wants SCRAM in OSGi has to wrap them. Here the framework lends them. */
    private static final List<String> NO_BUNDLES = List.of("scram-client", "scram-common", "saslprep", "stringprep");

    private static final List<String> OTHERS = List.of(
            "icu4j",
            "guava",
            "failureaccess",
            "aalto-xml",
            "stax2-api",
            "jakarta.xml.bind-api",
            "jakarta.activation-api",
            "jspecify",
            "netty-");

    private static Framework framework;

    private static final Map<String, Bundle> BUNDLES = new HashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws BundleException {
        String lent = entries(NO_BUNDLES).flatMap(BundlesTest::packages).collect(Collectors.joining(","));
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        lent));
        framework.start();
        for (Path other : entries(OTHERS).toList()) {
            framework.getBundleContext().installBundle("reference:" + other.toUri());
        }
        for (ModuleClasses module : modules()) {
            BUNDLES.put(
                    module.published().name(),
                    framework
                            .getBundleContext()
                            .installBundle("reference:" + module.path().toUri()));
        }
    }

    @AfterAll
    static void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(0);
    }

    private static List<ModuleClasses> modules() {
        return ModuleClasses.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void exportsWhatTheModuleExports(ModuleClasses module) {
        Bundle bundle = bundle(module);
        assertEquals(module.published().module(), bundle.getSymbolicName());
        assertEquals(
                module.exports(),
                bundle.adapt(BundleRevision.class).getDeclaredCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                        .map(one -> one.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whatever a class names must be imported: it is loaded, with all that its members name. */
    @ParameterizedTest
    @MethodSource("modules")
    void resolvesAndFindsItsClasses(ModuleClasses module) throws Exception {
        Bundle bundle = bundle(module);
        bundle.start(); // or an exception says what it lacks
        for (Class<?> type : module.classes()) {
            // The kit's arbitraries and contracts need jqwik, which is no bundle.
            if (!module.published().name().equals("xmpp-test-kit")
                    || type.getPackageName().endsWith(".result")) {
                assertEquals(members(type), members(bundle.loadClass(type.getName())), type.getName());
            }
        }
    }

    @Test
    void worksThere() throws Exception {
        Object jid = bundle("xmpp-jid")
                .loadClass("org.xmpptoolkit.jid.Jid")
                .getMethod("parse", String.class)
                .invoke(null, "J\u00fcliet@example.com");
        assertEquals("j\u00fcliet@example.com", jid.toString());
    }

    private static int members(Class<?> type) {
        return type.getDeclaredMethods().length
                + type.getDeclaredFields().length
                + type.getDeclaredConstructors().length;
    }

    private static Bundle bundle(ModuleClasses module) {
        return bundle(module.published().name());
    }

    private static Bundle bundle(String name) {
        Bundle bundle = BUNDLES.get(name);
        if (bundle == null) {
            throw new IllegalArgumentException(name);
        }
        return bundle;
    }

    private static Stream<Path> entries(List<String> names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> names.stream()
                        .anyMatch(name -> path.getFileName().toString().startsWith(name)));
    }

    private static Stream<String> packages(Path jar) {
        return ModuleFinder.of(jar).findAll().stream().flatMap(one -> one.descriptor().packages().stream());
    }
}
