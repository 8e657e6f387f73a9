package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingPackage;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.ping.Ping;

class ExtensionRegistryTest {
    @XmlRootElement(name = "delay", namespace = "urn:xmpp:delay")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Delay {
        @XmlAttribute
        private String stamp = "";

        @XmlAttribute
        private int hops;
    }

    @XmlRootElement(name = "delay", namespace = "urn:xmpp:delay")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class OtherDelay {}

    /** What a weather may be. */
    interface Weather {}

    @XmlRootElement(name = "sun", namespace = "urn:weather")
    static final class Sun extends Payload implements Weather {
        @XmlAttribute
        private @Nullable String hours;

        @Override
        protected List<?> parts() {
            return Arrays.asList(hours);
        }

        @Override
        protected void check(Check check) {
            check.required("@hours", hours, hours != null && hours.matches("[0-9]+"));
        }
    }

    @XmlRootElement(name = "rain", namespace = "urn:weather")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Rain implements Weather {}

    /** Two classes, one of which JAXB does not see. */
    static final class WeatherPackage implements PayloadPackage {
        @Override
        public List<Class<?>> classes() {
            return List.of(Sun.class, Rain.class);
        }

        @Override
        public List<PayloadBinding<?>> bindings() {
            return List.of(new PayloadBinding<Rain>() {
                @Override
                public Class<Rain> type() {
                    return Rain.class;
                }

                @Override
                public Binding.Result<Rain> read(XmlElement element) {
                    return new Binding.Result<>(
                            Optional.of(new Rain()),
                            List.of(new BindingProblem("rain", BindingProblem.Kind.STRAY_TEXT, "wet")));
                }

                @Override
                public XmlElement write(Rain payload) {
                    return XmlElement.builder("urn:weather", "rain").text("wet").build();
                }
            });
        }
    }

    /** Its element has the name of the class. */
    @XmlRootElement(namespace = "urn:weather")
    static final class Hail extends Payload {
        @Override
        protected List<?> parts() {
            return List.of();
        }

        @Override
        protected void check(Check check) {
            check.required("@size", null, false);
            throw new IllegalStateException("hard");
        }
    }

    /** Throws where it should not. */
    static final class FaultyPackage implements PayloadPackage {
        @Override
        public List<Class<?>> classes() {
            return List.of(Rain.class, Hail.class);
        }

        @Override
        public List<PayloadBinding<?>> bindings() {
            return List.of(new PayloadBinding<Rain>() {
                @Override
                public Class<Rain> type() {
                    return Rain.class;
                }

                @Override
                public Binding.Result<Rain> read(XmlElement element) {
                    throw new IllegalStateException("wet");
                }

                @Override
                public XmlElement write(Rain payload) {
                    return XmlElement.of("urn:weather", "rain");
                }
            });
        }
    }

    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.of(Delay.class);

    private static Message message(String payload) {
        return Message.fromElement(
                XmlElement.parse("<message xmlns='jabber:client'><body>a</body>" + payload + "</message>"));
    }

    @Test
    void bindsThePayloadOfAClass() {
        Message message = message("<delay xmlns='urn:xmpp:delay' stamp='2002' hops='3'/>");
        Delay delay = REGISTRY.find(message, Delay.class).orElseThrow();
        assertEquals("2002", delay.stamp);
        assertEquals(3, delay.hops);
        assertEquals(message.payloads().get(0), REGISTRY.toElement(delay));
        assertEquals(Optional.of(Delay.class), REGISTRY.type(new QName("urn:xmpp:delay", "delay")));
        assertEquals(Optional.empty(), REGISTRY.find(message(""), Delay.class));
    }

    @Test
    @Rule("R-280")
    void bindsWhateverThePrefix() {
        Message message = message("<d:delay xmlns:d='urn:xmpp:delay' stamp='2002'/>");
        assertEquals("2002", REGISTRY.find(message, Delay.class).orElseThrow().stamp);
        assertEquals(Optional.empty(), REGISTRY.find(message("<delay xmlns:d='urn:xmpp:delay'/>"), Delay.class));
    }

