package org.xmpptoolkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocCommentProcessorTest {
    private static final Map<String, String> SOURCES = Map.of(
            "ext/package-info.java",
            """
            /** An extension. */
            @XmlSchema(namespace = "urn:example:ext")
            package ext;

            import jakarta.xml.bind.annotation.XmlSchema;
            """,
            "ext/Tide.java",
            """
            package ext;

            import jakarta.xml.bind.annotation.*;
            import java.util.List;

            /**
             * Where the water stands: größer.
             *
             * @see <a href="https://example.org/tide#2">Tides, section 2</a>
             */
            @XmlRootElement(name = "tide")
            @XmlAccessorType(XmlAccessType.FIELD)
            public class Tide extends Base {
                /** Not of the model. */
                static final String NAME = "tide";

                /** How high it stands: a = b \\ c. */
                @XmlAttribute
                private String height;

                @XmlAttribute
                private String at;

                private String unit;

                private String way;

                private List<Port[]> ports;

                private Plain plain;

                private String bare;

                /** Sets it. */
                public void at(String at) {
                    this.at = at;
                }

                /** When it stands there. */
                public String at() {
                    return at;
                }

                /** @return what the height is counted in */
                public String getUnit() {
                    return unit;
                }

                /** {@return the way it goes: {@code in} or {@code out}} Never both. */
                public String way() {
                    return way;
                }

                /** Which way it goes. */
                @XmlEnum
                public enum Way {
                    /** Towards the land. */
                    @XmlEnumValue("in") IN,
                    /** Towards the sea. */
                    OUT;

                    /** Not a value. */
                    String other = "";
                }
            }

            /** Has no annotation, and stands in a field. */
            class Port {
                /** Its name. */
                String name;
            }

            /** The same, and leads to no other. */
            class Plain {}

            /** Is used by nobody. */
            class Stranger {
                /** A text. */
                String text;
            }
            """,
            "ext/Base.java",
            """
            package ext;

            import jakarta.xml.bind.annotation.*;

            /** Above others. */
            class Base {
                /** An id. */
                String id;

                /** By a getter. */
                @XmlElement
                public String getSource() {
                    return "";
                }

                public void setSource(String source) {}

                /** Not annotated. */
                public String other() {
                    return "";
                }
            }
            """,
            "plain/package-info.java",
            "/** Nothing of a model. */ package plain;",
            "plain/Plain.java",
            "package plain; /** Nothing of a model. */ class Plain { /** A text. */ String text; enum E { /** One. */ A } }");

    private final Path folder;

    DocCommentProcessorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Compiled compile() throws Exception {
        return Compiled.of(folder, SOURCES);
    }

    private static Optional<String> text(Optional<DocComment> comment) {
        return comment.map(DocComment::text);
    }

    @Test
    void aClassIsReadBack() throws Exception {
        DocComments tide = compile().comments("ext.Tide");
        assertEquals(
                Optional.of(new DocComment(
                        "Where the water stands: größer.",
                        List.of(new SpecLink("https://example.org/tide#2", "Tides, section 2")))),
                tide.type());
        assertEquals(Optional.of("How high it stands: a = b \\ c."), text(tide.member("height")));
        assertEquals(Optional.empty(), tide.member("NAME"));
        assertEquals(Optional.empty(), tide.member("bare"));
        assertEquals(Optional.empty(), tide.member("unheard"));
        assertFalse(tide.isEmpty());
    }

    @Test
    void anAccessorSpeaksForAFieldWithoutComment() throws Exception {
        DocComments tide = compile().comments("ext.Tide");
        assertEquals(Optional.of("When it stands there."), text(tide.member("at")));
        assertEquals(Optional.of("What the height is counted in."), text(tide.member("unit")));
        assertEquals(Optional.of("The way it goes: in or out. Never both."), text(tide.member("way")));
    }

    @Test
    void membersOfClassesAboveAreFound() throws Exception {
        DocComments tide = compile().comments("ext.Tide");
        assertEquals(Optional.of("An id."), text(tide.member("id")));
        assertEquals(Optional.of("By a getter."), text(tide.member("source")));
        assertEquals(Optional.of("By a getter."), text(tide.member("getSource")));
        assertEquals(Optional.empty(), tide.member("other"));
    }

    @Test
    void constantsOfANestedEnumAreKept() throws Exception {
        DocComments way = compile().comments("ext.Tide$Way");
        assertEquals(Optional.of("Which way it goes."), text(way.type()));
        assertEquals(Optional.of("Towards the land."), text(way.member("IN")));
        assertEquals(Optional.of("Towards the sea."), text(way.member("OUT")));
    }

    @Test
    void thePackageIsKept() throws Exception {
        Class<?> tide = compile().type("ext.Tide$Way");
        DocComments comments = DocComments.ofPackage(tide);
        assertEquals(Optional.of("An extension."), text(comments.type()));
        assertEquals(Optional.empty(), comments.member("IN"));
    }

    @Test
    void whatIsNoneOfAModelIsNotKept() throws Exception {
        assertEquals(
                Set.of(
                        "ext.package-info.properties",
                        "ext.Tide.properties",
                        "ext.Tide$Way.properties",
                        "ext.Base.properties",
                        "ext.Port.properties",
                        "ext.Plain.properties"),
                compile().kept().keySet());
        assertEquals(
                Optional.of("Its name."), text(compile().comments("ext.Port").member("name")));
    }

    @Test
    void equalSourcesGiveEqualOctets() throws Exception {
        Map<String, String> first = Compiled.of(folder.resolve("1"), SOURCES).kept();
        assertEquals(first, Compiled.of(folder.resolve("2"), SOURCES).kept());
        assertEquals("""
                member.IN=Towards the land.
                member.OUT=Towards the sea.
                member.other=Not a value.
                type=Which way it goes.
                """, first.get("ext.Tide$Way.properties"));
    }

    @Test
    void aClassWithoutModelHasNoComments() {
        for (Class<?> type : List.of(String.class, int.class, String[].class, Runnable.class)) {
            assertTrue(DocComments.of(type).isEmpty());
            assertEquals(Optional.empty(), DocComments.of(type).type());
            assertEquals(Optional.empty(), DocComments.of(type).member("value"));
        }
        assertTrue(DocComments.ofPackage(String.class).isEmpty());
    }

    @Test
    void aFileThatIsBrokenIsNamed() throws Exception {
        Compiled compiled = compile();
        Files.writeString(
                folder.resolve("META-INF/org.xmpptoolkit.docs/ext.Port.properties"),
                "type=\\u00zz",
                StandardCharsets.UTF_8);
        UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> compiled.comments("ext.Port"));
        assertEquals(
                "cannot read META-INF/org.xmpptoolkit.docs/ext.Port.properties, the doc comments of ext.Port",
                thrown.getMessage());
    }

    @Test
    void malformedCommentsBreakNoBuild() throws Exception {
        Compiled compiled = Compiled.of(folder, Map.of("bad/Bad.java", """
                        package bad;

                        /** {@link &#x110000; <a href=" {@code < @see <p> */
                        @jakarta.xml.bind.annotation.XmlRootElement
                        class Bad {
                            /***/
                            String none;
                            /** */
                            String empty;
                            /** @see <a */
                            String tag;
                        }
                        """));
        assertEquals(
                Optional.of("{@link &#x110000; <a href=\" {@code < @see"),
                text(compiled.comments("bad.Bad").type()));
        assertEquals(Optional.empty(), compiled.comments("bad.Bad").member("empty"));
        assertEquals(Optional.empty(), compiled.comments("bad.Bad").member("tag"));
    }
}
