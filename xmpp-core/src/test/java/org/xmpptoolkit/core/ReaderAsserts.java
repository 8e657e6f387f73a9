package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.events;
import static org.xmpptoolkit.core.Reading.feed;
import static org.xmpptoolkit.core.Reading.feedOneByOne;
import static org.xmpptoolkit.core.Reading.utf8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** What a reader is held to, whole and octet by octet. */
final class ReaderAsserts {
    static final int BODY = HEADER.length();

    private ReaderAsserts() {}

    static void assertRefused(XmlViolation.Kind kind, long offset, List<StreamReader.Event> events) {
        StreamReader.Event last = events.get(events.size() - 1);
        StreamReader.Refused refused = assertInstanceOf(StreamReader.Refused.class, last, events::toString);
        assertEquals(kind, refused.violation().kind(), refused::toString);
        assertEquals(offset, refused.violation().offset(), refused::toString);
    }

    /** Refused behind a header, at this offset from the header's end, whole and octet by octet. */
    static void assertRefusedInStream(XmlViolation.Kind kind, int offset, byte[] octets) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(utf8(HEADER));
        stream.writeBytes(octets);
        assertRefused(kind, BODY + offset, feed(opening(), stream.toByteArray()));
        assertRefused(kind, BODY + offset, feedOneByOne(opening(), stream.toByteArray()));
    }

    static void assertRefusedInStream(XmlViolation.Kind kind, int offset, String xml) {
        assertRefusedInStream(kind, offset, utf8(xml));
    }

    static void assertRefusedAtOnce(XmlViolation.Kind kind, int offset, byte[] octets) {
        assertRefused(kind, offset, feed(opening(), octets));
        assertRefused(kind, offset, feedOneByOne(opening(), octets));
    }

    static void assertAccepted(int events, String xml) {
        assertEquals(events, events(xml).size(), () -> events(xml).toString());
        assertTrue(events(xml).stream().noneMatch(StreamReader.Refused.class::isInstance), () -> events(xml)
                .toString());
    }

    static StreamReader opening() {
        return StreamReader.opening(StreamLimits.DEFAULT);
    }

    static XmlElement element(StreamReader.Event event) {
        return assertInstanceOf(StreamReader.ElementComplete.class, event).element();
    }
}
