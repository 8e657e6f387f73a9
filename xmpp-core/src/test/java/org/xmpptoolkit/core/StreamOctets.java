package org.xmpptoolkit.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What a peer may send: streams that are well-formed, or nearly, or not at all. */
final class StreamOctets {
    /** Stands for the end tag of the innermost open element. */
    private static final String END = "\u0000end";

    private static final String[] DECLARATIONS = {
        "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='UTF-8'?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n",
        "<?xml version='1.0' standalone='no'?>",
        "<?xml version='1.1'?>",
        "<?xml version='2.0' encoding='UTF-8'?>",
        "<?xml version='1.0' encoding='ISO-8859-1'?>",
        "<?xml version='1.0' encoding='UTF-16'?>",
        "<?xml version='1.0' encoding='foo'?>",
        "<?xml version='1.0' encoding=''?>",
        "<?xml encoding='UTF-8'?>",
        "<?xml?>",
        "<?xml-stylesheet href='a'?>",
        "<?xmlversion='1.0'?>",
        " <?xml version='1.0'?>",
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "<!-- c -->",
        "\uFEFF",
        "x",
        " ",
        "\r\n",
    };

    private static final String[] HEADERS = {
        Reading.HEADER,
        Reading.HEADER,
        Reading.HEADER,
        "<stream xmlns='http://etherx.jabber.org/streams' version='1.0'>",
        "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:server' xmlns:db='jabber:server:dialback'"
                + " to='a&amp;b' xml:lang='de'>",
        "<s:stream xmlns:s='http://etherx.jabber.org/streams'>",
        "<stream:stream\r\n xmlns:stream = \"http://etherx.jabber.org/streams\"\txmlns='jabber:client' >",
        "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>",
        "<stream:stream>",
        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>",
        "<\u00e9l\u00e9ment xmlns='urn:\u20ac' xmlns:\u00fc='\ud83d\ude00'>",
    };

    /** Start tags, of elements that nest. */
    private static final String[] STARTS = {
        "<a>",
        "<message to='a@b' xml:lang='en'>",
        "<b:b xmlns:b='urn:b' b:c='d'>",
        "<iq xmlns='jabber:client' type=\"g'et\">",
        "<x xmlns=''>",
        "<\u00fcber \u00e4='\u00f6\ud83d\ude00'>",
        "<a\n b = '1'\tc='&#xD;&lt;&quot;&apos;&#x1F600;'\r\n>",
        "<long xmlns='urn:0123456789' attribute='0123456789012345678901234567890123456789'>",
    };

    private static final String[] ODD_STARTS = {
        "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'>",
        "<stream:features>",
        "<c:message xmlns:c='jabber:client'>",
        "<unbound:a>",
        "<a unbound:b=''>",
        "<a b='' b=''>",
        "<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='' q:b=''>",
        "<a xmlns:p=''>",
        "<a xmlns:xml='urn:b'>",
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'>",
        "<a xmlns:xmlns='urn:b'>",
        "<a b='<'>",
        "<a b='&foo;'>",
        "<a b='&#0;'>",
        "<a b='&#xFFFE;'>",
        "<a b>",
        "<a b=c>",
        "<a b='1'c='2'>",
        "<a:b:c>",
        "<:a>",
        "<a:>",
        "< a>",
        "<1>",
        "<>",
        "<a b='\u0001'>",
        "<xml:a>",
        "<xmlns:a>",
    };

    private static final String[] EMPTIES = {
        "<a/>", "<b:b xmlns:b='urn:b' />", "<presence/>", "<r xmlns='urn:xmpp:sm:3'/>", "<a b='c'/>", "<\u20ac/>",
    };

    private static final String[] TEXTS = {
        "a",
        "text",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t \n",
        "]",
        "]]",
        ">",
        "&amp;",
        "&lt;&gt;&quot;&apos;",
        "&#65;",
        "&#xD;",
        "&#x1F600;",
        "]]&gt;",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "\u0085\u2028",
        "\uFEFF",
        "\u007F",
        "<![CDATA[]]>",
        "<![CDATA[ <a> & ]] ]>]]>",
        "<![CDATA[\r\n]]]]>",
        "longer text that goes on for a while, and &amp; on, so that it is cut more often than not",
    };

