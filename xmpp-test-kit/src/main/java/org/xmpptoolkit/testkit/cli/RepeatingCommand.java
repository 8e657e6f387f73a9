package org.xmpptoolkit.testkit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;

/** The command line that repeats one case of a run of {@code xmpp check}. */
final class RepeatingCommand {
    /** What says which cases are played, and what becomes of the results. */
    private static final Set<String> LEFT_OUT =
            Set.of("--rules", "--tries", "--seed", "--report", "--baseline", "--write-baseline");

    private final String command;

    /**
     * For one run.
     *
     * @param args what it was started with, the name of the command first
     */
    RepeatingCommand(List<String> args, CheckReport report) {
        List<String> words = new ArrayList<>(List.of("xmpp", "check"));
        int from = args.indexOf("check") + 1;
        for (int i = from; i < args.size(); i++) {
            String name = args.get(i).replaceFirst("=.*", "");
            if (!LEFT_OUT.contains(name)) {
                words.add(quoted(args.get(i)));
            } else if (name.equals(args.get(i))) {
                i++; // its value
            }
        }
        words.addAll(List.of(
                "--tries", Integer.toString(report.tries()), "--seed", Long.toString(report.seed()), "--rules", ""));
        this.command = String.join(" ", words);
    }

    /** The command for one case. */
    String of(CaseResult result) {
        return command + result.id();
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
