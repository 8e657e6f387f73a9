package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;

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
    void findsWhatModulesBring() {
        Message message = message("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><aborted/></failure>");
        SaslFailure failure = message.extension(SaslFailure.class).orElseThrow();
        assertEquals(message.payloads().get(0), failure.toElement());
        assertEquals(Optional.of(failure), message.extension(SaslFailure.class));
        assertThrows(IllegalArgumentException.class, () -> message.extension(Delay.class));
        assertEquals(Optional.empty(), ExtensionRegistry.standard().type(new QName("jabber:client", "message")));
    }
}
