package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyAttribute;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.core.BindingProblem.Kind;

/** What has no place in a class is told wherever its annotations stand. */
class BindingAccessTest {
    private static final Binding BINDING =
            Binding.with(ByFields.class, ByProperties.class, ByPublicMembers.class, ByAnnotations.class, Open.class);

    @XmlRootElement(name = "tide", namespace = "urn:x")
    @XmlType(name = "byFields")
    @XmlAccessorType(XmlAccessType.FIELD)
    static class ByFields {
        @XmlAttribute
        @Nullable
        Integer height;

        @XmlElement(name = "note", namespace = "urn:x")
        @Nullable
        String note;

        @Nullable
        Boolean URL;

        transient int count;
    }

    @XmlRootElement(name = "tide", namespace = "urn:properties")
    @XmlType(name = "byProperties")
    @XmlAccessorType(XmlAccessType.PROPERTY)
    static class ByProperties {
        @Nullable
        Integer hidden;

        @XmlTransient
        public @Nullable String getNothing() {
            return null;
        }

        public void setNothing(@Nullable String nothing) {}

        @XmlAttribute
        @Nullable
        Integer getHeight() {
            return hidden;
        }

        void setHeight(@Nullable Integer height) {
            hidden = height;
        }

        @Nullable
        String note;

        @Nullable
        String getNote() {
            return note;
        }

        @XmlElement(name = "note", namespace = "urn:x")
        void setNote(@Nullable String note) {
            this.note = note;
        }

        @Nullable
        Boolean url;

        @Nullable
        Boolean getURL() {
            return url;
        }

        void setURL(@Nullable Boolean url) {
            this.url = url;
        }
    }

    /** Says nothing of access. */
    @XmlRootElement(name = "tide", namespace = "urn:public")
    @XmlType(name = "byPublicMembers")
    public static class ByPublicMembers extends ByNothing {
        @XmlAttribute
        public @Nullable Integer height;

        private @Nullable Boolean url;

        public @Nullable Boolean getURL() {
            return url;
        }

        public void setURL(@Nullable Boolean url) {
            this.url = url;
        }

        int getOwn() {
            return 1;
        }

        void setOwn(int own) {}

        public int getOnlyRead() {
            return 1;
        }
    }

    /** Its members are those of the classes below. */
    @XmlTransient
    public static class ByNothing {
        private @Nullable String note;

        @XmlElement(name = "note", namespace = "urn:x")
        public @Nullable String getNote() {
            return note;
        }

        public void setNote(@Nullable String note) {
            this.note = note;
        }
    }

    @XmlRootElement(name = "tide", namespace = "urn:annotations")
    @XmlType(name = "byAnnotations")
    @XmlAccessorType(XmlAccessType.NONE)
    static class ByAnnotations {
        @XmlAttribute
        @Nullable
        Integer height;

        @XmlElement(name = "note", namespace = "urn:x")
        @Nullable
        String note;

        @XmlElement
        @Nullable
        Boolean URL;

        @Nullable
        String count;
    }

    @XmlRootElement(name = "open", namespace = "urn:x")
    static class Open {
        private List<org.xmpptoolkit.core.XmlElement> others = new ArrayList<>();
        private Map<QName, String> attributes = new LinkedHashMap<>();

        @XmlAnyElement(lax = true)
        @XmlJavaTypeAdapter(XmlElementAdapter.class)
        public List<org.xmpptoolkit.core.XmlElement> getOthers() {
            return others;
        }

        public void setOthers(List<org.xmpptoolkit.core.XmlElement> others) {
            this.others = others;
        }

        @XmlAnyAttribute
        public Map<QName, String> getAttributes() {
            return attributes;
        }

        public void setAttributes(Map<QName, String> attributes) {
            this.attributes = attributes;
        }
    }

    private static org.xmpptoolkit.core.XmlElement tide(Class<?> type, String rest) {
        String namespace = type.getAnnotation(XmlRootElement.class).namespace();
        return org.xmpptoolkit.core.XmlElement.parse("<t:tide xmlns:t='" + namespace + "' " + rest + "</t:tide>");
    }

    @ParameterizedTest
    @ValueSource(classes = {ByFields.class, ByProperties.class, ByPublicMembers.class, ByAnnotations.class})
    void tellsWhatHasNoPlace(Class<?> type) {
        org.xmpptoolkit.core.XmlElement element = tide(
                type,
                "height='x' a='1' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'>stray"
                        + "<note xmlns='urn:x' b='2'>n<c/></note><note xmlns='urn:x'>m</note><URL>maybe</URL>"
                        + "<url>true</url><count>1</count><own>1</own><onlyRead>1</onlyRead><nothing/>");
        Binding.Result<?> result = BINDING.toObject(element, type);
        assertEquals(
                List.of(
                        new BindingProblem("tide/@height", Kind.BAD_VALUE, "x"),
                        new BindingProblem("tide/@a", Kind.UNKNOWN_ATTRIBUTE, "1"),
                        new BindingProblem("tide/@nil", Kind.UNKNOWN_ATTRIBUTE, "true"),
                        new BindingProblem("tide/text()", Kind.STRAY_TEXT, "stray"),
                        new BindingProblem("tide/note/@b", Kind.UNKNOWN_ATTRIBUTE, "2"),
                        new BindingProblem("tide/note/c", Kind.UNKNOWN_ELEMENT, "{urn:x}c"),
                        new BindingProblem("tide/note[2]", Kind.REPEATED, "m"),
                        new BindingProblem("tide/URL", Kind.BAD_VALUE, "maybe"),
                        new BindingProblem("tide/url", Kind.UNKNOWN_ELEMENT, "url"),
                        new BindingProblem("tide/count", Kind.UNKNOWN_ELEMENT, "count"),
                        new BindingProblem("tide/own", Kind.UNKNOWN_ELEMENT, "own"),
                        new BindingProblem("tide/onlyRead", Kind.UNKNOWN_ELEMENT, "onlyRead"),
                        new BindingProblem("tide/nothing", Kind.UNKNOWN_ELEMENT, "nothing")),
                result.problems());
        assertEquals(
                tide(type, "><note xmlns='urn:x'>n</note>"),
                BINDING.toElement(result.value().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(classes = {ByFields.class, ByProperties.class, ByPublicMembers.class, ByAnnotations.class})
    void keepsWhatHasAPlace(Class<?> type) {
        org.xmpptoolkit.core.XmlElement element = tide(type, "height='3'><URL>true</URL><note xmlns='urn:x'>n</note>");
        Binding.Result<?> result = BINDING.toObject(element, type);
        assertEquals(List.of(), result.problems());
        org.xmpptoolkit.core.XmlElement written =
                BINDING.toElement(result.value().orElseThrow());
        assertEquals(element.attributes(), written.attributes());
        assertEquals(
                List.of("URL", "note"),
                written.elements().stream()
                        .map(org.xmpptoolkit.core.XmlElement::localName)
                        .sorted()
                        .toList());
    }

    @Test
    void keepsWhatTheWildcardsOfPropertiesTake() {
        org.xmpptoolkit.core.XmlElement element = org.xmpptoolkit.core.XmlElement.parse(
                "<open xmlns='urn:x' a='1'><u xmlns='urn:y' b='2'>one<v/>two</u></open>");
        Binding.Result<Open> result = BINDING.toObject(element, Open.class);
        assertEquals(List.of(), result.problems());
        assertEquals(element.elements(), result.value().orElseThrow().getOthers());
        assertEquals(element, BINDING.toElement(result.value().orElseThrow()));
    }
}
