package org.xmpptoolkit.stream.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.identity.TestCertificate.dns;
import static org.xmpptoolkit.stream.identity.TestCertificate.srv;
import static org.xmpptoolkit.stream.identity.TestCertificate.xmpp;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.rules.Rule;

/** Laws of names. Each try makes a certificate or more, hence fewer of them. */
class PeerIdentitiesProperties {
    private enum Form {
        DNS_NAME,
        SRV_CLIENT,
        SRV_SERVER,
        XMPP_ADDR;

        ASN1Encodable name(String domain) {
            return switch (this) {
                case DNS_NAME -> dns(domain);
                case SRV_CLIENT -> srv("_xmpp-client." + domain);
                case SRV_SERVER -> srv("_xmpp-server." + domain);
                case XMPP_ADDR -> xmpp(domain);
            };
        }

        boolean isFor(Service service) {
            return switch (this) {
                case DNS_NAME, XMPP_ADDR -> true;
                case SRV_CLIENT -> service == Service.CLIENT;
                case SRV_SERVER -> service == Service.SERVER;
            };
        }
    }

    private static PeerIdentities of(ASN1Encodable... names) {
        return PeerIdentities.of(TestCertificate.of(names));
    }

    private static String cased(String text, long seed) {
        Random random = new Random(seed);
        StringBuilder cased = new StringBuilder();
        for (char c : text.toCharArray()) {
            cased.append(random.nextBoolean() ? Character.toString(c).toUpperCase(Locale.ROOT) : c);
        }
        return cased.toString();
    }

    @Property(tries = 250)
    @Rule({"R-385", "R-386", "R-387"})
    void aCertificateForADomainMatchesIt(@ForAll("domains") String domain, @ForAll Form form, @ForAll Service service) {
        assertEquals(form.isFor(service), of(form.name(domain)).matches(Jid.ofDomain(domain), service));
    }

    @Property(tries = 250)
    @Rule({"R-385", "R-386", "R-387"})
    void aCertificateForADomainMatchesNeitherThoseAboveNorThoseBelow(
            @ForAll("domains") String domain,
            @ForAll("labels") String label,
            @ForAll Form form,
            @ForAll Service service) {
        Jid below = Jid.ofDomain(label + "." + domain);
        assertFalse(of(form.name(domain)).matches(below, service));
        assertFalse(of(form.name(below.domainpart())).matches(Jid.ofDomain(domain), service));
    }

    @Property(tries = 250)
    @Rule({"R-385", "R-386", "R-387"})
    void aCertificateForADomainMatchesNoOther(
            @ForAll("domains") String domain,
            @ForAll("domains") String other,
            @ForAll Form form,
            @ForAll Service service) {
        Assume.that(!domain.equals(other));
        assertFalse(of(form.name(domain)).matches(Jid.ofDomain(other), service));
    }

    @Property(tries = 250)
    @Rule("R-388")
    void aWildcardMatchesExactlyTheChildren(
            @ForAll("domains") String domain,
            @ForAll("labels") String label,
            @ForAll("labels") String deeper,
            @ForAll("domains") String other,
            @ForAll Service service) {
        Assume.that(domain.indexOf('.') > 0 && !other.endsWith("." + domain));
        PeerIdentities identities = of(dns("*." + domain));
        assertTrue(identities.matches(Jid.ofDomain(label + "." + domain), service));
        assertFalse(identities.matches(Jid.ofDomain(domain), service));
        assertFalse(identities.matches(Jid.ofDomain(deeper + "." + label + "." + domain), service));
        assertFalse(identities.matches(Jid.ofDomain(label + domain), service));
        assertFalse(identities.matches(Jid.ofDomain(other), service));
    }

