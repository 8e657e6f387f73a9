package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;
import org.xmpptoolkit.rules.Rule;

/** Laws of payloads: whatever they are, the stanza around them stays what it is. */
class PayloadProperties {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.standard();
    private static final List<QName> NAMES = names();
    /** What children and attributes of payloads are called, and some that none has. */
    private static final List<String> WORDS = List.of(
            "item",
            "group",
            "identity",
            "feature",
            "field",
            "value",
            "option",
            "x",
            "c",
            "desc",
            "required",
            "reported",
            "title",
            "instructions",
            "url",
            "name",
            "version",
            "os",
            "jid",
            "resource",
            "delay",
            "forwarded",
            "message",
            "text",
            "unknown");

    private static final List<String> ATTRIBUTES = List.of(
            "jid",
            "name",
            "node",
            "var",
            "type",
            "label",
            "category",
            "stamp",
            "from",
            "id",
            "by",
            "h",
            "previd",
            "max",
            "resume",
            "location",
            "ver",
            "hash",
            "ext",
            "subscription",
            "ask",
            "approved",
            "sid",
            "unknown");

    private static List<QName> names() {
        Set<QName> names = new LinkedHashSet<>();
        for (Class<?> type : REGISTRY.types()) {
            if (Payload.class.isAssignableFrom(type)) {
                names.add(StandardPayloadsTest.name(type));
            }
        }
        return List.copyOf(names);
    }

    @Property(tries = 1000)
    void aPayloadOfAnyFormCostsItselfAtMost(@ForAll("payloads") XmlElement payload) {
        Class<?> type = REGISTRY.type(payload.name()).orElseThrow();
        law(payload, type);
        Message message = message(payload);
        if (!Namespaces.isContentNamespace(payload.namespace())) { // a handshake stands in no stanza
            assertEquals(List.of(), message.problems());
        }
        assertEquals(REGISTRY.bind(payload, type).value(), message.extension(type));
        assertEquals(List.of(payload), Message.fromElement(message.toElement()).payloads());
    }

    /** What is bound is written as something that is bound to the same. */
    private static <T> void law(XmlElement payload, Class<T> type) {
        Binding.Result<T> result = REGISTRY.bind(payload, type);
        T value = result.value().orElseThrow();
        XmlElement written = REGISTRY.toElement(value);
        Binding.Result<T> again = REGISTRY.bind(written, type);
        assertEquals(value, again.value().orElseThrow());
        assertEquals(written, REGISTRY.toElement(again.value().orElseThrow()));
        // What is wrong with the values is told again; what had no place is gone.
        assertEquals(((Payload) value).problems(), again.problems());
    }

    @Property(tries = 500)
    @Rule("R-279")
    void octetsGoThroughTheModelUnchanged(@ForAll("stanzas") XmlElement element, @ForAll boolean verbose) {
        byte[] octets = verbose ? verbose(element).getBytes(StandardCharsets.UTF_8) : Octets.write(element);
        XmlElement read = Octets.read(octets);
        assertEquals(element, read);
        Stanza stanza = Stanza.fromElement(read);
        for (Class<?> type : REGISTRY.types()) {
            stanza.extension(type);
        }
        byte[] written = Octets.write(stanza.toElement());
        assertEquals(element, Octets.read(written));
        assertEquals(Octets.exclusive(octets), Octets.exclusive(written));
    }

    private static Message message(XmlElement payload) {
        return Message.fromElement(
                XmlElement.builder(Namespaces.CLIENT, "message").child(payload).build());
    }

