package org.xmpptoolkit.testkit.check;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Half;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.testkit.check.StreamErrorProbe.Opening;

/**
 * Judges a server: logs two clients in over TCP and TLS, lets them talk, closes in order; and breaks rules on connections of their
 * own. Not thread-safe.
 */
public final class ServerCheck {
    private final Target target;
    private final Report report;

    /**
     * A check.
     *
     * @param target what to judge
     * @param report where the findings go
     */
    public ServerCheck(Target target, Report report) {
        this.target = target;
        this.report = report;
    }

    /**
     * Runs the check.
     *
     * @throws CheckException if it could not be carried out, for instance because nobody listens or a password is wrong
     */
    public void run() throws CheckException {
        Optional<Target.Account> account = target.first();
        if (account.isPresent()) {
            talk(account.get());
        } else {
            report.skipped("R-010", "no account was given");
        }
        for (StreamErrorProbe probe : probes()) {
            probe.run(target, report);
        }
    }

    private void talk(Target.Account account) throws CheckException {
        try (ClientSession first = ClientSession.login(target, account, report)) {
            new NegotiationRules(report, target.domain(), first.seen()).judge();
            stanzas(first);
            closing(first);
        }
    }

    private void stanzas(ClientSession first) throws CheckException {
        if (target.second().isEmpty()) {
            report.skipRest(StanzaRulesCheck.RULES, "no second account was given");
            return;
        }
        first.send(XmlElement.of(Namespaces.CLIENT, "presence"));
        try (ClientSession second = ClientSession.login(target, target.second().get(), report)) {
            second.send(XmlElement.of(Namespaces.CLIENT, "presence"));
            new StanzaRulesCheck(report, target.domain(), first, second).judge();
        }
    }

    private void closing(ClientSession session) {
        Optional<Reason> reason = session.end();
        boolean answered = reason.isPresent()
                && reason.get() instanceof Reason.WeClosed
                && session.connection().state().theirs() == Half.CLOSED;
        report.judge("R-036", answered, answered ? "the closing tag was answered" : "no closing tag came back");
    }

    private List<StreamErrorProbe> probes() {
        String header = RawStream.header(target.domain().toString());
        String message =
                "<message to='" + target.domain().withLocalpart("nobody-of-this-name") + "'><body>x</body></message>";
        return List.of(
                new StreamErrorProbe("R-024", Opening.SECURED, message, List.of(StreamErrorCondition.NOT_AUTHORIZED)),
                new StreamErrorProbe(
                        "R-313",
                        Opening.SECURED,
                        "<message><body>x</message>",
                        List.of(StreamErrorCondition.NOT_WELL_FORMED, StreamErrorCondition.BAD_FORMAT)),
                new StreamErrorProbe(
                        "R-079",
                        Opening.NONE,
                        header.replace(Namespaces.STREAM, "http://example.org/streams"),
                        List.of(StreamErrorCondition.INVALID_NAMESPACE, StreamErrorCondition.BAD_FORMAT)),
                new StreamErrorProbe(
                        "R-103",
                        Opening.NONE,
                        RawStream.header("domain-not-served.invalid"),
                        List.of(StreamErrorCondition.HOST_UNKNOWN)),
                new StreamErrorProbe(
                        "R-307", Opening.SECURED, "<!-- x -->", List.of(StreamErrorCondition.RESTRICTED_XML)),
                new StreamErrorProbe(
                        "R-308", Opening.SECURED, "<?x y?>", List.of(StreamErrorCondition.RESTRICTED_XML)));
    }
}
