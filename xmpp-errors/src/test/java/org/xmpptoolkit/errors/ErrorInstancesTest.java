package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.rules.Rule;

/** Every error that the syntax of the RFCs allows, each optional part there or not, from octets to the model and back. */
class ErrorInstancesTest {
    private static final List<String> TYPES = List.of("", "auth", "cancel", "continue", "modify", "wait", "fatal");
    private static final List<String> APPLICATION = List.of("", "<busy xmlns='urn:app' limit='3'>a<b/></busy>");
    /** What no RFC defines. */
    private static final List<String> TOO_MUCH =
            List.of("", "<more xmlns='urn:x'/>stray &amp; text<x:more xmlns:x='urn:x' x:a='1'/>");

    /** An error as octets, the parts it is made of told apart. */
    private record Instance(
            ErrorCondition condition, String conditionText, List<String> texts, String application, String tooMuch) {
        String inside() {
            String namespace = condition.namespace();
            StringBuilder xml = new StringBuilder();
            xml.append('<').append(condition.elementName()).append(" xmlns='").append(namespace);
            xml.append(conditionText.isEmpty() ? "'/>" : "'>" + conditionText + "</" + condition.elementName() + ">");
            for (String text : texts) {
                String language = text.equals("plain") ? "" : " xml:lang='" + text + "'";
                xml.append("<text xmlns='").append(namespace).append('\'').append(language);
                xml.append(">in ").append(text).append("</text>");
            }
            return xml.append(application).append(tooMuch).toString();
        }

        /** What is not told by the parts that the models have. */
        boolean isPlain() {
            return tooMuch.isEmpty();
        }

        <C extends ErrorCondition> void assertRead(BaseError<C> error) {
            assertEquals(condition, error.condition());
            assertEquals(
                    texts.stream().map(text -> "in " + text).toList(),
                    error.texts().stream().map(LangText::text).toList());
            assertEquals(
                    texts.stream()
                            .map(text -> text.equals("plain") ? Optional.empty() : Optional.of(text))
                            .toList(),
                    error.texts().stream().map(LangText::rawLanguage).toList());
            if (!application.isEmpty()) {
                assertEquals(Optional.of("busy"), error.applicationCondition().map(XmlElement::localName));
            }
            assertEquals(Optional.empty(), error.unknownCondition());
        }

        <C extends ErrorCondition, B extends ErrorBuilder<C, B>> B copied(BaseError<C> error, B builder) {
            error.texts().forEach(builder::text);
            error.applicationCondition().ifPresent(builder::applicationCondition);
            return builder;
        }
    }

    private static <C extends Enum<C> & ErrorCondition> List<Instance> instances(
            Class<C> conditions, Function<C, String> conditionText) {
        List<Instance> all = new ArrayList<>();
        for (C condition : EnumSet.allOf(conditions)) {
            Set<String> contents = condition.hasText() ? Set.of("", conditionText.apply(condition)) : Set.of("");
            for (String content : contents) {
                for (List<String> texts : List.of(List.<String>of(), List.of("en"), List.of("de-CH", "plain", "zh"))) {
                    for (String application : APPLICATION) {
                        TOO_MUCH.forEach(more -> all.add(new Instance(condition, content, texts, application, more)));
                    }
                }
            }
        }
        return all;
    }

    @Test
    @Rule({"R-105", "R-107", "R-110", "R-116", "R-117", "R-124"})
    void everyStreamErrorComesBack() {
        for (String attribute : List.of("", " a='1'")) {
            for (Instance instance : instances(StreamErrorCondition.class, c -> "[2001:db8::1]:5222")) {
                String xml = "<stream:error xmlns:stream='" + Namespaces.STREAM + "'" + attribute + ">"
                        + instance.inside() + "</stream:error>";
                StreamError error = StreamError.fromElement(Octets.read(xml));
                instance.assertRead(error);
                Octets.assertWrittenAs(xml, error.toElement());
                if (attribute.isEmpty() && instance.isPlain()) {
                    StreamError.Builder builder = instance.copied(error, StreamError.builder(error.condition()));
                    error.conditionText().ifPresent(builder::conditionText);
                    Octets.assertWrittenAs(xml, builder.build().toElement());
                }
            }
        }
    }

    @Test
    @Rule({"R-260", "R-264", "R-265", "R-267", "R-269", "R-270", "R-275"})
    void everyStanzaErrorComesBack() {
        List<Instance> instances = instances(StanzaErrorCondition.class, c -> "xmpp:romeo@example.net?message");
        for (String type : TYPES) {
            for (String by : List.of("", " by='example.net'")) {
                for (String code : List.of("", " code='404'")) {
                    String attributes = (type.isEmpty() ? "" : " type='" + type + "'") + by + code;
                    instances.forEach(instance -> stanzaErrorComesBack(instance, type, attributes));
                }
            }
        }
    }

    private static void stanzaErrorComesBack(Instance instance, String type, String attributes) {
        String xml = "<error xmlns='jabber:client'" + attributes + ">" + instance.inside() + "</error>";
        StanzaError error = StanzaError.fromElement(Octets.read(xml));
        instance.assertRead(error);
        assertEquals(StanzaErrorType.parse(type).orElse(error.condition().defaultType()), error.type());
        assertEquals(type.isEmpty() ? Optional.empty() : Optional.of(type), error.rawType());
        assertEquals(attributes.contains("by="), error.by().isPresent());
        assertEquals(attributes.contains("code="), error.code().isPresent());
        Octets.assertWrittenAs(xml, error.toElement(Namespaces.CLIENT));
        if (instance.isPlain()
                && StanzaErrorType.parse(type).isPresent()
                && error.code().isEmpty()) {
            StanzaError.Builder builder = instance.copied(
                    error, StanzaError.builder(error.condition()).type(error.type()));
            error.conditionText().ifPresent(builder::conditionText);
            error.rawBy().ifPresent(builder::by);
            Octets.assertWrittenAs(xml, builder.build().toElement(Namespaces.CLIENT));
        }
    }

    @Test
    @Rule({"R-182", "R-191"})
    void everySaslFailureComesBack() {
        for (Instance instance : instances(SaslFailureCondition.class, c -> "")) {
            // The failure and its parts share a namespace, which one declaration says.
            String xml = "<failure xmlns='" + Namespaces.SASL + "'>"
                    + instance.inside().replace(" xmlns='" + Namespaces.SASL + "'", "") + "</failure>";
            SaslFailure failure = SaslFailure.fromElement(Octets.read(xml));
            instance.assertRead(failure);
            Octets.assertWrittenAs(xml, failure.toElement());
            if (instance.isPlain()) {
                Octets.assertWrittenAs(
                        xml,
                        instance.copied(failure, SaslFailure.builder(failure.condition()))
                                .build()
                                .toElement());
            }
        }
    }

    @Test
    void keepsThePrefixesThatCame() {
        String xml = "<s:error xmlns:s='" + Namespaces.STREAM + "' xmlns:e='" + Namespaces.STREAM_ERRORS
                + "'><e:reset/><e:text xml:lang='en'>x</e:text></s:error>";
        XmlElement written = StreamError.fromElement(Octets.read(xml)).toElement();
        assertEquals(Octets.read(xml), written);
        assertTrue(written.elements().stream().allMatch(e -> e.prefix().equals("e")));
    }
}
