package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.Checker;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.ServerSubject;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.mutant.Kill;
import org.xmpptoolkit.testkit.mutant.SelfTest;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/** What docs/test-your-implementation.md shows of a case of one's own is compiled, and works. */
class CheckPageTest {
    private static final String HERE = "xmpp-test-kit/src/test/java/org/xmpptoolkit/testkit/CheckPageTest.java";
    private static final String HEADING = "## Judge a server or a client over the wire\n";
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL);

    private static String read(String file) throws IOException {
        return Files.readString(Modules.root().resolve(file));
    }

    private static String section() throws IOException {
        String page = read("docs/test-your-implementation.md");
        int from = page.indexOf(HEADING);
        assertTrue(from >= 0, HEADING);
        int to = page.indexOf("\n## ", from + HEADING.length());
        return to < 0 ? page.substring(from) : page.substring(from, to);
    }

    @Test
    void showsTheCodeThatIsCompiledHere() throws IOException {
        String here = read(HERE);
        List<String> compiled = new ArrayList<>();
        for (int from = here.indexOf("// docs\n"); from >= 0; from = here.indexOf("// docs\n", from + 1)) {
            int begin = here.indexOf('\n', from) + 1;
            compiled.add(here.substring(begin, here.indexOf("// end\n", begin))
                            .stripTrailing()
                            .stripIndent()
                    + "\n");
        }
        assertEquals(
                compiled,
                BLOCK.matcher(section()).results().map(match -> match.group(1)).toList());
    }

    private static CheckCase<ServerStage> ownCase() {
        // docs
        CheckCase<ServerStage> ownCase = CheckCase.<ServerStage>of("R-046", "the response header has from")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) from='[^']*'", "$1"))
                .forAll(Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20), (stage, word) -> {
                    InitiatingEntity us = stage.connect();
                    us.send(InitiatingEntity.header(word + ".invalid"));
                    XmlElement header = us.expectHeader();
                    return Judgement.of(header.attribute("from").isPresent(), "the header is " + header);
                });
        // end
        return ownCase;
    }

    private static CheckReport judged(
            CheckCase<ServerStage> ownCase, InetSocketAddress address, Jid domain, TrustManagerFactory trust)
            throws CheckException {
        // docs
        Target target = Target.builder(address, domain, trust).build();
        CheckReport report = new Checker<>(new ServerSubject(target), List.of(ownCase))
                .seed(1)
                .run();
        // end
        return report;
    }

    private static List<Kill> killed(CheckCase<ServerStage> ownCase) throws IOException, CheckException {
        // docs
        List<Kill> kills = new SelfTest(kill -> {}).servers(List.of(ownCase));
        // end
        return kills;
    }

    @Test
    void judgesByTheCase() throws Exception {
        try (EmbeddedEndpoint endpoint = EmbeddedEndpoint.builder().build().start()) {
            CheckReport report = judged(
                    ownCase(),
                    new InetSocketAddress("127.0.0.1", endpoint.port()),
                    endpoint.domains().get(0),
                    endpoint.trust());
            assertEquals(
                    List.of(Verdict.PASSED),
                    report.results().stream().map(result -> result.verdict()).toList());
        }
    }

    @Test
    void theCaseKillsItsMutant() throws Exception {
        assertEquals(
                List.of(true), killed(ownCase()).stream().map(Kill::isKilled).toList());
    }
}
