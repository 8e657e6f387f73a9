package org.xmpptoolkit.benchmarks.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsPageTest {
    private static final Path ROOT = Path.of(System.getProperty("xmpptoolkit.root", ".."));

    private static final String TABLE = """
            "Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit","Param: input"
            "p.StanzaWriteBenchmark.floorAaltoWriter","avgt",1,5,500.000000,10.000000,"ns/op",a
            "p.StanzaWriteBenchmark.floorAaltoWriter:gc.alloc.rate.norm","avgt",1,5,600.000008,0.000001,"B/op",a
            "p.StanzaWriteBenchmark.stanza","avgt",1,5,625.000000,NaN,"ns/op",a
            "p.StanzaWriteBenchmark.stanza:gc.alloc.rate","avgt",1,5,900.000000,NaN,"MB/sec",a
            "p.StanzaWriteBenchmark.stanza:gc.alloc.rate.norm","avgt",1,5,1640.000000,NaN,"B/op",a
            "p.StanzaWriteBenchmark.tinder","avgt",1,5,12500.000000,NaN,"ns/op",a
            "p.LoginBenchmark.cachedKeys","avgt",1,5,300.000000,NaN,"us/op",
            "p.LoginBenchmark.derived","avgt",1,5,4000.000000,NaN,"us/op",
            "p.LoginBenchmark.floorCachedKeys","avgt",1,5,200.000000,NaN,"us/op",
            "p.LoginBenchmark.floorDerived","avgt",1,5,2000.000000,NaN,"us/op",
            """;

    private static ResultsPage page(Path folder, String table) throws IOException {
        Files.createDirectories(folder.resolve("results"));
        Files.writeString(folder.resolve("results/jmh.csv"), table);
        Files.writeString(folder.resolve("results/machine.txt"), "two cores\n");
        return new ResultsPage(folder);
    }

    @Test
    void readsScoresAndWhatWasAllocated() {
        List<Measurement> all = JmhTable.read(TABLE.lines().toList());
        assertEquals(7, all.size());
        assertEquals(
                new Measurement(
                        "StanzaWriteBenchmark",
                        "floorAaltoWriter",
                        Map.of("input", "a"),
                        500,
                        OptionalDouble.of(10),
                        "ns/op",
                        OptionalDouble.of(600.000008)),
                all.get(0));
        assertEquals(OptionalDouble.empty(), all.get(1).error());
        assertEquals(Map.of(), all.get(3).parameters());
    }

    @Test
    void aLineThatWasCutIsRefused() {
        List<String> lines = List.of("\"Benchmark\",\"Score\"", "\"p.A.b\"");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> JmhTable.read(lines));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("a line of 1 cells where the heading has 2"));
    }

    @Test
    void hasARowForEachCandidateAndARatioToItsFloor(@TempDir Path folder) throws IOException {
        String page = Objects.requireNonNull(page(folder, TABLE).files().get("RESULTS.md"));
        assertTrue(page.contains("two cores\n"), page);
        assertTrue(page.contains("| a | floor, aalto writer | 500 | 10.0 | 1.00x | 600 |\n"), page);
        assertTrue(page.contains("| a | **stanza** | 625 |  | 1.25x | 1,640 |\n"), page);
        assertTrue(page.contains("| a | tinder | 12,500 |  | 25x |  |\n"), page);
        // each login beside what is computed for it
        assertTrue(page.contains("| **cached keys** | 300 |  | 1.50x |  |\n"), page);
        assertTrue(page.contains("| **derived** | 4,000 |  | 2.0x |  |\n"), page);
        assertTrue(page.contains("| floor, derived | 2,000 |  | 1.00x |  |\n"), page);
    }

    @Test
    void saysThatARunWasShort(@TempDir Path folder) throws IOException {
        String page = Objects.requireNonNull(page(folder, TABLE).files().get("RESULTS.md"));
        assertTrue(page.contains("**This was a short run**"), page);
        Files.writeString(folder.resolve("results/machine.txt"), "settings   -f 3 -wi 10 -i 5 -w 1 -r 1 -prof gc\n");
        String whole = Objects.requireNonNull(new ResultsPage(folder).files().get("RESULTS.md"));
        assertFalse(whole.contains("short run"), whole);
        assertFalse(whole.contains("Fewer JVMs"), whole);
    }

    @Test
    void saysThatARunHadFewerJvms(@TempDir Path folder) throws IOException {
        page(folder, TABLE);
        Files.writeString(folder.resolve("results/machine.txt"), "settings   -f 1 -wi 10 -i 5 -w 1 -r 1 -prof gc\n");
        String page = Objects.requireNonNull(new ResultsPage(folder).files().get("RESULTS.md"));
        assertTrue(page.contains("**Fewer JVMs than three ran each benchmark**"), page);
        assertFalse(page.contains("short run"), page);
    }

    @Test
    void tellsWhichTargetsHold(@TempDir Path folder) throws IOException {
        String page = Objects.requireNonNull(page(folder, TABLE).files().get("RESULTS.md"));
        assertTrue(page.contains(
                "| login in memory, salted password kept | at most 2x what is computed | 1.50x | holds |\n"));
        String slow = TABLE.replace("cachedKeys\",\"avgt\",1,5,300.0", "cachedKeys\",\"avgt\",1,5,402.0");
        String missed = Objects.requireNonNull(page(folder, slow).files().get("RESULTS.md"));
        assertTrue(missed.contains("| at most 2x what is computed | 2.01x | missed |\n"), missed);
        assertTrue(missed.contains("| at most 2x the split | not measured |  |\n"), missed);
    }

    @Test
    void aChartIsWellFormedAndItsBarsAreAsLongAsTheRatios(@TempDir Path folder) throws Exception {
        String svg = Objects.requireNonNull(page(folder, TABLE).files().get("results/stanza-write.svg"));
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(svg));
        List<Double> widths = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamReader.START_ELEMENT
                    && reader.getLocalName().equals("rect")) {
                widths.add(Double.parseDouble(reader.getAttributeValue(null, "width")));
            }
        }
        assertEquals(3, widths.size());
        assertEquals(1.25, widths.get(1) / widths.get(0), 0.02);
        assertEquals(25, widths.get(2) / widths.get(0), 0.5);
        assertFalse(svg.contains("http://www.w3.org/1999/xlink"));
    }

    /** What is committed was made from the tables that are committed, and the README quotes it. */
    @Test
    void thePageIsThatOfItsTables() throws IOException {
        Path benchmarks = ROOT.resolve("benchmarks");
        assumeTrue(Files.exists(benchmarks.resolve("results/jmh.csv")), "nothing was measured yet");
        ResultsPage page = new ResultsPage(benchmarks);
        for (Map.Entry<String, String> file : page.files().entrySet()) {
            assertEquals(file.getValue(), Files.readString(benchmarks.resolve(file.getKey())), file.getKey());
        }
        String readme = Files.readString(ROOT.resolve("README.md"));
        assertEquals(page.quotedIn(readme), readme);
    }
}
