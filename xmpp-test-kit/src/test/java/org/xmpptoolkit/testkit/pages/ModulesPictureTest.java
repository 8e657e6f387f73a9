package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xmpptoolkit.testkit.Modules;

/** The picture of the modules shows each of them, and as arrows what their poms say that they stand on. */
class ModulesPictureTest {
    private static final String GROUP = "org.xmpptoolkit";

    private static Element picture() throws IOException {
        return Xml.parse(Page.read("docs/modules.svg").text());
    }

    private static Set<String> named(String type, String cssClass, Predicate<Element> wanted) throws IOException {
        return Xml.elements(picture(), type)
                .filter(element -> (" " + element.getAttribute("class") + " ").contains(" " + cssClass + " "))
                .filter(wanted)
                .map(element -> type.equals("text")
                        ? element.getTextContent()
                        : element.getAttribute("data-from") + " " + element.getAttribute("data-to"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What goes into a module's users: no tests, and not what only compiling needs. */
    private static Set<String> dependencies(boolean optional) throws IOException {
        Set<String> arrows = new TreeSet<>();
        for (String module : Modules.folders()) {
            Element pom = Xml.parse(Page.read(module + "/pom.xml").text());
            Stream<Element> ours = Xml.elements(pom, "dependency")
                    .filter(dependency ->
                            Xml.child(dependency, "groupId").orElse("").equals(GROUP))
                    .filter(dependency -> Xml.child(dependency, "scope").isEmpty());
            ours.filter(dependency -> Xml.child(dependency, "optional").isPresent() == optional)
                    .forEach(dependency -> arrows.add(
                            module + " " + Xml.child(dependency, "artifactId").orElseThrow()));
        }
        return arrows;
    }

    @Test
    void showsEachModule() throws IOException {
        assertEquals(new TreeSet<>(Modules.folders()), named("text", "name", text -> true));
    }

    @Test
    void showsWhatEachStandsOn() throws IOException {
        assertEquals(dependencies(false), named("path", "arrow", path -> !path.getAttribute("class")
                .contains("optional")));
        assertEquals(dependencies(true), named("path", "arrow", path -> path.getAttribute("class")
                .contains("optional")));
    }

    @Test
    void isToldToThoseWhoDoNotSeeIt() throws IOException {
        String told = Xml.child(picture(), "desc").orElseThrow();
        Modules.folders().forEach(module -> assertTrue(told.contains(module), module));
        assertTrue(Xml.child(picture(), "title").isPresent());
        assertTrue(Page.read("README.md").links().contains("docs/modules.svg"));
    }
}
