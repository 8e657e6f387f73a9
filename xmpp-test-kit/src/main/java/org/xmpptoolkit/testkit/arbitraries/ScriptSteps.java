package org.xmpptoolkit.testkit.arbitraries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** Writes the steps of scripts; elements are spelled as choices say. */
final class ScriptSteps {
    static final String HEADER = "header";

    private static final String MANAGEMENT = "urn:xmpp:sm:3";
    private static final String CLOSE = "</stream:stream>";

    private final StreamSetting setting;
    private final String text;
    private final List<Integer> choices;
    private final List<ScriptStep> steps = new ArrayList<>();
    private Await await = Await.NOTHING;
    private int ids;

    ScriptSteps(StreamSetting setting, String text, List<Integer> choices) {
        this.setting = setting;
        this.text = text;
        this.choices = choices;
    }

    /** What is sent once the resource is bound. */
    enum Item {
        PRESENCE,
        MESSAGE,
        PING,
        WHITE_SPACE,
        ACK_REQUEST,
        ACK
    }

    List<ScriptStep> client(HeaderSpelling first, HeaderSpelling second, List<Item> items) {
        add(HEADER, first.text());
        await = Await.element(Namespaces.STREAM, "features");
        add("auth", auth(plain("")));
        await = Await.element(Namespaces.SASL, "success");
        add(HEADER, second.text());
        await = Await.element(Namespaces.STREAM, "features");
        add(
                "bind",
                spell(iq("set").child(XmlElement.of(Namespaces.BIND, "bind")).build()));
        await = Await.element(Namespaces.CLIENT, "iq");
        if (setting.management()) {
            add("enable", spell(XmlElement.of(MANAGEMENT, "enable")));
            await = Await.element(MANAGEMENT, "enabled");
        }
        for (Item item : items) {
            item(item, setting.domain().toString());
            await = switch (item) {
                case PING -> Await.element(Namespaces.CLIENT, "iq");
                case ACK_REQUEST -> Await.element(MANAGEMENT, "a");
                default -> Await.NOTHING;
            };
        }
        add("close", CLOSE);
        return steps;
    }

    List<ScriptStep> server(HeaderSpelling first, HeaderSpelling second, List<Item> items) {
        await = Await.HEADER;
        add(HEADER, first.text());
        await = Await.NOTHING;
        XmlElement mechanisms = XmlElement.builder(Namespaces.SASL, "mechanisms")
                .child(XmlElement.builder(Namespaces.SASL, "mechanism")
                        .text("PLAIN")
                        .build())
                .build();
        add("features", features(mechanisms));
        await = Await.element(Namespaces.SASL, "auth");
        add("success", spell(XmlElement.of(Namespaces.SASL, "success")));
        await = Await.HEADER;
        add(HEADER, second.text());
        await = Await.NOTHING;
        add("features", features(XmlElement.of(Namespaces.BIND, "bind")));
        await = Await.element(Namespaces.CLIENT, "iq");
        String bound = setting.account() + "/balcony";
        add(
                "bound",
                "<iq xmlns='jabber:client' type='result' id='" + ScriptStep.REQUEST_ID + "'><bind xmlns='"
                        + Namespaces.BIND + "'><jid>" + XmlSpeller.escaped(bound) + "</jid></bind></iq>");
        await = Await.NOTHING;
        for (Item item : items) {
            item(item, bound);
        }
        add("close", CLOSE);
        return steps;
    }

    private void add(String name, String octets) {
        steps.add(ScriptStep.of(name, await, octets));
    }

    private void item(Item item, String to) {
        switch (item) {
            case PRESENCE -> add("presence", spell(XmlElement.of(Namespaces.CLIENT, "presence")));
            case MESSAGE -> add("message", spell(message(to)));
            case PING ->
                add(
                        "ping",
                        spell(iq("get")
                                .child(XmlElement.of("urn:xmpp:ping", "ping"))
                                .build()));
            case WHITE_SPACE -> add("white space", " \n");
            case ACK_REQUEST -> add("ack request", spell(XmlElement.of(MANAGEMENT, "r")));
            case ACK ->
                add(
                        "ack",
                        spell(XmlElement.builder(MANAGEMENT, "a")
                                .attribute("h", "0")
                                .build()));
        }
    }

    /** A message, presence or request to somebody. */
    String stanza(int variant, String to) {
        return spell(
                switch (variant % 3) {
                    case 0 -> message(to);
                    case 1 ->
                        XmlElement.builder(Namespaces.CLIENT, "presence")
                                .attribute("to", to)
                                .build();
                    default ->
                        iq("get")
                                .attribute("to", to)
                                .child(XmlElement.of("urn:xmpp:ping", "ping"))
                                .build();
                });
    }

    private XmlElement message(String to) {
        return XmlElement.builder(Namespaces.CLIENT, "message")
                .attribute("to", to)
                .child(XmlElement.builder(Namespaces.CLIENT, "body").text(text).build())
                .build();
    }

    private XmlElement.Builder iq(String type) {
        return XmlElement.builder(Namespaces.CLIENT, "iq")
                .attribute("type", type)
                .attribute("id", "s" + ids++);
    }

    String auth(String base64) {
        return spell(XmlElement.builder(Namespaces.SASL, "auth")
                .attribute("mechanism", "PLAIN")
                .text(base64)
                .build());
    }

    /** The message of PLAIN, with an identity to act as or none (RFC 4616). */
    String plain(String authorizationIdentity) {
        String message =
                authorizationIdentity + "\0" + setting.account().localpart().orElseThrow() + "\0" + setting.password();
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    private String features(XmlElement feature) {
        return "<stream:features>" + spell(feature) + "</stream:features>";
    }

    private String spell(XmlElement element) {
        return XmlSpeller.spell(element, choices);
    }
}
