package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.Role;

class HeaderArbitrariesProperties {
    private static final StreamSetting SETTING = XmppDomain.SETTING;

    @Provide
    Arbitrary<HeaderSpelling> headers() {
        return Arbitraries.oneOf(HeaderArbitraries.initial(SETTING), HeaderArbitraries.response(SETTING));
    }

    @Provide
    Arbitrary<BrokenHeader> broken() {
        return Arbitraries.of(Role.class).flatMap(role -> HeaderArbitraries.broken(role, SETTING));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 500)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aHeaderIsReadAsWhatItSays(@ForAll("headers") HeaderSpelling header) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        reader.feed(ByteBuffer.wrap(Octets.ofUtf8(header.text()).toByteArray()));
        StreamReader.HeaderOpened opened =
                assertInstanceOf(StreamReader.HeaderOpened.class, reader.next().orElseThrow(), header::text);
        XmlElement start = opened.start();
        assertTrue(start.is(Namespaces.STREAM, "stream"));
        assertEquals(Namespaces.CLIENT, opened.scope().namespace("").orElseThrow());
        assertEquals(header.to(), start.attribute("to"));
        assertEquals(header.from(), start.attribute("from"));
        assertEquals(header.id(), start.attribute("id"));
        assertEquals(header.language(), start.xmlLang());
        assertEquals("1.0", start.attribute("version").orElseThrow());
        assertEquals(header.role() == Role.RECEIVING, header.id().isPresent());

        Statistics.label("declaration")
                .collect(header.text().startsWith("<?xml"))
                .coverage(coverage -> {
                    coverage.check(true).percentage(some -> some > 40);
                    coverage.check(false).percentage(some -> some > 5);
                });
        Statistics.label("from")
                .collect(header.role(), header.from().isPresent())
                .coverage(coverage -> {
                    coverage.check(Role.INITIATING, true).percentage(some -> some > 10);
                    coverage.check(Role.INITIATING, false).percentage(some -> some > 10);
                });
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 1000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void headersAreBrokenInEachWay(@ForAll("broken") BrokenHeader broken) {
        Statistics.label("fault").collect(broken.fault()).coverage(coverage -> {
            for (HeaderFault fault : HeaderFault.values()) {
                coverage.check(fault).percentage(some -> some > 4);
            }
        });
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void aClientTellsItsAccountOnASecureStreamOnly(@ForAll long seed) {
        StreamSetting clear = new StreamSetting(SETTING.account(), SETTING.password(), false);
        Shrinking.walk(
                HeaderArbitraries.initial(clear),
                seed,
                5,
                header -> assertTrue(header.from().isEmpty()));
    }
}
