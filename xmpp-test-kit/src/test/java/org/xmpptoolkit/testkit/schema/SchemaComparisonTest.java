package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.testkit.schema.SchemaComparison.Difference;
import org.xmpptoolkit.testkit.schema.SchemaComparison.Figures;

/** Our schemas and those of the RFCs say the same, save for reasons that are known. With the RFCs' schemas: {@code -Dxmpptoolkit.shared=FOLDER}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaComparisonTest {
    private static final List<String> RFCS = List.of(
            "rfc6120/jabber-client.xsd",
            "rfc6120/jabber-server.xsd",
            "rfc6120/xmpp-stanzas.xsd",
            "rfc6120/xmpp-streams.xsd",
            "rfc6120/xmpp-sasl.xsd",
            "rfc6120/xmpp-tls.xsd",
            "rfc6120/xmpp-bind.xsd",
            "rfc6120/etherx.jabber.org-streams.xsd",
            "rfc6121/jabber-iq-roster.xsd",
            "rfc3921/xmpp-session.xsd");

    /** Of elements that have a model nowhere, or that ours declare inside others and theirs at the top: they are compared there. */
    private static final Set<String> NOT_AT_THE_TOP_OF_OURS = Set.of(
            // of the stream
            "{http://etherx.jabber.org/streams}stream",
            "{http://etherx.jabber.org/streams}features",
            "{urn:ietf:params:xml:ns:xmpp-sasl}mechanisms",
            "{urn:ietf:params:xml:ns:xmpp-sasl}auth",
            "{urn:ietf:params:xml:ns:xmpp-sasl}challenge",
            "{urn:ietf:params:xml:ns:xmpp-sasl}response",
            "{urn:ietf:params:xml:ns:xmpp-sasl}abort",
            "{urn:ietf:params:xml:ns:xmpp-sasl}success",
            // inside
            "{urn:ietf:params:xml:ns:xmpp-sasl}text",
            "{urn:ietf:params:xml:ns:xmpp-stanzas}text",
            "{urn:ietf:params:xml:ns:xmpp-streams}text",
            "{jabber:iq:roster}item",
            "{jabber:iq:roster}group");

    /** In hundredths, of what no text decides. */
    private static final int MOST_DIFFERENT = 5;

    private final List<Figures> figures = new ArrayList<>();
    private LoadedSchemas ours;
    private LoadedSchemas theirs;

    @BeforeAll
    void compare(@TempDir Path folder) throws IOException {
        String shared = System.getProperty("xmpptoolkit.shared", "");
        assumeFalse(shared.isEmpty(), "no folder of schemas is given");
        SchemaDocs.builder().standard().build().write(SchemaFormat.XSD, folder);
        Path loadable = Path.of(shared, "schemas", "loadable");
        ours = LoadedSchemas.in(folder);
        theirs = new LoadedSchemas(RFCS.stream().map(loadable::resolve).toList());
        new SchemaComparison(ours, theirs).compare(Instances.byName(), figures::add);
    }

    @Test
    void everyElementThatHasAModelIsCompared() {
        Set<String> left = new TreeSet<>();
        for (String namespace : theirs.namespaces()) {
            List<QName> own = ours.elements(namespace);
            if (!own.isEmpty()) {
                theirs.elements(namespace).stream()
                        .filter(name -> !own.contains(name))
                        .map(QName::toString)
                        .forEach(left::add);
            }
        }
        assertEquals(new TreeSet<>(NOT_AT_THE_TOP_OF_OURS), left);
        assertAll(figures.stream()
                .map(one -> () ->
                        assertTrue(one.instances() > 0 && one.mutants() == SchemaComparison.MUTANTS, one::toString)));
        assertTrue(figures.size() > 60, "elements were compared");
    }

    /** A comparison in which all are refused, or none, tells nothing. */
    @Test
    void bothVerdictsOccur() {
        int refused = figures.stream().mapToInt(Figures::refused).sum();
        int accepted = figures.stream()
                .mapToInt(
                        one -> one.mutants() - one.refused() - one.differences().size())
                .sum();
        assertTrue(refused > 5000 && accepted > 1000, refused + " refused by both, " + accepted + " by neither");
    }

    @Test
    void fewMutantsAreJudgedDifferently() {
        StringBuilder table =
                new StringBuilder(row("element", "instances", "mutants", "both refuse", "differ", "by text"));
        List<String> above = new ArrayList<>();
        int all = 0;
        int different = 0;
        for (Figures one : figures) {
            long byText = one.differences().stream()
                    .filter(SchemaComparisonTest::isDecidedByText)
                    .count();
            table.append(row(
                    one.element(),
                    one.instances(),
                    one.mutants(),
                    one.refused(),
                    one.differences().size(),
                    byText));
            if ((one.differences().size() - byText) * 100 > (long) MOST_DIFFERENT * one.mutants()) {
                above.add(one.element() + ": " + one.differences());
            }
            all += one.mutants();
            different += one.differences().size();
        }
        table.append(different + " of " + all + " differ\n");
        System.out.print(table);
        assertEquals(List.of(), above);
        assertTrue(different * 100L <= (long) MOST_DIFFERENT * all, table::toString);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-62s %9s %7s %11s %6s %7s%n", cells);
    }

    private static boolean isDecidedByText(Difference difference) {
        return Reasons.ALL.stream().anyMatch(reason -> reason.byText() && reason.covers(difference));
    }

    @Test
    void eachDifferenceHasAReasonAndEachReasonADifference() {
        List<String> unexplained = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Difference difference :
                figures.stream().flatMap(one -> one.differences().stream()).toList()) {
            List<String> reasons = Reasons.ALL.stream()
                    .filter(reason -> reason.covers(difference))
                    .map(Reasons.Reason::name)
                    .toList();
            seen.addAll(reasons);
            if (reasons.isEmpty()) {
                unexplained.add(difference.toString());
            }
        }
        assertEquals(List.of(), unexplained);
        Stream<String> names = Reasons.ALL.stream().map(Reasons.Reason::name);
        assertEquals(names.sorted().toList(), List.copyOf(seen));
    }
}
