package org.xmpptoolkit.testkit.cli;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.JidExplanation;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code xmpp jid explain}: one address, step by step. */
@Command(
        name = "explain",
        description = {
            "Tells step by step what each part of an address becomes, and which table or class decides; then what the other"
                    + " profiles say, hints, and the verdict.",
            "What is not printable is shown as \\u{X}. Lines with a code point that is refused begin with !.",
            "Exit code 0 if the address is valid, 1 if not."
        })
final class JidExplainCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @ParentCommand
    private @Nullable JidCommand jid;

    @Parameters(paramLabel = "ADDRESS", description = "The address, as one argument.")
    private @Nullable String address;

    @Option(
            names = "--profile",
            paramLabel = "stringprep|stringprep-query|precis",
            description = "The rules to prepare by, in upper or lower case; stringprep if not given.",
            converter = ProfileConverter.class)
    private @Nullable JidProfile profile;

    @Option(
            names = "--escaped",
            description =
                    "Reads ADDRESS as xmpp jid --escaped reads a line, and prints ASCII only, with all else as \\u{X}.")
    private boolean escaped;

    JidExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        JidCommand before = requireNonNull(jid);
        boolean inAscii = escaped || before.isEscaped();
        JidExplanation explanation = JidExplanation.of(read(inAscii), profile == null ? before.profile() : profile);
        for (String line : explanation.lines()) {
            streams.out().print((inAscii ? inAscii(line) : line) + "\n");
        }
        return explanation.result() instanceof JidResult.Parsed ? 0 : 1;
    }

    private String read(boolean inAscii) {
        String given = requireNonNull(address);
        try {
            return inAscii
                    ? Cells.ESCAPED.read(given.getBytes(StandardCharsets.UTF_8))
                    : readable(given, System.getProperty("sun.jnu.encoding", ""));
        } catch (Cells.BadCell e) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "ADDRESS cannot be read: " + e.message().replace(" of the line", ""));
        }
    }

    /** The JDK reads arguments by the locale, and puts U+FFFD for what that cannot read. */
    static String readable(String given, String encoding) throws Cells.BadCell {
        if (given.indexOf('\uFFFD') >= 0 && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new Cells.BadCell(
                    "not-utf-8", "the locale's encoding is " + encoding + "; use --escaped, or a locale of UTF-8");
        }
        return given;
    }

    private static String inAscii(String line) {
        return line.codePoints()
                .mapToObj(c -> c < 0x7F ? Character.toString(c) : String.format("\\u{%X}", c))
                .collect(Collectors.joining());
    }
}
