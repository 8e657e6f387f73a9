package org.xmpptoolkit.testkit.cases.client;

import io.netty.pkitesting.CertificateBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** What a client makes of the server's certificate (RFC 6120 sections 5.4.3.1 and 13.7, RFC 6125). */
final class ClientCertificateCases {
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

    private ClientCertificateCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                refused("R-145", "a certificate of an unknown issuer is not trusted", stage -> Authority.make()
                        .server(stage.domain())),
                refused("R-390", "a certificate that has expired is not trusted", stage -> stage.authority()
                        .server(stage.domain(), ClientCertificateCases::expired)),
                refused("R-203", "a certificate for another domain is not trusted", stage -> stage.authority()
                        .serverNamed(builder -> builder.addSanDnsName("other.invalid"))),
                refused(
                        "R-203.wildcard",
                        "a wildcard within a label stands for no other name",
                        stage -> stage.authority()
                                .serverNamed(builder -> builder.addExtensionOctetString(
                                        SUBJECT_ALTERNATIVE_NAME, false, dnsName("loc*lhost")))),
                refused(
                        "R-203.common-name",
                        "the common name does not count where there is a subjectAltName",
                        stage -> stage.authority().serverNamed(builder -> builder.subject("CN=" + stage.domain())
                                .addSanDnsName("other.invalid"))),
                ends(),
                dnsName());
    }

    /** The TLS that a play is to show. */
    @FunctionalInterface
    private interface Shown {
        SSLContext on(ClientStage stage);
    }

    /** A subjectAltName with one dNSName, which may be none. */
    private static byte[] dnsName(String name) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer der = ByteBuffer.allocate(octets.length + 4);
        der.put((byte) 0x30).put((byte) (octets.length + 2)).put((byte) 0x82).put((byte) octets.length);
        return der.put(octets).array();
    }

    private static CertificateBuilder expired(CertificateBuilder builder) {
        Instant now = Instant.now();
        return builder.notBefore(now.minus(Duration.ofDays(2))).notAfter(now.minus(Duration.ofDays(1)));
    }

    /** What comes behind TLS with a certificate. */
    private static Optional<Heard> behind(ClientStage stage, ReceivingEntity us, SSLContext shown) throws Halt {
        us.open(ReceivingEntity.startTlsFeature());
        Optional<String> failure = us.tryTls(shown);
        failure.ifPresent(why -> us.note("TLS failed: " + why));
        return failure.isPresent() ? Optional.empty() : Optional.of(us.hear());
    }

    private static CheckCase<ClientStage> refused(String id, String title, Shown shown) {
        return CheckCase.<ClientStage>of(id, title).mutant(Tamper::trusting).plays(stage -> {
            Optional<Heard> behind = behind(stage, stage.accept(), shown.on(stage));
            boolean went = behind.filter(Heard.Header.class::isInstance).isPresent();
            return Judgement.of(!went, went ? "it went on with its header" : "it did not go on");
        });
    }

    private static CheckCase<ClientStage> ends() {
        return CheckCase.<ClientStage>of("R-204", "the session ends where the certificate is not trusted")
                .mutant(Tamper::trusting)
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    Optional<Heard> behind = behind(stage, us, Authority.make().server(stage.domain()));
                    if (behind.filter(Heard.Nothing.class::isInstance).isPresent()) {
                        return Judgement.skipped("nothing came: perhaps it asks its user");
                    }
                    return Judgement.of(
                            behind.filter(heard -> !(heard instanceof Heard.Ended))
                                    .isEmpty(),
                            behind.map(Heard::words).orElse("TLS failed"));
                });
    }

    private static CheckCase<ClientStage> dnsName() {
        Supplier<Tamper> mutant = () -> Tamper.endingOn(frame -> frame.startsWith("<proceed"));
        return CheckCase.<ClientStage>of("R-385", "a dNSName of the domain is an identity of its server")
                .mutant(mutant)
                .plays(stage -> {
                    Optional<Heard> behind = behind(
                            stage,
                            stage.accept(),
                            stage.authority()
                                    .serverNamed(builder ->
                                            builder.addSanDnsName(stage.domain().domainpartToAscii())));
                    return Judgement.of(
                            behind.filter(Heard.Header.class::isInstance).isPresent(),
                            behind.map(Heard::words).orElse("TLS failed"));
                });
    }
}
