package org.xmpptoolkit.stream.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.identity.TestCertificate.dns;
import static org.xmpptoolkit.stream.identity.TestCertificate.srv;
import static org.xmpptoolkit.stream.identity.TestCertificate.with;
import static org.xmpptoolkit.stream.identity.TestCertificate.xmpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StartTls;

class PeerIdentitiesTest {
    private static final Jid DOMAIN = Jid.parse("example.com");

    private static PeerIdentities of(ASN1Encodable... names) {
        return PeerIdentities.of(TestCertificate.of(names));
    }

    private static List<String> texts(List<Jid> addresses) {
        return addresses.stream().map(Jid::toString).toList();
    }

    @Test
    void anAccountIsNoDomain() {
        PeerIdentities identities = of(dns("example.com"), xmpp("juliet@example.com"));
        assertTrue(identities.matches(DOMAIN, Service.CLIENT));
        assertFalse(identities.matches(Jid.parse("juliet@example.com"), Service.CLIENT));
        assertFalse(identities.matches(Jid.parse("example.com/balcony"), Service.CLIENT));
        assertEquals(List.of(), identities.addresses(Jid.parse("juliet@example.com")));
        assertEquals(List.of(), identities.addresses(Jid.parse("example.com/balcony")));
    }

    @Test
    void aFinalDotIsNoDifference() {
        assertTrue(of(dns("example.com")).matches(Jid.parse("example.com."), Service.CLIENT));
        assertFalse(of(dns("example.com")).matches(Jid.parse("example.com.example.net"), Service.CLIENT));
        assertFalse(of(dns("example.com..")).matches(DOMAIN, Service.CLIENT));
        assertTrue(of(dns("example.com.")).matches(DOMAIN, Service.CLIENT));
        assertTrue(of(srv("_xmpp-client.example.com.")).matches(DOMAIN, Service.CLIENT));
    }

    @Test
    @Rule("R-392")
    void theNameThatTheDnsGaveIsNoReference() {
        // _xmpp-client._tcp.example.com leads to xmpp.hosting.example, whose certificate names just that.
        PeerIdentities identities = of(dns("xmpp.hosting.example"), srv("_xmpp-client.xmpp.hosting.example"));
        XmppStream stream =
                XmppStream.initiating(StreamConfig.builder().to(DOMAIN).build(), List.of(new StartTls()));
        stream.open();
        List<StreamEvent> events = stream.receive(ByteBuffer.wrap("""
                <stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1'
                    from='xmpp.hosting.example'><stream:features><starttls
                    xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features><proceed
                    xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>""".getBytes(StandardCharsets.UTF_8)));
        StreamEvent.StartTls tls = events.stream()
                .filter(StreamEvent.StartTls.class::isInstance)
                .map(StreamEvent.StartTls.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(events));
        Optional<Jid> reference = tls.domain();
        assertEquals(Optional.of(DOMAIN), reference);
        assertFalse(identities.matches(reference.orElseThrow(), Service.CLIENT));
        assertTrue(of(dns("example.com")).matches(reference.orElseThrow(), Service.CLIENT));
    }

    @Test
    @Rule("R-393")
    void aPeerServerHasToBeTheDomainInFrom() {
        PeerIdentities identities = of(srv("_xmpp-server.example.com"), xmpp("admin@example.net"));
        assertTrue(identities.matches(DOMAIN, Service.SERVER));
        assertFalse(identities.matches(Jid.parse("example.net"), Service.SERVER));
        assertFalse(identities.matches(Jid.parse("conference.example.com"), Service.SERVER));
    }

    @Test
    @Rule({"R-394", "R-395"})
    void onlyAddressesOfTheServedDomainCount() {
        PeerIdentities identities = of(
                xmpp("juliet@example.com"),
                xmpp("romeo@example.net"),
                xmpp("nurse@im.example.com"),
                dns("example.org"));
        assertEquals(List.of("juliet@example.com"), texts(identities.addresses(DOMAIN)));
        assertEquals(List.of("romeo@example.net"), texts(identities.addresses(Jid.parse("example.net"))));
        assertEquals(List.of(), identities.addresses(Jid.parse("example.org")));
    }