    @Test
    void losesNoStanzaToABadPayload() {
        Message message = message("<delay xmlns='urn:xmpp:delay' stamp='2002' hops='many'/>");
        Binding.Result<Delay> result = REGISTRY.bind(message.payloads().get(0), Delay.class);
        assertEquals(
                List.of("delay/@hops"),
                result.problems().stream().map(p -> p.path()).toList());
        assertEquals("2002", result.value().orElseThrow().stamp);
        assertEquals(Optional.of("a"), message.body());
    }

    @Test
    void refusesTwoClassesForOneName() {
        assertThrows(IllegalArgumentException.class, () -> ExtensionRegistry.of(Delay.class, OtherDelay.class));
        assertThrows(IllegalArgumentException.class, () -> ExtensionRegistry.of(String.class));
        assertThrows(IllegalArgumentException.class, () -> REGISTRY.find(message(""), OtherDelay.class));
    }

    @Test
    void namesBothClassesThatHaveOneName() {
        for (Executable twice : List.<Executable>of(
                () -> ExtensionRegistry.of(Delay.class, OtherDelay.class), () -> REGISTRY.with(OtherDelay.class))) {
            String message = assertThrows(IllegalArgumentException.class, twice).toString();
            assertTrue(message.contains(Delay.class.getName()), message);
            assertTrue(message.contains(OtherDelay.class.getName()), message);
        }
    }

    @Test
    void knowsTheStandardOnesAndOnesOwn() {
        ExtensionRegistry both = ExtensionRegistry.standard().with(Sun.class);
        Message message = message("<sun xmlns='urn:weather' hours='6'/><ping xmlns='urn:xmpp:ping'/>");
        Sun sun = both.find(message, Sun.class).orElseThrow();
        assertEquals("Sun[6]", sun.toString());
        assertEquals(message.payloads().get(0), both.toElement(sun));
        assertTrue(both.find(message, Ping.class).isPresent());
        assertTrue(both.types().containsAll(ExtensionRegistry.standard().types()));
        assertThrows(IllegalArgumentException.class, () -> message.extension(Sun.class));
        assertThrows(IllegalArgumentException.class, sun::toElement);
    }

    @Test
    void listsPayloadsOnly() {
        for (Class<?> type : List.of(StreamError.class, SaslFailure.class, Message.class)) {
            assertFalse(ExtensionRegistry.standard().types().contains(type), type.getName());
            String refusal = refusal(type);
            assertTrue(
                    refusal.startsWith(type.getName() + " is no payload of this registry: use one that has it"),
                    refusal);
            assertTrue(refusal.contains("with(" + type.getSimpleName() + ".class)"), refusal);
        }
        assertEquals(Optional.empty(), ExtensionRegistry.standard().type(new QName(Namespaces.SASL, "failure")));
    }

    @Test
    void refusesTypesThatStandAboveAllPayloads() {
        for (Class<?> type : List.of(Object.class, Payload.class)) {
            String refusal = refusal(type);
            assertTrue(refusal.startsWith(type.getName() + " is no class of a payload"), refusal);
            assertTrue(refusal.contains("name the class, or ask payloads()"), refusal);
        }
    }

    private static String refusal(Class<?> type) {
        Message message = message("<ping xmlns='urn:xmpp:ping'/>");
        String refusal = String.valueOf(assertThrows(IllegalArgumentException.class, () -> message.extension(type))
                .getMessage());
        assertEquals(
                refusal,
                assertThrows(IllegalArgumentException.class, () -> message.extensions(type))
                        .getMessage());
        return refusal;
    }

    @Test
    void findsPayloadsByATypeAboveThem() {
        ExtensionRegistry registry = ExtensionRegistry.of().with(new WeatherPackage());
        Message message = message("<rain xmlns='urn:weather'/><q xmlns='urn:x'/><sun xmlns='urn:weather' hours='1'/>");
        assertInstanceOf(Rain.class, registry.find(message, Weather.class).orElseThrow());
        assertEquals(
                List.of(Rain.class, Sun.class),
                registry.findAll(message, Weather.class).stream()
                        .map(Object::getClass)
                        .toList());
        assertEquals(List.of(), registry.findAll(message(""), Weather.class));
        assertThrows(IllegalArgumentException.class, () -> registry.find(message, Stanza.class));
    }

