package org.xmpptoolkit.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The modules of the build, as they were compiled. */
public final class Modules {
    /** All but xmpp-bom, which has no classes. */
    private static final Pattern MODULE = Pattern.compile("<module>(xmpp-(?!bom)[a-z-]+)</module>");

    private Modules() {}

    /** The folder that holds the whole project. */
    public static Path root() {
        return Path.of(requireNonNull(System.getProperty("xmpptoolkit.root"), "xmpptoolkit.root"));
    }

    /** The names of the modules' folders. */
    public static List<String> folders() throws IOException {
        return MODULE.matcher(Files.readString(root().resolve("pom.xml")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Where the classes of each module are. */
    static List<Path> classes() throws IOException {
        return folders().stream()
                .map(folder -> root().resolve(folder).resolve("target/classes"))
                .toList();
    }

    /** What each module says of itself, in the order of the build. */
    static List<ModuleDescriptor> descriptors() throws IOException {
        return classes().stream()
                .map(classes -> ModuleFinder.of(classes).findAll().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no module in " + classes + ": build it before"))
                        .descriptor())
                .toList();
    }
}
