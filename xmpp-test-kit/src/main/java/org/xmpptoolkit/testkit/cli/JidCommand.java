package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidEscaping;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.testkit.register.WireNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code xmpp jid}: addresses, one a line. */
@Command(
        name = "jid",
        description = {
            "Parses addresses: one a line on standard input, one line out for each.",
            "  valid<TAB>localpart<TAB>domainpart<TAB>resourcepart     a part that is not there is an empty cell",
            "  invalid<TAB>part<TAB>reason<TAB>message",
            "Input is UTF-8. Only LF ends a line, so a CR is part of the address; an empty line is an empty address.",
            "A line that is no text is invalid without a part, with the reason not-utf-8 or bad-escape.",
            "Exit code 0 if all were valid, else 1.",
            "explain tells why one address is valid or not."
        })
final class JidCommand implements Callable<Integer> {
    private static final String ESCAPED_HELP =
            "Reads and writes ASCII only: \\uXXXX stands for one UTF-16 unit, \\u{XXXXXX} for one code point. The space, the"
                    + " backslash and whatever else is not in U+0021..U+007E has to be written like this, and is printed like"
                    + " this.";

    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "stringprep|stringprep-query|precis",
            description =
                    "The rules to prepare by, in upper or lower case; stringprep if not given. Not for escape and unescape,"
                            + " which prepare nothing.",
            converter = ProfileConverter.class)
    private @Nullable JidProfile profile;

    @Option(names = "--escaped", description = ESCAPED_HELP)
    private boolean escaped;

    JidCommand(Streams streams) {
        this.streams = streams;
    }

    /** The profile that stands before a subcommand; stringprep if none does. */
    JidProfile profile() {
        return profile == null ? JidProfile.STRINGPREP : profile;
    }

    /** Whether {@code --escaped} stands before a subcommand. */
    boolean isEscaped() {
        return escaped;
    }

    /** Answers one line of input. Gives false if the line is to count as failed. */
    private interface Answer {
        boolean to(String text, Cells cells);
    }

    @Override
    public Integer call() throws IOException {
        JidProfile rules = profile();
        return eachLine(escaped, "invalid\t\t", true, (text, cells) -> parse(text, rules, cells));
    }

    /** {@code xmpp jid escape}. */
    @Command(
            name = "escape",
            description = {
                "Escapes names for use as localparts (XEP-0106), one a line.",
                "A line that must be refused gives !error<TAB>message; exit code 1 if there was one."
            })
    int escape(@Option(names = "--escaped", description = ESCAPED_HELP) boolean escapedHere) throws IOException {
        return eachName(escapedHere, JidEscaping::escape);
    }

    /** {@code xmpp jid unescape}. */
    @Command(
            name = "unescape",
            description = {
                "Unescapes localparts (XEP-0106) for people to read, one a line.",
                "A line that must be refused gives !error<TAB>message; exit code 1 if there was one."
            })
    int unescape(@Option(names = "--escaped", description = ESCAPED_HELP) boolean escapedHere) throws IOException {
        return eachName(escapedHere, JidEscaping::unescape);
    }

    private int eachName(boolean escapedHere, UnaryOperator<String> conversion) throws IOException {
        if (profile != null && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "--profile says nothing to escape and unescape, which prepare nothing");
        }
        return eachLine(escaped || escapedHere, "!error\t", false, (text, cells) -> convert(conversion, text, cells));
    }

    private boolean parse(String text, JidProfile rules, Cells cells) {
        JidResult result = Jid.tryParse(text, rules);
        if (result instanceof JidResult.Parsed parsed) {
            Jid jid = parsed.jid();
            print("valid");
            print("\t" + cells.write(jid.localpart().orElse("")));
            print("\t" + cells.write(jid.domainpart()));
            print("\t" + cells.write(jid.resourcepart().orElse("")) + "\n");
            return true;
        }
        JidResult.Refused refused = (JidResult.Refused) result;
        print("invalid\t" + WireNames.of(refused.part()) + "\t" + WireNames.of(refused.reason()));
        print("\t" + cells.write(refused.message()) + "\n");
        return false;
    }

    private boolean convert(UnaryOperator<String> conversion, String text, Cells cells) {
        String converted;
        try {
            converted = conversion.apply(text);
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()), cells);
        }
        if (cells == Cells.PLAIN && converted.startsWith("!error\t")) {
            return refuse("the result would look like an error; use --escaped", cells);
        }
        print(cells.write(converted) + "\n");
        return true;
    }

    private boolean refuse(String message, Cells cells) {
        print("!error\t" + cells.write(message) + "\n");
        return false;
    }

    private int eachLine(boolean inAscii, String fault, boolean withReason, Answer answer) throws IOException {
        Cells cells = inAscii ? Cells.ESCAPED : Cells.PLAIN;
        Lines lines = new Lines(streams.in(), streams::flush);
        boolean allWell = true;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            try {
                allWell &= answer.to(cells.read(line), cells);
            } catch (Cells.BadCell e) {
                print(fault + (withReason ? e.reason() + "\t" : "") + cells.write(e.message()) + "\n");
                allWell = false;
            }
        }
        return allWell ? 0 : 1;
    }

    private void print(String text) {
        streams.out().print(text);
    }
}
