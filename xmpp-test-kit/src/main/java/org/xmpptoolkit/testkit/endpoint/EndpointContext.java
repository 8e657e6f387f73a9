package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.netty.XmppListener;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * What the services of one endpoint share.
 *
 * @param domains the domains that it serves, the default first
 * @param router takes stanzas to where they belong; services add their routes to it
 * @param certificates what it shows of itself
 * @param tlsPolicy what it asks of TLS
 * @param clients answers what the streams of clients ask, and takes their stanzas
 * @param scheduler does things later
 */
record EndpointContext(
        List<Jid> domains,
        Router router,
        EndpointCertificates certificates,
        TlsPolicy tlsPolicy,
        XmppListener clients,
        Scheduler scheduler) {
    /** How the streams of clients are run. */
    StreamConfig config(TlsPolicy policy) {
        return StreamConfig.builder().from(domains.get(0)).tlsPolicy(policy).build();
    }
}
