package org.xmpptoolkit.stream.identity;

import static java.util.Objects.requireNonNull;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/**
 * The identities in an end entity's certificate: the servers and the accounts that it may stand for.
 *
 * <p>A server is named by a dNSName, by an SRVName of the service asked for, or, in old certificates, by an xmppAddr of a
 * domain alone; a client by xmppAddrs that are bare JIDs with a localpart. The common name is never looked at. A dNSName
 * may have {@code *} for its whole first label, with two labels or more behind it; that stands for exactly one label.
 * Names are compared without case, in ASCII form, so a U-label of the one is an A-label of the other; IP addresses match
 * nothing. Entries that are malformed or too long count for nothing, nor do those behind the first 1,024; of an extension
 * that the JDK itself cannot parse, no entry counts, as path validation does not see it.
 *
 * <p><b>Which domain to ask for.</b> The reference identity is what the user or the configuration says, never what the DNS
 * answered (RFC 6120 section 13.7.2.1, RFC 6125 section 6.2.1): an initiating entity asks for the {@code to} of its own
 * initial header, which is the domain of {@code StreamEvent.StartTls}, and not for the target of an SRV record; a
 * receiving entity that is a server asks a peer server's certificate for the {@code from} of the peer's initial header.
 *
 * <p><b>What else a driver does.</b> Names say nothing about trust. A driver first validates the path: signatures, dates,
 * key usage and extended key usage, constraints, revocation (RFC 6120 section 13.7.2, RFC 5280 section 6), and asks
 * {@link #isEndEntity}. Identities of a certificate without such a path are not used, those of a self-signed one included
 * (RFC 6120 section 13.7.2.2). The JDK checks name constraints of dNSNames, but not of SRVNames and xmppAddrs, so an
 * authority that is constrained by dNSName only is not held by that in these. Then
 * {@code PeerIdentities.of(chain.get(0)).matches(to, Service.CLIENT)} decides, and false ends the stream.
 *
 * <p>For SASL EXTERNAL (XEP-0178), a server takes {@link #addresses(Jid)} for the accounts of its domain that a client's
 * certificate stands for; a client takes {@link #addresses()} of its own certificate, to see whether it has to name one.
 *
 * <p>Immutable; may be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7">RFC 6120 section 13.7</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6125#section-6">RFC 6125 section 6</a>
 */
public final class PeerIdentities {
    private static final String WILDCARD = "*.";

    private final JidProfile profile;
    private final boolean endEntity;
    private final Set<String> names = new HashSet<>();
    /** What stands behind the wildcards. */
    private final Set<String> parents = new HashSet<>();

    private final Map<Service, Set<String>> services = new EnumMap<>(Service.class);
    private final Set<Jid> addresses = new LinkedHashSet<>();

    private PeerIdentities(X509Certificate certificate, JidProfile profile) {
        this.profile = profile;
        this.endEntity = certificate.getBasicConstraints() < 0
                && !certificate.getSubjectX500Principal().getName().isEmpty();
        for (SubjectAltName name : SubjectAltName.of(certificate)) {
            switch (name.kind()) {
                case DNS_NAME -> addDnsName(name.text());
                case SRV_NAME -> addSrvName(name.text());
                case XMPP_ADDR -> addXmppAddr(name.text());
            }
        }
    }

    /**
     * Reads the identities of a certificate, with addresses by {@link JidProfile#STRINGPREP_QUERY}.
     *
     * @param certificate the end entity's certificate, the first one of a chain
     * @return its identities; none if it has no subjectAltName, whatever its subject is. It throws nothing for what stands
     *     in the certificate
     * @throws NullPointerException if {@code certificate} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.1.2">RFC 6120 section 13.7.1.2</a>
     */
    public static PeerIdentities of(X509Certificate certificate) {
        return of(certificate, JidProfile.STRINGPREP_QUERY);
    }

    /**
     * Reads the identities of a certificate.
     *
     * @param certificate the end entity's certificate, the first one of a chain
     * @param profile the rules to prepare its xmppAddrs by: those of the stream
     * @return its identities; none if it has no subjectAltName, whatever its subject is. It throws nothing for what stands
     *     in the certificate
     * @throws NullPointerException if an argument is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.1.2">RFC 6120 section 13.7.1.2</a>
     */
    public static PeerIdentities of(X509Certificate certificate, JidProfile profile) {
        return new PeerIdentities(requireNonNull(certificate, "certificate"), requireNonNull(profile, "profile"));
    }

