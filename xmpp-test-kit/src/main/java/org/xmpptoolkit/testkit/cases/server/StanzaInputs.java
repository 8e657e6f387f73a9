package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ListArbitrary;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;

/** What cases about stanzas are tried with. */
final class StanzaInputs {
    private static final String UNKNOWN = "<query xmlns='urn:example:unknown'/>";
    private static final List<Request> FAULTY = List.of(
            new Request("two children", "get", "#", UNKNOWN + "<other xmlns='urn:example:other'/>"),
            new Request("no child", "set", "#", ""));
    private static final List<Request> NOT_SERVED = List.of(
            new Request("unknown payload to the server", "get", "#", UNKNOWN),
            new Request("unknown payload without to", "set", "", UNKNOWN),
            new Request("bare address of no such user", "get", "nobody-of-this-name@#", UNKNOWN),
            new Request("full address of no such user", "set", "nobody-of-this-name@#/at-home", UNKNOWN));
    private static final List<Request> UNDERSTOOD = List.of(
            new Request("roster", "get", "", "<query xmlns='jabber:iq:roster'/>"),
            new Request("ping", "get", "#", "<ping xmlns='urn:xmpp:ping'/>"),
            new Request("disco", "get", "#", "<query xmlns='http://jabber.org/protocol/disco#info'/>"));

    private StanzaInputs() {}

    /** Ids with characters that need care, none of which XML may change in an attribute. */
    static Arbitrary<String> ids() {
        return pieces(
                        "a",
                        "Z",
                        "9",
                        "-",
                        "_",
                        ".",
                        ":",
                        "/",
                        " ",
                        "<",
                        ">",
                        "&",
                        "'",
                        "\"",
                        "\u00df",
                        "\u6f22",
                        "\ud83d\ude00")
                .ofMinSize(1)
                .ofMaxSize(24)
                .map(parts -> String.join("", parts))
                .filter(id -> !id.isBlank());
    }

    private static ListArbitrary<String> pieces(String... parts) {
        return Arbitraries.of(parts).list();
    }

    /** Names of elements and attributes, in lower case. */
    static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(2)
                .ofMaxLength(8)
                .filter(name -> !name.startsWith("xm"));
    }

    /** Text, with what XML has to escape. */
    static Arbitrary<String> text() {
        return pieces(
                        "a",
                        "Z",
                        " ",
                        "  ",
                        "\n",
                        "\t",
                        "<",
                        ">",
                        "&",
                        "'",
                        "\"",
                        "]]>",
                        "\u00e9",
                        "\u20ac",
                        "\ud83d\ude00")
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    /** Elements that no server knows, each with an attribute {@code mark}. */
    static Arbitrary<String> unknown() {
        Arbitrary<String> child = Combinators.combine(names(), text())
                .as((name, text) -> "<" + name + ">" + InitiatingEntity.escape(text) + "</" + name + ">");
        return Combinators.combine(names(), names(), text(), child.list().ofMaxSize(3), Arbitraries.of("", "p:"))
                .as((name, namespace, text, children, prefix) -> {
                    String declared = prefix.isEmpty() ? "xmlns" : "xmlns:p";
                    return "<" + prefix + name + " " + declared + "='urn:example:" + namespace + "' mark='m"
                            + InitiatingEntity.escape(text.replaceAll("\\s", " ")) + "'>"
                            + InitiatingEntity.escape(text)
                            + String.join("", children) + "</" + prefix + name + ">";
                });
    }

    /** Language tags. */
    static Arbitrary<String> languages() {
        return Arbitraries.of(
                "de", "de-CH", "zh-Hant-TW", "sr-Latn", "x-pirate", "es-419", "sl-rozaj-biske", "fr-a-exten");
    }

    /** Resourceparts that both profiles of addresses take as they are. */
    static Arbitrary<String> resourceparts() {
        return pieces("a", "Z", "9", "-", "_", ".", "+", "(", "\u00df", "\u00e9", "\u6f22", "\u03b1")
                .ofMinSize(3)
                .ofMaxSize(20)
                .map(parts -> "r" + String.join("", parts));
    }

    /** Requests that every server refuses with a stanza error. */
    static Arbitrary<Request> refused() {
        return Arbitraries.of(
                Stream.concat(FAULTY.stream(), NOT_SERVED.stream()).toList());
    }

    /** Those of them that break a rule of stanzas themselves. */
    static Arbitrary<Request> faulty() {
        return Arbitraries.of(FAULTY);
    }

    /** Those of them that break none, but get no service. */
    static Arbitrary<Request> notServed() {
        return Arbitraries.of(NOT_SERVED);
    }

    /** Requests that servers for clients answer with a result. */
    static Arbitrary<Request> understood() {
        return Arbitraries.of(UNDERSTOOD);
    }

    /**
     * A request.
     *
     * @param name for people
     * @param type its type
     * @param address its address, in which a hash sign stands for the domain, or an empty text
     * @param content what is in it
     */
    record Request(String name, String type, String address, String content) {
        String to(ServerStage stage) {
            return address.replace("#", stage.domain().toString());
        }

        /** Sends it, and waits for what has its id. */
        Optional<XmlElement> ask(BoundClient client, ServerStage stage, String id) throws Halt {
            return client.ask(type, id, to(stage), content);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
