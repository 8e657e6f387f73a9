package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.rules.Rule;

/**
 * What hostile documents make a reader allocate, and so hold at most: no more than a fixed number of octets for each that came in,
 * and none at all behind the bounds.
 */
class TortureMemoryTest {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PIECE = 1_024;
    /** Small children make most: measured were 50, of which 24 were held. */
    private static final int ALLOCATED_AN_OCTET = 64;
    /** A parser or two, and what a piece takes on its way. */
    private static final int ALLOCATED_ANYWAY = 65_536;

    static Stream<TortureCase> all() {
        return TortureCase.all().stream();
    }

    @Rule("R-302")
    @ParameterizedTest
    @MethodSource("all")
    void allocatesInProportionToWhatItTook(TortureCase torture) {
        byte[] document = torture.document();
        read(torture.reader(), document); // classes are loaded now
        StreamReader reader = torture.reader();
        long before = THREAD.getCurrentThreadAllocatedBytes();
        int taken = read(reader, document);
        long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
        assertTrue(
                allocated <= (long) ALLOCATED_AN_OCTET * taken + ALLOCATED_ANYWAY,
                () -> allocated + " octets allocated for " + taken);
        if (torture.refused()) {
            assertEquals(0, reader.unreadOctets());
        }
        boolean bounded = torture.condition().equals("policy-violation") && torture.elements() == 0;
        assertTrue(!bounded || taken <= StreamLimits.DEFAULT.elementOctets() + PIECE, () -> taken + " octets taken");
    }

    /** How many octets the reader took before it had no use for more. */
    private static int read(StreamReader reader, byte[] document) {
        int taken = 0;
        boolean ended = false;
        while (taken < document.length && !ended) {
            int piece = Math.min(PIECE, document.length - taken);
            reader.feed(ByteBuffer.wrap(document, taken, piece));
            taken += piece;
            Optional<StreamReader.Event> event = reader.next();
            while (event.isPresent()) {
                ended = event.get() instanceof StreamReader.Refused;
                event = reader.next();
            }
        }
        return taken;
    }
}
