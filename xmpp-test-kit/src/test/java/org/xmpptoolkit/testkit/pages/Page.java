package org.xmpptoolkit.testkit.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xmpptoolkit.testkit.Modules;

/**
 * A page of the documentation in Markdown.
 *
 * @param name its path from the root of the project
 * @param text its text
 */
public record Page(String name, String text) {
    /** The folder that holds the whole project. */
    public static final Path ROOT = Modules.root();

    private static final Pattern FENCED = Pattern.compile(
            "(?:<!-- snippet: ([^>]*) -->\n)?^```([a-z]*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|<img[^>]* src=\"([^\"]+)\"");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");

    /**
     * A block of code.
     *
     * @param snippet what the comment in front of it names, as {@code name} or {@code name, bare}
     * @param language what stands behind the opening fence
     * @param code the lines between the fences
     * @param start where its code begins in the page
     */
    public record Block(Optional<String> snippet, String language, String code, int start) {}

    /** Reads a page. */
    public static Page read(String name) {
        try {
            return new Page(name, Files.readString(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All pages: the README, those in docs/, and one of each example. */
    public static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>(List.of(read("README.md"), read("CONTRIBUTING.md")));
        for (String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                        .filter(file ->
                                file.endsWith(".md") && !file.contains("/target/") && !file.contains("/node_modules/"))
                        .sorted()
                        .forEach(file -> pages.add(read(file)));
            }
        }
        return pages;
    }

    /** The blocks of code, in order. */
    public List<Block> blocks() {
        return FENCED.matcher(text)
                .results()
                .map(found ->
                        new Block(Optional.ofNullable(found.group(1)), found.group(2), found.group(3), found.start(3)))
                .toList();
    }

    /** The blocks of a language. */
    public List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** What stands as code within the running text. */
    public List<String> spans() {
        return SPAN.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Where the links and pictures lead. */
    public List<String> links() {
        return LINK.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    /** The page with the code of every snippet as it is in the sources. */
    Page renewed(Snippets snippets) {
        StringBuilder renewed = new StringBuilder();
        Matcher fenced = FENCED.matcher(text);
        int from = 0;
        while (fenced.find()) {
            if (fenced.group(1) != null) {
                renewed.append(text, from, fenced.start(3)).append(snippets.code(fenced.group(1)));
                from = fenced.end(3);
            }
        }
        return new Page(name, renewed.append(text.substring(from)).toString());
    }
}
