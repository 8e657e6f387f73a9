package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages show code that is compiled and run, and what they link to is there. With {@code -Dxmpptoolkit.write=true} the code is renewed. */
class PagesTest {
    private static final Set<String> LANGUAGES = Set.of("java", "xml", "sh", "text", "mermaid");
    /** What is made behind the tests. */
    private static final Pattern MADE = Pattern.compile("target/.*");

    private static final Set<String> RUN = Set.of("Test.java", "Properties.java");

    private static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsCodeAsItIsCompiled(Page page) throws IOException {
        Snippets snippets = Snippets.load();
        if (Boolean.getBoolean("xmpptoolkit.write")) {
            Files.writeString(
                    Page.ROOT.resolve(page.name()), page.renewed(snippets).text());
        }
        for (Page.Block block : Page.read(page.name()).blocks()) {
            block.snippet()
                    .ifPresent(name -> assertEquals(
                            snippets.code(name), block.code(), name + ": run this with -Dxmpptoolkit.write=true"));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void takesAllOfItsJavaFromSources(Page page) {
        assertEquals(
                List.of(),
                page.blocks().stream()
                        .filter(block -> block.language().equals("java")
                                        != block.snippet().isPresent()
                                || !(LANGUAGES.contains(block.language())
                                        || ofAnExample(page) && block.language().isEmpty()))
                        .map(Page.Block::code)
                        .toList(),
                "blocks that are Java and name no snippet, or name one and are no Java, or are in none of "
                        + LANGUAGES);
    }

    /** Those are one screen for who runs the example; what is printed has no language there. */
    private static boolean ofAnExample(Page page) {
        return page.name().startsWith("examples/");
    }

    @Test
    void everySnippetIsWholeAndShown() throws IOException {
        Snippets snippets = Snippets.load();
        assertEquals(List.of(), snippets.faults());
        Set<String> shown = pages().flatMap(page -> page.blocks().stream())
                .flatMap(block -> block.snippet().stream())
                .map(Snippets::name)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(shown, new TreeSet<>(snippets.names()));
        assertFalse(shown.isEmpty());
    }

    /** A source is a test, or a test beside it names its class. */
    @Test
    void everySnippetIsRunByATest() throws IOException {
        Snippets snippets = Snippets.load();
        Set<Path> sources = snippets.names().stream().map(snippets::source).collect(Collectors.toSet());
        for (Path source : sources) {
            assertTrue(isTest(source) || isNamedByATest(source), () -> "no test runs " + source);
        }
    }

    private static boolean isTest(Path source) {
        return RUN.stream().anyMatch(source.toString()::endsWith);
    }

    private static boolean isNamedByATest(Path source) throws IOException {
        String name = source.getFileName().toString().replace(".java", "");
        // The tests of a class in src/main are below src/test of its module.
        String tests = source.toString()
                .replace("/src/main/", "/src/test/")
                .replaceFirst("/src/test/java/.*", "/src/test/java");
        try (Stream<Path> files = Files.walk(Path.of(tests))) {
            return files.filter(PagesTest::isTest).anyMatch(test -> reads(test).matches("(?s).*\\b" + name + "\\b.*"));
        }
    }

    private static String reads(Path file) {
        return Page.read(Page.ROOT.relativize(file).toString()).text();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksToFilesThatAreThere(Page page) {
        assertEquals(
                List.of(),
                page.links().stream()
                        .filter(link ->
                                !link.contains(":") && !MADE.matcher(link).matches())
                        .filter(link -> !leadsSomewhere(page, link))
                        .toList());
    }

    private static boolean leadsSomewhere(Page page, String link) {
        int hash = link.indexOf('#');
        Path here = Page.ROOT.resolve(page.name());
        Path file = hash == 0 ? here : here.resolveSibling(hash < 0 ? link : link.substring(0, hash));
        return Files.exists(file) && (hash < 0 || anchors(file).contains(link.substring(hash + 1)));
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private static Set<String> anchors(Path file) {
        return reads(file.normalize())
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void aChangedLineIsSeen() {
        Snippets snippets = new Snippets();
        snippets.add(Path.of("A.java"), "    // snippet: a\n    /** It. */\n    int a;\n\n    int b;\n    // end\n");
        Page page = new Page(
                "a.md", "<!-- snippet: a -->\n```java\nint a;\n```\n\n<!-- snippet: a, bare -->\n```java\n```\n");
        assertEquals("""
                <!-- snippet: a -->
                ```java
                /** It. */
                int a;

                int b;
                ```

                <!-- snippet: a, bare -->
                ```java
                int a;
                int b;
                ```
                """, page.renewed(snippets).text());
        assertThrows(IllegalArgumentException.class, () -> snippets.code("b"));
    }

    @Test
    void aSnippetWithoutEndOrTwiceIsAFault() {
        Snippets snippets = new Snippets();
        snippets.add(
                Path.of("A.java"),
                "// snippet: a\n// snippet: b\n// end\n// snippet: c\n// end\n// snippet: c\n// end\n");
        snippets.add(Path.of("B.java"), "// snippet: d\n");
        assertEquals(
                List.of(
                        "A.java: a has no end",
                        "A.java: a second snippet c",
                        "A.java: a snippet has no end",
                        "B.java: a snippet has no end"),
                snippets.faults());
    }
}
