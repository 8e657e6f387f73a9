package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a client binds a resource, and answers what it is asked (RFC 6120 sections 7 and 8). */
final class ClientBindingCases {
    private ClientBindingCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(answers());
    }

    private static CheckCase<ClientStage> answers() {
        return CheckCase.<ClientStage>of("R-249", "an iq of type get is answered")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<iq") && !frame.contains("type='set'")))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.session();
                    us.send("<iq type='get' id='ask' from='" + stage.domain() + "' to='" + us.bound()
                            + "'><query xmlns='urn:example:unknown'/></iq>");
                    boolean answered = us.serve(iq -> iq.attribute("id").equals(Optional.of("ask")))
                            .isPresent();
                    return Judgement.of(answered, answered ? "it was answered" : "it was not answered");
                });
    }
}
