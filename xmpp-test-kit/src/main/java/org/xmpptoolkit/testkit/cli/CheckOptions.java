package org.xmpptoolkit.testkit.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
            description =
                    "Only these cases, or cases of these rules, documents (6120, XEP-0198) or sections with what is below them.")
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

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes report.html, junit.xml and report.json into this folder.")
    private @Nullable Path report;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Failures that are known: ids of cases or rules, one a line. They do not make the check fail.")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Writes such a file: that of --baseline, if given, brought up to date.")
    private @Nullable Path newBaseline;

    /** Refuses numbers that make no sense. */
    void validate(CommandLine command) {
        if (tries < 1 || patience <= 0) {
            throw new ParameterException(
                    command, tries < 1 ? "--tries is 1 at least" : "--patience is more than 0 seconds");
        }
    }

    int tries() {
        return tries;
    }

    long seed() {
        return seed;
    }

    Duration patience() {
        return Duration.ofMillis(Math.max(1, Math.round(patience * 1_000)));
    }

    /** The cases that the options ask for. */
    <S extends Stage> List<CheckCase<S>> chosen(List<CheckCase<S>> all) {
        if (rules.isEmpty()) {
            return all;
        }
        StreamRules register = StreamRules.load();
        return all.stream()
                .filter(each -> register.find(each.rule())
                        .filter(rule -> rules.stream().anyMatch(asked -> isAsked(asked, each.id(), rule)))
                        .isPresent())
                .toList();
    }

    /** What they ask for, for people. */
    String asked() {
        return "--rules " + String.join(",", rules);
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    Optional<Path> baseline() {
        return Optional.ofNullable(baseline);
    }

    Optional<Path> newBaseline() {
        return Optional.ofNullable(newBaseline);
    }

    private static boolean isAsked(String asked, String id, StreamRule rule) {
        return asked.equals(id)
                || asked.equals(rule.id())
                || asked.equals(rule.document())
                || rule.place().isWithin(asked);
    }
}
