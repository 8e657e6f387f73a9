package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactorProperties {
    private static final String SECRET = "cjBtMzBteXIwbTMw";

    private static String cut(String text, Random random) {
        Redactor redactor = new Redactor();
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder told = new StringBuilder();
        for (int at = 0; at < octets.length; ) {
            int next = Math.min(octets.length, at + 1 + random.nextInt(9));
            told.append(redactor.next(ByteBuffer.wrap(octets, at, next - at)));
            at = next;
        }
        return told.toString();
    }

    private static String whole(String text) {
        return new Redactor().next(StandardCharsets.UTF_8.encode(text));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "<auth mechanism='PLAIN'>",
                        "</auth>",
                        "<s:response>",
                        "</s:response>",
                        "<success/>",
                        "<enabled id='a' resume=\"id\"/>",
                        "<token b='",
                        "<a b='<auth>' c=\">\">",
                        "</a>",
                        "<![CDATA[</auth>]]>",
                        "<!--",
                        "text \u00e9\ud83d\ude00",
                        "<",
                        ">",
                        "'",
                        "<?xml version='1.0'?>")
                .list()
                .ofMaxSize(12)
                .map(list -> String.join("", list));
    }

    @Property
    void cuttingChangesNothing(@ForAll("pieces") String text, @ForAll Random random) {
        assertEquals(whole(text), cut(text, random));
    }

    @Property
    void whatStandsInsideIsNeverTold(
            @ForAll("names") String name, @ForAll("inside") String inside, @ForAll Random random) {
        String text =
                "<m>before</m><" + name + " mechanism='X'>" + inside + SECRET + inside + "</" + name + "><m>after</m>";
        String told = cut(text, random);
        assertFalse(told.contains(SECRET), told);
        assertEquals(true, told.startsWith("<m>before</m><" + name + " mechanism='X'>"), told);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "auth", "challenge", "response", "success", "x:auth", "authenticate", "password", "handshake");
    }

    /** What might be taken for the end. */
    @Provide
    Arbitrary<String> inside() {
        return Arbitraries.of(
                "",
                "<x>",
                "<x/>",
                "<x a='>'/>",
                "</x>",
                "<![CDATA[</auth></success></password>]]>",
                "<x>deep</x>",
                "\u00e9 < > ' \"",
                "</m>");
    }

    @Property
    void attributesThatAreSecretAreNeverTold(@ForAll("secretAttributes") String[] tag, @ForAll Random random) {
        String told = cut(tag[0] + SECRET + tag[1] + "<m a='after'/>", random);
        assertEquals(tag[0] + "[secret]" + tag[1] + "<m a='after'/>", told);
    }

    /** What stands in front of the secret, and what stands behind it. */
    @Provide
    Arbitrary<String[]> secretAttributes() {
        return Arbitraries.of(
                new String[] {"<enabled xmlns='urn:xmpp:sm:3' id='", "' resume='true'/>"},
                new String[] {"<sm:enabled resume='true'\n\tid = \"", "\"/>"},
                new String[] {"<enabled resume='id'id='", "'></enabled>"},
                new String[] {"<resume h='1' previd='", "'/>"},
                new String[] {"<resumed previd=\"", "\" h='1'/>"},
                new String[] {"<token xmlns='urn:xmpp:fast:0' xmlns:a='b' token='", "'/>"},
                new String[] {"<a><f:token other='", "'/></a>"});
    }

    @Example
    void theElementsStandAsTheyCame() {
        for (String text : List.of(
                "<iq id='1'><query xmlns='jabber:iq:roster'/></iq>",
                "<enable resume='true' id='1'/><enabled/><r id='2'/><resume id='3' h='4' previd=''/>",
                "<auth mechanism='EXTERNAL'/><success/><body>\u00e9</body>",
                "<message><body>a &lt; b</body></message></stream:stream>")) {
            assertEquals(text, whole(text));
        }
        assertEquals("<auth>[secret]</auth><a>b</a>", whole("<auth>c</auth><a>b</a>"));
        assertEquals("<handshake>[secret]</handshake><handshake/>", whole("<handshake>c</handshake><handshake/>"));
        assertEquals("<db:result to='a'>[secret]</db:result>", whole("<db:result to='a'>key</db:result>"));
        assertEquals("<db:verify id='1'>[secret]</db:verify>", whole("<db:verify id='1'>key</db:verify>"));
        assertEquals("<result>a</result>", whole("<result>a</result>"), "an archive's");
        assertEquals("<p:auth>[secret]</p:auth>", whole("<p:auth><x>y</x>z</p:auth>"));
    }
}
