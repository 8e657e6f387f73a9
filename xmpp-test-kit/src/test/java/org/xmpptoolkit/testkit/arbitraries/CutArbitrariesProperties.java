package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class CutArbitrariesProperties {
    private static final byte[] TEXT =
            "<a b='\u00E9'>\u20AC plain text \uD83D\uDE00 &amp; more</a>".getBytes(StandardCharsets.UTF_8);

    @Provide
    Arbitrary<Cut> cuts() {
        return CutArbitraries.cuts();
    }

    @Provide
    Arbitrary<Cut> cutsOfText() {
        return CutArbitraries.cuts(TEXT);
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void piecesAreTheOctetsAgain(@ForAll("cuts") Cut cut, @ForAll byte[] octets) {
        List<byte[]> pieces = cut.of(octets);
        assertArrayEquals(octets, joined(pieces));
        assertTrue(pieces.stream().allMatch(piece -> piece.length > 0));
        Statistics.label("pieces").collect(cut.sizes().isEmpty()).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 5);
            coverage.check(false).percentage(some -> some > 40);
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void cutsOfATextAreOftenInsideItsCharacters(@ForAll("cutsOfText") Cut cut) {
        List<byte[]> pieces = cut.of(TEXT);
        assertArrayEquals(TEXT, joined(pieces));
        boolean inside = pieces.stream().anyMatch(piece -> (piece[0] & 0xC0) == 0x80);
        boolean behindMarkup = pieces.stream().anyMatch(piece -> piece.length > 1 && piece[piece.length - 1] == '<');
        Statistics.label("character").collect(inside).coverage(coverage -> coverage.check(true)
                .percentage(some -> some > 40));
        Statistics.label("markup").collect(behindMarkup).coverage(coverage -> coverage.check(true)
                .percentage(some -> some > 5));
        Statistics.label("pieces").collect(pieces.size() == 1).coverage(coverage -> {
            coverage.check(true).percentage(some -> some > 3);
            coverage.check(false).percentage(some -> some > 60);
        });
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyCutShrinksToOnePiece(@ForAll long seed) {
        for (Arbitrary<Cut> cuts : List.of(CutArbitraries.cuts(), CutArbitraries.cuts(TEXT))) {
            Cut smallest = Shrinking.smallest(cuts.generator(1000).next(new Random(seed)));
            assertEquals(1, smallest.of(TEXT).size(), smallest::toString);
        }
    }

    @Property(tries = 1)
    void noPieceIsEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new Cut(List.of(1, 0)));
        assertEquals(List.of(), Cut.WHOLE.of(new byte[0]));
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
