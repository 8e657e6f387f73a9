package org.xmpptoolkit.testkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidCommandTest {
    private static final byte[] LONE_CONTINUATION = {'a', '@', 'b', '/', 'c', (byte) 0x80, '\n', 'd', '\n'};

    @Test
    void printsThePreparedParts() {
        assertEquals(
                new Run(0, "valid\tjuliet\texample.com\tBalcony\nvalid\t\texample.com\t\n", ""),
                Run.of("Juliet@Example.com/Balcony\nexample.com\n", "jid"));
    }

    @Test
    void printsWhatIsWrong() {
        Run run = Run.of("ab@\n" + "x".repeat(1024) + "@b\n\n", "jid");
        String[] lines = run.out().split("\n", -1);
        assertEquals(4, lines.length, run.out());
        assertTrue(lines[0].startsWith("invalid\tdomainpart\tempty\t"), lines[0]);
        assertTrue(lines[1].startsWith("invalid\tlocalpart\ttoo-long\t"), lines[1]);
        assertTrue(lines[2].startsWith("invalid\tdomainpart\tempty\t"), lines[2]);
        assertEquals(1, run.code());
    }

    @Test
    void takesALastLineWithoutLineFeed() {
        assertEquals("valid\t\ta\t\nvalid\t\tb\t\n", Run.of("a\nb", "jid").out());
    }

    @Test
    void hasNothingToSayAboutNoInput() {
        assertEquals(new Run(0, "", ""), Run.of("", "jid"));
    }

    @Test
    void takesACarriageReturnAsPartOfTheAddress() {
        String out = Run.of("a@b/c\r\n", "jid").out();
        assertTrue(out.startsWith("invalid\tresourcepart\tprohibited-code-point\t"), out);
    }

    @Test
    void refusesWhatIsNotUtf8AndGoesOn() {
        assertEquals(
                new Run(1, "invalid\t\tnot-utf-8\toctet 5 of the line begins no UTF-8 character\nvalid\t\td\t\n", ""),
                Run.of(LONE_CONTINUATION, "jid"));
    }

    @Test
    void readsALineLongerThanABlock() {
        String out = Run.of("x".repeat(200_000) + "\nb\n", "jid").out();
        assertTrue(out.startsWith("invalid\t"), out);
        assertTrue(out.endsWith("\nvalid\t\tb\t\n"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "stringprep, invalid",
        "stringprep-query, valid",
        "precis, valid",
        "PRECIS, valid",
        "Stringprep-Query, valid"
    })
    void preparesByTheProfileThatIsAskedFor(String profile, String verdict) {
        // U+1F600 is not in Unicode 3.2.
        String out = Run.of("a@b/\uD83D\uDE00", "jid", "--profile", profile).out();
        assertEquals(verdict, out.substring(0, out.indexOf('\t')));
    }

    @Test
    void preparesByStringprepUnlessToldOtherwise() {
        assertEquals(Run.of("a@b/\uD83D\uDE00", "jid", "--profile", "stringprep"), Run.of("a@b/\uD83D\uDE00", "jid"));
    }

    @ParameterizedTest
    @CsvSource({"jid a@b.c, addresses", "jid escape a b, names", "jid --escaped unescape a, names"})
    void saysWhereLinesComeFrom(String line, String what) {
        Run run = Run.of("", line.split(" ", -1));
        assertEquals(2, run.code());
        assertTrue(run.err().contains(": " + what + " come on standard input, one a line\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"escape", "unescape"})
    void takesNoProfileWhereNothingIsPrepared(String subcommand) {
        Run run = Run.of("a\n", "jid", "--profile", "precis", subcommand);
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("xmpp jid: --profile "), run.err());
    }

    @Test
    void tellsWhereInTheAddressAFaultIs() {
        String out = Run.of("a@example_com\n", "jid").out();
        assertTrue(out.contains(" at index 9 of the address"), out);
    }

    @Test
    void writesCellsInAscii() {
        assertEquals(
                "valid\tj\\u00FC\tb\ta\\u0020\\u005C\\u{01F600}~\n",
                Run.of("j\\u00FC@b/a\\u0020\\u005c\\u{1f600}~\n", "jid", "--escaped", "--profile", "stringprep-query")
                        .out());
    }

    @Test
    void joinsTwoUnitsThatMakeACodePoint() {
        assertEquals(
                "valid\t\tb\t\\u{01F600}\n",
                Run.of("b/\\uD83D\\uDE00", "jid", "--escaped", "--profile", "precis")
                        .out());
    }

    @Test
    void takesALoneSurrogate() {
        String out = Run.of("a@b/\\uD83D\n", "jid", "--escaped").out();
        assertTrue(out.startsWith("invalid\tresourcepart\tlone-surrogate\t"), out);
    }

    @Test
    void writesTheMessageInAsciiToo() {
        String line = Run.of("\n", "jid", "--escaped").out();
        assertTrue(line.startsWith("invalid\tdomainpart\tempty\tdomainpart\\u0020is\\u0020empty"), line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\",
                "a\\u",
                "a\\u12",
                "a\\u12G4",
                "a\\u{}",
                "a\\u{12",
                "a\\u{1234567}",
                "a\\u{110000}",
                "a\\n",
                "a b",
                "\u00FC",
                "a\\u{ 1}",
                "a\\U0041"
            })
    void refusesWhatIsNoEscapedText(String line) {
        Run run = Run.of(line + "\nb\n", "jid", "--escaped");
        assertTrue(run.out().startsWith("invalid\t\tbad-escape\t"), run.out());
        assertTrue(run.out().endsWith("\nvalid\t\tb\t\n"), run.out());
        assertEquals(1, run.code());
    }

    @Test
    void escapesNames() {
        assertEquals(new Run(0, "d\\27artagnan\\40musketeers\n", ""), Run.of("d'artagnan@musketeers", "jid", "escape"));
        assertEquals(
                "space\\u005C20cadet\n",
                Run.of("space\\u0020cadet", "jid", "escape", "--escaped").out());
    }

    @Test
    void unescapesLocalparts() {
        assertEquals(new Run(0, "d'artagnan\n\n", ""), Run.of("d\\27artagnan\n\n", "jid", "unescape"));
        assertEquals(
                "space\\u0020cadet\n",
                Run.of("space\\u005C20cadet", "jid", "unescape", "--escaped").out());
    }

    @Test
    void refusesNamesThatCannotBeEscapedAndGoesOn() {
        Run run = Run.of(" a\nb\n", "jid", "escape");
        assertTrue(run.out().startsWith("!error\tname begins or ends with a space"), run.out());
        assertTrue(run.out().endsWith("\nb\n"), run.out());
        assertEquals(1, run.code());
    }

    @Test
    void doesNotLetAResultLookLikeAnError() {
        assertTrue(Run.of("!error\tx\n", "jid", "unescape").out().contains("--escaped"));
        assertEquals(
                "!error\\u0009x\n",
                Run.of("!error\\u0009x\n", "jid", "unescape", "--escaped").out());
    }

    @Test
    void answersALineBeforeTheNextOneComes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream first = new ByteArrayInputStream("a\n".getBytes(StandardCharsets.UTF_8));
        InputStream second = new OctetByOctet() {
            @Override
            int next() {
                assertEquals("valid\t\ta\t\n", out.toString(StandardCharsets.UTF_8));
                return -1;
            }
        };
        Streams streams = Streams.of(new SequenceInputStream(first, second), out, new ByteArrayOutputStream());
        assertEquals(0, Xmpp.run(streams, "jid"));
        assertEquals("valid\t\ta\t\n", out.toString(StandardCharsets.UTF_8));
    }
}