    private void addDnsName(String text) {
        boolean wildcard = text.startsWith(WILDCARD);
        String name = HostName.of(wildcard ? text.substring(WILDCARD.length()) : text);
        if (name != null && !wildcard) {
            names.add(name);
        } else if (name != null && name.indexOf('.') >= 0) {
            parents.add(name);
        }
    }

    private void addSrvName(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (Service service : Service.values()) {
            String prefix = "_" + service.serviceName() + ".";
            String name = lower.startsWith(prefix) ? HostName.of(lower.substring(prefix.length())) : null;
            if (name != null) {
                services.computeIfAbsent(service, any -> new HashSet<>()).add(name);
            }
        }
    }

    private void addXmppAddr(String text) {
        if (!(Jid.tryParse(text, profile) instanceof JidResult.Parsed parsed)) {
            return;
        }
        Jid jid = parsed.jid();
        String name = HostName.of(jid);
        if (name != null) {
            names.add(name);
        } else if (jid.isBare() && !jid.isDomain()) {
            addresses.add(jid);
        }
    }

    /**
     * Whether the certificate stands for a server of a domain.
     *
     * @param domain the reference identity, see above; a JID with a localpart or a resourcepart is no domain and matches
     *     nothing
     * @param service {@link Service#CLIENT} on streams of clients, {@link Service#SERVER} on streams between servers
     * @return true if one of its names is the domain's
     * @throws NullPointerException if an argument is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6125#section-6.4">RFC 6125 section 6.4</a>
     */
    public boolean matches(Jid domain, Service service) {
        Set<String> ofService = services.getOrDefault(requireNonNull(service, "service"), Set.of());
        String name = HostName.of(requireNonNull(domain, "domain"));
        return name != null && (names.contains(name) || ofService.contains(name) || matchesWildcard(name));
    }

    private boolean matchesWildcard(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && parents.contains(name.substring(dot + 1));
    }

    /**
     * The accounts that a client's certificate stands for: each xmppAddr that is a bare JID with a localpart.
     *
     * @return the bare JIDs in the certificate's order, each once; unmodifiable
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.1.3">RFC 6120 section 13.7.1.3</a>
     */
    public List<Jid> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * The accounts of a served domain that a client's certificate stands for. With none, nothing of the certificate is used
     * to identify the client; with several, the authorization identity has to say which (XEP-0178 section 2).
     *
     * @param domain the domain; one with a localpart or a resourcepart has no accounts
     * @return bare JIDs in the certificate's order, each once, with the domainpart written as in {@code domain};
     *     unmodifiable
     * @throws NullPointerException if {@code domain} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.2.2.1">RFC 6120 section 13.7.2.2.1</a>
     */
    public List<Jid> addresses(Jid domain) {
        if (!domain.isDomain()) {
            return List.of();
        }
        String ascii = domain.domainpartToAscii();
        return addresses.stream()
                .filter(jid -> jid.domainpartToAscii().equals(ascii))
                .flatMap(jid -> Optional.ofNullable(at(domain, jid)).stream())
                .distinct()
                .toList();
    }

    private @Nullable Jid at(Jid domain, Jid jid) {
        if (jid.domainpart().equals(domain.domainpart())) {
            return jid;
        }
        String text = jid.localpart().orElseThrow() + "@" + domain.domainpart();
        return Jid.tryParse(text, profile) instanceof JidResult.Parsed parsed ? parsed.jid() : null;
    }

    /**
     * Whether the certificate has the form of an end entity's: no cA TRUE in basicConstraints, and a subject that is not
     * empty. {@link #matches} does not ask it, as authorities of today issue server certificates without a subject, and
     * self-signed ones that an administrator trusts by hand often have cA TRUE; a driver that goes by the letter refuses
     * both.
     *
     * @return false for the certificate of an authority, and for one without a subject
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-13.7.1.1">RFC 6120 section 13.7.1.1</a>
     */
    public boolean isEndEntity() {
        return endEntity;
    }

    /** How many names and addresses there are; not which. */
    @Override
    public String toString() {
        int servers = names.size()
                + parents.size()
                + services.values().stream().mapToInt(Set::size).sum();
        return "PeerIdentities[" + servers + " names of servers, " + addresses.size() + " addresses]";
    }
}
