package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.DomainStatus;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * What the services of one endpoint share.
 *
 * @param domains the domains that it serves, the default first
 * @param components the names of external components, which it speaks for towards other servers
 * @param router takes stanzas to where they belong; services add their routes to it
 * @param certificates what it shows of itself
 * @param tlsPolicy what it asks of TLS
 * @param clients answers what the streams of clients ask, and takes their stanzas
 * @param scheduler does things later
 */
record EndpointContext(
        List<Jid> domains,
        Set<Jid> components,
        Router router,
        EndpointCertificates certificates,
        TlsPolicy tlsPolicy,
        XmppListener clients,
        Scheduler scheduler) {
    /** Whether stanzas from and to a domain are the endpoint's: its own, or a component's. */
    boolean serves(Jid domain) {
        return domains.contains(domain) || components.contains(domain);
    }

    /** What other servers are told of a domain. */
    DomainStatus status(Jid domain) {
        return serves(domain) ? DomainStatus.SERVED : DomainStatus.UNKNOWN;
    }

    /** How the streams of clients are run. */
    StreamConfig config(TlsPolicy policy) {
        return StreamConfig.builder().from(domains.get(0)).tlsPolicy(policy).build();
    }
}