    @Test
    void anAddressIsWrittenAsTheServedDomainIs() {
        PeerIdentities identities = of(
                xmpp("juliet@xn--bcher-kva.example"),
                xmpp("romeo@b\u00FCcher.example"),
                xmpp("juliet@b\u00FCcher.example"));
        assertEquals(3, identities.addresses().size());
        assertEquals(
                List.of("juliet@b\u00FCcher.example", "romeo@b\u00FCcher.example"),
                texts(identities.addresses(Jid.parse("B\u00FCcher.example"))));
        assertEquals(
                List.of("juliet@xn--bcher-kva.example", "romeo@xn--bcher-kva.example"),
                texts(identities.addresses(Jid.parse("xn--bcher-kva.example"))));
    }

    @Test
    void anAddressIsPreparedByTheProfileGiven() {
        // The sharp s is ss in Nodeprep, itself in UsernameCaseMapped.
        X509Certificate certificate = TestCertificate.of(xmpp("stra\u00DFe@example.com"));
        assertEquals(
                List.of("strasse@example.com"),
                texts(PeerIdentities.of(certificate).addresses()));
        assertEquals(
                List.of("stra\u00DFe@example.com"),
                texts(PeerIdentities.of(certificate, JidProfile.PRECIS).addresses()));
    }

    @Test
    void aDomainOfEitherProfileMatchesItsALabel() {
        PeerIdentities identities = of(dns("xn--strae-oqa.example"));
        assertTrue(identities.matches(Jid.parse("stra\u00DFe.example", JidProfile.PRECIS), Service.CLIENT));
        assertTrue(identities.matches(Jid.parse("xn--strae-oqa.example", JidProfile.PRECIS), Service.CLIENT));
        assertTrue(identities.matches(Jid.parse("xn--strae-oqa.example"), Service.CLIENT));
        assertFalse(identities.matches(Jid.parse("stra\u00DFe.example"), Service.CLIENT));
    }

    @Test
    @Rule("R-384")
    void tellsAnEndEntityFromAnAuthority() {
        assertTrue(of(dns("example.com")).isEndEntity());
        assertFalse(
                PeerIdentities.of(with(dns("example.com")).authority().build()).isEndEntity());
        assertFalse(PeerIdentities.of(
                        with(dns("example.com")).subject("").critical().build())
                .isEndEntity());
    }

    @Test
    void anAddressIsNoHostNameWhateverItsDigits() {
        for (String address : List.of("10.0.0.0", "10.0.0.9", "9", "0")) {
            assertFalse(of(dns(address)).matches(Jid.parse(address), Service.CLIENT), address);
        }
        for (String name : List.of("10.0.0.a", "10.0.0.0a", "10.0.0.9-0z")) {
            assertTrue(of(dns(name)).matches(Jid.parse(name), Service.CLIENT), name);
        }
    }

    @Test
    void saysNothingOfDates() {
        X509Certificate expired = with(dns("example.com")).expired().build();
        assertThrows(CertificateExpiredException.class, expired::checkValidity);
        assertTrue(PeerIdentities.of(expired).matches(DOMAIN, Service.CLIENT));
    }

    @Test
    void aMalformedOtherNameLeavesTheOthersAlone() {
        PeerIdentities identities = of(
                TestCertificate.other(TestCertificate.XMPP_ADDR, new DEROctetString(new byte[] {1})),
                dns("example.com"));
        assertTrue(identities.matches(DOMAIN, Service.CLIENT));
    }

    @Test
    void whatTheJdkCannotParseCountsForNothing() {
        // An address of five octets: the JDK drops the whole extension, and holds nothing of it to name constraints.
        ASN1Encodable spoilt = new DERTaggedObject(false, GeneralName.iPAddress, new DEROctetString(new byte[5]));
        X509Certificate certificate = TestCertificate.of(dns("example.com"), xmpp("juliet@example.com"), spoilt);
        assertFalse(isParsed(certificate));
        assertNotNull(certificate.getExtensionValue("2.5.29.17"));
        PeerIdentities identities = PeerIdentities.of(certificate);
        assertFalse(identities.matches(DOMAIN, Service.CLIENT));
        assertEquals(List.of(), identities.addresses());
    }

