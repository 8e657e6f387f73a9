package org.xmpptoolkit.stream.identity;

import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/**
 * Host names in the one form in which they are compared: ASCII, lower case, U-labels as A-labels, no final dot (RFC 6125
 * section 6.4). What is no host name is null.
 */
final class HostName {
    /** RFC 1035 section 2.3.4, in the form with dots. */
    private static final int MAX_OCTETS = 253;

    private HostName() {}

    /** The host name that a domain's JID is; null for an IP address. */
    static @Nullable String of(Jid domain) {
        if (!domain.isDomain()) {
            return null;
        }
        String name = domain.domainpartToAscii();
        return name.length() > MAX_OCTETS || isAddress(name) ? null : name;
    }

    /** The host name in an IA5String of a certificate. */
    static @Nullable String of(String ascii) {
        return Jid.tryParse(ascii, JidProfile.STRINGPREP_QUERY) instanceof JidResult.Parsed parsed
                ? of(parsed.jid())
                : null;
    }

    /**
     * Whether a name is an address, or a short form of one as resolvers take it: no name has a last label of digits alone
     * (RFC 1123 section 2.1).
     */
    private static boolean isAddress(String name) {
        return name.charAt(0) == '['
                || name.substring(name.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
