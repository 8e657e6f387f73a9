package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.BindingProblem.Kind;

/** What becomes of an exception that a method of a bound class throws. */
class BindingFaultTest {
    private static final Binding BINDING = Binding.with(Gauge.class, Moody.class);

    /** Takes no "bad", either way. */
    static final class Picky extends XmlAdapter<@Nullable String, @Nullable String> {
        @Override
        public @Nullable String unmarshal(@Nullable String text) {
            return marshal(text);
        }

        @Override
        public @Nullable String marshal(@Nullable String text) {
            if ("bad".equals(text)) {
                throw new IllegalStateException("not that");
            }
            return text;
        }
    }

    @XmlRootElement(name = "gauge", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Gauge {
        @XmlAttribute
        @XmlJavaTypeAdapter(Picky.class)
        private @Nullable String unit;

        @XmlAttribute
        private int height;

        @XmlElement(name = "note", namespace = "urn:x")
        @XmlJavaTypeAdapter(Picky.class)
        private List<String> notes = new ArrayList<>();

        @XmlElement(name = "inner", namespace = "urn:x")
        private @Nullable Inner inner;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Inner {
        @XmlElement(namespace = "urn:x")
        @XmlJavaTypeAdapter(Picky.class)
        private @Nullable String label;

        @XmlElement(namespace = "urn:x")
        private @Nullable String plain;
    }

    @XmlRootElement(name = "moody", namespace = "urn:x")
    static final class Moody {
        private String name = "";

        public String getName() {
            if (name.equals("bad")) {
                throw new UnsupportedOperationException("a fault", new IOException("below"));
            }
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    private static IllegalArgumentException refused(Object object) {
        return assertThrows(IllegalArgumentException.class, () -> BINDING.toElement(object));
    }

    @Test
    void namesTheGetterThatThrew() {
        Moody moody = new Moody();
        moody.name = "bad";
        for (int round = 0; round < 2; round++) {
            IllegalArgumentException refused = refused(moody);
            assertInstanceOf(UnsupportedOperationException.class, refused.getCause());
            assertEquals(
                    "cannot write a org.xmpptoolkit.core.BindingFaultTest$Moody:"
                            + " org.xmpptoolkit.core.BindingFaultTest$Moody.getName threw java.lang.UnsupportedOperationException: a fault:"
                            + " what JAXB calls to write must not throw, so return null for what is missing",
                    refused.getMessage());
        }
        moody.name = "good";
        assertEquals(
                org.xmpptoolkit.core.XmlElement.parse("<moody xmlns='urn:x'><name xmlns=''>good</name></moody>"),
                BINDING.toElement(moody));
    }

    @Test
    void namesTheAdapterThatThrewAndItsProperty() {
        Gauge gauge = new Gauge();
        gauge.inner = new Inner();
        gauge.inner.label = "bad";
        IllegalArgumentException refused = refused(gauge);
        assertInstanceOf(IllegalStateException.class, refused.getCause());
        assertEquals(
                "cannot write a org.xmpptoolkit.core.BindingFaultTest$Gauge:"
                        + " org.xmpptoolkit.core.BindingFaultTest$Picky.marshal, the adapter of label in"
                        + " org.xmpptoolkit.core.BindingFaultTest$Inner, threw java.lang.IllegalStateException: not that:"
                        + " have it write every value that may stand there, or check the value where it is set",
                refused.getMessage());

        gauge.inner = null;
        gauge.notes = List.of("good", "bad");
        String message = String.valueOf(refused(gauge).getMessage());
        assertTrue(message.contains("the adapter of notes or unit in "), message);
    }

    @Test
    void namesTheClassWhoseTextCannotBeWritten() {
        Moody moody = new Moody();
        moody.name = "\0";
        String message = String.valueOf(refused(moody).getMessage());
        assertTrue(message.startsWith("cannot write a org.xmpptoolkit.core.BindingFaultTest$Moody: "), message);
        assertTrue(message.contains("<name>") && message.contains("U+0000"), message);
    }

    @Test
    void namesAClassThatIsNotBound() {
        String message = String.valueOf(refused(new Object()).getMessage());
        assertTrue(message.startsWith("cannot write a java.lang.Object: "), message);
    }

    @Test
    void anAdapterThatThrowsCostsItsPart() {
        Binding.Result<Gauge> result = BINDING.toObject(
                org.xmpptoolkit.core.XmlElement.parse("<gauge xmlns='urn:x' unit='bad' height='3'><note>a</note>"
                        + "<note>bad</note><note>c</note><inner><label>bad</label><plain>p</plain></inner></gauge>"),
                Gauge.class);
        String value = "java.lang.IllegalStateException: not that";
        assertEquals(
                List.of(
                        new BindingProblem("gauge/@unit", Kind.BAD_VALUE, value),
                        new BindingProblem("gauge/note[2]", Kind.BAD_VALUE, value),
                        new BindingProblem("gauge/inner/label", Kind.BAD_VALUE, value)),
                result.problems());
        Gauge gauge = result.value().orElseThrow();
        assertEquals(null, gauge.unit);
        assertEquals(3, gauge.height);
        assertEquals(List.of("a", "c"), gauge.notes);
        assertEquals("p", Objects.requireNonNull(gauge.inner).plain);
    }
}
