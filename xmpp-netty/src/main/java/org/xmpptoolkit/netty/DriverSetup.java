package org.xmpptoolkit.netty;

import java.util.Optional;

/**
 * What the drivers of one client or server share.
 *
 * @param listener hears the notices
 * @param deadlines how long to wait
 * @param tls makes the handler that does TLS
 * @param peers judges the peer's certificates
 * @param computations does {@link org.xmpptoolkit.stream.Computation}s
 * @param outputOctets how many octets may wait for the peer to read
 * @param log hears what goes over the wire
 */
record DriverSetup(
        XmppListener listener,
        Deadlines deadlines,
        TlsStarter tls,
        PeerCheck peers,
        Computations computations,
        int outputOctets,
        Optional<WireLog> log) {
    /** The same with another judge. */
    DriverSetup withPeers(PeerCheck other) {
        return new DriverSetup(listener, deadlines, tls, other, computations, outputOctets, log);
    }
}
