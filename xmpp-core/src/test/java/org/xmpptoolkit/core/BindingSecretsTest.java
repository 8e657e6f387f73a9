package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems are for logs, and name no credential. */
class BindingSecretsTest {
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    @XmlRootElement(name = "login", namespace = Namespaces.SASL)
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Login {
        @XmlAttribute
        private int tries;

        @jakarta.xml.bind.annotation.XmlElement(namespace = Namespaces.SASL)
        private @Nullable Integer count;

        @jakarta.xml.bind.annotation.XmlElement(namespace = Namespaces.SASL)
        private @Nullable String name;

        @jakarta.xml.bind.annotation.XmlElement(namespace = "urn:x")
        private @Nullable Integer other;
    }

    @XmlRootElement(name = "strict", namespace = Namespaces.SASL2)
    @XmlAccessorType(XmlAccessType.PROPERTY)
    static final class Strict {
        private String name = "";

        @XmlAttribute
        public String getName() {
            return name;
        }

        public void setName(String name) {
            if (!name.isEmpty()) {
                throw new IllegalStateException("no such name: " + name);
            }
            this.name = name;
        }
    }

    @XmlRootElement(name = "plain", namespace = "urn:x")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Plain {
        @jakarta.xml.bind.annotation.XmlElement(namespace = Namespaces.SASL)
        private @Nullable Login login;

        @jakarta.xml.bind.annotation.XmlElement(namespace = Namespaces.SASL2)
        private @Nullable Strict strict;

        @XmlAttribute(namespace = Namespaces.SASL)
        private int secret;
    }

    private static final Binding BINDING = Binding.with(Login.class, Strict.class, Plain.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<login " + SASL + ">SECRET</login>",
                "<login " + SASL + " password='SECRET'/>",
                "<login " + SASL + " tries='SECRET'/>",
                "<login " + SASL + "><count>SECRET</count></login>",
                "<login " + SASL + "><count a='SECRET'>1</count></login>",
                "<login " + SASL + "><name>a</name><name>SECRET</name></login>",
                "<login " + SASL + "><other xmlns='urn:x'>SECRET</other></login>",
                "<login " + SASL + "><other xmlns='urn:x' a='SECRET'>1</other></login>"
            })
    void whatASaslElementHoldsIsHidden(String xml) {
        requireHidden(BINDING.toObject(XmlElement.parse(xml), Login.class).problems());
    }

    @Test
    void whatASetterSaysOfItIsHidden() {
        XmlElement strict = XmlElement.parse("<strict xmlns='urn:xmpp:sasl:2' name='SECRET'/>");
        requireHidden(BINDING.toObject(strict, Strict.class).problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<login " + SASL + " tries='SECRET'/>",
                "<strict xmlns='urn:xmpp:sasl:2' name='SECRET'/>",
                "<login " + SASL + "/><login " + SASL + ">SECRET</login>"
            })
    void soItIsInsideOfAnother(String inside) {
        requireHidden(BINDING.toObject(XmlElement.parse("<plain xmlns='urn:x'>" + inside + "</plain>"), Plain.class)
                .problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "unknown"})
    void soIsAnAttributeOfASaslNamespace(String name) {
        XmlElement plain = XmlElement.parse(
                "<plain xmlns='urn:x' xmlns:s='urn:ietf:params:xml:ns:xmpp-sasl' s:" + name + "='SECRET'/>");
        requireHidden(BINDING.toObject(plain, Plain.class).problems());
    }

    @Test
    void whatStandsBesideIsShown() {
        XmlElement plain = XmlElement.parse("<plain xmlns='urn:x'><login " + SASL + " tries='SECRET'/>shown</plain>");
        assertEquals(
                List.of(
                        new BindingProblem("plain/login/@tries", BindingProblem.Kind.BAD_VALUE, "***"),
                        new BindingProblem("plain/text()", BindingProblem.Kind.STRAY_TEXT, "shown")),
                BINDING.toObject(plain, Plain.class).problems());
    }

    private static void requireHidden(List<BindingProblem> problems) {
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("***", problems.get(0).value());
        assertFalse(problems.get(0).path().contains("SECRET"), problems::toString);
    }
}
