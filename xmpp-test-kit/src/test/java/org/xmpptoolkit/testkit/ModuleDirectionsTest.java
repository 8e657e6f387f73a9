package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What may know what, as the compiled module descriptors have it. */
class ModuleDirectionsTest {
    private static final String OURS = "org.xmpptoolkit.";

    /** Which of our modules each of them requires: exactly these. */
    private static final Map<String, Set<String>> OWN = Map.of(
            "docs", Set.of(),
            "jid", Set.of(),
            "core", Set.of("jid"),
            "errors", Set.of("core", "docs"),
            "stanza", Set.of("errors"),
            "stream", Set.of("errors"),
            "netty", Set.of("stream"),
            "testkit",
                    Set.of(
                            "java.net.http",
                            "com.ongres.scram.client",
                            "com.ongres.scram.common",
                            "docs",
                            "stanza",
                            "stream",
                            "netty"));

    /** What else each of them may require; a name that ends with a dot stands for all that begin so. */
    private static final Map<String, Set<String>> OTHERS = Map.of(
            "docs", Set.of("java.compiler"),
            "jid", Set.of("com.ibm.icu", "com.google.common"),
            "core", Set.of("java.xml", "com.fasterxml.aalto", "jakarta.xml.bind"),
            "errors", Set.of("com.google.common", "jakarta.xml.bind"),
            "stanza", Set.of("jakarta.xml.bind"),
            "stream", Set.of("com.ongres.scram.client", "com.ongres.scram.common"),
            "netty", Set.of("io.netty."),
            "testkit",
                    Set.of(
                            "java.net.http",
                            "com.ongres.scram.client",
                            "com.ongres.scram.common",
                            "com.google.common",
                            "io.netty.",
                            "info.picocli",
                            "HdrHistogram",
                            "freemarker",
                            "net.jqwik.api",
                            "org.junit.jupiter.api"));

    /** What users of the kit need not have. */
    private static final Set<String> OPTIONAL_IN_KIT =
            Set.of("org.xmpptoolkit.netty", "info.picocli", "HdrHistogram", "freemarker", "net.jqwik.api");

    @Test
    void modulesRequireWhatTheyMayAndNothingElse() throws IOException {
        for (ModuleDescriptor module : Modules.descriptors()) {
            String name = module.name().substring(OURS.length());
            assertTrue(OWN.containsKey(name), () -> "a module that this test does not know: " + name);
            Set<String> built = Modules.descriptors().stream()
                    .map(descriptor -> descriptor.name().substring(OURS.length()))
                    .collect(Collectors.toSet());
            Set<String> own = new TreeSet<>();
            Set<String> others = new TreeSet<>();
            for (Requires requires : module.requires()) {
                if (requires.name().startsWith(OURS)) {
                    own.add(requires.name().substring(OURS.length()));
                } else if (!mayRequire(name, requires.name())) {
                    others.add(requires.name());
                }
            }
            Set<String> allowed = new TreeSet<>(OWN.getOrDefault(name, Set.of()));
            allowed.retainAll(built);
            assertEquals(allowed, own, name);
            assertEquals(Set.of(), others, () -> name + " requires what it should not");
        }
    }

    private static boolean mayRequire(String name, String required) {
        return required.equals("java.base")
                || required.equals("org.jspecify")
                || OTHERS.getOrDefault(name, Set.of()).stream()
                        .anyMatch(allowed ->
                                allowed.endsWith(".") ? required.startsWith(allowed) : required.equals(allowed));
    }

    @Test
    void whatIsOptionalInTheKitIsRequiredAtCompileTimeOnly() throws IOException {
        ModuleDescriptor kit = Modules.descriptors().stream()
                .filter(module -> module.name().equals("org.xmpptoolkit.testkit"))
                .findAny()
                .orElseThrow();
        Set<String> always = kit.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        always.retainAll(OPTIONAL_IN_KIT);
        assertEquals(Set.of(), always);
    }

    @Test
    void noPackageIsInTwoModules() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (ModuleDescriptor module : Modules.descriptors()) {
            for (String packageName : module.packages()) {
                assertNull(owners.put(packageName, module.name()), packageName);
                assertTrue(
                        packageName.equals(module.name()) || packageName.startsWith(module.name() + "."),
                        () -> packageName + " in " + module.name());
            }
        }
        assertTrue(owners.containsKey("org.xmpptoolkit.jid"), "the packages were seen");
    }
}
