package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How SASL is offered, in clear and under TLS (RFC 6120 sections 6.2 to 6.4.1 and 13.8). */
final class SaslOfferCases {
    private static final String MECHANISMS = "<mechanisms[^>]*>.*?</mechanisms>";
    private static final Set<String> NEED_TLS = Set.of("EXTERNAL");

    private SaslOfferCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                support(),
                newHeader(),
                features(),
                oneEach(),
                notBeforeTls(),
                noPlainInClear(),
                plainInClearRefused(),
                externalFirst());
    }

    private static CheckCase<ServerStage> support() {
        return CheckCase.<ServerStage>of("R-155", "SASL is offered, at the latest under TLS")
                .mutant(() -> Tamper.replacing(MECHANISMS, ""))
                .plays(stage -> {
                    XmlElement features = stage.connect().secure();
                    boolean offered = !SaslSteps.offered(features).isEmpty();
                    return Judgement.of(
                            offered, offered ? "offered: " + SaslSteps.offered(features) : "no mechanism is offered");
                });
    }

    private static CheckCase<ServerStage> newHeader() {
        return CheckCase.<ServerStage>of("R-175", "the header under TLS has an id other than the one before")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) id='[^']*'", "$1 id='always'"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    Optional<String> before = us.responseHeader().attribute("id");
                    us.startTls();
                    us.send(us.header());
                    Heard heard = us.hear();
                    if (!(heard instanceof Heard.Header header)) {
                        return Judgement.failed("instead of a header there was " + heard.words());
                    }
                    Optional<String> behind = header.start().attribute("id");
                    return Judgement.of(
                            behind.isPresent() && !behind.equals(before), "the id is " + behind.orElse("missing"));
                });
    }

    private static CheckCase<ServerStage> features() {
        return CheckCase.<ServerStage>of("R-176", "the header under TLS is followed by features, with mechanisms")
                .mutant(() -> SaslMutants.onStream(2, "<stream:features.*", ""))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.startTls();
                    us.send(us.header());
                    us.expectHeader();
                    Heard heard = us.hear();
                    if (!(heard instanceof Heard.Element element)
                            || !element.element().is(Namespaces.STREAM, "features")) {
                        return Judgement.failed("instead of features there was " + heard.words());
                    }
                    return element.element()
                                    .element(Namespaces.SASL, "mechanisms")
                                    .isPresent()
                            ? Judgement.passed("mechanisms are offered")
                            : Judgement.warning("features came, but without mechanisms");
                });
    }

    private static CheckCase<ServerStage> oneEach() {
        return CheckCase.<ServerStage>of("R-177", "each mechanism has an element of its own")
                .mutant(() -> Tamper.replacing("</mechanism><mechanism>", " "))
                .plays(stage -> {
                    XmlElement features = stage.connect().secure();
                    List<String> offered = SaslSteps.offered(features);
                    if (features.element(Namespaces.SASL, "mechanisms").isEmpty()) {
                        return Judgement.skipped("no mechanisms are offered");
                    }
                    boolean sound = !offered.isEmpty()
                            && offered.stream().allMatch(name -> name.matches("[A-Z0-9_-]{1,20}"))
                            && Set.copyOf(offered).size() == offered.size();
                    return Judgement.of(sound, "offered: " + offered);
                });
    }

    private static CheckCase<ServerStage> notBeforeTls() {
        return CheckCase.<ServerStage>of("R-161", "in clear no mechanism is offered that needs TLS")
                .mutant(() -> inClear("SCRAM-SHA-1-PLUS"))
                .plays(stage -> {
                    List<String> early = SaslSteps.offered(stage.connect().open()).stream()
                            .filter(name -> NEED_TLS.contains(name) || name.endsWith("-PLUS"))
                            .toList();
                    return Judgement.of(early.isEmpty(), early.isEmpty() ? "none is" : "offered in clear: " + early);
                });
    }

    private static Tamper inClear(String mechanism) {
        return SaslMutants.onStream(
                1,
                "</stream:features>",
                "<mechanisms xmlns='" + Namespaces.SASL + "'><mechanism>" + mechanism
                        + "</mechanism></mechanisms></stream:features>");
    }

    private static CheckCase<ServerStage> noPlainInClear() {
        return CheckCase.<ServerStage>of("R-198", "PLAIN is not offered in clear")
                .mutant(() -> inClear("PLAIN"))
                .plays(stage -> {
                    List<String> offered = SaslSteps.offered(stage.connect().open());
                    return Judgement.of(!offered.contains("PLAIN"), "offered in clear: " + offered);
                });
    }

    private static CheckCase<ServerStage> plainInClearRefused() {
        return CheckCase.<ServerStage>of("R-198.tried", "PLAIN is not taken in clear")
                .mutant(() -> SaslMutants.inClear("<success xmlns='" + Namespaces.SASL + "'/>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.open();
                    us.send("", SaslSteps.auth("PLAIN", SaslSteps.base64("\0" + SaslSteps.NOBODY + "\0secret")), "");
                    Heard answer = us.hear();
                    return SaslSteps.goesOn(answer)
                            ? Judgement.failed("the server took it: " + answer.words())
                            : Judgement.passed(answer.words()
                                    + (SaslSteps.failure(answer)
                                                    .filter(f ->
                                                            f.condition() == SaslFailureCondition.ENCRYPTION_REQUIRED)
                                                    .isPresent()
                                            ? ""
                                            : " instead of encryption-required"));
                });
    }

    private static CheckCase<ServerStage> externalFirst() {
        return CheckCase.<ServerStage>of("R-163", "where EXTERNAL is offered, it is the first")
                .mutant(() -> Tamper.replacing("</mechanisms>", "<mechanism>EXTERNAL</mechanism></mechanisms>"))
                .plays(stage -> {
                    List<String> offered = SaslSteps.offered(stage.connect().secure());
                    int place = offered.indexOf("EXTERNAL");
                    return Judgement.of(place <= 0, place < 0 ? "it is not offered" : "offered: " + offered);
                });
    }
}
