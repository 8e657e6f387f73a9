package org.xmpptoolkit.benchmarks;

import java.nio.charset.StandardCharsets;

/** The stanzas that are read and written, made anew in each run. */
final class Inputs {
    static final String HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
            + " from='example.com' to='juliet@example.com' id='s1' version='1.0' xml:lang='en'>";

    private Inputs() {}

    /** A stanza as a document of its own. */
    static byte[] document(String name) {
        return stanza(name, " xmlns='jabber:client'").getBytes(StandardCharsets.UTF_8);
    }

    /** A stanza as it stands in a stream. */
    static byte[] inStream(String name) {
        return stanza(name, "").getBytes(StandardCharsets.UTF_8);
    }

    private static String stanza(String name, String declaration) {
        return switch (name) {
            case "a" -> message(declaration);
            case "b" -> presence(declaration);
            case "c" -> roster(declaration);
            case "d" -> unknownPayloads(declaration);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String message(String declaration) {
        return "<message" + declaration + " from='juliet@example.com/balcony' to='romeo@example.net/orchard'"
                + " type='chat' id='m-4711' xml:lang='en'><body>Art thou not Romeo, and a Montague?"
                + " Neither, fair saint, if either thee dislike &amp; so on.</body></message>";
    }

    private static String presence(String declaration) {
        return "<presence" + declaration + " from='juliet@example.com/balcony' to='romeo@example.net'"
                + " id='p-815'><show>away</show><status>Gone to the masked ball, back before the"
                + " nightingale sings</status><priority>5</priority><c xmlns='http://jabber.org/protocol/caps'"
                + " hash='sha-1' node='http://client.example.org/caps' ver='QgayPKawpkPSDYmwT/WM94uAlu0='/></presence>";
    }

    private static String roster(String declaration) {
        StringBuilder xml = new StringBuilder(
                "<iq" + declaration + " from='juliet@example.com'"
                        + " to='juliet@example.com/balcony' type='result' id='r-1'><query xmlns='jabber:iq:roster' ver='ver14'>");
        for (int i = 0; i < 20; i++) {
            xml.append("<item jid='contact").append(i).append("@example").append(i % 7);
            xml.append(".org' name='Contact ").append(i).append("' subscription='both'><group>");
            xml.append(i % 2 == 0 ? "Friends" : "Work").append("</group></item>");
        }
        return xml.append("</query></iq>").toString();
    }

    private static String unknownPayloads(String declaration) {
        StringBuilder xml = new StringBuilder("<message" + declaration + " from='room@muc.example.org/nurse'"
                + " to='juliet@example.com/balcony' type='groupchat' id='x-99'><body>five payloads</body>");
        for (int i = 0; i < 5; i++) {
            xml.append("<ext").append(i).append(" xmlns='urn:example:unknown:").append(i);
            xml.append("' id='abcdef-").append(i).append("' by='muc.example.org'>");
            xml.append("<field var='alpha' type='text-single'><value>some value here</value></field>");
            xml.append("<stamp>2024-05-06T07:08:09Z</stamp><ref uri='xmpp:a@example.org'/></ext")
                    .append(i)
                    .append('>');
        }
        return xml.append("</message>").toString();
    }
}
