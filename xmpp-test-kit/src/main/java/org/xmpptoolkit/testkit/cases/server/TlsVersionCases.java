package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What is not to be negotiated in TLS (RFC 7590 section 1: RFC 7525, RFC 8996, RFC 9325). */
final class TlsVersionCases {
    private static final String CBC = "c009c00ac013c014002f0035000a00330039";
    private static final int TLS_1_2 = 0x0303;

    private TlsVersionCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                refused(
                        "R-379",
                        "SSL 3.0, TLS 1.0 and TLS 1.1 are refused",
                        new ClientHello("SSL 3.0", 0x0300, "002f0035000a00050004"),
                        new ClientHello("TLS 1.0", 0x0301, CBC),
                        new ClientHello("TLS 1.1", 0x0302, CBC)),
                refused(
                        "R-379.suites",
                        "cipher suites that protect nothing, or with keys under 112 bits, or RC4, are refused",
                        new ClientHello("no encryption", TLS_1_2, "00010002003bc006c010"),
                        new ClientHello("export and DES", TLS_1_2, "0003000600080009000b000e001100140015"),
                        new ClientHello("RC4", TLS_1_2, "00040005c007c011")));
    }

    private static CheckCase<ServerStage> refused(String id, String title, ClientHello... hellos) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(Accepting::new)
                .forAll(Arbitraries.of(hellos), (stage, hello) -> {
                    InitiatingEntity us = stage.connect();
                    StartTlsCases.offered(us);
                    us.send(StartTlsCases.STARTTLS);
                    us.expect(Namespaces.TLS, "proceed");
                    us.restart();
                    us.sendOffending(hello.octets(stage.random(), stage.domain().domainpartToAscii()));
                    Heard heard = us.hear();
                    if (heard instanceof Heard.Nothing) {
                        return Judgement.skipped("nothing came for it");
                    }
                    boolean accepted = ClientHello.isAccepted(us.raw());
                    return Judgement.of(!accepted, hello + (accepted ? " was accepted" : " was refused"));
                });
    }

    /** Begins TLS by whatever is asked for. */
    private static final class Accepting implements Tamper {
        private boolean begun;

        @Override
        public String heard(String frame, Link link) {
            if (frame.startsWith("<starttls")) {
                begun = true;
                link.say("<proceed xmlns='" + Namespaces.TLS + "'/>");
                return "";
            }
            if (begun) {
                begun = false;
                link.say(ClientHello.accepting(frame));
                link.end();
                return "";
            }
            return frame;
        }
    }
}