    @Test
    void prefersTheBindingThatAPackageBrings() {
        ExtensionRegistry registry = ExtensionRegistry.of().with(new WeatherPackage());
        XmlElement rain = XmlElement.of("urn:weather", "rain");
        Binding.Result<Rain> result = registry.bind(rain, Rain.class);
        assertEquals("wet", result.problems().get(0).value());
        assertEquals("wet", registry.toElement(result.value().orElseThrow()).text());
        assertEquals(
                Optional.empty(),
                registry.bind(XmlElement.of("urn:x", "q"), Rain.class).value());
    }

    @Test
    void tellsWhatAPayloadHoldsAgainstItself() {
        ExtensionRegistry registry = ExtensionRegistry.of(Sun.class);
        Binding.Result<Sun> result =
                registry.bind(XmlElement.parse("<sun xmlns='urn:weather' hours='many' x='y'/>"), Sun.class);
        assertEquals(
                List.of(
                        new BindingProblem("sun/@x", BindingProblem.Kind.UNKNOWN_ATTRIBUTE, "y"),
                        new BindingProblem("sun/@hours", BindingProblem.Kind.BAD_VALUE, "many")),
                result.problems());
        assertEquals("Sun[many]", result.value().orElseThrow().toString());
        assertEquals(
                List.of(new BindingProblem("sun/@hours", BindingProblem.Kind.MISSING, "")),
                registry.bind(XmlElement.of("urn:weather", "sun"), Sun.class).problems());
    }

    @Test
    void aFaultInAClassCostsThatPayloadOnly() {
        ExtensionRegistry registry = ExtensionRegistry.of().with(new FaultyPackage());
        Message message = message("<rain xmlns='urn:weather'/><hail xmlns='urn:weather'/>");
        assertEquals(Optional.empty(), registry.find(message, Rain.class));
        assertEquals(List.of(), registry.findAll(message, Rain.class));
        assertEquals(
                List.of(new BindingProblem(
                        "rain", BindingProblem.Kind.BAD_VALUE, "java.lang.IllegalStateException: wet")),
                registry.bind(message.payloads().get(0), Rain.class).problems());
        Binding.Result<Hail> hail = registry.bind(message.payloads().get(1), Hail.class);
        assertTrue(hail.value().isPresent());
        assertEquals(
                List.of(
                        new BindingProblem("hail/@size", BindingProblem.Kind.MISSING, ""),
                        new BindingProblem(
                                "hail", BindingProblem.Kind.BAD_VALUE, "java.lang.IllegalStateException: hard")),
                hail.problems());
        assertTrue(registry.find(message, Hail.class).isPresent());
    }

    @Test
    void findsWhatModulesBring() {
        Message message = message("<ping xmlns='urn:xmpp:ping'/>");
        Ping ping = message.extension(Ping.class).orElseThrow();
        assertEquals(message.payloads().get(0), ping.toElement());
        assertEquals(Optional.of(ping), message.extension(Ping.class));
        assertThrows(IllegalArgumentException.class, () -> message.extension(Delay.class));
        assertEquals(Optional.empty(), ExtensionRegistry.standard().type(new QName("jabber:client", "message")));
    }

    @XmlRootElement(name = "one", namespace = "urn:one")
    @XmlType(name = "same", namespace = "urn:one")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class One {}

    @XmlRootElement(name = "two", namespace = "urn:one")
    @XmlType(name = "same", namespace = "urn:one")
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class OfTheSameType {}

    /** JAXB cannot make one. */
    @XmlRootElement(name = "inner", namespace = "urn:one")
    static final class WithoutConstructor {
        WithoutConstructor(int number) {
            assertEquals(0, number);
        }
    }

    /** Registration tells what is wrong with classes, not the first payload. */
    @Test
    void refusesAtOnceWhatJaxbDoesNotTake() {
        BindingPackage together = () -> List.of(One.class, OfTheSameType.class);
        for (Executable registered : List.<Executable>of(
                () -> ExtensionRegistry.of(One.class, OfTheSameType.class),
                () -> ExtensionRegistry.of(WithoutConstructor.class),
                () -> REGISTRY.with(together))) {
            assertThrows(IllegalArgumentException.class, registered);
        }
    }
}
