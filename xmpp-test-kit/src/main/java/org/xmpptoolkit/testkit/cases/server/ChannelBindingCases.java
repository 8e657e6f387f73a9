package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How SCRAM binds the channel (RFC 5802 section 6, XEP-0440). */
final class ChannelBindingCases {
    private static final String TYPES = "urn:xmpp:sasl-cb:0";

    private ChannelBindingCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(bothNames(), downgrade(), unknownType(), compared(), comparedWithBinding(), types());
    }

    private static CheckCase<ServerStage> bothNames() {
        return CheckCase.<ServerStage>of("R-410", "each mechanism that binds the channel is there without -PLUS too")
                .mutant(() -> Tamper.replacing("<mechanism>SCRAM-SHA-(1|256|512)</mechanism>", ""))
                .plays(stage -> {
                    List<String> offered = SaslSteps.offered(stage.connect().secure());
                    SaslSteps.scramPlus(offered);
                    List<String> alone = offered.stream()
                            .filter(name -> name.endsWith("-PLUS") && !offered.contains(name.replace("-PLUS", "")))
                            .toList();
                    return Judgement.of(alone.isEmpty(), alone.isEmpty() ? "so it is" : "only with -PLUS: " + alone);
                });
    }

    private static CheckCase<ServerStage> downgrade() {
        return CheckCase.<ServerStage>of("R-414", "who can bind, and says that no -PLUS was offered, is refused")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("y,")))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    List<String> offered = SaslSteps.offered(us.secure());
                    String plus = SaslSteps.scramPlus(offered);
                    String plain = plus.replace("-PLUS", "");
                    if (!offered.contains(plain)) {
                        return Judgement.skipped(plain + " is not offered");
                    }
                    return ScramExchange.on(us, plain, stage.account(), stage.random())
                            .header("y,,")
                            .refused(plus + " is offered, and the client saw none");
                });
    }

    private static ScramExchange plus(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        return ScramExchange.on(
                us, SaslSteps.scramPlus(SaslSteps.offered(us.secure())), stage.account(), stage.random());
    }

    private static CheckCase<ServerStage> unknownType() {
        return CheckCase.<ServerStage>of("R-415", "a type of channel binding that the server does not have fails")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("p=")))
                .forAll(
                        Arbitraries.of("tls-nothing", "x", "TLS.Exporter", "9"),
                        (stage, type) -> plus(stage).header("p=" + type + ",,").refused("the type is " + type));
    }

    private static CheckCase<ServerStage> compared() {
        return CheckCase.<ServerStage>of(
                        "R-416", "c of client-final-message is compared with the header, without binding too")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("c=")))
                .forAll(Arbitraries.of("y,,", "n,,,", "n,", "p=tls-unique,,", "n,a=romeo,", "n,,x"), (stage, bound) -> {
                    InitiatingEntity us = stage.connect();
                    String mechanism = SaslSteps.scram(SaslSteps.offered(us.secure()));
                    return ScramExchange.on(us, mechanism, stage.account(), stage.random())
                            .bound(bound.getBytes(StandardCharsets.US_ASCII))
                            .refused("c is that of " + bound);
                });
    }

    private static CheckCase<ServerStage> comparedWithBinding() {
        return CheckCase.<ServerStage>of("R-416.plus", "c of client-final-message is compared with the channel")
                .mutant(() -> SaslMutants.minding(message -> message.startsWith("c=")))
                .forAll(Arbitraries.of("", "x", "0123456789abcdef0123456789abcdef"), (stage, data) -> {
                    String header = "p=tls-server-end-point,,";
                    return plus(stage)
                            .header(header)
                            .bound((header + data).getBytes(StandardCharsets.US_ASCII))
                            .refused("another channel is bound");
                });
    }

    private static CheckCase<ServerStage> types() {
        return CheckCase.<ServerStage>of("R-503", "tls-server-end-point is among the types of channel binding")
                .mutant(() -> Tamper.replacing("<channel-binding type='tls-server-end-point'/>", ""))
                .plays(stage -> {
                    XmlElement features = stage.connect().secure();
                    if (features.element(TYPES, "sasl-channel-binding").isEmpty()) {
                        return Judgement.skipped("no types of channel binding are listed (XEP-0440)");
                    }
                    List<String> listed = features.element(TYPES, "sasl-channel-binding").stream()
                            .flatMap(list -> list.elements(TYPES, "channel-binding").stream())
                            .map(type -> type.attribute("type").orElse("none"))
                            .toList();
                    return Judgement.of(listed.contains("tls-server-end-point"), "listed: " + listed);
                });
    }
}
