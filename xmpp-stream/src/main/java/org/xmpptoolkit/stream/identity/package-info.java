/**
 * Whom a certificate stands for.
 *
 * <p>Start at {@link org.xmpptoolkit.stream.identity.PeerIdentities#of(java.security.cert.X509Certificate)}. Rules: RFC
 * 6120 section 13.7 and RFC 6125. Left out: whether the certificate can be trusted at all; a driver validates its path.
 */
@NullMarked
package org.xmpptoolkit.stream.identity;

import org.jspecify.annotations.NullMarked;
