package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.testkit.result.Verdict;

class XmlArbitrariesProperties {
    private static final byte[] HEADER =
            "<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' version='1.0'>"
                    .getBytes(StandardCharsets.UTF_8);

    @Provide
    Arbitrary<XmlSpelling> spellings() {
        return Arbitraries.oneOf(
                XmlArbitraries.spellings(), XmlArbitraries.spellings(XmlArbitraries.elements("jabber:client")));
    }

    @Provide
    Arbitrary<BrokenXml> broken() {
        return XmlArbitraries.broken();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aSpellingIsReadAsWhatItMeans(@ForAll("spellings") XmlSpelling spelling) {
        assertMeaning(spelling);

        String text = spelling.text();
        for (String way : List.of("<![CDATA[", "&#", "\"", ":", "></", "\r\n", "/>")) {
            Statistics.label(way).collect(text.contains(way)).coverage(coverage -> coverage.check(true)
                    .percentage(some -> some > 5));
        }
        Statistics.label("written as our writer does")
                .collect(text.equals(spelling.element().toString()))
                .coverage(coverage -> coverage.check(false).percentage(some -> some > 80));
    }

    private static void assertMeaning(XmlSpelling spelling) {
        assertEquals(Optional.of(spelling.element()), readInStream(Octets.ofUtf8(spelling.text())), spelling::text);
        StreamReader.Event document =
                StreamReader.readDocument(spelling.text().getBytes(StandardCharsets.UTF_8), StreamLimits.DEFAULT);
        assertEquals(
                spelling.element(),
                assertInstanceOf(StreamReader.ElementComplete.class, document, spelling::text)
                        .element());
    }

    private static Optional<XmlElement> readInStream(Octets octets) {
        return event(octets) instanceof StreamReader.ElementComplete complete
                ? Optional.of(complete.element())
                : Optional.empty();
    }

    private static StreamReader.Event event(Octets octets) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        reader.feed(ByteBuffer.wrap(HEADER));
        assertInstanceOf(StreamReader.HeaderOpened.class, reader.next().orElseThrow());
        reader.feed(ByteBuffer.wrap(octets.toByteArray()));
        return reader.next().orElseThrow(() -> new AssertionError("nothing said of " + octets));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void brokenXmlIsRefusedAsItsRuleDemands(@ForAll("broken") BrokenXml broken) {
        assertBroken(broken);

        Statistics.label("fault").collect(broken.fault()).coverage(coverage -> {
            for (XmlFault fault : XmlFault.values()) {
                coverage.check(fault).percentage(some -> some > 2);
            }
        });
    }

    private static void assertBroken(BrokenXml broken) {
        StreamReader.Refused refused =
                assertInstanceOf(StreamReader.Refused.class, event(broken.octets()), broken::toString);
        assertEquals(
                Verdict.PASSED,
                broken.fault()
                        .demand()
                        .judge(StreamError.of(refused.violation()).condition()),
                () -> broken + " " + refused);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void shrinkingKeepsTheFault(@ForAll long seed) {
        int seen = 0;
        for (XmlFault fault : XmlFault.values()) {
            seen += Shrinking.walk(XmlArbitraries.broken(fault), seed, 1, broken -> {
                assertEquals(fault, broken.fault());
                assertBroken(broken);
            });
        }
        assertTrue(seen > 0, "nothing was shrunk");
        XmlFault[] first = new XmlFault[1];
        Shrinking.walk(XmlArbitraries.broken(), seed, 1, broken -> {
            first[0] = first[0] == null ? broken.fault() : first[0];
            assertEquals(first[0], broken.fault());
        });
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void shrinkingASpellingKeepsItsMeaning(@ForAll long seed) {
        Shrinking.walk(XmlArbitraries.spellings(), seed, 1, XmlArbitrariesProperties::assertMeaning);
    }
}
