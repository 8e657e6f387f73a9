package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.delay.Delay;

/** Every stanza that the syntax of the RFCs allows, each optional part there or not, from octets to the model and back. */
class StanzaInstancesTest {
    private static final List<String> NAMESPACES =
            List.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT);
    private static final List<String> PAYLOADS = List.of(
            "",
            "<delay xmlns='urn:xmpp:delay' stamp='2026-03-01T12:00:00Z'>late</delay><d:x xmlns:d='urn:d'/>",
            "<x:any xmlns:x='urn:x' k='1' x:k='2'>a<b/>&amp;<x:c>d</x:c></x:any><body xmlns='urn:x'/>");
    private static final List<List<LangText>> TEXTS = List.of(
            List.of(),
            List.of(new LangText(Optional.empty(), "a &amp; b")),
            List.of(
                    new LangText(Optional.of("en"), "one"),
                    new LangText(Optional.of("de-CH"), ""),
                    new LangText(Optional.of("en"), "two")));
    /** Those that the syntax allows first, and then one with what no RFC defines, and one with what it forbids. */
    private static final List<Style> STYLES = List.of(
            new Style("", " from='romeo@example.net/orchard' id='i1' to='juliet@example.com'", ""),
            new Style("c", " xml:lang='de'", ""),
            new Style("", " xmlns:a='urn:a' a:k='1' unknown='2'", " stray <more>a<b/></more>\n"),
            new Style("c", " from='' to='@' id='' xml:lang=''", "<message/>]]&gt;&#x9;"));

    /**
     * How a stanza is written: the prefix of what is outside the content namespace, which has none (RFC 6120 section 4.8.5); and what
     * it has besides its parts: attributes, and children and text at its end.
     */
    private record Style(String prefix, String attributes, String tooMuch) {
        byte[] stanza(String name, String namespace, String attribute, String children) {
            return ("<" + name + " xmlns='" + namespace + "'" + attribute + attributes + ">" + children + tooMuch + "</"
                            + name + ">")
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** An element of a namespace that it declares itself. */
        String element(String namespace, String name, String attributes, String inside) {
            String declared = prefix.isEmpty() ? " xmlns='" : " xmlns:" + prefix + "='";
            String qualified = prefix.isEmpty() ? name : prefix + ":" + name;
            return "<" + qualified + declared + namespace + "'" + attributes + ">" + inside + "</" + qualified + ">";
        }
    }

    private int seen;

    /** Reads a stanza every way there is, and fails unless it comes back, from the model and from a copy of it. */
    private Stanza comesBack(String name, String namespace, Style style, String attribute, String children) {
        byte[] octets = style.stanza(name, namespace, attribute, children);
        XmlElement element = Octets.read(octets);
        Stanza stanza = Stanza.fromElement(element);
        stanza.problems();
        stanza.error();
        stanza.extension(Delay.class);
        XmlElement written = stanza.toElement();
        assertEquals(element, written);
        byte[] again = Octets.write(written);
        assertEquals(element, Octets.read(again));
        assertEquals(Octets.inclusive(octets), Octets.inclusive(again));
        XmlElement elsewhere = stanza.toElement(Namespaces.SERVER);
        assertEquals(element, Stanza.fromElement(elsewhere).toElement(namespace));
        assertEquals(children.contains("<delay"), stanza.extension(Delay.class).isPresent());
        assertEquals(Octets.read(octets).attribute("type"), stanza.rawType());
        assertEquals(element.attribute("from"), stanza.rawFrom());
        assertEquals(element.xmlLang(), stanza.rawLanguage());
        seen++;
        return stanza;
    }

    private static String type(String type) {
        return type.isEmpty() ? "" : " type='" + type + "'";
    }

    private static String texts(String name, List<LangText> texts) {
        StringBuilder xml = new StringBuilder();
        for (LangText text : texts) {
            xml.append("<").append(name);
            text.rawLanguage()
                    .ifPresent(tag -> xml.append(" xml:lang='").append(tag).append('\''));
            xml.append('>').append(text.text()).append("</").append(name).append('>');
        }
        return xml.toString();
    }

    private static List<LangText> read(List<LangText> texts) {
        return texts.stream()
                .map(text -> new LangText(text.rawLanguage(), text.text().replace("&amp;", "&")))
                .toList();
    }

    private static List<String> types(Enum<?>[] known) {
        return Stream.concat(Stream.of("", "no such"), Stream.of(known).map(Enum::toString))
                .toList();
    }

    @Test
    @Rule({"R-245", "R-246", "R-279", "R-284", "R-286"})
    void everyMessageComesBack() {
        List<String> threads = List.of("", "<thread>t1</thread>", "<thread parent='t0'>t1</thread>");
        for (String type : types(MessageType.values())) {
            for (String namespace : NAMESPACES) {
                for (Style style : STYLES) {
                    for (List<LangText> bodies : TEXTS) {
                        for (List<LangText> subjects : TEXTS) {
                            for (String thread : threads) {
                                for (String payload : PAYLOADS) {
                                    String children =
                                            texts("body", bodies) + thread + texts("subject", subjects) + payload;
                                    Message message =
                                            (Message) comesBack("message", namespace, style, type(type), children);
                                    assertEquals(read(bodies), message.bodies());
                                    assertEquals(read(subjects), message.subjects());
                                    assertEquals(
                                            !thread.isEmpty(), message.thread().isPresent());
                                    assertEquals(
                                            thread.contains("parent"),
                                            message.thread()
                                                    .flatMap(MessageThread::parent)
                                                    .isPresent());
                                    if (!message.isError()) {
                                        assertSame(message, message.toBuilder().build());
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assertEquals(7 * 3 * 4 * 3 * 3 * 3 * 3, seen);
    }

    private static void assertSame(Stanza stanza, Stanza copy) {
        assertEquals(
                Octets.inclusive(Octets.write(stanza.toElement())), Octets.inclusive(Octets.write(copy.toElement())));
    }

    @Test
    @Rule({"R-245", "R-246", "R-279", "R-283", "R-284", "R-286"})
    void everyPresenceComesBack() {
        List<String> shows = Stream.concat(
                        Stream.of("", "online"),
                        Stream.of(PresenceShow.values()).map(PresenceShow::toString))
                .toList();
        for (String type : types(PresenceType.values())) {
            for (String namespace : NAMESPACES) {
                for (Style style : STYLES) {
                    for (String show : shows) {
                        for (List<LangText> statuses : TEXTS) {
                            for (String priority : List.of("", "-128", " +07\n", "128")) {
                                String children = (priority.isEmpty() ? "" : "<priority>" + priority + "</priority>")
                                        + (show.isEmpty() ? "" : "<show>" + show + "</show>")
                                        + texts("status", statuses)
                                        + PAYLOADS.get(seen % PAYLOADS.size());
                                Presence presence =
                                        (Presence) comesBack("presence", namespace, style, type(type), children);
                                assertEquals(PresenceShow.parse(show), presence.show());
                                assertEquals(read(statuses), presence.statuses());
                                assertEquals(
                                        priority.equals("-128") ? -128 : priority.contains("7") ? 7 : 0,
                                        presence.priority());
                                assertEquals(PresenceType.parse(type), presence.type());
                                if (!presence.isError()) {
                                    assertSame(presence, presence.toBuilder().build());
                                }
                            }
                        }
                    }
                }
            }
        }
        assertEquals(9 * 3 * 4 * 6 * 3 * 4, seen);
    }

    @Test
    @Rule({"R-245", "R-279", "R-286"})
    void everyIqComesBack() {
        for (String type : types(IqType.values())) {
            for (String namespace : NAMESPACES) {
                for (Style style : STYLES) {
                    for (String payload : PAYLOADS) {
                        Iq iq = (Iq) comesBack("iq", namespace, style, type(type), payload);
                        assertEquals(IqType.parse(type), iq.type());
                        assertEquals(payload.isEmpty(), iq.payloads().stream().noneMatch(e -> !e.namespace()
                                .equals(namespace)));
                    }
                }
            }
        }
        assertEquals(6 * 3 * 4 * 3, seen);
    }

    @Test
    @Rule({"R-254", "R-260", "R-264", "R-265", "R-266", "R-267", "R-275", "R-280"})
    void everyErrorComesBack() {
        List<String> conditions = Stream.concat(
                        Stream.of("", "made-up"),
                        Stream.of(StanzaErrorCondition.values()).map(StanzaErrorCondition::elementName))
                .toList();
        for (String name : List.of("message", "presence", "iq")) {
            for (String namespace : NAMESPACES) {
                for (Style style : STYLES) {
                    for (String condition : conditions) {
                        for (String attributes :
                                List.of("", " type='wait'", " type='no such' by='example.net' code='404'")) {
                            for (int more = 0; more < 3; more++) {
                                String inside = condition.isEmpty()
                                        ? ""
                                        : style.element(Namespaces.STANZA_ERRORS, condition, "", "");
                                String language = more == 1 ? " xml:lang='en'" : "";
                                String text = more == 0
                                        ? ""
                                        : style.element(Namespaces.STANZA_ERRORS, "text", language, "why");
                                String application =
                                        more == 2 ? style.element("urn:app", "app", " k='1'", "a<b/>&lt;") : "";
                                String error = "<error" + attributes + ">" + inside + text + application + "</error>";
                                Stanza stanza = comesBack(
                                        name,
                                        namespace,
                                        style,
                                        type("error"),
                                        PAYLOADS.get(seen % PAYLOADS.size()) + error);
                                StanzaError read = stanza.error().orElseThrow();
                                if (!condition.isEmpty()) {
                                    assertEquals(
                                            StanzaErrorCondition.ofElementName(condition)
                                                    .orElse(StanzaErrorCondition.UNDEFINED_CONDITION),
                                            read.condition());
                                }
                                assertEquals(
                                        attributes.contains("by="), read.by().isPresent());
                                assertEquals(
                                        more == 2, read.applicationCondition().isPresent());
                                assertEquals(more == 0 ? 0 : 1, read.texts().size());
                            }
                        }
                    }
                }
            }
        }
        assertEquals(3 * 3 * 4 * (StanzaErrorCondition.values().length + 2) * 3 * 3, seen);
    }
}
