package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** Payloads as they come in: read every way there is, and written back. */
public final class Bound {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.standard();

    private Bound() {}

    /** Reads a payload in which nothing is wrong. */
    public static <T> T read(Class<T> type, String xml) {
        XmlElement element = XmlElement.parse(xml);
        Binding.Result<T> result = REGISTRY.bind(element, type);
        assertEquals(List.of(), result.problems());
        T value = result.value().orElseThrow();
        assertEquals(element, REGISTRY.toElement(value));
        assertEquals(Optional.of(value), message(element).extension(type));
        assertEquals(
                Optional.of(value), Binding.standard().toObject(element, type).value());
        assertEquals(element, Binding.standard().toElement(value));
        assertEquals(
                value.hashCode(),
                REGISTRY.bind(element, type).value().orElseThrow().hashCode());
        return value;
    }

    /** Tells the problems of a payload, which are not those of the message around it. */
    public static List<String> problems(Class<?> type, String xml) {
        XmlElement element = XmlElement.parse(xml);
        Message message = message(element);
        if (!Namespaces.isContentNamespace(element.namespace())) { // a handshake stands in no stanza
            assertEquals(List.of(), message.problems());
        }
        assertEquals(Optional.of("hi"), message.body());
        assertEquals(List.of(element), Message.fromElement(message.toElement()).payloads());
        return REGISTRY.bind(element, type).problems().stream()
                .map(problem -> problem.path() + " " + problem.kind() + " " + problem.value())
                .toList();
    }

    private static Message message(XmlElement payload) {
        return Message.fromElement(
                XmlElement.parse("<message xmlns='jabber:client'><body>hi</body></message>").toBuilder()
                        .child(payload)
                        .build());
    }

    /** The text of an element that declares its own namespace. */
    public static String text(XmlElement element) {
        return ElementWriter.toString(element, NamespaceScope.EMPTY);
    }
}
