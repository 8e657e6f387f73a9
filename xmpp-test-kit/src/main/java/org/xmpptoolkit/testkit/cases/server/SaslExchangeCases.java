package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The course of an exchange of SASL, and what is behind it (RFC 6120 sections 6.3 and 6.4). */
final class SaslExchangeCases {
    private static final String BIND = "<iq type='set' id='early'><bind xmlns='" + Namespaces.BIND + "'/></iq>";

    private SaslExchangeCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                mandatory(),
                restart(),
                whiteSpace(),
                otherIdentity(),
                noInitialResponse(),
                secondAuth(),
                abort(),
                fromOfAnother(),
                newHeader(),
                layers(),
                scram());
    }

    private static ScramExchange exchange(ServerStage stage, InitiatingEntity us, XmlElement features) throws Halt {
        return ScramExchange.on(us, SaslSteps.scram(SaslSteps.offered(features)), stage.account(), stage.random());
    }

    private static ScramExchange exchange(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        return exchange(stage, us, us.secure());
    }

    /** Lets the account in, or the case says nothing. */
    private static void success(ScramExchange exchange) throws Halt {
        ScramExchange.Result result = exchange.run();
        if (!result.success(SaslProfileText.SASL)) {
            throw Halt.skipped("no login: " + result.last().words());
        }
    }

    private static CheckCase<ServerStage> mandatory() {
        return CheckCase.<ServerStage>of("R-156", "without SASL no resource is bound")
                .mutant(() -> Tamper.answering(
                        frame -> frame.contains("id='early'"),
                        frame -> "<iq type='result' id='early'><bind xmlns='" + Namespaces.BIND
                                + "'><jid>nobody@localhost/early</jid></bind></iq>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.secure();
                    us.send("", BIND, "");
                    return notBound(us.hear());
                });
    }

    private static Judgement notBound(Heard heard) {
        boolean bound = heard instanceof Heard.Element element
                && element.element().attribute("type").equals(Optional.of("result"));
        return Judgement.of(!bound, bound ? "a resource was bound" : "none was bound: " + heard.words());
    }

    private static CheckCase<ServerStage> restart() {
        return CheckCase.<ServerStage>of("R-157", "the stream does not go on behind SASL without a new header")
                .mutant(() -> SaslMutants.withoutRestart(
                        InitiatingEntity.header("localhost"), frame -> frame.contains("id='early'"), 2))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    success(exchange(stage, us, us.secure()));
                    us.send("", BIND, "");
                    return notBound(us.hear());
                });
    }

    private static CheckCase<ServerStage> whiteSpace() {
        return CheckCase.<ServerStage>of("R-164", "no white space between elements from auth to success")
                .mutant(() -> Tamper.replacing("^<challenge", " <challenge"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.secure();
                    int before = us.raw().length();
                    success(exchange(stage, us, features));
                    String said = us.raw().substring(before);
                    boolean spaced = said.matches("(?s)\\s.*|.*</challenge>\\s.*|.*/>\\s+<.*");
                    return Judgement.of(!spaced, spaced ? "white space came" : "none came");
                });
    }

    private static CheckCase<ServerStage> otherIdentity() {
        return CheckCase.<ServerStage>of("R-172", "who may not act for another account is refused")
                .mutant(() -> SaslMutants.minding(message -> message.contains("a=")))
                .plays(stage -> {
                    Account other = stage.second();
                    InitiatingEntity us = stage.connect();
                    Heard end = exchange(stage, us, us.secure())
                            .header("n,a=" + stage.jid(other) + ",")
                            .run()
                            .last();
                    if (!ScramExchange.is(end, Namespaces.SASL, "success")) {
                        return SaslSteps.refused(end, SaslFailureCondition.INVALID_AUTHZID);
                    }
                    us.restart();
                    try {
                        us.open();
                        return Judgement.failed("the client was let in, as "
                                + us.bind(Optional.empty()).bare());
                    } catch (Halt e) {
                        return Judgement.failed("the client was let in");
                    }
                });
    }

    private static CheckCase<ServerStage> noInitialResponse() {
        return CheckCase.<ServerStage>of("R-174", "an exchange may begin without an initial response")
                .mutant(() -> Tamper.answering(
                        frame -> SaslMutants.begins(frame)
                                && SaslMutants.message(frame).isEmpty(),
                        frame -> "<failure xmlns='" + Namespaces.SASL + "'><malformed-request/></failure>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.secure();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(features));
                    ScramExchange exchange = exchange(stage, us, features);
                    us.send("<auth xmlns='" + Namespaces.SASL + "' mechanism='" + mechanism + "'/>");
                    Heard empty = us.hear();
                    boolean asked = empty instanceof Heard.Element element
                            && element.element().is(Namespaces.SASL, "challenge")
                            && element.element().text().strip().matches("=?");
                    if (!asked) {
                        return Judgement.failed("instead of an empty challenge there was " + empty.words());
                    }
                    us.send(SaslSteps.response(SaslSteps.base64(exchange.first())));
                    ScramExchange.Result result = exchange.answer(us.hear());
                    return Judgement.of(
                            result.success(SaslProfileText.SASL), result.last().words());
                });
    }

    private static CheckCase<ServerStage> secondAuth() {
        return CheckCase.<ServerStage>of("R-179", "a second auth discards the exchange before it, and begins anew")
                .mutant(RefusesSecondAuth::new)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = us.secure();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(features));
                    us.send(SaslSteps.auth(
                            mechanism,
                            SaslSteps.base64(exchange(stage, us, features).first())));
                    us.expect(Namespaces.SASL, "challenge");
                    ScramExchange.Result result = exchange(stage, us, features).run();
                    return Judgement.of(
                            result.success(SaslProfileText.SASL), result.last().words());
                });
    }

    /** Ends an exchange where another is begun. */
    private static final class RefusesSecondAuth implements Tamper {
        private boolean begun;

        @Override
        public String heard(String frame, Link link) {
            if (begun && SaslMutants.begins(frame)) {
                link.say("<failure xmlns='" + Namespaces.SASL + "'><aborted/></failure>");
                return "";
            }
            begun |= SaslMutants.begins(frame);
            return frame;
        }
    }

    private static CheckCase<ServerStage> abort() {
        return CheckCase.<ServerStage>of("R-181", "abort is answered by failure with aborted")
                .mutant(() -> Tamper.deafTo("<abort"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
                    us.send(SaslSteps.auth(
                            mechanism, SaslSteps.base64("n,,n=" + SaslSteps.anyone(stage) + ",r=abcdefgh")));
                    us.expect(Namespaces.SASL, "challenge");
                    us.send("<abort xmlns='" + Namespaces.SASL + "'/>");
                    Heard answer = us.hear();
                    boolean aborted = SaslSteps.failure(answer)
                            .filter(failure -> failure.condition() == SaslFailureCondition.ABORTED)
                            .isPresent();
                    return Judgement.of(aborted, answer.words());
                });
    }

    private static CheckCase<ServerStage> fromOfAnother() {
        return CheckCase.<ServerStage>of("R-187", "who said another from under TLS is not let in")
                .mutant(() -> Tamper.hearing(
                        frame -> frame.startsWith("<stream:stream") ? frame.replaceAll(" from='[^']*'", "") : frame))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.startTls();
                    String from = SaslSteps.NOBODY + "@" + stage.domain();
                    XmlElement features = us.open(us.header().replace(" xml:lang=", " from='" + from + "' xml:lang="));
                    ScramExchange.Result result = exchange(stage, us, features).run();
                    return Judgement.of(
                            !result.success(SaslProfileText.SASL), result.last().words());
                });
    }

    private static CheckCase<ServerStage> newHeader() {
        return CheckCase.<ServerStage>of("R-190", "behind SASL a header with a new id, then features")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) id='[^']*'", "$1 id='always'"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement offer = us.secure();
                    Optional<String> before = us.responseHeader().attribute("id");
                    success(exchange(stage, us, offer));
                    us.restart();
                    us.send(us.header());
                    Heard heard = us.hear();
                    if (!(heard instanceof Heard.Header header)) {
                        return Judgement.failed("instead of a header there was " + heard.words());
                    }
                    Optional<String> behind = header.start().attribute("id");
                    if (behind.isEmpty() || behind.equals(before)) {
                        return Judgement.failed("the id is " + behind.orElse("missing"));
                    }
                    Heard features = us.hear();
                    return Judgement.of(
                            ScramExchange.is(features, Namespaces.STREAM, "features"),
                            "behind the header there was " + features.words());
                });
    }

    private static CheckCase<ServerStage> layers() {
        return CheckCase.<ServerStage>of("R-195", "TLS does not begin behind SASL")
                .mutant(() -> Tamper.answering(
                        frame -> frame.startsWith("<starttls") && frame.contains("xml:lang"),
                        frame -> "<proceed xmlns='" + Namespaces.TLS + "'/>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    us.send("", "<starttls xml:lang='en' xmlns='" + Namespaces.TLS + "'/>", "");
                    Ending ending = us.awaitEnd();
                    boolean proceeds = ending.element(Namespaces.TLS, "proceed").isPresent();
                    return Judgement.of(!proceeds, proceeds ? "proceed came" : "it did not");
                });
    }

    private static CheckCase<ServerStage> scram() {
        return CheckCase.<ServerStage>of("R-196", "SCRAM-SHA-1 works, and the server proves itself")
                .mutant(() -> Tamper.replacing("<success(.*?)>.*</success>", "<success$1>dj1BQUFBQUFBQUFB</success>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    List<String> offered = SaslSteps.offered(us.secure());
                    if (!offered.contains("SCRAM-SHA-1")) {
                        return Judgement.warning("it is not offered: whoever writes a server has to support it, whoever"
                                + " runs one may do without; offered are " + offered);
                    }
                    ScramExchange.Result result = ScramExchange.on(us, "SCRAM-SHA-1", stage.account(), stage.random())
                            .run();
                    if (!result.success(SaslProfileText.SASL)) {
                        return Judgement.skipped("no login: " + result.last().words());
                    }
                    return Judgement.of(
                            result.signature() == ScramExchange.Signature.RIGHT,
                            "the server's signature is "
                                    + result.signature().name().toLowerCase(java.util.Locale.ROOT));
                });
    }
}
