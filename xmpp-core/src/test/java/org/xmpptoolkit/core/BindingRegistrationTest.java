package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElementDecl;
import jakarta.xml.bind.annotation.XmlRegistry;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which classes a binding takes together, and where they come from. */
class BindingRegistrationTest {
    @XmlRootElement(name = "a", namespace = "urn:x")
    @XmlType(name = "one")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class One {}

    @XmlRootElement(name = "a", namespace = "urn:x")
    @XmlType(name = "other")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Other {}

    @XmlRootElement(name = "a", namespace = "urn:y")
    @XmlType(name = "third")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class InAnotherNamespace {}

    @XmlRootElement(name = "b", namespace = "urn:x")
    @XmlType(name = "one")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class OfTheSameType {}

    @XmlRootElement(name = "c", namespace = "urn:z")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Third {}

    @XmlRootElement(name = "holder", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Holder {
        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:x")
        private List<Other> others = new ArrayList<>();
    }

    @XmlRootElement(name = "parent", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlSeeAlso(Other.class)
    static final class Parent {}

    @XmlRootElement(name = "held", namespace = "urn:xmpptoolkit:held")
    @XmlType(name = "fake")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Fake {}

    @XmlRegistry
    static final class Registry {
        @XmlElementDecl(name = "a", namespace = "urn:x")
        JAXBElement<String> create(String value) {
            return new JAXBElement<>(new QName("urn:x", "a"), String.class, value);
        }
    }

    private static void assertClash(Class<?> one, String nameOfOther, Class<?> registered) {
        for (Class<?>[] both : new Class<?>[][] {{one, registered}, {registered, one}}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Binding.with(both))
                    .toString();
            assertTrue(message.contains(one.getName()), message);
            assertTrue(message.contains(nameOfOther), message);
        }
    }

    @Test
    void refusesTwoClassesOfOneRootElement() {
        assertClash(One.class, Other.class.getName(), Other.class);
        assertClash(One.class, Registry.class.getName(), Registry.class);
        assertClash(One.class, Other.class.getName(), Holder.class);
        assertClash(One.class, Other.class.getName(), Parent.class);
        assertThrows(IllegalArgumentException.class, () -> Binding.with(Fake.class));
    }

    @Test
    void refusesTwoClassesOfOneType() {
        assertClash(One.class, OfTheSameType.class.getName(), OfTheSameType.class);
    }

    @Test
    void takesClassesThatDiffer() {
        assertDoesNotThrow(() -> Binding.with(One.class, One.class, InAnotherNamespace.class));
        assertDoesNotThrow(() -> Binding.with(Holder.class, Other.class, Parent.class));
    }

    @Test
    void standardTakesMoreClasses() {
        XmlElement a = XmlElement.of("urn:x", "a");
        Binding more = Binding.standardWith(One.class);
        assertTrue(more.toObject(a, One.class).value().isPresent());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Binding.standardWith(One.class, Other.class))
                .toString();
        assertTrue(message.contains(Other.class.getName()), message);
    }

    /** One that cannot be bound costs itself only, wherever it stands. */
    @Test
    void bindsThePackagesThatGoTogether() {
        BindingPackage one = () -> List.of(One.class);
        BindingPackage clashing = () -> List.of(Other.class, InAnotherNamespace.class);
        BindingPackage last = () -> List.of(Third.class);
        Binding binding = Binding.ofThoseThatGoTogether(List.of(one, clashing, last));
        XmlElement a = XmlElement.of("urn:x", "a");
        assertTrue(binding.toObject(a, One.class).value().isPresent());
        assertTrue(binding.toObject(XmlElement.of("urn:z", "c"), Third.class)
                .value()
                .isPresent());
        Binding.Result<Other> refused = binding.toObject(a, Other.class);
        assertTrue(refused.value().isEmpty());
        Binding.Result<InAnotherNamespace> unknown =
                binding.toObject(XmlElement.of("urn:y", "a"), InAnotherNamespace.class);
        assertTrue(unknown.value().isEmpty());
        assertEquals(BindingProblem.Kind.BAD_VALUE, unknown.problems().get(0).kind());
    }

    // Discovery

    /** What a service file may name; each class is loaded apart from this module. */
    public static final class Packages {
        private Packages() {}

        /** Says what it has. */
        public static final class Sound implements BindingPackage {
            @Override
            public List<Class<?>> classes() {
                return List.of(String.class);
            }
        }

        /** Says it too. */
        public static final class SoundToo implements BindingPackage {
            @Override
            public List<Class<?>> classes() {
                return List.of(Integer.class);
            }
        }

        /** Cannot be made. */
        public static final class Unmakable implements BindingPackage {
            /** Fails. */
            public Unmakable() {
                throw new IllegalStateException("not today");
            }

            @Override
            public List<Class<?>> classes() {
                return List.of(Long.class);
            }
        }

        /** Refers to what is not there. */
        public static final class Unlinked implements BindingPackage {
            @Override
            public List<Class<?>> classes() {
                throw new NoClassDefFoundError("missing/Part");
            }
        }

        /** Is none. */
        public static final class Stranger {}
    }

    private static final class Apart extends ClassLoader {
        private final URL services;

        Apart(URL services) {
            super(BindingRegistrationTest.class.getClassLoader());
            this.services = services;
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            return name.equals("META-INF/services/" + BindingPackage.class.getName())
                    ? Collections.enumeration(List.of(services))
                    : Collections.emptyEnumeration();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Packages.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream in = BindingRegistrationTest.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] octets = in.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static BindingPackages find(Path folder, String... lines) throws IOException {
        Path services = Files.write(folder.resolve("services"), List.of(lines));
        return BindingPackages.find(new Apart(services.toUri().toURL()));
    }

    private static String named(String simpleName) {
        return Packages.class.getName() + '$' + simpleName;
    }

    @Test
    void findsEveryPackage(@TempDir Path folder) throws IOException {
        BindingPackages found = find(folder, named("Sound"), named("SoundToo"));
        assertEquals(List.of(String.class, Integer.class), found.classes());
        assertEquals(List.of(), found.failures());
    }

    @Test
    void aBrokenPackageTakesNothingFromOthersAndIsNamed(@TempDir Path folder) throws IOException {
        List<String> broken = List.of("Missing", "Unmakable", "Unlinked", "Stranger");
        for (String one : broken) {
            BindingPackages found = find(folder, named("Sound"), named(one), named("SoundToo"));
            assertEquals(List.of(String.class, Integer.class), found.classes(), one);
            assertEquals(1, found.failures().size(), one);
            String failure = found.failures().get(0);
            assertTrue(failure.contains(one), failure);
        }
        assertEquals(
                4,
                find(folder, broken.stream().map(BindingRegistrationTest::named).toArray(String[]::new))
                        .failures()
                        .size());
    }

    @Test
    void aServiceFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        BindingPackages found = find(folder, "this is no class name");
        assertEquals(List.of(), found.classes());
        assertTrue(Objects.requireNonNull(found.failures().get(0)).contains("services"), found::toString);
    }
}
