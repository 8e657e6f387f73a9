package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.xmpptoolkit.core.XmlElement;

/** Whatever the builders make has the form of the specifications' schemas, save where those forget what their text allows. */
@AddLifecycleHook(SharedFolder.class)
class SchemaProperties {
    @Property(tries = 10_000)
    @StatisticsReport(label = "gap", value = StatisticsReport.StatisticsReportMode.OFF)
    void whatIsWrittenHasTheFormOfTheSchemas(@ForAll("written") XmlElement element) {
        assertFormOf(Schemas.current(), SchemaGaps.current(), element);
    }

    @Property(tries = 10_000)
    @StatisticsReport(label = "gap", value = StatisticsReport.StatisticsReportMode.OFF)
    void whatIsWrittenHasTheFormOfTheFormerSchemas(@ForAll("written") XmlElement element) {
        assertFormOf(Schemas.former(), SchemaGaps.former(), element);
    }

    /** An element has the form of its schema, or one of the known gaps and then not: each gap is one, and needed. */
    private static void assertFormOf(Schemas schemas, List<SchemaGaps.Gap> gaps, XmlElement element) {
        List<SchemaGaps.Gap> here =
                gaps.stream().filter(gap -> gap.isIn(element)).toList();
        Optional<String> problem = schemas.problem(element);
        if (here.isEmpty()) {
            assertEquals(Optional.empty(), problem, element.toString());
            Statistics.label("gap").collect("none");
        } else {
            assertTrue(problem.isPresent(), here + " is no gap: " + element);
            if (here.size() == 1) {
                Statistics.label("gap").collect(here.get(0).name());
            }
        }
        Statistics.label("gap").coverage(seen -> {
            seen.check("none").percentage(part -> part > 20);
            gaps.forEach(gap -> seen.check(gap.name()).count(count -> count > 0));
        });
    }

    @Provide
    Arbitrary<XmlElement> written() {
        return Models.elements();
    }
}
