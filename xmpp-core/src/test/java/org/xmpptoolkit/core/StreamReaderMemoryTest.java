package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** What a peer can make the reader hold. */
class StreamReaderMemoryTest {
    private static final StreamLimits LIMITS =
            StreamLimits.builder().elementOctets(10_000).headerOctets(2_000).build();
    private static final int PIECE = 7;

    /** How a fault begins, and what then comes again and again. */
    private static final String[][] IN_ELEMENT = {
        {"<a b='", "x"},
        {"<a xmlns='", "x"},
        {"<a>", "x"},
        {"<a>", "&amp;"},
        {"<a>", "]"},
        {"<a><![CDATA[", "x"},
        {"<a>", "<![CDATA[]]>"},
        {"<a>", "<b/>"},
        {"<a> ", "\n"},
        {"<", "a"},
        {"<a ", "b"},
        {"<a", " "},
        {"<a></a", " "},
        {"<a>&#", "0"},
        {"<a>&", "x"},
        {"<a b='&#x", "0"},
        {"<a b='", "&lt;"},
        {"<a b='", "\u20ac"},
        {"<!--", "x"},
        {"<?a ", "x"},
        {"<!DOCTYPE", "x"},
        {"<![CDATA[", "x"},
        {"&", "x"},
        {"", "x"},
    };

    private static final String[][] IN_HEADER = {
        {"<?xml ", " "},
        {"<?xml version='", "1"},
        {"<!--", "x"},
        {"<?a ", "x"},
        {"<!DOCTYPE ", "a"},
        {" ", "\n"},
        {"<", "a"},
        {"<a b='", "x"},
        {"<a", " "},
        {"<?xml version='1.0'?>", "\n"},
    };

    @Rule("R-302")
    @Test
    void refusesWhatHasNoEndInTheStream() {
        for (String[] endless : IN_ELEMENT) {
            StreamReader reader = StreamReader.opening(LIMITS);
            Reading.feed(reader, Reading.utf8(Reading.HEADER));
            assertRefused(reader, endless, 10_000);
        }
    }

    @Test
    void refusesWhatHasNoEndBeforeTheStream() {
        for (String[] endless : IN_HEADER) {
            StreamReader reader = StreamReader.opening(LIMITS);
            assertRefused(reader, endless, 2_000);
        }
    }

    @Test
    void endlessWhiteSpaceBetweenElementsIsNotHeld() {
        StreamReader reader = StreamReader.opening(LIMITS);
        Reading.feed(reader, Reading.utf8(Reading.HEADER));
        for (int i = 0; i < 20_000; i++) {
            assertEquals(0, Reading.feed(reader, Reading.utf8(" \r\n\t")).size());
            assertEquals(0, reader.pendingOctets());
        }
        assertEquals(1, Reading.feed(reader, Reading.utf8("<a/>")).size());
    }

    @Test
    void endlessWhiteSpaceAfterARestartIsNotHeld() {
        StreamReader reader = StreamReader.restarted(LIMITS);
        for (int i = 0; i < 20_000; i++) {
            assertEquals(0, Reading.feed(reader, Reading.utf8("\n ")).size());
            assertEquals(0, reader.pendingOctets());
        }
        assertEquals(1, Reading.feed(reader, Reading.utf8(Reading.HEADER)).size());
    }

    private static void assertRefused(StreamReader reader, String[] endless, int limit) {
        byte[] octets = Reading.utf8(endless[1].repeat(PIECE));
        reader.feed(ByteBuffer.wrap(Reading.utf8(endless[0])));
        Optional<StreamReader.Event> event = reader.next();
        for (int fed = 0; fed <= limit && event.isEmpty(); fed += octets.length) {
            reader.feed(ByteBuffer.wrap(octets));
            event = reader.next();
            assertTrue(reader.pendingOctets() <= octets.length, endless[0]);
        }
        assertInstanceOf(StreamReader.Refused.class, event.orElse(null), endless[0]);
    }
}
