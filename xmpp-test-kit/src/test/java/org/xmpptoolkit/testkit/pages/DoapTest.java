package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xmpptoolkit.testkit.Modules;

/** doap.xml and docs/coverage.md tell the same: which RFC and XEP is covered, and by which module. */
class DoapTest {
    /** One number or several, as {@code XEP-0004, 0030}. */
    private static final Pattern SPECIFICATIONS = Pattern.compile("(RFC |XEP-)(\\d{4})((?:, \\d{4})*)");

    private static final Pattern XEP = Pattern.compile("https://xmpp\\.org/extensions/xep-(\\d{4})\\.html");
    private static final Pattern RFC = Pattern.compile("https://www\\.rfc-editor\\.org/rfc/rfc(\\d{4})");
    private static final Pattern NOTE = Pattern.compile("module: ([a-z-]+(?:, [a-z-]+)*); .+");
    private static final Set<String> STATUS = Set.of("complete", "partial");

    private static List<Element> projects() throws IOException {
        return Xml.elements(Xml.parse(Page.read("doap.xml").text()), "Project").toList();
    }

    private static Stream<String> resources(Element project, String element, Pattern pattern) {
        return Xml.elements(project, element)
                .map(found -> pattern.matcher(found.getAttribute("rdf:resource")))
                .filter(found -> found.matches())
                .map(found -> found.group(1));
    }

    /** What the first column of the table names, and of XEPs what the second does. */
    private static Set<String> covered(String kind) {
        Set<String> numbers = new TreeSet<>();
        Page.read("docs/coverage.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| "))
                .forEach(line -> {
                    String[] cells = line.split("\\|", -1);
                    SPECIFICATIONS
                            .matcher(kind.equals("RFC ") ? cells[1] : cells[1] + cells[2])
                            .results()
                            .filter(found -> found.group(1).equals(kind))
                            .forEach(found -> {
                                numbers.add(found.group(2));
                                Stream.of(found.group(3).split(", "))
                                        .filter(number -> !number.isEmpty())
                                        .forEach(numbers::add);
                            });
                });
        return numbers;
    }

    @Test
    void namesTheXepsThatArePutDownAsCovered() throws IOException {
        List<String> named = resources(projects().get(0), "xmpp:xep", XEP).toList();
        assertEquals(covered("XEP-"), new TreeSet<>(named));
        assertEquals(named.stream().sorted().distinct().toList(), named, "in order, none twice");
    }

    @Test
    void namesTheRfcsThatArePutDownAsCovered() throws IOException {
        assertEquals(
                covered("RFC "),
                resources(projects().get(0), "implements", RFC).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void tellsOfEachModule() throws IOException {
        List<Element> projects = projects();
        List<Element> modules = projects.subList(1, projects.size());
        assertEquals(
                new TreeSet<>(Modules.folders()),
                modules.stream()
                        .map(module -> Xml.child(module, "name").orElseThrow())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(
                resources(projects.get(0), "implements", RFC).collect(Collectors.toSet()),
                modules.stream()
                        .flatMap(module -> resources(module, "implements", RFC))
                        .collect(Collectors.toSet()),
                "the RFCs of all modules are those of the whole");
    }

    @Test
    void saysOfEachXepHowFarAndWhere() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Element> xeps =
                Xml.elements(projects().get(0), "xmpp:SupportedXep").toList();
        for (Element xep : xeps) {
            var note = NOTE.matcher(Xml.child(xep, "xmpp:note").orElse(""));
            if (!note.matches()
                    || !Modules.folders().containsAll(List.of(note.group(1).split(", ")))
                    || !STATUS.contains(Xml.child(xep, "xmpp:status").orElse(""))) {
                wrong.add(xep.getTextContent().strip());
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(xeps.size() > 20);
    }
}
