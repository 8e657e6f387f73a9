package org.xmpptoolkit.testkit.cli;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code xmpp explain}: rules, errors and elements of the models. {@link JidExplainCommand} explains addresses. */
@Command(
        name = "explain",
        description = {
            "Tells what a rule of the register asks, what an error means and which rules ask for it, which rules a section holds,",
            "or what an element is for, where it may stand and what it may hold.",
            "Exit code 0 if all that was asked for is there, 1 if not. To explain an address: xmpp jid explain."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "RULE|CASE|ERROR|CODE|ELEMENT",
            description = {
                "R-042, a rule; R-313.unclosed, the rule of a case;",
                "not-authorized, an error of whatever kind (stream, stanza, SASL, SCRAM);",
                "404, a code of the time before XMPP (XEP-0086);",
                "presence, stream:error or '{jabber:client}show', an element of the toolkit's models;",
                "Roster, the element of a class.",
                "What an error is called too is the error, unless its namespace is given."
            })
    private List<String> terms = List.of();

    @Option(
            names = "--section",
            paramLabel = "S",
            description = "Rules and errors of a section and those beneath it, such as 4.9.")
    private @Nullable String section;

    @Option(
            names = "--document",
            paramLabel = "D",
            description = "Of this document only: the number of an RFC, or XEP-nnnn. All of it, without --section.")
    private @Nullable String document;

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (terms.isEmpty() && section == null && document == null) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(), "give a rule, an error, an element, --section or --document");
        }
        Explanations explanations = new Explanations(Terminal.detect());
        terms.forEach(explanations::term);
        if (section != null || document != null) {
            explanations.section(section, document);
        }
        streams.out().print(explanations.text());
        explanations.complaints().forEach(complaint -> streams.err().println("xmpp explain: " + complaint));
        return explanations.complaints().isEmpty() ? 0 : 1;
    }
}