    @Property(tries = 250)
    @Rule("R-388")
    void anAsteriskElsewhereMatchesNothing(
            @ForAll("domains") String domain, @ForAll("labels") String label, @ForAll int place, @ForAll Form form) {
        String whole = label + "." + domain;
        int at = 1 + Math.floorMod(place, whole.length());
        String presented = whole.substring(0, at) + "*" + whole.substring(at);
        for (String reference : List.of(whole, whole.substring(0, at) + "a" + whole.substring(at))) {
            if (Jid.tryParse(reference) instanceof JidResult.Parsed parsed) {
                assertFalse(of(form.name(presented)).matches(parsed.jid(), Service.CLIENT));
                assertFalse(of(form.name(presented)).matches(parsed.jid(), Service.SERVER));
            }
        }
    }

    @Property(tries = 250)
    void caseNeverMatters(
            @ForAll("domains") String domain, @ForAll long seed, @ForAll Form form, @ForAll Service service) {
        Jid reference = Jid.ofDomain(cased(domain, ~seed));
        assertEquals(form.isFor(service), of(form.name(cased(domain, seed))).matches(reference, service));
    }

    @Property(tries = 250)
    void anALabelMatchesTheULabelItStandsFor(
            @ForAll("internationalDomains") Jid domain, @ForAll Form form, @ForAll long seed, @ForAll Service service) {
        String ascii = domain.domainpartToAscii();
        PeerIdentities identities = of(form.name(cased(ascii, seed)));
        assertEquals(form.isFor(service), identities.matches(domain, service));
        assertEquals(form.isFor(service), identities.matches(Jid.ofDomain(ascii), service));
    }

    @Property(tries = 250)
    void aULabelInAnXmppAddrMatchesTheALabelThatStandsForIt(
            @ForAll("internationalDomains") Jid domain, @ForAll Service service) {
        PeerIdentities identities = of(xmpp(domain.domainpart()));
        assertTrue(identities.matches(domain, service));
        assertTrue(identities.matches(Jid.ofDomain(domain.domainpartToAscii()), service));
    }

    @Property(tries = 250)
    void aListStandsForWhatItsEntriesStandFor(
            @ForAll @Size(min = 1, max = 8) List<Form> forms,
            @ForAll("domains") String first,
            @ForAll("domains") String second,
            @ForAll long seed,
            @ForAll Service service) {
        Random random = new Random(seed);
        List<ASN1Encodable> names = forms.stream()
                .map(form -> form.name(random.nextBoolean() ? first : second))
                .toList();
        PeerIdentities together = of(names.toArray(ASN1Encodable[]::new));
        for (Jid domain : List.of(Jid.ofDomain(first), Jid.ofDomain(second))) {
            assertEquals(
                    names.stream().anyMatch(name -> of(name).matches(domain, service)),
                    together.matches(domain, service));
        }
    }

    @Property(tries = 250)
    @Rule({"R-389", "R-394", "R-395"})
    void theAddressesAreThoseInTheCertificate(
            @ForAll @Size(max = 6) List<@From("accounts") Jid> accounts, @ForAll("domains") String domain) {
        PeerIdentities identities =
                of(accounts.stream().map(jid -> xmpp(jid.toString())).toArray(ASN1Encodable[]::new));
        assertEquals(accounts.stream().distinct().toList(), identities.addresses());
        Jid served = accounts.isEmpty() ? Jid.ofDomain(domain) : accounts.get(0).domain();
        assertEquals(
                accounts.stream()
                        .distinct()
                        .filter(jid -> jid.domain().equals(served))
                        .toList(),
                identities.addresses(served));
        assertFalse(identities.matches(served, Service.CLIENT));
    }

    @Property(tries = 250)
    void anAddressWithAResourcepartIsNone(@ForAll("accounts") Jid account, @ForAll("labels") String resourcepart) {
        PeerIdentities identities =
                of(xmpp(account.withResourcepart(resourcepart).toString()));
        assertEquals(List.of(), identities.addresses());
        assertEquals(List.of(), identities.addresses(account.domain()));
        assertFalse(identities.matches(account.domain(), Service.CLIENT));
    }

