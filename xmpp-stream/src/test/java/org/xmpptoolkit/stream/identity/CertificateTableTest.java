package org.xmpptoolkit.stream.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.identity.TestCertificate.SRV_NAME;
import static org.xmpptoolkit.stream.identity.TestCertificate.XMPP_ADDR;
import static org.xmpptoolkit.stream.identity.TestCertificate.dns;
import static org.xmpptoolkit.stream.identity.TestCertificate.ip;
import static org.xmpptoolkit.stream.identity.TestCertificate.other;
import static org.xmpptoolkit.stream.identity.TestCertificate.otherName;
import static org.xmpptoolkit.stream.identity.TestCertificate.srv;
import static org.xmpptoolkit.stream.identity.TestCertificate.with;
import static org.xmpptoolkit.stream.identity.TestCertificate.xmpp;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.DERUniversalString;
import org.bouncycastle.asn1.DERVisibleString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.rules.Rule;

/** Each certificate of a table is asked for every domain of the table, for both services, and for its addresses. */
class CertificateTableTest {
    /** Everything that some certificate of the table, or a fault in reading one, might stand for. */
    private static final List<String> DOMAINS = List.of(
            "example.com",
            "im.example.com",
            "a.im.example.com",
            "foo.example.com",
            "example.net",
            "com",
            "localhost",
            "b\u00FCcher.example",
            "xn--bcher-kva.example",
            "im.b\u00FCcher.example",
            "b\u00FCcher.example.com",
            "xn--bcher-kva.example.com",
            "stra\u00DFe.example",
            "192.0.2.1",
            "7.0.2.1",
            "127.1",
            "[2001:db8::1]",
            "_xmpp-client.example.com");

    private static final List<String> BUECHER = List.of("b\u00FCcher.example", "xn--bcher-kva.example");

    /** @param client, server the domains that match, and no others */
    private record Row(X509Certificate certificate, Set<String> client, Set<String> server, List<String> addresses) {
        static Row none(TestCertificate certificate) {
            return both(certificate);
        }

        static Row both(TestCertificate certificate, String... domains) {
            return new Row(certificate.build(), Set.of(domains), Set.of(domains), List.of());
        }

        static Row both(TestCertificate certificate, List<String> domains) {
            return both(certificate, domains.toArray(String[]::new));
        }

        static Row client(TestCertificate certificate, String... domains) {
            return new Row(certificate.build(), Set.of(domains), Set.of(), List.of());
        }

        static Row server(TestCertificate certificate, String... domains) {
            return new Row(certificate.build(), Set.of(), Set.of(domains), List.of());
        }

        static Row accounts(TestCertificate certificate, String... addresses) {
            return new Row(certificate.build(), Set.of(), Set.of(), List.of(addresses));
        }
    }

    private static final Map<String, Row> ROWS = rows();

    private static Map<String, Row> rows() {
        Map<String, Row> rows = new LinkedHashMap<>();
        addDnsNames(rows);
        addWildcards(rows);
        addInternationalNames(rows);
        addSrvNames(rows);
        addXmppAddrs(rows);
        addStringTypes(rows);
        addMalformed(rows);
        addOthers(rows);
        return rows;
    }

    private static void addDnsNames(Map<String, Row> rows) {
        rows.put("dNSName", Row.both(with(dns("example.com")), "example.com"));
        rows.put("dNSName in upper case", Row.both(with(dns("EXAMPLE.Com")), "example.com"));
        rows.put("dNSName of one label", Row.both(with(dns("localhost")), "localhost"));
        rows.put("dNSName of a child", Row.both(with(dns("im.example.com")), "im.example.com"));
        rows.put("dNSName as IPv4 address", Row.none(with(dns("192.0.2.1"))));
        rows.put("dNSName as short IPv4 address", Row.none(with(dns("127.1"))));
        rows.put("iPAddress, IPv4", Row.none(with(ip("192.0.2.1"))));
        rows.put("iPAddress, IPv6", Row.none(with(ip("2001:db8::1"))));
        rows.put("dNSName with service", Row.none(with(dns("_xmpp-client.example.com"))));
        rows.put("dNSName with port", Row.none(with(dns("example.com:5222"))));
        rows.put("dNSName with localpart", Row.none(with(dns("juliet@example.com"))));
        rows.put("dNSName with resourcepart", Row.none(with(dns("example.com/balcony"))));
        rows.put("two dNSNames", Row.both(with(dns("example.com"), dns("example.net")), "example.com", "example.net"));
    }

