package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.xmpptoolkit.core.Chunkings.Chunking;

class StreamReaderProperties {
    @Provide
    Arbitrary<byte[]> streams() {
        return StreamOctets.any();
    }

    @Provide
    Arbitrary<Chunking> chunkings() {
        return Chunkings.any();
    }

    @Provide
    Arbitrary<StreamLimits> limits() {
        return StreamOctets.limits();
    }

    @Tag("torture")
    @Property
    void anyCutGivesTheSameEvents(
            @ForAll("streams") byte[] octets,
            @ForAll("chunkings") Chunking chunking,
            @ForAll("limits") StreamLimits limits,
            @ForAll boolean restarted) {
        StreamReader whole = reader(limits, restarted);
        StreamReader cut = reader(limits, restarted);
        List<StreamReader.Event> expected = Reading.feed(whole, octets);
        List<StreamReader.Event> events = chunking.feed(cut, octets);
        String stream = new String(octets, StandardCharsets.ISO_8859_1);
        assertEquals(Reading.described(expected), Reading.described(events), stream);
        if (expected.isEmpty() || !isLast(expected.get(expected.size() - 1))) {
            assertEquals(whole.pendingOctets(), cut.pendingOctets(), stream);
        }
    }

    /** Events may be taken whenever the caller likes: octets that come in meanwhile push none of the others out. */
    @Tag("torture")
    @Property
    void takingEventsLateGivesTheSameEvents(
            @ForAll("streams") byte[] octets,
            @ForAll("chunkings") Chunking chunking,
            @ForAll("limits") StreamLimits limits,
            @ForAll @IntRange(max = 2) int atOnce) {
        List<StreamReader.Event> expected = Reading.feed(reader(limits, false), octets);
        List<StreamReader.Event> events = chunking.feedAndTake(reader(limits, false), octets, atOnce);
        assertEquals(
                Reading.described(expected),
                Reading.described(events),
                new String(octets, StandardCharsets.ISO_8859_1));
    }

    @Tag("torture")
    @Property
    void noOctetsMakeAMethodThrow(@ForAll byte[] octets, @ForAll("chunkings") Chunking chunking) {
        chunking.feed(StreamReader.opening(StreamLimits.DEFAULT), octets);
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        Reading.feed(reader, Reading.utf8(Reading.HEADER));
        chunking.feed(reader, octets);
        StreamReader.readDocument(octets, StreamLimits.DEFAULT);
    }

    @Tag("torture")
    @Property
    void noStreamMakesAMethodThrow(
            @ForAll("streams") byte[] octets,
            @ForAll("chunkings") Chunking chunking,
            @ForAll("limits") StreamLimits limits) {
        chunking.feed(StreamReader.restarted(limits), octets);
        StreamReader.readDocument(octets, limits);
    }

    private static StreamReader reader(StreamLimits limits, boolean restarted) {
        return restarted ? StreamReader.restarted(limits) : StreamReader.opening(limits);
    }

    private static boolean isLast(StreamReader.Event event) {
        return event instanceof StreamReader.Refused || event instanceof StreamReader.HeaderClosed;
    }
}
