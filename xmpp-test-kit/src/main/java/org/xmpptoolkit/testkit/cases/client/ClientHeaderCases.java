package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** A client's stream header (RFC 6120 section 4.7). */
final class ClientHeaderCases {
    private ClientHeaderCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(to());
    }

    private static CheckCase<ClientStage> to() {
        return CheckCase.<ClientStage>of("R-050", "the initial header has a to")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) to='[^']*'", "$1"))
                .plays(stage -> {
                    XmlElement header = stage.accept().header();
                    Optional<String> to = header.attribute("to");
                    return Judgement.of(to.isPresent(), "to is " + to.orElse("missing"));
                });
    }
}
