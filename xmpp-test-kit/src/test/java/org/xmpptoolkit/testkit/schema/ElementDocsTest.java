package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Elements told as text, of other models than the toolkit's. */
class ElementDocsTest {
    private static ElementDocs parts(int parents) {
        String schema =
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x' elementFormDefault='qualified'>"
                        + IntStream.rangeClosed(1, parents)
                                .mapToObj(i -> "<xs:element name='p" + i + "'><xs:complexType><xs:sequence>"
                                        + "<xs:element name='n' type='xs:byte' default='7'><xs:annotation><xs:documentation>Number "
                                        + i + ".</xs:documentation></xs:annotation></xs:element>"
                                        + "</xs:sequence></xs:complexType></xs:element>")
                                .collect(Collectors.joining())
                        + "</xs:schema>";
        return new ElementDocs(Map.of("x.xsd", schema.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tellsFewWhole() {
        List<String> found = parts(5).find("n");
        assertEquals(5, found.size());
        assertEquals("""
                n: part of p1, urn:x
                  Number 1.
                  stands in
                    p1, urn:x
                  text: whole number, -128 to 127
                  example
                    <p1 xmlns='urn:x'>
                      <n>1</n>
                    </p1>
                """, found.get(0));
        assertTrue(parts(5).find("p1")
                .get(0)
                .contains("\n    n, exactly once, by default 7, whole number, -128 to 127: Number 1.\n"));
    }

    @Test
    void tellsManyInALineEach() {
        assertEquals(List.of("""
                {urn:x}n, part of p1: Number 1.
                {urn:x}n, part of p2: Number 2.
                {urn:x}n, part of p3: Number 3.
                {urn:x}n, part of p4: Number 4.
                {urn:x}n, part of p5: Number 5.
                {urn:x}n, part of p6: Number 6.
                """), parts(6).find("{urn:x}n"));
        assertEquals(List.of(), parts(6).find("m"));
        assertEquals(List.of("n", "p1"), parts(1).names());
        assertEquals(List.of("{urn:x}n", "{urn:x}p1"), parts(1).expandedNames());
    }
}
