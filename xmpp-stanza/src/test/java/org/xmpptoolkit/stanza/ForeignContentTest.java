package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.BindingProblem.Kind;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.rules.Rule;

/** Children in a content namespace that is not the stanza's, or in the stream namespace: they have no place in a stanza. */
class ForeignContentTest {
    private static Message message(String namespace, String inner) {
        return Message.fromElement(XmlElement.parse("<message xmlns='" + namespace + "' type='chat'><body xmlns='"
                + inner + "'>spam<b/></body></message>"));
    }

    @ParameterizedTest
    @CsvSource({
        "jabber:server, jabber:client",
        "jabber:client, jabber:server",
        "jabber:client, jabber:component:accept",
        "jabber:component:accept, jabber:server"
    })
    @Rule("R-276")
    void neverBecomeTheStanzasOwn(String namespace, String inner) {
        Message message = message(namespace, inner);
        assertEquals(List.of(), message.bodies());
        for (String to : new String[] {namespace, inner, Namespaces.CLIENT, Namespaces.COMPONENT_ACCEPT}) {
            Message moved = Message.fromElement(message.toElement(to));
            assertEquals(List.of(), moved.bodies(), to);
            assertEquals(message.toElement(), moved.toElement(namespace), to);
        }
        assertEquals(message.toElement(Namespaces.CLIENT), Binding.standard().toElement(message));
        Message bound = Binding.standard()
                .toObject(message.toElement(), Message.class)
                .value()
                .orElseThrow();
        assertEquals(List.of(), bound.bodies());
        assertEquals(message.toElement(Namespaces.CLIENT), bound.toElement());
    }

    @Test
    @Rule("R-276")
    void areNamed() {
        assertEquals(
                List.of(new BindingProblem("message/body", Kind.UNKNOWN_ELEMENT, "{jabber:client}body")),
                message(Namespaces.SERVER, Namespaces.CLIENT).problems());
        assertEquals(
                List.of(
                        new BindingProblem("message/x", Kind.UNKNOWN_ELEMENT, "{" + Namespaces.STREAM + "}x"),
                        new BindingProblem("message/x[2]", Kind.UNKNOWN_ELEMENT, "{" + Namespaces.STREAM + "}x")),
                Message.fromElement(XmlElement.parse("<message xmlns='jabber:client'><x xmlns='" + Namespaces.STREAM
                                + "'/><x xmlns='" + Namespaces.STREAM + "'/></message>"))
                        .problems());
    }

    @ParameterizedTest
    @CsvSource({"jabber:server", "jabber:client", "jabber:component:accept", "http://etherx.jabber.org/streams"})
    @Rule({"R-252", "R-276"})
    void areNoRequest(String namespace) {
        Stanza request = Stanza.fromElement(
                XmlElement.parse("<iq xmlns='jabber:client' id='1' type='get'><q xmlns='" + namespace + "'/></iq>"));
        assertEquals(
                Optional.of(StanzaErrorCondition.BAD_REQUEST),
                StanzaRules.check(request).map(StanzaError::condition));
    }

    @Test
    @Rule({"R-276", "R-518"})
    void areNotBuilt() {
        for (String name : new String[] {"stream", "features", "error"}) {
            XmlElement element = XmlElement.of(Namespaces.STREAM, name);
            String message = assertThrows(IllegalArgumentException.class, () -> Message.builder()
                            .payload(element))
                    .toString();
            assertTrue(message.contains("8.4"), message);
        }
    }
}
