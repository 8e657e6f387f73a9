package org.xmpptoolkit.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsSessionsTest {
    private static X509Certificate certificate(Algorithm algorithm) throws Exception {
        return new CertificateBuilder()
                .algorithm(algorithm)
                .subject("CN=example.com")
                .setIsCertificateAuthority(true)
                .buildSelfSigned()
                .getCertificate();
    }

    @ParameterizedTest
    @CsvSource({"ecp256, SHA-256", "ecp384, SHA-384", "rsa2048, SHA-256"})
    void theEndPointIsHashedAsItsCertificateIsSigned(Algorithm algorithm, String hash) throws Exception {
        X509Certificate certificate = certificate(algorithm);
        assertArrayEquals(
                MessageDigest.getInstance(hash).digest(certificate.getEncoded()),
                TlsSessions.endPoint(certificate).orElseThrow());
    }

    @Test
    void thereIsNoEndPointWhereTheSignatureNamesNoHash() throws Exception {
        assertEquals(Optional.empty(), TlsSessions.endPoint(certificate(Algorithm.ed25519)));
    }
}
