package org.xmpptoolkit.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The stanzas that are read and written, made anew in each run. */
final class Inputs {
    static final String HEADER = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
            + " from='example.com' to='juliet@example.com' id='s1' version='1.0' xml:lang='en'>";

    /** The octets of a TCP segment over Ethernet, in which streams are fed. */
    static final int SEGMENT = 1_460;

    /** How many stanzas the stream of {@link #segments} has. */
    static final int STANZAS = 10_000;

    private Inputs() {}

    /** Texts that a reader of the stanza has to come to know. */
    static List<String> witnesses(String name) {
        return switch (name) {
            case "a" -> List.of("juliet@example.com/balcony", "Montague", "m-4711");
            case "b" -> List.of("juliet@example.com/balcony", "away", "nightingale", "QgayPKawpkPSDYmwT/WM94uAlu0=");
            case "c", "c10", "c100" ->
                List.of("juliet@example.com/balcony", "contact19@example5.org", "Contact 19", "Friends");
            case "d" -> List.of("room@muc.example.org/nurse", "five payloads", "abcdef-4", "2024-05-06T07:08:09Z");
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Throws unless a candidate has come to know the stanza. */
    static void requireRead(String name, String candidate, String xml) {
        for (String witness : witnesses(name)) {
            if (!xml.contains(witness)) {
                throw new IllegalStateException(candidate + " has lost '" + witness + "' of " + name + ": " + xml);
            }
        }
    }

    /** A stream of the stanzas a, b, c and d in turn, 982 octets each on average, without closing tag, in segments. */
    static List<byte[]> segments() {
        return segments(HEADER);
    }

    /** The same for a stream that is open already. */
    static List<byte[]> segmentsBehindHeader() {
        return segments("");
    }

    private static List<byte[]> segments(String before) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        List<byte[]> stanzas = List.of(inStream("a"), inStream("b"), inStream("c"), inStream("d"));
        for (int i = 0; i < STANZAS; i++) {
            stream.writeBytes(stanzas.get(i % 4));
        }
        byte[] octets = stream.toByteArray();
        List<byte[]> segments = new ArrayList<>();
        for (int from = 0; from < octets.length; from += SEGMENT) {
            segments.add(Arrays.copyOfRange(octets, from, Math.min(from + SEGMENT, octets.length)));
        }
        return segments;
    }

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
            case "c" -> roster(declaration, 20);
            case "c10" -> roster(declaration, 200);
            case "c100" -> roster(declaration, 2_000);
            case "d" -> unknownPayloads(declaration);
            case "e" -> "<presence" + declaration + " from='juliet@example.com/balcony' to='romeo@example.net'/>";
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

    private static String roster(String declaration, int items) {
        StringBuilder xml = new StringBuilder(
                "<iq" + declaration + " from='juliet@example.com'"
                        + " to='juliet@example.com/balcony' type='result' id='r-1'><query xmlns='jabber:iq:roster' ver='ver14'>");
        for (int i = 0; i < items; i++) {
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
