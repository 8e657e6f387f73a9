package org.xmpptoolkit.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Ways to cut octets into pieces. */
final class Chunkings {
    /**
     * A way to cut: the sizes are taken in turn, again and again.
     *
     * @param sizes octets of each piece
     * @param piecesBetweenReads how many pieces are fed before events are asked for
     */
    record Chunking(List<Integer> sizes, int piecesBetweenReads) {
        List<StreamReader.Event> feed(StreamReader reader, byte[] octets) {
            List<StreamReader.Event> events = new ArrayList<>();
            int from = 0;
            for (int piece = 0; from < octets.length; piece++) {
                int size = Math.min(sizes.get(piece % sizes.size()), octets.length - from);
                reader.feed(ByteBuffer.wrap(octets, from, size));
                from += size;
                if (piece % piecesBetweenReads == 0) {
                    events.addAll(Reading.drain(reader));
                }
            }
            events.addAll(Reading.drain(reader));
            return events;
        }

        /** Takes at most some events behind each piece, and the rest at the end. */
        List<StreamReader.Event> feedAndTake(StreamReader reader, byte[] octets, int atOnce) {
            List<StreamReader.Event> events = new ArrayList<>();
            int from = 0;
            for (int piece = 0; from < octets.length; piece++) {
                int size = Math.min(sizes.get(piece % sizes.size()), octets.length - from);
                reader.feed(ByteBuffer.wrap(octets, from, size));
                from += size;
                for (int i = 0; i < atOnce; i++) {
                    reader.next().ifPresent(events::add);
                }
            }
            events.addAll(Reading.drain(reader));
            return events;
        }
    }

    private Chunkings() {}

    static Arbitrary<Chunking> any() {
        Arbitrary<Integer> size = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 120));
        return Combinators.combine(size.list().ofMinSize(1).ofMaxSize(6), Arbitraries.of(1, 1, 1, 2, 3))
                .as(Chunking::new);
    }
}
