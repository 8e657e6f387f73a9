package org.xmpptoolkit.stream.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes self-signed certificates, and the entries of their subjectAltName, well-formed or not. Not thread-safe. */
public final class TestCertificate {
    static final String XMPP_ADDR = "1.3.6.1.5.5.7.8.5";
    static final String SRV_NAME = "1.3.6.1.5.5.7.8.7";

    private static final KeyPair KEYS = keys();
    private static final ContentSigner SIGNER = signer();

    private final List<ASN1Encodable> names = new ArrayList<>();
    private String subject = "O=Example";
    private boolean critical;
    private boolean authority;
    private List<KeyPurposeId> purposes = List.of();
    private Instant notAfter = Instant.parse("2200-01-01T00:00:00Z");
    private byte[] extension = new byte[0];

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate());
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    /** The certificate of a server. */
    public static X509Certificate ofServer(String domain) {
        return of(dns(domain));
    }

    static X509Certificate of(ASN1Encodable... names) {
        return with(names).build();
    }

    static TestCertificate with(ASN1Encodable... names) {
        TestCertificate certificate = new TestCertificate();
        certificate.names.addAll(List.of(names));
        return certificate;
    }

    /** A certificate whose subjectAltName has these octets where the SEQUENCE should be. */
    static X509Certificate raw(byte[] extension) {
        TestCertificate certificate = new TestCertificate();
        certificate.extension = extension;
        return certificate.build();
    }

    TestCertificate subject(String name) {
        subject = name;
        return this;
    }

    TestCertificate critical() {
        critical = true;
        return this;
    }

    /** cA TRUE, with a path length of 0. */
    TestCertificate authority() {
        authority = true;
        return this;
    }

    TestCertificate purposes(KeyPurposeId... ids) {
        purposes = List.of(ids);
        return this;
    }

    TestCertificate expired() {
        notAfter = Instant.parse("2001-01-01T00:00:00Z");
        return this;
    }

    X509Certificate build() {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                new X500Name("O=Issuer"),
                BigInteger.ONE,
                Date.from(Instant.parse("2000-01-01T00:00:00Z")),
                Date.from(notAfter),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()));
        try {
            if (authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            }
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            if (extension.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, critical, extension);
            } else if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, critical, sequence(names));
            }
            // A content signer holds the octets that it is about to sign.
            synchronized (SIGNER) {
                return parsed(builder.build(SIGNER).getEncoded());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate parsed(byte[] encoded) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static DERSequence sequence(List<ASN1Encodable> elements) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        elements.forEach(vector::add);
        return new DERSequence(vector);
    }

    static ASN1Encodable dns(String name) {
        return dns(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A dNSName with any octets, also those that are none of an IA5String. */
    static ASN1Encodable dns(byte[] octets) {
        return new DERTaggedObject(false, GeneralName.dNSName, new DEROctetString(octets));
    }

    static ASN1Encodable srv(String name) {
        return other(SRV_NAME, new DERIA5String(name));
    }

    static ASN1Encodable xmpp(String address) {
        return other(XMPP_ADDR, new DERUTF8String(address));
    }

    static ASN1Encodable other(String oid, ASN1Encodable value) {
        return otherName(new ASN1ObjectIdentifier(oid), new DERTaggedObject(true, 0, value));
    }

    static ASN1Encodable otherName(ASN1Encodable... inside) {
        return new DERTaggedObject(false, GeneralName.otherName, sequence(List.of(inside)));
    }

    static ASN1Encodable ip(String address) {
        return new GeneralName(GeneralName.iPAddress, address);
    }

    /** What BC takes for one element, whatever its octets are. */
    static ASN1Primitive element(int... octets) {
        byte[] encoded = bytes(octets);
        try {
            return ASN1Primitive.fromByteArray(encoded);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }
}
