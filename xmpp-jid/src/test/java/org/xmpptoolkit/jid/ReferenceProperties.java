package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Parts are judged as other implementations judge them, but for what is known of these. */
class ReferenceProperties {
    /** First and last code points of scripts that prepare in their own ways. */
    private static final int[][] SCRIPTS = {
        {'a', 'z'},
        {'A', 'Z'},
        {0xC0, 0x24F},
        {0x370, 0x3FF},
        {0x400, 0x52F},
        {0x5D0, 0x5EA},
        {0x620, 0x6D3},
        {0x904, 0x94D},
        {0x10A0, 0x10FF},
        {0x13A0, 0x13FD},
        {0x1100, 0x11F9},
        {0x1E00, 0x1FFF},
        {0x3041, 0x30FF},
        {0x4E00, 0x4EFF},
        {0xAC00, 0xACFF},
        {0xF900, 0xFAD9},
        {0xFB00, 0xFEFC},
        {0xFF01, 0xFFEE},
        {0x10400, 0x1044F},
        {0x1D400, 0x1D7FF},
        {0x2F800, 0x2FA1D}
    };

    @Property(tries = 5000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void agreesButForWhatIsKnown(@ForAll Reference reference, @ForAll("texts") String text) {
        Reference.Verdicts verdicts = reference.judge(text);
        Optional<KnownDifference> explanation = verdicts.agree() ? Optional.empty() : reference.explanation(verdicts);
        Statistics.collect(
                explanation.isPresent() ? "explained" : verdicts.bothAccept() ? "prepared alike" : "refused");
        Statistics.coverage(coverage -> {
            coverage.check("prepared alike").percentage(percent -> percent > 20);
            coverage.check("refused").percentage(percent -> percent > 10);
            coverage.check("explained").percentage(percent -> percent < 10);
        });

        assertTrue(verdicts.agree() || explanation.isPresent(), verdicts::toString);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> script = Arbitraries.of(SCRIPTS).flatMap(range -> Arbitraries.integers()
                .between(range[0], range[1])
                .map(Character::toString)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(letters -> String.join("", letters)));
        Arbitrary<String> mark = Arbitraries.integers().between(0x300, 0x36F).map(Character::toString);
        Arbitrary<String> any = Arbitraries.integers()
                .between(0x20, 0x32FFF)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString);
        return Arbitraries.frequencyOf(
                        Tuple.of(20, script),
                        Tuple.of(4, mark),
                        Tuple.of(
                                4,
                                Arbitraries.of(Texts.PIECES)
                                        .filter(piece -> Texts.isWellFormed(piece) && !piece.startsWith("["))),
                        Tuple.of(2, Arbitraries.of(".", "-", "1", "9", "xn--")),
                        Tuple.of(1, any))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
    }
}
