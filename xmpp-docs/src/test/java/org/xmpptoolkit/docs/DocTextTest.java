package org.xmpptoolkit.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocTextTest {
    private static String text(String raw) {
        return DocText.parse(raw).map(DocComment::text).orElse("");
    }

    @Test
    void aCommentIsParagraphsAndLinks() {
        String raw = """
                 An item of a
                 roster. Immutable.

                 <p>It has a {@code jid}.
                 <ul>
                   <li>One
                   <li>{@link java.util.List#of(Object, Object) two}
                 </ul>

                 @param x a thing
                     of two lines
                 @see Other
                 @see <a href="https://example.org/rfc#section-2.1"
                     >RFC 1
                     section 2.1</a>
                 @see <a href='http://example.org/?a=1&amp;b=2'>Another</a> more
                 @since 1
                """;
        assertEquals(
                Optional.of(new DocComment(
                        "An item of a roster. Immutable.\n\nIt has a jid.\n\n- One\n\n- two",
                        List.of(
                                new SpecLink("https://example.org/rfc#section-2.1", "RFC 1 section 2.1"),
                                new SpecLink("http://example.org/?a=1&b=2", "Another")))),
                DocText.parse(raw));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{@code <show/>} is {@literal a<b}|<show/> is a<b",
                "{@code a{b}c} d|a{b}c d",
                "see {@link Jid}|see Jid",
                "see {@link org.example.Outer.Inner#call(int, String)}|see Outer.Inner.call",
                "see {@link #call(int)}|see call",
                "see {@link org.example}|see org.example",
                "see {@link mod/org.example.Jid}|see Jid",
                "see {@linkplain Jid the address}|see the address",
                "see {@link Jid {@code jid}}|see jid",
                "{@return the name}|The name.",
                "{@return the {@link Jid jid}, if {@code a{b}} has one} Of it.|The jid, if a{b} has one. Of it.",
                "a {@systemProperty user.dir} b|a user.dir b",
                "{@inheritDoc} More.|More.",
                "a<b>bold</b> <a href=\"x>y\">link</a><br>next|abold link next",
                "1 &lt; 2 &amp;&amp; &#x41;&#66; &sect;|1 < 2 && AB §",
                "a <!-- not <b> this --> b|a b"
            })
    void tagsAndEntitiesBecomeWords(String raw, String expected) {
        assertEquals(expected, text(raw));
    }

    @Test
    void whatIsPreformattedKeepsItsLines() {
        assertEquals(
                "So:\n\nif (a) {\n  b();\n}\n\nand on.", text("So:\n<pre>\n if (a) {\n   b();\n }\n</pre>\nand on."));
        assertEquals("a\n\nx = 1;\ny = 2;", text("a {@snippet :\n  x = 1;\n  y = 2;\n}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "an {@code open tag",
                "a } brace",
                "1 < 2",
                "a <b",
                "<a href=\"x",
                "A & B",
                "&#xFFFFFFFFF;",
                "&#;",
                "&unknown;",
                "{@}",
                "{@ code}",
                "<!-- open",
                "</",
                "@",
                "a @author inside"
            })
    void whatIsMalformedStays(String raw) {
        assertEquals(raw, text(raw));
    }

    @Test
    void aBracedAtSignBeginsNoBlockTag() {
        assertEquals("Write @see so.", text("Write {@code\n@see} so."));
        assertEquals("Open {@code", text("Open {@code\n@see Other"));
    }

    @Test
    void whatIsReturnedStandsForWhatIsNotSaid() {
        assertEquals("The name of it.", text("\n@return the name\n  of it\n"));
        assertEquals("A name.", text("A name.\n@return the name of it"));
        assertEquals(Optional.empty(), DocText.parse(" \n@param x y\n@return\n"));
    }

    @Test
    void anAddressOfAnotherSchemeIsNoLink() {
        assertEquals(
                Optional.of(new DocComment("A.", List.of())),
                DocText.parse("A.\n@see <a href=\"javascript:alert(1)\">B</a>\n@see <a href=\"other.html\">C</a>"));
    }

    @Test
    void theSummaryIsTheFirstSentence() {
        assertEquals("One 1.2 of it.", new DocComment("One 1.2 of it. Two.\n\nThree.", List.of()).summary());
        assertEquals("One", new DocComment("One\n\nTwo. Three.", List.of()).summary());
    }
}
