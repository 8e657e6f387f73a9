package org.xmpptoolkit.publishing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A module that is published as a jar: one that the bill of materials names.
 *
 * @param name its artifact and its folder
 */
record Published(String name) {
    static final Path ROOT = Path.of(property("xmpptoolkit.root"));

    static final String VERSION = property("xmpptoolkit.version");

    static List<Published> all() {
        return Pom.read(ROOT.resolve("xmpp-bom/pom.xml"))
                .texts("dependencyManagement/dependencies/dependency/artifactId")
                .stream()
                .map(Published::new)
                .toList();
    }

    /** The name of its Java module. */
    String module() {
        return "org.xmpptoolkit." + name.substring("xmpp-".length()).replace("-", "");
    }

    Path folder() {
        return ROOT.resolve(name);
    }

    /** What is built of it; some stand in a folder of their own. */
    Path artifact(String ending) {
        String file = name + "-" + VERSION + ending;
        Path beside = folder().resolve("target/lib").resolve(file);
        return Files.exists(beside) ? beside : folder().resolve("target").resolve(file);
    }

    Path pom() {
        return folder().resolve("target/flattened-pom.xml");
    }

    static String property(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("run by Maven, which sets " + key);
        }
        return value;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