    private static void addWildcards(Map<String, Row> rows) {
        rows.put(
                "wildcard",
                Row.both(
                        with(dns("*.example.com")),
                        "im.example.com",
                        "foo.example.com",
                        "b\u00FCcher.example.com",
                        "xn--bcher-kva.example.com"));
        rows.put("wildcard in upper case", Row.both(with(dns("*.IM.Example.COM")), "a.im.example.com"));
        rows.put(
                "wildcard with A-label behind",
                Row.both(with(dns("*.xn--bcher-kva.example")), "im.b\u00FCcher.example"));
        rows.put("wildcard alone", Row.none(with(dns("*"))));
        rows.put("wildcard and dot", Row.none(with(dns("*."))));
        rows.put("wildcard with one label behind", Row.none(with(dns("*.com"))));
        rows.put("two wildcards", Row.none(with(dns("*.*.example.com"))));
        rows.put("wildcard in the middle", Row.none(with(dns("im.*.com"))));
        rows.put("wildcard at the end", Row.none(with(dns("example.*"))));
        rows.put("partial wildcard, front", Row.none(with(dns("*oo.example.com"))));
        rows.put("partial wildcard, back", Row.none(with(dns("f*.example.com"))));
        rows.put("partial wildcard, middle", Row.none(with(dns("f*o.example.com"))));
        rows.put("wildcard in an A-label", Row.none(with(dns("xn--*-kva.example.com"))));
        rows.put("wildcard over an address", Row.none(with(dns("*.0.2.1"))));
        rows.put("wildcard in SRVName", Row.none(with(srv("_xmpp-client.*.example.com"))));
        rows.put("wildcard for the service", Row.none(with(srv("*.example.com"))));
        rows.put("wildcard in xmppAddr", Row.none(with(xmpp("*.example.com"))));
    }

    private static void addInternationalNames(Map<String, Row> rows) {
        rows.put("A-label", Row.both(with(dns("xn--bcher-kva.example")), BUECHER));
        rows.put("A-label in upper case", Row.both(with(dns("XN--BCHER-KVA.EXAMPLE")), BUECHER));
        rows.put(
                "A-label in SRVName",
                Row.client(with(srv("_xmpp-client.xn--bcher-kva.example")), BUECHER.toArray(String[]::new)));
        rows.put("A-label in xmppAddr", Row.both(with(xmpp("xn--bcher-kva.example")), BUECHER));
        rows.put("U-label in xmppAddr", Row.both(with(xmpp("B\u00FCcher.example")), BUECHER));
        rows.put("U-label in dNSName", Row.none(with(dns("b\u00FCcher.example"))));
        rows.put(
                "U-label in dNSName, Latin-1",
                Row.none(with(dns("b\u00FCcher.example".getBytes(StandardCharsets.ISO_8859_1)))));
        rows.put("ss for sharp s", Row.both(with(dns("strasse.example")), "stra\u00DFe.example"));
        rows.put("A-label of sharp s", Row.none(with(dns("xn--strae-oqa.example"))));
    }

    private static void addSrvNames(Map<String, Row> rows) {
        rows.put("SRVName of clients", Row.client(with(srv("_xmpp-client.example.com")), "example.com"));
        rows.put("SRVName of servers", Row.server(with(srv("_xmpp-server.example.com")), "example.com"));
        rows.put("SRVName in upper case", Row.client(with(srv("_XMPP-Client.EXAMPLE.com")), "example.com"));
        rows.put(
                "SRVNames of both",
                Row.both(with(srv("_xmpp-client.example.com"), srv("_xmpp-server.example.com")), "example.com"));
        rows.put("SRVName of direct TLS", Row.none(with(srv("_xmpps-client.example.com"))));
        rows.put("SRVName of another service", Row.none(with(srv("_imap.example.com"))));
        rows.put("SRVName with protocol", Row.none(with(srv("_xmpp-client._tcp.example.com"))));
        rows.put("SRVName without underscore", Row.none(with(srv("xmpp-client.example.com"))));
        rows.put("SRVName without name", Row.none(with(srv("_xmpp-client."))));
        rows.put(
                "SRVName as UTF8String",
                Row.none(with(other(SRV_NAME, new DERUTF8String("_xmpp-client.example.com")))));
    }

