package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;

/** Payloads that a user's jar brings on the class path. */
class DiscoveredPackagesTest {
    private static final QName TIDE = new QName("urn:example:tide", "tide");

    /** Loads our classes anew, as a class path does, beside a folder with services of its own. */
    private static final class Anew extends URLClassLoader {
        Anew(URL... urls) {
            super(urls, null); // the loader of the platform knows the modules of the application
        }

        Object registry() throws ReflectiveOperationException {
            return loadClass(ExtensionRegistry.class.getName())
                    .getMethod("standard")
                    .invoke(null);
        }
    }

    private static Anew classPathWith(Path folder, Class<?>... packages) throws IOException {
        return classPathWith(folder, Stream.of(packages).map(Class::getName).toList());
    }

    private static Anew classPathWith(Path folder, List<String> packages) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve("org.xmpptoolkit.core.BindingPackage"), packages);
        return new Anew(
                home(Stanza.class),
                home(StreamError.class),
                home(Binding.class),
                home(Jid.class),
                home(XmlRootElement.class),
                url(Path.of(System.getProperty("xmpptoolkit.root")).resolve("xmpp-stanza/target/test-classes")),
                url(folder));
    }

    private static URL home(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }

    @Test
    void areFound(@TempDir Path folder) throws Exception {
        try (Anew loader = classPathWith(folder, TidePackage.class)) {
            Object registry = loader.registry();
            Object type = registry.getClass().getMethod("type", QName.class).invoke(registry, TIDE);
            assertEquals(Optional.of(loader.loadClass(Tide.class.getName())), type);
        }
        assertEquals(Optional.empty(), ExtensionRegistry.standard().type(TIDE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Missing", "Unmakable", "Unlinked", "WithoutBindings"})
    void areFoundBesideABrokenOne(String broken, @TempDir Path folder) throws Exception {
        List<String> names = List.of(BrokenPackages.class.getName() + '$' + broken, TidePackage.class.getName());
        try (Anew loader = classPathWith(folder, names)) {
            Object registry = loader.registry();
            Object type = registry.getClass().getMethod("type", QName.class).invoke(registry, TIDE);
            assertEquals(Optional.of(loader.loadClass(Tide.class.getName())), type);
        }
    }

    /** The first counts. */
    @Test
    void areFoundBesideOneOfTheSameElement(@TempDir Path folder) throws Exception {
        try (Anew loader = classPathWith(folder, TidePackage.class, EbbPackage.class)) {
            Object registry = loader.registry();
            Object type = registry.getClass().getMethod("type", QName.class).invoke(registry, TIDE);
            assertEquals(Optional.of(loader.loadClass(Tide.class.getName())), type);
        }
    }
}
