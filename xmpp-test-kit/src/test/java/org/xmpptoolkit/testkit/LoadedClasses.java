package org.xmpptoolkit.testkit;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a program loads, from a JVM of its own that runs it to its end.
 *
 * @param names their names, sorted
 */
record LoadedClasses(TreeSet<String> names) {
    private static final int TIMEOUT_SECONDS = 60;

    /**
     * Runs a program.
     *
     * @param mainClass a class with a {@code main}; it must end with exit code 0
     * @return the classes that its JVM loaded
     */
    static LoadedClasses of(Class<?> mainClass) throws IOException, InterruptedException {
        Path log = Files.createTempFile("loaded-classes", ".txt");
        try {
            List<String> command = List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + log + ":none:filecount=0",
                    "-cp",
                    classPath(),
                    mainClass.getName());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(mainClass.getName() + " failed: " + output);
            }
            try (Stream<String> lines = Files.lines(log)) {
                return new LoadedClasses(lines.filter(line -> line.contains(" source: "))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        } finally {
            Files.delete(log);
        }
    }

    /** Those of a package and of the packages below it. */
    List<String> under(String packageName) {
        return names.stream().filter(name -> name.startsWith(packageName + ".")).toList();
    }

    /** All that this JVM runs from, as a class path: test classes are patched into a module and stand on no path. */
    private static String classPath() {
        String basedir = requireNonNull(System.getProperty("basedir"), "basedir");
        Stream<String> paths = Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
                .filter(entry -> !entry.isEmpty());
        return Stream.concat(Stream.of(basedir + "/target/test-classes", basedir + "/target/classes"), paths)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
