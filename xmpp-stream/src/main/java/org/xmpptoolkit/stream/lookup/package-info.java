/**
 * Where to connect to for a domain, and when to try again (RFC 6120 sections 3.2 and 3.3, XEP-0368): values without clock, network or
 * randomness of their own.
 *
 * <p>Start at {@link org.xmpptoolkit.stream.lookup.ServiceLookup}. An {@link org.xmpptoolkit.stream.lookup.SrvResolver} brings the
 * answers of the DNS, a {@link org.xmpptoolkit.stream.lookup.HostMetaFetcher} those of the domain's web server (XEP-0156); a driver, as that of {@code xmpp-netty}, does the rest. {@link org.xmpptoolkit.stream.lookup.Backoff} tells how
 * long to wait before connecting again.
 */
@NullMarked
package org.xmpptoolkit.stream.lookup;

import org.jspecify.annotations.NullMarked;
