package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a server makes of a client's certificate whose authority it cannot know (RFC 6120 sections 5.4.3.1 and 13.7.2). */
final class ClientCertificateCases {
    private ClientCertificateCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                asked(),
                unknownAuthority(
                        "R-146", "a client's certificate is validated: one of an unknown authority proves nothing", ""),
                unknownAuthority(
                        "R-396",
                        "a certificate of an unknown authority lets nobody in, with an authzid neither",
                        "authzid"));
    }

    private static CheckCase<ServerStage> asked() {
        return CheckCase.<ServerStage>of("R-143", "the server asks for the client's certificate")
                .merelySeen()
                .plays(stage -> {
                    boolean asked = begin(stage, stage.connectWithCertificate());
                    return Judgement.of(asked, asked ? "it does" : "it does not");
                });
    }

    /** Begins TLS with a certificate that nobody can trust, though it names an account; whether it was asked for. */
    private static boolean begin(ServerStage stage, InitiatingEntity us) throws Halt {
        StartTlsCases.offered(us);
        us.send(StartTlsCases.STARTTLS);
        us.expect(Namespaces.TLS, "proceed");
        return us.handshake(Authority.make(), stage.domain().withLocalpart(SaslSteps.anyone(stage)));
    }

    private static CheckCase<ServerStage> unknownAuthority(String id, String title, String authzid) {
        return CheckCase.<ServerStage>of(id, title).mutant(Gullible::new).plays(stage -> {
            InitiatingEntity us = stage.connectWithCertificate();
            String identity = authzid.isEmpty()
                    ? "="
                    : SaslSteps.base64(stage.domain()
                            .withLocalpart(SaslSteps.anyone(stage))
                            .toString());
            try {
                if (!begin(stage, us)) {
                    return Judgement.skipped("the server asks for no certificate");
                }
            } catch (Halt e) {
                return e.judgement().seen().startsWith("TLS failed")
                        ? Judgement.passed(e.judgement().seen())
                        : e.judgement();
            }
            us.send(us.header());
            if (!(us.hear() instanceof Heard.Header)) {
                return Judgement.passed("the stream does not begin with it");
            }
            XmlElement features = us.expect(Namespaces.STREAM, "features");
            us.send("", SaslSteps.auth("EXTERNAL", identity), "");
            Heard answer = us.hear();
            boolean taken = ScramExchange.is(answer, Namespaces.SASL, "success");
            return Judgement.of(
                    !taken,
                    (SaslSteps.offered(features).contains("EXTERNAL") ? "EXTERNAL is offered; " : "") + answer.words());
        });
    }

    /** Believes every certificate. */
    private static final class Gullible implements Tamper {
        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<auth") && frame.contains("EXTERNAL")) {
                link.say("<success xmlns='" + Namespaces.SASL + "'/>");
                return "";
            }
            return frame;
        }
    }
}
