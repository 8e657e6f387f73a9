package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javabot.Note;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is none costs itself, and is named. */
class BindingValuesTest {
    @XmlRootElement(name = "v", namespace = "urn:v")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Values {
        @XmlAttribute
        private double d;

        @XmlAttribute
        private @Nullable Float f;

        @XmlAttribute
        private @Nullable BigInteger big;

        @XmlAttribute
        private char c;

        @XmlAttribute
        private @Nullable Integer i;

        @XmlAttribute
        private boolean flag;

        @XmlAttribute
        private byte @Nullable [] hash;

        @XmlAttribute
        @XmlSchemaType(name = "byte")
        private @Nullable String small;

        @XmlAttribute
        private @Nullable String other;

        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:v")
        private byte @Nullable [] data;
    }

    @XmlRootElement(name = "note", namespace = "urn:note")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class OtherNote {}

    private static final Binding BINDING = Binding.with(Values.class);

    private static Binding.Result<Values> read(String content) {
        return BINDING.toObject(XmlElement.parse("<v xmlns='urn:v' other='here'" + content + "</v>"), Values.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d='x'",
                "d=''",
                "d='1d'",
                "d='0x1'",
                "d='Infinity'",
                "f='1,5'",
                "f='--1'",
                "big='x'",
                "big=''",
                "big='1.0'",
                "c=''",
                "c='a'",
                "c='65536'",
                "i='\u20035'",
                "flag='\u2003true'",
                "hash='QUJ'",
                "hash='QUI=QUI='",
                "hash='!!!!'",
                "small='128'",
                "small='x'"
            })
    void aBadAttributeCostsItselfOnly(String attribute) {
        Binding.Result<Values> result = read(" " + attribute + ">");
        String[] parts = attribute.replace("'", "").split("=", 2);
        assertEquals(
                List.of(new BindingProblem("v/@" + parts[0], BindingProblem.Kind.BAD_VALUE, parts[1])),
                result.problems());
        assertEquals("here", result.value().orElseThrow().other);
    }

    @Test
    void aBadElementIsNamed() {
        assertEquals(
                List.of(new BindingProblem("v/data", BindingProblem.Kind.BAD_VALUE, "!!!!")),
                read("><data>!!!!</data>").problems());
        assertEquals(
                List.of(new BindingProblem("v/text()", BindingProblem.Kind.STRAY_TEXT, "\u2003")),
                read(">\u2003").problems());
    }

    @Test
    void goodValuesAreRead() {
        Binding.Result<Values> result = read(
                " d=' -1.5e3 ' f='INF' big=' +12345678901234567890 ' c='65' i='\t5' flag=' 1 ' hash=' QU JD ' small=' 05'>"
                        + " <data>QUI=</data>");
        assertEquals(List.of(), result.problems());
        Values values = result.value().orElseThrow();
        assertEquals(-1500, values.d);
        assertEquals(Float.POSITIVE_INFINITY, values.f);
        assertEquals(new BigInteger("12345678901234567890"), values.big);
        assertEquals('A', values.c);
        assertEquals(5, values.i);
        assertEquals(true, values.flag);
        assertArrayEquals("ABC".getBytes(StandardCharsets.US_ASCII), values.hash);
        assertArrayEquals("AB".getBytes(StandardCharsets.US_ASCII), values.data);
        assertEquals(" 05", values.small);
        assertEquals(Double.NaN, read(" d='NaN'>").value().orElseThrow().d);
    }

    @Test
    void bindsAPackageWhoseNameBeginsAsThatOfTheJdk() {
        BindingShape shape = new BindingShapes(List.of(Note.class)).of(Note.class);
        assertEquals(Set.of(new QName("author")), shape.attributes().keySet());
        assertThrows(
                IllegalArgumentException.class,
                () -> BindingRoots.requireDistinct(List.of(Note.class, OtherNote.class)));
    }
}