    private static void addXmppAddrs(Map<String, Row> rows) {
        rows.put("xmppAddr of a domain", Row.both(with(xmpp("example.com")), "example.com"));
        rows.put("xmppAddr of an account", Row.accounts(with(xmpp("juliet@example.com")), "juliet@example.com"));
        rows.put("xmppAddr to be prepared", Row.accounts(with(xmpp("Juliet@EXAMPLE.com")), "juliet@example.com"));
        rows.put(
                "several xmppAddrs",
                Row.accounts(
                        with(xmpp("juliet@example.com"), xmpp("romeo@example.net"), xmpp("Juliet@example.com")),
                        "juliet@example.com",
                        "romeo@example.net"));
        rows.put("xmppAddr as full JID", Row.none(with(xmpp("juliet@example.com/balcony"))));
        rows.put("xmppAddr of a domain with resourcepart", Row.none(with(xmpp("example.com/balcony"))));
        rows.put("xmppAddr as IPv4 address", Row.none(with(xmpp("192.0.2.1"))));
        rows.put("xmppAddr as IPv6 address", Row.none(with(xmpp("[2001:db8::1]"))));
        rows.put("xmppAddr, empty", Row.none(with(xmpp(""))));
        rows.put("xmppAddr that is no address", Row.none(with(xmpp("@example.com"))));
        rows.put("xmppAddr with NUL", Row.none(with(xmpp("juliet@example.com\0.example.net"))));
        rows.put("xmppAddr that is too long", Row.none(with(xmpp("juliet@" + "a.".repeat(1600) + "example.com"))));
        rows.put(
                "xmppAddr with umlaut", Row.accounts(with(xmpp("j\u00FCrgen@example.com")), "j\u00FCrgen@example.com"));
    }

    private static void addStringTypes(Map<String, Row> rows) {
        String domain = "example.com";
        rows.put("xmppAddr as IA5String", Row.none(with(other(XMPP_ADDR, new DERIA5String(domain)))));
        rows.put("xmppAddr as PrintableString", Row.none(with(other(XMPP_ADDR, new DERPrintableString(domain)))));
        rows.put("xmppAddr as VisibleString", Row.none(with(other(XMPP_ADDR, new DERVisibleString(domain)))));
        rows.put("xmppAddr as T61String", Row.none(with(other(XMPP_ADDR, new DERT61String(domain)))));
        rows.put("xmppAddr as BMPString", Row.none(with(other(XMPP_ADDR, new DERBMPString(domain)))));
        rows.put(
                "xmppAddr as UniversalString",
                Row.none(with(other(XMPP_ADDR, new DERUniversalString(domain.getBytes(Charset.forName("UTF-32BE")))))));
        rows.put(
                "xmppAddr as OCTET STRING",
                Row.none(with(other(XMPP_ADDR, new DEROctetString(domain.getBytes(StandardCharsets.UTF_8))))));
        rows.put("xmppAddr as INTEGER", Row.none(with(other(XMPP_ADDR, new ASN1Integer(5)))));
        rows.put("xmppAddr as SEQUENCE", Row.none(with(other(XMPP_ADDR, new DERSequence(new DERUTF8String(domain))))));
    }

    private static void addMalformed(Map<String, Row> rows) {
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(XMPP_ADDR);
        DERUTF8String domain = new DERUTF8String("example.com");
        rows.put("dNSName with NUL", Row.none(with(dns("example.com\0.example.net"))));
        rows.put("dNSName with NUL at its end", Row.none(with(dns("example.com\0"))));
        rows.put("SRVName with NUL", Row.none(with(srv("_xmpp-client.example.com\0.example.net"))));
        rows.put("dNSName, empty", Row.none(with(dns(""))));
        rows.put("dNSName with blanks", Row.none(with(dns(" example.com"))));
        rows.put("dNSName with empty label", Row.none(with(dns("im..example.com"))));
        rows.put("dNSName with dot in front", Row.none(with(dns(".example.com"))));
        rows.put("dNSName that is too long", Row.none(with(dns("a.".repeat(122) + "example.com"))));
        rows.put("dNSName with a label that is too long", Row.none(with(dns("a".repeat(64) + ".example.com"))));
        rows.put("dNSName of 1 MiB", Row.none(with(dns("a.".repeat(1 << 19) + "example.com"))));
        rows.put("otherName without value", Row.none(with(otherName(oid))));
        rows.put("otherName without tag on its value", Row.none(with(otherName(oid, domain))));
        rows.put("otherName with implicit tag", Row.none(with(otherName(oid, new DERTaggedObject(false, 0, domain)))));
        rows.put("otherName with tag 1", Row.none(with(otherName(oid, new DERTaggedObject(true, 1, domain)))));
        rows.put("otherName in wrong order", Row.none(with(otherName(new DERTaggedObject(true, 0, domain), oid))));
        rows.put(
                "otherName with two values",
                Row.none(with(
                        otherName(oid, new DERTaggedObject(true, 0, domain), new DERTaggedObject(true, 0, domain)))));
        rows.put(
                "otherName with something behind the string",
                Row.none(with(otherName(
                        oid, new DERTaggedObject(false, 0, new DERSequence(new DERUTF8String[] {domain, domain}))))));
        rows.put("otherName, empty", Row.none(with(otherName())));
        rows.put(
                "otherName with an INTEGER for its type",
                Row.none(with(otherName(new ASN1Integer(8), new DERTaggedObject(true, 0, domain)))));
        rows.put(
                "xmppAddr that is no UTF-8",
                Row.none(with(
                        otherName(oid, new DERTaggedObject(true, 0, TestCertificate.element(0x0C, 2, 0xC0, 0xAE))))));
    }

