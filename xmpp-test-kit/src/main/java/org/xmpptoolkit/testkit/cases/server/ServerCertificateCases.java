package org.xmpptoolkit.testkit.cases.server;

import io.netty.pkitesting.CertificateBuilder;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.stream.identity.PeerIdentities;
import org.xmpptoolkit.stream.identity.Service;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The certificate that a server shows (RFC 6120 sections 5.4.3.1 and 13.7.1). */
final class ServerCertificateCases {
    private ServerCertificateCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(forDomain(), endEntity());
    }

    private static X509Certificate certificate(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        StartTlsCases.offered(us);
        us.send(StartTlsCases.STARTTLS);
        us.expect(Namespaces.TLS, "proceed");
        us.handshake();
        try {
            SSLSession session = us.tls().orElseThrow(() -> Halt.skipped("there is no TLS"));
            Certificate shown = session.getPeerCertificates()[0];
            if (shown instanceof X509Certificate certificate) {
                return certificate;
            }
            throw Halt.skipped("the certificate is none of X.509");
        } catch (SSLPeerUnverifiedException e) {
            throw Halt.skipped("no certificate was shown");
        }
    }

    private static CheckCase<ServerStage> forDomain() {
        return CheckCase.<ServerStage>of("R-144", "the certificate is for the domain in the to of the header")
                .mutant(() -> Tamper.showing(sound -> new CertificateBuilder()
                        .ecp256()
                        .subject("CN=elsewhere")
                        .addExtendedKeyUsageServerAuth()
                        .addSanDnsName("elsewhere.example")))
                .plays(stage -> {
                    X509Certificate certificate = certificate(stage);
                    boolean named = PeerIdentities.of(certificate).matches(stage.domain(), Service.CLIENT);
                    return Judgement.of(named, named ? "it is" : "it is for " + PeerIdentities.of(certificate));
                });
    }

    private static CheckCase<ServerStage> endEntity() {
        return CheckCase.<ServerStage>of("R-384", "the certificate is that of no authority, and its subject not empty")
                .mutant(() -> Tamper.showing(builder -> builder.setIsCertificateAuthority(true)))
                .plays(stage -> {
                    X509Certificate certificate = certificate(stage);
                    if (certificate.getBasicConstraints() >= 0) {
                        return Judgement.failed("it is that of an authority: cA is TRUE");
                    }
                    boolean named =
                            !certificate.getSubjectX500Principal().getName().isEmpty();
                    return Judgement.of(named, named ? "it is that of an end entity" : "its subject is empty");
                });
    }
}
