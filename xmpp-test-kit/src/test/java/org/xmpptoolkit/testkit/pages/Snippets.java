package org.xmpptoolkit.testkit.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The code that the pages show. In a source it stands between two comments, {@code // snippet: name} and {@code // end}; in a page
 * behind {@code <!-- snippet: name -->}, in a block fenced as {@code java}. With {@code name, bare} it is shown without comments and
 * empty lines.
 */
final class Snippets {
    private static final Pattern REGION =
            Pattern.compile("^ *// snippet: (\\S+)\n(.*?)^ *// end\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern MARK = Pattern.compile("^ *// (?:snippet: \\S+|end)\n", Pattern.MULTILINE);
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*.*?\\*/|^ *// .*?$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String BARE = ", bare";

    /** A piece of a source. */
    record Snippet(Path source, String code) {}

    private final Map<String, Snippet> byName = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Those of all sources. */
    static Snippets load() throws IOException {
        Snippets snippets = new Snippets();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    snippets.add(file, Files.readString(file));
                }
            }
        }
        return snippets;
    }

    private static List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path above : List.of(Page.ROOT, Page.ROOT.resolve("examples"))) {
            try (Stream<Path> modules = Files.list(above)) {
                modules.map(module -> module.resolve("src"))
                        .filter(Files::isDirectory)
                        .sorted()
                        .forEach(folders::add);
            }
        }
        return folders;
    }

    void add(Path file, String source) {
        int regions = 0;
        Matcher region = REGION.matcher(source);
        while (region.find()) {
            regions++;
            String code = region.group(2);
            if (code.contains("// snippet: ")) {
                faults.add(file + ": " + region.group(1) + " has no end");
            } else if (byName.put(region.group(1), new Snippet(file, code)) != null) {
                faults.add(file + ": a second snippet " + region.group(1));
            }
        }
        if (MARK.matcher(source)
                        .results()
                        .filter(mark -> mark.group().contains("snippet: "))
                        .count()
                != regions) {
            faults.add(file + ": a snippet has no end");
        }
    }

    /** What is wrong with the comments. */
    List<String> faults() {
        return faults;
    }

    Set<String> names() {
        return byName.keySet();
    }

    Path source(String name) {
        return find(name).source();
    }

    /**
     * The lines of a snippet, without the indentation that all of them have.
     *
     * @param reference {@code name} or {@code name, bare}
     */
    String code(String reference) {
        String code = find(name(reference)).code();
        if (reference.endsWith(BARE)) {
            code = COMMENT.matcher(code)
                    .replaceAll("")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.joining("\n"));
        }
        return code.stripTrailing().stripIndent() + "\n";
    }

    static String name(String reference) {
        return reference.endsWith(BARE) ? reference.substring(0, reference.length() - BARE.length()) : reference;
    }

    private Snippet find(String name) {
        Snippet snippet = byName.get(name);
        if (snippet == null) {
            throw new IllegalArgumentException("there is no // snippet: " + name + " in any source");
        }
        return snippet;
    }
}
