package org.xmpptoolkit.testkit.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.result.CaseResult;
import org.xmpptoolkit.testkit.result.CheckReport;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Exchange.Kind;
import org.xmpptoolkit.testkit.result.Exchange.Line;
import org.xmpptoolkit.testkit.result.Exchange.Mark;
import org.xmpptoolkit.testkit.result.Judgement;
import org.xmpptoolkit.testkit.result.Verdict;

/** Results made by hand, with all that a report may meet. Run it with a folder to see them. */
final class SampleReport {
    /** What a peer may say to break out of a page. */
    static final String INJECTION = "</script></style><img src=x onerror=alert(1)>\" onload='alert(2)' ${7*7} <#stop>";

    static final Instant AT = Instant.parse("2026-11-29T12:00:00.5Z");

    private static final StreamRules RULES = StreamRules.load();
    private static final String HEADER = "<?xml version='1.0'?><stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";

    private SampleReport() {}

    public static void main(String[] args) throws IOException {
        new ReportWriter(SampleReport::command, AT).write(outcome(), Path.of(args[0]));
    }

    static String command(CaseResult result) {
        return "bin/xmpp check --server localhost:5222 --domain localhost --user juliet --password-file password --rules "
                + result.id() + " --seed -4962768465676381896 --tries 1";
    }

    /** The report, in which one failure is known, one was fixed, and one was not judged. */
    static BaselineOutcome outcome() {
        CheckReport report = report();
        return new BaselineOutcome(report, Set.of("R-313.unclosed"), List.of("R-042"), List.of("R-200.x"));
    }

    static CheckReport report() {
        List<CaseResult> results = new ArrayList<>();
        results.add(result(
                "R-024",
                "a stanza to another entity before resource binding",
                true,
                Judgement.failed("the stream stayed open for 5 s and the message was delivered"),
                new Exchange(
                        List.of(
                                line(1, Kind.NOTE, "connected to 127.0.0.1:5222"),
                                line(1, Kind.SENT, HEADER),
                                line(
                                        1,
                                        Kind.RECEIVED,
                                        HEADER.replace("to=", "id='++TR84Sm6A3hnt3Q065SnAbbk3Y=' from=")
                                                + "<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>"),
                                line(1, Kind.NOTE, "TLSv1.3 with TLS_AES_256_GCM_SHA384"),
                                marked(
                                        1,
                                        Kind.SENT,
                                        "<message to='romeo@localhost'><body>",
                                        "Art thou not Romeo?",
                                        "</body></message>"),
                                marked(1, Kind.NOTE, "", "nothing came for 5 s", "")),
                        0),
                Optional.of("<message to='romeo@localhost'><body>Art thou not Romeo?</body></message>")));
        results.add(result(
                "R-091",
                "text of the peer that looks like markup",
                true,
                Judgement.failed("the peer said \u0007" + INJECTION),
                new Exchange(
                        List.of(
                                line(1, Kind.SENT, HEADER),
                                marked(1, Kind.RECEIVED, "<stream:error>", INJECTION, "</stream:error>"),
                                line(2, Kind.NOTE, "connected"),
                                line(
                                        2,
                                        Kind.SENT,
                                        "\u202Edesrever\u0000\u001B[31m \\xFF \uD83D " + "\uD83D\uDE00 \u00A0"
                                                + INJECTION),
                                line(1, Kind.RECEIVED, "</stream:stream>"),
                                marked(2, Kind.RECEIVED, "x".repeat(3000), "<evil/>", "y".repeat(3000))),
                        17),
                Optional.of(INJECTION)));
        results.add(result(
                "R-313.unclosed",
                "an element that is closed by another name",
                true,
                Judgement.failed("no stream error before the connection closed"),
                new Exchange(List.of(marked(1, Kind.SENT, "<message><body>", "</message>", "")), 0),
                Optional.empty()));
        results.add(result(
                "R-313.attribute",
                "an attribute twice",
                true,
                Judgement.warning("bad-format instead of not-well-formed"),
                new Exchange(
                        List.of(
                                line(1, Kind.SENT, "<message a='1' a='2'/>"),
                                marked(
                                        1,
                                        Kind.RECEIVED,
                                        "<stream:error><",
                                        "bad-format",
                                        " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>")),
                        0),
                Optional.of("a")));
        results.add(result(
                "R-313.name",
                "a name that begins with a digit",
                true,
                Judgement.passed("not-well-formed"),
                Exchange.NONE,
                Optional.empty()));
        int i = 0;
        for (var rule : RULES.all()) {
            i++;
            if (i % 3 == 0
                    && i < 400
                    && !rule.id().equals("R-024")
                    && !rule.id().equals("R-313")) {
                boolean skipped = i % 5 == 0;
                results.add(result(
                        rule.id(),
                        "what the rule says, case " + i,
                        i % 7 != 0,
                        skipped
                                ? Judgement.skipped("the server offers no stream management")
                                : Judgement.passed("stream error policy-violation, then the end of the stream"),
                        Exchange.NONE,
                        Optional.empty()));
            }
        }
        return new CheckReport(
                "server localhost:5222, domain localhost",
                -4962768465676381896L,
                25,
                results,
                Duration.ofMillis(83_456));
    }

    static CaseResult result(
            String id, String title, boolean provoked, Judgement judgement, Exchange exchange, Optional<String> input) {
        int dot = id.indexOf('.');
        var rule = RULES.find(dot < 0 ? id : id.substring(0, dot)).orElseThrow();
        return new CaseResult(
                id,
                rule,
                title,
                provoked,
                judgement,
                exchange,
                input,
                judgement.verdict() == Verdict.SKIPPED ? 0 : 25,
                Duration.ofMillis(1_234));
    }

    private static Line line(int connection, Kind kind, String text) {
        return new Line(connection, kind, text, List.of());
    }

    private static Line marked(int connection, Kind kind, String before, String mark, String after) {
        return new Line(
                connection,
                kind,
                before + mark + after,
                List.of(new Mark(before.length(), before.length() + mark.length())));
    }
}
