package org.xmpptoolkit.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Exchange.Kind;
import org.xmpptoolkit.testkit.result.Exchange.Mark;

/** What is taken down, and what of it is kept. */
class TranscriptTest {
    private final Transcript transcript = new Transcript();
    private final Spoken spoken = new Spoken(transcript);

    private List<Exchange.Line> lines() {
        return transcript.exchange().lines();
    }

    @Test
    void octetsThatAreNoUtf8AndControlsAreShownByNumber() {
        spoken.sent(new byte[] {'a', (byte) 0xC0, (byte) 0x80, 0, '\n', (byte) 0xC3, (byte) 0xA9});
        assertEquals("a\\xC0\\x80\\x00\n\u00e9", lines().get(0).text());
    }

    @Test
    void whatBreaksTheRuleIsMarked() {
        spoken.sent("<a>", "\0", "</a>");
        assertEquals("<a>\\x00</a>", lines().get(0).text());
        assertEquals(List.of(new Mark(3, 7)), lines().get(0).marks());
    }

    @Test
    void whatThePeerSaidLastIsBlamed() {
        spoken.received("<a id='x'/>".getBytes(StandardCharsets.UTF_8));
        spoken.received("<b id='x'/>".getBytes(StandardCharsets.UTF_8));
        spoken.sent("id='x'");
        spoken.blame("id='x'");
        assertEquals(List.of(), lines().get(0).marks());
        assertEquals(List.of(new Mark(3, 9)), lines().get(1).marks());
        assertEquals(List.of(), lines().get(2).marks());
    }

    @Test
    void whereNothingIsMarkedTheLastThatThePeerSaidIs() {
        spoken.received("<a/>".getBytes(StandardCharsets.UTF_8));
        spoken.note("nothing more came in time");
        transcript.markLastIfNone();
        assertEquals(List.of(new Mark(0, 4)), lines().get(0).marks());
        transcript.markLastIfNone();
        assertEquals(List.of(), lines().get(1).marks());
    }

    @Test
    void aLongTextIsCutInItsMiddleAndKeepsTheMarksInItsHead() {
        spoken.sent("", "<bad>", "x".repeat(100_000) + "</end>");
        Exchange.Line line = lines().get(0);
        assertTrue(line.text().length() < 5_000);
        assertTrue(line.text().startsWith("<bad>") && line.text().endsWith("</end>"), line.text());
        assertEquals(List.of(new Mark(0, 5)), line.marks());
    }

    @Test
    void linesAreBounded() {
        for (int i = 0; i < 1_000; i++) {
            spoken.note("note " + i);
        }
        assertEquals(1_000, lines().size() + transcript.exchange().omitted());
        assertEquals(Kind.NOTE, lines().get(0).kind());
        assertTrue(transcript.exchange().omitted() > 0);
    }

    @Test
    void whatAFloodingPeerSaysIsBoundedAndWhatHappensBehindItIsKept() {
        for (int i = 0; i < 1_000; i++) {
            spoken.received(new byte[16_384]);
        }
        spoken.note("cut");
        long chars = lines().stream().mapToLong(line -> line.text().length()).sum();
        assertTrue(chars < 200_000, "chars: " + chars);
        assertEquals("cut", lines().get(lines().size() - 1).text());
        assertEquals(1_001, lines().size() + transcript.exchange().omitted());
    }
}