    private static void addOthers(Map<String, Row> rows) {
        rows.put("no subjectAltName", Row.none(with()));
        rows.put("common name alone", Row.none(with().subject("CN=example.com")));
        rows.put("common name as wildcard", Row.none(with().subject("CN=*.example.com")));
        rows.put(
                "common name beside another dNSName",
                Row.both(with(dns("example.net")).subject("CN=example.com"), "example.net"));
        rows.put("domain components", Row.none(with().subject("DC=example,DC=com")));
        rows.put(
                "otherName of an unknown type",
                Row.none(with(other("1.3.6.1.5.5.7.8.6", new DERUTF8String("example.com")))));
        rows.put("URI", Row.none(with(new GeneralName(GeneralName.uniformResourceIdentifier, "xmpp:example.com"))));
        rows.put("mail address", Row.none(with(new GeneralName(GeneralName.rfc822Name, "juliet@example.com"))));
        rows.put("directory name", Row.none(with(new GeneralName(GeneralName.directoryName, "CN=example.com"))));
        rows.put("expired", Row.both(with(dns("example.com")).expired(), "example.com"));
        rows.put(
                "for code signing",
                Row.both(with(dns("example.com")).purposes(KeyPurposeId.id_kp_codeSigning), "example.com"));
        rows.put(
                "for clients",
                Row.both(with(dns("example.com")).purposes(KeyPurposeId.id_kp_clientAuth), "example.com"));
        rows.put("of an authority", Row.both(with(dns("example.com")).authority(), "example.com"));
        rows.put(
                "without subject", Row.both(with(dns("example.com")).subject("").critical(), "example.com"));
        rows.put(
                "several of each",
                new Row(
                        with(
                                        dns("*.im.example.com"),
                                        srv("_xmpp-client.example.com"),
                                        xmpp("juliet@example.com"),
                                        ip("192.0.2.1"),
                                        dns("localhost"),
                                        srv("_xmpp-server.example.net"),
                                        xmpp("romeo@example.net"),
                                        xmpp("b\u00FCcher.example"))
                                .subject("CN=foo.example.com")
                                .build(),
                        Set.of(
                                "a.im.example.com",
                                "example.com",
                                "localhost",
                                "b\u00FCcher.example",
                                "xn--bcher-kva.example"),
                        Set.of(
                                "a.im.example.com",
                                "example.net",
                                "localhost",
                                "b\u00FCcher.example",
                                "xn--bcher-kva.example"),
                        List.of("juliet@example.com", "romeo@example.net")));
    }

    @TestFactory
    @Rule({"R-385", "R-386", "R-387", "R-388", "R-389"})
    Stream<DynamicTest> matchesWhatItStandsForAndNothingElse() {
        return ROWS.entrySet().stream().map(row -> DynamicTest.dynamicTest(row.getKey(), () -> check(row.getValue())));
    }

    private static void check(Row row) {
        PeerIdentities identities = PeerIdentities.of(row.certificate());
        assertEquals(new TreeSet<>(row.client()), matching(identities, Service.CLIENT), "client");
        assertEquals(new TreeSet<>(row.server()), matching(identities, Service.SERVER), "server");
        assertEquals(
                row.addresses(),
                identities.addresses().stream().map(Jid::toString).toList());
    }

    private static Set<String> matching(PeerIdentities identities, Service service) {
        Set<String> matching = new TreeSet<>();
        for (String domain : DOMAINS) {
            if (Jid.tryParse(domain) instanceof JidResult.Parsed parsed && identities.matches(parsed.jid(), service)) {
                matching.add(domain);
            }
        }
        return matching;
    }

    @Test
    void hasAHundredCertificatesOfWhichNoTwoSayTheSame() throws Exception {
        Set<String> distinct = new HashSet<>();
        for (Row row : ROWS.values()) {
            distinct.add(new BigInteger(1, row.certificate().getTBSCertificate()).toString());
        }
        assertEquals(ROWS.size(), distinct.size());
        assertTrue(distinct.size() >= 100, () -> distinct.size() + " certificates");
    }
}