    @Property(tries = 250)
    void theCommonNameIsNeverLookedAt(@ForAll("domains") String domain, @ForAll Service service) {
        X509Certificate alone = TestCertificate.with().subject("CN=" + domain).build();
        assertFalse(PeerIdentities.of(alone).matches(Jid.ofDomain(domain), service));
    }

    @Property
    void anyOctetsForAnExtensionNameNothing(@ForAll @Size(min = 1, max = 60) byte[] octets) {
        PeerIdentities identities = PeerIdentities.of(TestCertificate.raw(octets));
        assertFalse(identities.matches(Jid.parse("example.com"), Service.CLIENT));
        assertEquals(List.of(), identities.addresses());
    }

    @Property
    void anOctetThatIsWrongLetsNoOtherDomainIn(
            @ForAll int place, @ForAll byte octet, @ForAll("domains") String domain, @ForAll Form form) {
        Jid absent = Jid.ofDomain("absent." + domain);
        byte[] value =
                TestCertificate.of(form.name(domain), xmpp("juliet@" + domain)).getExtensionValue("2.5.29.17");
        assertNotNull(value);
        byte[] extension = ASN1OctetString.getInstance(value).getOctets();
        byte[] spoilt = Arrays.copyOf(extension, extension.length);
        spoilt[Math.floorMod(place, spoilt.length)] = octet;
        PeerIdentities identities = PeerIdentities.of(TestCertificate.raw(spoilt));
        assertFalse(identities.matches(absent, Service.CLIENT));
        assertEquals(List.of(), identities.addresses(absent));
    }

    @Property(tries = 250)
    void aCutNeverThrows(@ForAll int place, @ForAll("domains") String domain, @ForAll Form form) {
        byte[] value = TestCertificate.of(form.name(domain)).getExtensionValue("2.5.29.17");
        assertNotNull(value);
        byte[] extension = ASN1OctetString.getInstance(value).getOctets();
        byte[] cut = Arrays.copyOf(extension, 1 + Math.floorMod(place, extension.length - 1));
        PeerIdentities identities = PeerIdentities.of(TestCertificate.raw(cut));
        assertFalse(identities.matches(Jid.ofDomain(domain), Service.CLIENT));
        assertFalse(identities.matches(Jid.ofDomain(domain), Service.SERVER));
    }

    @Provide
    Arbitrary<String> labels() {
        Arbitrary<String> edge = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(1)
                .ofMaxLength(4);
        Arbitrary<String> middle = Arbitraries.of("", "", "-", "0-0");
        return Combinators.combine(letters(), middle, edge).as((a, b, c) -> a + b + c);
    }

    private static Arbitrary<String> letters() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> domains() {
        return Combinators.combine(labels().list().ofMaxSize(3), letters())
                .as((front, last) -> front.isEmpty() ? last : String.join(".", front) + "." + last);
    }

    /** Domains with a label or two that are not ASCII. */
    @Provide
    Arbitrary<Jid> internationalDomains() {
        Arbitrary<String> label = Arbitraries.strings()
                .withCharRange('\u00E0', '\u00F6')
                .withCharRange('\u03B1', '\u03C1')
                .withCharRange('\u0430', '\u044F')
                .withCharRange('\u4E00', '\u4E40')
                .withCharRange('a', 'f')
                .ofMinLength(1)
                .ofMaxLength(9)
                .filter(text -> text.chars().anyMatch(c -> c > 127));
        return Combinators.combine(label.list().ofMinSize(1).ofMaxSize(2), domains())
                .as((front, back) -> Jid.ofDomain(String.join(".", front) + "." + back));
    }

    @Provide
    Arbitrary<Jid> accounts() {
        Arbitrary<String> localparts = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('\u00E0', '\u00F6')
                .ofMinLength(1)
                .ofMaxLength(8);
        return Combinators.combine(localparts, Arbitraries.of("example.com", "example.net", "b\u00FCcher.example"))
                .as((localpart, domain) -> Jid.of(localpart, domain, null));
    }
}