    @Test
    void whatTheJdkReadsAndCannotWriteAgainCountsForNothing() {
        // An ediPartyName with an otherName's content: the JDK's own copy of it throws, and not what its method
        // declares.
        byte[] octets =
                octets(new DERSequence(new ASN1Encodable[] {dns("example.com"), srv("_xmpp-client.example.com")}));
        int tag = octets.length - srvOctets();
        assertEquals((byte) 0xA0, octets[tag]);
        octets[tag] = (byte) 0xA5;
        PeerIdentities identities = PeerIdentities.of(TestCertificate.raw(octets));
        assertFalse(identities.matches(DOMAIN, Service.CLIENT));
        assertEquals(List.of(), identities.addresses());
    }

    private static int srvOctets() {
        return octets(srv("_xmpp-client.example.com")).length;
    }

    private static byte[] octets(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JDK 17 gives null for an extension that it cannot parse, JDK 25 throws. */
    private static boolean isParsed(X509Certificate certificate) {
        try {
            return certificate.getSubjectAlternativeNames() != null;
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    @Test
    void readsCertificatesOfAnotherProvider() throws Exception {
        X509Certificate good = again(TestCertificate.of(dns("example.com"), xmpp("juliet@example.com")));
        X509Certificate bad = again(TestCertificate.of(dns("example.com"), new ASN1Integer(1)));
        assertTrue(PeerIdentities.of(good).matches(DOMAIN, Service.CLIENT));
        assertEquals(
                List.of("juliet@example.com"), texts(PeerIdentities.of(good).addresses()));
        assertThrows(CertificateParsingException.class, bad::getSubjectAlternativeNames);
        assertFalse(PeerIdentities.of(bad).matches(DOMAIN, Service.CLIENT));
    }

    private static X509Certificate again(X509Certificate certificate) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    @Test
    void looksAtTheFirst1024EntriesOfTenThousand() {
        List<ASN1Encodable> names = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            names.add(i % 2 == 0 ? dns("h" + i + ".example.com") : xmpp("u" + i + "@example.com"));
        }
        PeerIdentities identities = of(names.toArray(ASN1Encodable[]::new));
        assertTrue(identities.matches(Jid.parse("h0.example.com"), Service.CLIENT));
        assertTrue(identities.matches(Jid.parse("h1022.example.com"), Service.CLIENT));
        assertFalse(identities.matches(Jid.parse("h1024.example.com"), Service.CLIENT));
        assertEquals(512, identities.addresses().size());
        assertEquals(512, identities.addresses(DOMAIN).size());
    }

    @Test
    void aNameOf253OctetsMatchesAndOneMoreDoesNot() {
        String longest = "a.".repeat(121) + "example.com";
        assertEquals(253, longest.length());
        assertTrue(of(dns(longest)).matches(Jid.parse(longest), Service.SERVER));
        assertTrue(of(srv("_xmpp-server." + longest)).matches(Jid.parse(longest), Service.SERVER));
        assertFalse(of(srv("_xmpp-server.a" + longest)).matches(Jid.parse("a" + longest), Service.SERVER));
        assertFalse(of(dns("*." + longest)).matches(Jid.parse("a." + longest), Service.SERVER));
    }

    @Test
    void itsTextHasCountsOnly() {
        assertEquals(
                "PeerIdentities[3 names of servers, 1 addresses]",
                of(dns("example.com"), dns("*.example.com"), srv("_xmpp-client.a.example"), xmpp("juliet@example.com"))
                        .toString());
    }

    @Test
    void theAddressesCannotBeChanged() {
        List<Jid> addresses = of(xmpp("juliet@example.com")).addresses();
        assertThrows(UnsupportedOperationException.class, () -> addresses.add(DOMAIN));
    }
}
