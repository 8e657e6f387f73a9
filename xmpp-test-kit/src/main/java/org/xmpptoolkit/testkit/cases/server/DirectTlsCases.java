package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** TLS from the start (XEP-0368), where a port for it is known. */
final class DirectTlsCases {
    private DirectTlsCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(notOffered(), notTaken());
    }

    private static CheckCase<ServerStage> notOffered() {
        return CheckCase.<ServerStage>of("R-489", "STARTTLS is not offered over direct TLS")
                .mutant(() -> Tamper.replacing(
                        "</stream:features>", "<starttls xmlns='" + Namespaces.TLS + "'/></stream:features>"))
                .plays(stage -> {
                    boolean offered = stage.connectDirectTls()
                            .open()
                            .element(Namespaces.TLS, "starttls")
                            .isPresent();
                    return Judgement.of(!offered, offered ? "it is offered" : "it is not");
                });
    }

    private static CheckCase<ServerStage> notTaken() {
        return CheckCase.<ServerStage>of("R-489.tried", "STARTTLS is not begun over direct TLS")
                .mutant(() -> Tamper.answering(
                        frame -> frame.startsWith("<starttls"), frame -> "<proceed xmlns='" + Namespaces.TLS + "'/>"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connectDirectTls();
                    us.open();
                    us.send("", StartTlsCases.STARTTLS, "");
                    Heard answer = us.hear();
                    return Judgement.of(!ScramExchange.is(answer, Namespaces.TLS, "proceed"), answer.words());
                });
    }
}
