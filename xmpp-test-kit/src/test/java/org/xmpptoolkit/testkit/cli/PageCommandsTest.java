package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.testkit.pages.Page;
import picocli.CommandLine;

/** What the pages tell people to type is there: each {@code bin/xmpp COMMAND}, with its options. */
class PageCommandsTest {
    /** A word of a command line, or what ends a command. */
    private static final Pattern WORD =
            Pattern.compile("#.*|[;|<>&\\n]|(?:'[^']*'|\"[^\"]*\"|\\\\.|[^\\s;|<>&'\"\\\\])+", Pattern.DOTALL);

    private static final Pattern COMMAND = Pattern.compile("(?:^|/)bin/xmpp$");

    private static Stream<Page> pages() throws IOException {
        return Page.all().stream();
    }

    private static CommandLine xmpp() {
        return Xmpp.command(Streams.of(
                new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandLineParses(Page page) {
        List<String> refused = new ArrayList<>();
        for (Page.Block block : page.blocks("sh")) {
            commands(block.code()).forEach(args -> refusal(args).ifPresent(refused::add));
        }
        assertEquals(List.of(), refused);
    }

    /** Within a sentence a command may be named without what it cannot do without. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandThatIsNamedIsThere(Page page) {
        List<String> refused = new ArrayList<>();
        for (String span : page.spans()) {
            commands(span).stream()
                    .filter(args -> !args.isEmpty() && !args.get(0).equals("COMMAND"))
                    .forEach(args -> refusal(args)
                            .filter(refusal -> !refusal.contains("Missing required"))
                            .ifPresent(refused::add));
        }
        assertEquals(List.of(), refused);
    }

    /** An option that stands alone, as {@code --ca FILE}. */
    @Test
    void everyOptionThatIsNamedIsThere() throws IOException {
        Set<String> known = new TreeSet<>();
        collect(xmpp(), known);
        Set<String> unknown = new TreeSet<>();
        for (Page page : List.of(
                Page.read("README.md"), Page.read("docs/test-your-implementation.md"), Page.read("docs/schemas.md"))) {
            page.spans().stream()
                    .filter(span -> span.startsWith("--"))
                    .map(span -> span.split("[ =]", 2)[0])
                    .filter(option -> !known.contains(option))
                    .forEach(unknown::add);
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void seesWhatIsNotThere() {
        assertEquals(
                1,
                commands("cd x; bin/xmpp check --no-such 1 | bin/y # bin/xmpp z")
                        .size());
        assertTrue(refusal(List.of("check", "--no-such")).isPresent());
        assertTrue(refusal(List.of("chess")).isPresent());
        assertFalse(refusal(List.of("check", "--server", "HOST:PORT", "--domain", "D", "..."))
                .isPresent());
        assertEquals(
                List.of(List.of("check", "--exec", "bin/xmpp login | x"), List.of("login")),
                commands("bin/xmpp check --exec \\\n 'bin/xmpp login | x'"));
    }

    private static void collect(CommandLine command, Set<String> options) {
        options.addAll(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(sub -> collect(sub, options));
    }

    private static Optional<String> refusal(List<String> args) {
        try {
            xmpp().parseArgs(args.stream()
                    .filter(arg -> !arg.equals("..."))
                    .map(PageCommandsTest::filled)
                    .toArray(String[]::new));
            return Optional.empty();
        } catch (CommandLine.ParameterException refused) {
            return Optional.of(args + ": " + refused.getMessage());
        }
    }

    /** Something in the place of what a reader fills in. */
    private static String filled(String arg) {
        return arg.replaceAll("\\$\\{?[A-Z0-9_]*PORT[A-Z0-9_%@*]*}?|\\bPORT\\b", "5222")
                .replaceAll("\\$\\{?[A-Z0-9_]*HOST[A-Z0-9_%@*]*}?|\\bHOST\\b", "127.0.0.1")
                .replaceAll("^URI$", "ws://127.0.0.1/")
                .replaceAll("^[NR]$", "1")
                .replaceAll("^T$", "30s");
    }

    /** The arguments of each {@code bin/xmpp} in a script, of those within quotes too. */
    private static List<List<String>> commands(String script) {
        List<List<String>> commands = new ArrayList<>();
        List<String> within = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> tokens = new ArrayList<>(WORD.matcher(script.replace("\\\n", " "))
                .results()
                .map(word -> word.group())
                .toList());
        tokens.add("\n");
        for (String token : tokens) {
            if (token.startsWith("#") || token.matches("[;|<>&\\n]")) {
                if (!words.isEmpty() && COMMAND.matcher(words.get(0)).find()) {
                    commands.add(List.copyOf(words.subList(1, words.size())));
                }
                words.clear();
            } else {
                String word = token.replaceAll("['\"]", "");
                words.add(word);
                if (word.contains("bin/xmpp ")) {
                    within.add(word);
                }
            }
        }
        within.forEach(inner -> commands.addAll(commands(inner)));
        return commands;
    }
}
