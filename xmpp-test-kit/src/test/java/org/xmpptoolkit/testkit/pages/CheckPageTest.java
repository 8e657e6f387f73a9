package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
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

/** What docs/test-your-implementation.md shows of a case of one's own works. */
class CheckPageTest {
    private static CheckCase<ServerStage> ownCase() {
        // snippet: own-case
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
        // snippet: judge-by-case
        Target target = Target.builder(address, domain, trust).build();
        CheckReport report = new Checker<>(new ServerSubject(target), List.of(ownCase))
                .seed(1)
                .run();
        // end
        return report;
    }

    private static List<Kill> killed(CheckCase<ServerStage> ownCase) throws IOException, CheckException {
        // snippet: kill-mutant
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
