package org.xmpptoolkit.testkit.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Stage;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code check} that say what is played, and how. */
final class CheckOptions {
    private static final int DEFAULT_TRIES = 3;

    @Option(
            names = "--rules",
            paramLabel = "R-042,4.9",
            split = ",",
            description = "Only cases of these rules, or of rules of these sections and what is below them.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--tries",
            paramLabel = "N",
            description = "How often each case is played, with other input each time; 3 if not given.")
    private int tries = DEFAULT_TRIES;

    @Option(names = "--seed", paramLabel = "S", description = "What all that is random comes of; 0 if not given.")
    private long seed;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long to wait for each answer; 5 if not given.")
    private double patience = 5;

    int tries() {
        return Math.max(1, tries);
    }

    long seed() {
        return seed;
    }

    Duration patience() {
        return Duration.ofMillis(Math.max(1, Math.round(patience * 1_000)));
    }

    /** The cases that the options ask for. */
    <S extends Stage> List<CheckCase<S>> chosen(List<CheckCase<S>> all, CommandLine command) {
        if (rules.isEmpty()) {
            return all;
        }
        StreamRules register = StreamRules.load();
        List<CheckCase<S>> chosen = all.stream()
                .filter(each -> register.find(each.rule())
                        .filter(rule -> rules.stream().anyMatch(asked -> isAsked(asked, each.id(), rule)))
                        .isPresent())
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(command, "--rules " + String.join(",", rules) + ": there is no case for that");
        }
        return chosen;
    }

    private static boolean isAsked(String asked, String id, StreamRule rule) {
        return asked.equals(id)
                || asked.equals(rule.id())
                || asked.equals(rule.section())
                || rule.section().startsWith(asked + ".");
    }
}