    private static final String[] ODD_TEXTS = {
        "]]>",
        "x]]>",
        "&foo;",
        "&foo",
        "&",
        "& ",
        "&#0;",
        "&#1;",
        "&#xD800;",
        "&#xFFFE;",
        "&#x110000;",
        "&#99999999999999999999;",
        "&#x;",
        "&#;",
        "&;",
        "\u0001",
        "\u000B",
        "\uFFFE",
        "\uFFFF",
        "<!-- comment -->",
        "<!---->",
        "<!-- a -- b -->",
        "<?pi data?>",
        "<?pi?>",
        "<?xml version='1.0'?>",
        "<?",
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM 'b' [<!ENTITY c \"d\">]>",
        "<!ELEMENT a>",
        "<!",
        "<![",
        "<![CDATA",
        "<![CDATA[",
        "<",
        "</",
        "</a",
        "</wrong>",
        "</a:b>",
        "</>",
        "</ a>",
        "</a b='c'>",
        "</stream:stream>",
        "</stream:stream >",
        Reading.HEADER,
    };

    private static final byte[][] NO_UTF8 = {
        {(byte) 0x80},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xC1, (byte) 0xBF},
        {(byte) 0xC3},
        {(byte) 0xE0, (byte) 0x9F, (byte) 0xBF},
        {(byte) 0xE2, (byte) 0x82},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x8F, (byte) 0xBF, (byte) 0xBF},
        {(byte) 0xF0, (byte) 0x9F, (byte) 0x98},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xF5},
        {(byte) 0xFE, (byte) 0xFF},
        {(byte) 0xFF, (byte) 0xFE},
        {0},
    };

    private StreamOctets() {}

    /** Octets that mostly begin with a header and mostly break a rule sooner or later. */
    static Arbitrary<byte[]> any() {
        return Combinators.combine(
                        nearlyWellFormed(),
                        mutation().list().ofMaxSize(3),
                        Arbitraries.integers().between(0, 2))
                .as((octets, mutations, mutate) -> {
                    byte[] mutated = octets;
                    if (mutate == 0) {
                        for (Mutation mutation : mutations) {
                            mutated = mutation.apply(mutated);
                        }
                    }
                    return mutated;
                });
    }

    static Arbitrary<StreamLimits> limits() {
        Arbitrary<StreamLimits> small = Combinators.combine(
                        Arbitraries.integers().between(1, 150),
                        Arbitraries.integers().between(60, 200),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(3, 16),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.integers().between(1, 5))
                .as(StreamLimits::new);
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(StreamLimits.DEFAULT)), Tuple.of(1, small));
    }

    private static Arbitrary<byte[]> nearlyWellFormed() {
        Arbitrary<String> declaration = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of("", DECLARATIONS[0])), Tuple.of(1, Arbitraries.of(DECLARATIONS)));
        Arbitrary<String> header = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Reading.HEADER)), Tuple.of(1, Arbitraries.of(HEADERS)));
        return Combinators.combine(declaration, header, pieces(), Arbitraries.of(true, false))
                .as(StreamOctets::join);
    }

    private static Arbitrary<List<Object>> pieces() {
        Arbitrary<Object> piece = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(STARTS).asGeneric()),
                Tuple.of(12, Arbitraries.just(END).asGeneric()),
                Tuple.of(8, Arbitraries.of(EMPTIES).asGeneric()),
                Tuple.of(16, Arbitraries.of(TEXTS).asGeneric()),
                Tuple.of(1, Arbitraries.of(ODD_STARTS).asGeneric()),
                Tuple.of(2, Arbitraries.of(ODD_TEXTS).asGeneric()),
                Tuple.of(1, Arbitraries.of(NO_UTF8).asGeneric()));
        return piece.list().ofMaxSize(24);
    }

    private static byte[] join(String declaration, String header, List<Object> pieces, boolean close) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deque<String> open = new ArrayDeque<>();
        put(out, declaration);
        put(out, header);
        for (Object piece : pieces) {
            if (piece instanceof byte[] raw) {
                out.writeBytes(raw);
            } else if (piece.equals(END)) {
                if (!open.isEmpty()) {
                    put(out, "</" + open.pop() + ">");
                }
            } else {
                String text = (String) piece;
                boolean betweenElements = open.isEmpty() && Arrays.asList(TEXTS).contains(text);
                put(out, betweenElements ? " \n" : text);
                if (Arrays.asList(STARTS).contains(text)
                        || Arrays.asList(ODD_STARTS).contains(text)) {
                    open.push(name(text));
                }
            }
        }
        if (close) {
            while (!open.isEmpty()) {
                put(out, "</" + open.pop() + ">");
            }
            put(out, "</" + name(header) + ">");
        }
        return out.toByteArray();
    }

    private static String name(String startTag) {
        return startTag.substring(1, startTag.length() - 1).split("[ \r\n\t/]", 2)[0];
    }

    private static void put(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A change of one octet: at {@code place} of 10,000 parts of the length. */
    private record Mutation(int kind, int place, byte octet) {
        byte[] apply(byte[] octets) {
            int index = (int) ((long) octets.length * place / 10_000);
            byte[] head = Arrays.copyOf(octets, index);
            byte[] tail = Arrays.copyOfRange(octets, index, octets.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(head);
            switch (kind) {
                case 0 -> {
                    out.write(octet);
                    out.writeBytes(tail);
                }
                case 1 -> out.write(tail, Math.min(1, tail.length), tail.length - Math.min(1, tail.length));
                case 2 -> {
                    out.write(octet);
                    out.write(tail, Math.min(1, tail.length), tail.length - Math.min(1, tail.length));
                }
                default -> {}
            }
            return out.toByteArray();
        }
    }

    private static Arbitrary<Mutation> mutation() {
        Arbitrary<Byte> markup = Arbitraries.of(
                "<>&;/!?[]-='\" :ax\n\r\t".chars().mapToObj(c -> (byte) c).toList());
        Arbitrary<Byte> octet = Arbitraries.oneOf(markup, Arbitraries.bytes());
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 9_999),
                        octet)
                .as(Mutation::new);
    }
}
