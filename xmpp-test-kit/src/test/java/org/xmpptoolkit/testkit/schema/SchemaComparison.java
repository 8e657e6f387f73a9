package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;

/** Holds our schemas to those of the RFCs: what do both say of the same elements? */
final class SchemaComparison {
    static final int MUTANTS = 200;
    private static final int INSTANCES = 50;

    /**
     * A mutant of which the two say different things.
     *
     * @param mutant the mutant
     * @param ours what our schema has against it
     * @param theirs what the RFC's has against it
     */
    record Difference(Mutants.Mutant mutant, Optional<String> ours, Optional<String> theirs) {}

    /**
     * What was found out of an element.
     *
     * @param element its name
     * @param instances valid ones by both
     * @param mutants how many were judged
     * @param refused how many of these both refuse
     * @param differences where they differ
     */
    record Figures(QName element, int instances, int mutants, int refused, List<Difference> differences) {}

    private final LoadedSchemas ours;
    private final LoadedSchemas theirs;

    SchemaComparison(LoadedSchemas ours, LoadedSchemas theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** The elements that both declare. */
    List<QName> elements() {
        List<QName> both = new ArrayList<>();
        theirs.namespaces().forEach(namespace -> {
            List<QName> own = ours.elements(namespace);
            theirs.elements(namespace).stream().filter(own::contains).forEach(both::add);
        });
        return both;
    }

    void compare(Map<QName, List<XmlElement>> instances, Consumer<Figures> each) {
        Map<String, List<String>> declared = new TreeMap<>();
        theirs.namespaces().stream()
                .filter(namespace -> !ours.elements(namespace).isEmpty())
                .forEach(namespace -> declared.put(namespace, localNames(namespace)));
        for (QName element : elements()) {
            List<XmlElement> valid = instances.getOrDefault(element, List.of()).stream()
                    .filter(one ->
                            ours.problem(one).isEmpty() && theirs.problem(one).isEmpty())
                    .limit(INSTANCES)
                    .toList();
            List<Difference> differences = new ArrayList<>();
            List<Mutants.Mutant> mutants =
                    valid.isEmpty() ? List.of() : new Mutants(element.hashCode(), declared).of(valid, MUTANTS);
            int refused = 0;
            for (Mutants.Mutant mutant : mutants) {
                Optional<String> our = ours.problem(mutant.element());
                Optional<String> their = theirs.problem(mutant.element());
                if (our.isPresent() != their.isPresent()) {
                    differences.add(new Difference(mutant, our, their));
                } else if (our.isPresent()) {
                    refused++;
                }
            }
            each.accept(new Figures(element, valid.size(), mutants.size(), refused, differences));
        }
    }

    private List<String> localNames(String namespace) {
        return theirs.elements(namespace).stream().map(QName::getLocalPart).toList();
    }
}
