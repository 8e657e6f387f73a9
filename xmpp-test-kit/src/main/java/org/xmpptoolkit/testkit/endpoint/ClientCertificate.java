package org.xmpptoolkit.testkit.endpoint;

import org.xmpptoolkit.jid.Jid;

/**
 * With what a client logs in by EXTERNAL.
 *
 * @param account the bare address in the certificate, as its xmppAddr (RFC 6120 section 13.7.1.4)
 * @param chainPem the certificate and those above it but the authority's, in PEM form
 * @param keyPem its private key, in PEM form
 */
public record ClientCertificate(Jid account, String chainPem, String keyPem) {
    /** Leaves out the key. */
    @Override
    public String toString() {
        return "ClientCertificate[" + account + "]";
    }
}