    /** The same element in more octets than it takes: every namespace declared anew, double quotes, CDATA, references. */
    private static String verbose(XmlElement element) {
        String prefix = element.prefix();
        StringBuilder out = new StringBuilder("<").append(qualified(prefix, element.localName()));
        out.append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"")
                .append(element.namespace())
                .append('"');
        List<XmlAttribute> attributes = new ArrayList<>(element.attributes());
        Collections.reverse(attributes);
        for (XmlAttribute attribute : attributes) {
            if (!attribute.namespace().isEmpty()
                    && !attribute.namespace().equals(Namespaces.XML)
                    && !attribute.prefix().equals(prefix)) {
                out.append(" xmlns:" + attribute.prefix() + "=\"" + attribute.namespace() + '"');
            }
            out.append("  ")
                    .append(qualified(attribute.prefix(), attribute.localName()))
                    .append("=\"");
            attribute.value().codePoints().forEach(c -> out.append("&#")
                    .append(c)
                    .append(';'));
            out.append('"');
        }
        out.append(" >");
        for (XmlNode child : element.children()) {
            if (child instanceof XmlText text) {
                out.append("<![CDATA[")
                        .append(text.value().replace("]]>", "]]]]><![CDATA[>"))
                        .append("]]>");
            } else if (child instanceof XmlElement inner) {
                out.append(verbose(inner));
            }
        }
        return out.append("</")
                .append(qualified(prefix, element.localName()))
                .append(" >")
                .toString();
    }

    private static String qualified(String prefix, String localName) {
        return prefix.isEmpty() ? localName : prefix + ":" + localName;
    }

    @Provide
    Arbitrary<XmlElement> payloads() {
        return Arbitraries.of(NAMES).flatMap(name -> element(Arbitraries.just(name), 2, name.getNamespaceURI()));
    }

    @Provide
    Arbitrary<XmlElement> stanzas() {
        Arbitrary<XmlElement> unknown = element(
                Arbitraries.of(new QName("urn:a", "thing", "a"), new QName("urn:x", "thing"), new QName("", "thing")),
                2,
                "urn:x");
        return Combinators.combine(
                        Arbitraries.of("message", "presence", "iq"),
                        Arbitraries.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT),
                        Arbitraries.oneOf(payloads(), unknown).list().ofMaxSize(3),
                        texts(),
                        Arbitraries.of("chat", "get", "unavailable"))
                .as((name, namespace, payloads, text, type) -> XmlElement.builder(namespace, name)
                        .attribute("type", type)
                        .attribute(Namespaces.XML, "lang", "xml", "de")
                        .attribute("urn:a", "k", "a", text)
                        .child(XmlElement.builder(namespace, "body").text(text).build())
                        .children(payloads)
                        .text(text)
                        .build());
    }

    private static Arbitrary<XmlElement> element(Arbitrary<QName> names, int depth, String namespace) {
        Arbitrary<Map<String, String>> attributes =
                Arbitraries.maps(Arbitraries.of(ATTRIBUTES), texts()).ofMaxSize(4);
        Arbitrary<QName> inside = Combinators.combine(
                        Arbitraries.of(
                                namespace,
                                namespace,
                                namespace,
                                Namespaces.CLIENT,
                                "urn:xmpp:delay",
                                "jabber:x:data",
                                "urn:xmpp:forward:0",
                                "urn:ietf:params:xml:ns:xmpp-stanzas",
                                "urn:a"),
                        Arbitraries.of(WORDS))
                .as((ns, word) -> ns.equals("urn:a") ? new QName(ns, word, "a") : new QName(ns, word));
        Arbitrary<List<XmlElement>> children = depth == 0
                ? Arbitraries.just(List.of())
                : element(inside, depth - 1, namespace).list().ofMaxSize(3);
        return Combinators.combine(names, attributes, children, texts(), Arbitraries.of(0, 0, 0, 1, 2, 3))
                .as((name, known, elements, text, texts) -> {
                    XmlElement.Builder builder = XmlElement.builder(name.getNamespaceURI(), name.getLocalPart())
                            .prefix(name.getPrefix());
                    known.forEach(builder::attribute);
                    if (texts > 1) {
                        builder.attribute("urn:a", "k", "a", text);
                    }
                    builder.text(texts > 0 ? text : "");
                    for (XmlElement element : elements) {
                        builder.child(element).text(texts > 2 ? text : "");
                    }
                    return builder.build();
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "",
                " ",
                "a@b/c",
                "@",
                "true",
                "0",
                "4294967296",
                "2026-03-01T12:00:00Z",
                "both",
                "form",
                "hidden",
                "FORM_TYPE",
                "sha-1",
                "<]]>&'\"",
                "\u00e9\u4e2d\ud83d\ude00",
                "a\tb\nc");
    }
}
