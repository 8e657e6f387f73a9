package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How STARTTLS is offered, asked for and begun (RFC 6120 sections 5.2 to 5.4.2). */
final class StartTlsCases {
    static final String STARTTLS = "<starttls xmlns='" + Namespaces.TLS + "'/>";
    private static final String FAILURE = "<failure xmlns='" + Namespaces.TLS + "'/>";
    private static final String SCRAM =
            SaslSteps.auth("SCRAM-SHA-1", SaslSteps.base64("n,,n=" + SaslSteps.NOBODY + ",r=abcdefgh"));
    private static final String CHALLENGE = "<challenge xmlns='" + Namespaces.SASL + "'>"
            + SaslSteps.base64("r=abcdefghijkl,s=QSXCR+Q6sek8bf92,i=4096") + "</challenge>";

    private StartTlsCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                support(),
                mandatory(),
                alone(),
                whiteSpace(),
                features(),
                advertised(),
                required(),
                answered(),
                failure(),
                beginsAtOnce());
    }

    /** The offer in clear, which has to hold STARTTLS for the case to say anything. */
    static XmlElement offered(InitiatingEntity us) throws Halt {
        XmlElement features = us.open();
        if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
            throw Halt.skipped("STARTTLS is not offered");
        }
        return features;
    }

    private static CheckCase<ServerStage> support() {
        return CheckCase.<ServerStage>of("R-125", "STARTTLS is offered, and leads to TLS")
                .mutant(() -> Tamper.answering(frame -> frame.startsWith("<starttls"), frame -> FAILURE))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    if (us.open().element(Namespaces.TLS, "starttls").isEmpty()) {
                        return Judgement.warning("STARTTLS is not offered: whoever writes a server has to support it,"
                                + " whoever runs one may do without");
                    }
                    us.send(STARTTLS);
                    Heard answer = us.hear();
                    if (!ScramExchange.is(answer, Namespaces.TLS, "proceed")) {
                        return Judgement.failed("STARTTLS is offered, but " + answer.words() + " came for it");
                    }
                    us.handshake();
                    return Judgement.passed("TLS was begun");
                });
    }

    private static CheckCase<ServerStage> mandatory() {
        return CheckCase.<ServerStage>of("R-127", "where STARTTLS is mandatory, SASL does not begin without it")
                .mutant(() -> SaslMutants.inClear(CHALLENGE))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = offered(us);
                    if (!isMandatory(features)) {
                        return Judgement.skipped("STARTTLS is voluntary here");
                    }
                    us.send("", SCRAM, "");
                    Heard answer = us.hear();
                    return SaslSteps.goesOn(answer)
                            ? Judgement.failed("SASL was begun in clear: " + answer.words())
                            : Judgement.passed("it was not begun: " + answer.words());
                });
    }

    private static boolean isMandatory(XmlElement features) {
        return features.elements().size() == 1
                || features.element(Namespaces.TLS, "starttls")
                        .filter(offer ->
                                offer.element(Namespaces.TLS, "required").isPresent())
                        .isPresent();
    }

    private static CheckCase<ServerStage> alone() {
        return CheckCase.<ServerStage>of("R-128", "where STARTTLS is mandatory, nothing else is offered in clear")
                .mutant(() -> SaslMutants.onStream(
                        1,
                        "</stream:features>",
                        "<mechanisms xmlns='" + Namespaces.SASL
                                + "'><mechanism>SCRAM-SHA-1</mechanism></mechanisms></stream:features>"))
                .plays(stage -> {
                    XmlElement features = offered(stage.connect());
                    List<String> others = features.elements().stream()
                            .filter(feature -> !feature.is(Namespaces.TLS, "starttls"))
                            .map(XmlElement::localName)
                            .toList();
                    if (!isMandatory(features)) {
                        return Judgement.skipped("STARTTLS is voluntary here");
                    }
                    return Judgement.of(others.isEmpty(), others.isEmpty() ? "it is alone" : "beside it: " + others);
                });
    }

    private static CheckCase<ServerStage> whiteSpace() {
        return CheckCase.<ServerStage>of("R-130", "no white space between starttls and proceed")
                .mutant(() -> Tamper.replacing("^<proceed", "\n<proceed"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    offered(us);
                    int before = us.raw().length();
                    us.send(STARTTLS);
                    us.expect(Namespaces.TLS, "proceed");
                    String said = us.raw().substring(before);
                    return Judgement.of(
                            said.equals(said.stripLeading()),
                            said.equals(said.stripLeading()) ? "none came" : "white space came before proceed");
                });
    }

    private static CheckCase<ServerStage> features() {
        return CheckCase.<ServerStage>of("R-134", "the header is answered by a header, then features")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<stream:features")))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(us.header());
                    Heard header = us.hear();
                    if (!(header instanceof Heard.Header)) {
                        return Judgement.failed("instead of a header there was " + header.words());
                    }
                    Heard features = us.hear();
                    return Judgement.of(
                            ScramExchange.is(features, Namespaces.STREAM, "features"),
                            "behind the header there was " + features.words());
                });
    }

    private static CheckCase<ServerStage> advertised() {
        return CheckCase.<ServerStage>of("R-135", "who proceeds with TLS has offered it")
                .mutant(() -> Tamper.replacing("<starttls[^>]*/>|<starttls.*?</starttls>", ""))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    boolean offered =
                            us.open().element(Namespaces.TLS, "starttls").isPresent();
                    us.send(STARTTLS);
                    Heard answer = us.hear();
                    if (!ScramExchange.is(answer, Namespaces.TLS, "proceed")) {
                        return Judgement.skipped("there is no TLS: " + answer.words());
                    }
                    return Judgement.of(offered, offered ? "it was offered" : "it is there, but was not offered");
                });
    }

    private static CheckCase<ServerStage> required() {
        return CheckCase.<ServerStage>of("R-136", "mandatory STARTTLS holds an empty required")
                .mutant(() -> Tamper.replacing("<required/>", ""))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement features = offered(us);
                    Optional<XmlElement> required = features.element(Namespaces.TLS, "starttls")
                            .flatMap(offer -> offer.element(Namespaces.TLS, "required"));
                    if (required.isPresent()) {
                        boolean empty = required.get().elements().isEmpty()
                                && required.get().text().isEmpty();
                        return Judgement.of(empty, empty ? "it does" : "required is not empty");
                    }
                    if (features.elements().size() > 1) {
                        return Judgement.skipped("STARTTLS is voluntary here");
                    }
                    us.send(SCRAM);
                    Heard answer = us.hear();
                    return SaslSteps.goesOn(answer)
                            ? Judgement.passed("STARTTLS is not mandatory: " + answer.words())
                            : Judgement.failed("STARTTLS is alone, and SASL refused without it (" + answer.words()
                                    + "), but there is no required");
                });
    }

    private static CheckCase<ServerStage> answered() {
        List<String> spellings = List.of(
                STARTTLS,
                "<starttls xmlns=\"" + Namespaces.TLS + "\"/>",
                "<starttls xmlns='" + Namespaces.TLS + "'></starttls>",
                "<starttls\n  xmlns = '" + Namespaces.TLS + "'\t/>",
                "<tls:starttls xmlns:tls='" + Namespaces.TLS + "'/>",
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp&#x2D;tls'/>");
        return CheckCase.<ServerStage>of("R-137", "starttls, however spelled, is answered by proceed or failure")
                .mutant(() -> Tamper.deaf(frame -> frame.contains("starttls")))
                .forAll(Arbitraries.of(spellings), (stage, spelling) -> {
                    InitiatingEntity us = stage.connect();
                    offered(us);
                    us.send("", spelling, "");
                    Heard answer = us.hear();
                    return Judgement.of(
                            ScramExchange.is(answer, Namespaces.TLS, "proceed")
                                    || ScramExchange.is(answer, Namespaces.TLS, "failure"),
                            answer.words());
                });
    }

    private static CheckCase<ServerStage> failure() {
        return CheckCase.<ServerStage>of("R-138", "a second STARTTLS, under TLS, fails and ends the stream")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    offered(us);
                    us.startTls();
                    us.open();
                    us.send("", STARTTLS, "");
                    Heard answer = us.hear();
                    if (ScramExchange.is(answer, Namespaces.TLS, "proceed")) {
                        return Judgement.failed("proceed came, though TLS is there already");
                    }
                    if (ScramExchange.is(answer, Namespaces.TLS, "failure")) {
                        us.send("</stream:stream>"); // or the server waits for it
                        boolean ended = us.awaitEnd().connectionEnded();
                        return Judgement.of(ended, ended ? "failure, then closed" : "the connection was not ended");
                    }
                    Ending ending = us.awaitEnd();
                    if (!ending.closed() && !(answer instanceof Heard.Ended)) {
                        return Judgement.failed("the stream stayed open: " + answer.words());
                    }
                    return Judgement.warning(answer.words() + " instead of failure");
                });
    }

    private static CheckCase<ServerStage> beginsAtOnce() {
        return CheckCase.<ServerStage>of("R-139", "TLS begins right behind proceed: nothing comes between")
                .mutant(() -> Tamper.replacing("^<proceed(.*)", "<proceed$1\n"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    offered(us);
                    us.send(STARTTLS);
                    us.expect(Namespaces.TLS, "proceed");
                    String raw = us.raw();
                    String behind = raw.substring(raw.lastIndexOf('>') + 1);
                    if (!behind.isEmpty()) {
                        return Judgement.failed("something came in clear behind proceed");
                    }
                    us.handshake();
                    us.open();
                    return Judgement.passed("TLS began");
                });
    }
}
