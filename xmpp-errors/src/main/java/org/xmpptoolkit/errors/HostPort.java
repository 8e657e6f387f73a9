package org.xmpptoolkit.errors;

import com.google.common.net.HostAndPort;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/**
 * A host and perhaps a port, the text of {@code see-other-host}.
 *
 * @param host a domainpart in prepared form (RFC 6122 section 2.2): a domain name in lower case, or an IP literal, for IPv6 as RFC 5952
 *     writes it and without brackets
 * @param port the port, from 1 to 65535, or nothing for the usual way of finding it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3.19">RFC 6120 section 4.9.3.19</a>
 */
public record HostPort(String host, OptionalInt port) {
    /**
     * Checks the parts, and prepares the host.
     *
     * @param host a domain name, or an IP literal without brackets, which need not be prepared
     * @param port from 1 to 65535, or nothing
     * @throws IllegalArgumentException if the host is no domainpart, or has brackets, or the port is out of range
     */
    public HostPort {
        host = prepared(Objects.requireNonNull(host, "host"));
        if (Objects.requireNonNull(port, "port").isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("port " + port.getAsInt() + " is not in 1 to 65535");
        }
    }

    private static String prepared(String host) {
        boolean ipv6 = host.indexOf(':') >= 0;
        JidResult result = Jid.tryParse(ipv6 ? "[" + host + "]" : host, JidProfile.STRINGPREP_QUERY);
        if (host.startsWith("[")
                || !(result instanceof JidResult.Parsed parsed)
                || !parsed.jid().isDomain()) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host: give a domain name, or an IP literal without brackets");
        }
        String domainpart = parsed.jid().domainpart();
        return ipv6 ? domainpart.substring(1, domainpart.length() - 1) : domainpart;
    }

    /**
     * Reads the text of {@code see-other-host}.
     *
     * @param text {@code host [":" port]}, an IPv6 literal in brackets; white space around it is left away
     * @return the host and port
     * @throws IllegalArgumentException if the text is anything else
     */
    public static HostPort parse(String text) {
        Objects.requireNonNull(text, "text");
        try {
            HostAndPort parsed = HostAndPort.fromString(text.strip()).requireBracketsForIPv6();
            if (!parsed.hasPort() && text.strip().endsWith(":")) {
                throw new IllegalArgumentException("no port behind the colon");
            }
            return new HostPort(
                    parsed.getHost(), parsed.hasPort() ? OptionalInt.of(parsed.getPort()) : OptionalInt.empty());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no host with or without port (RFC 6120 section 4.9.3.19)", e);
        }
    }

    /**
     * Reads a text that may be ill-formed.
     *
     * @param text as for {@link #parse}
     * @return the host and port, or nothing if the text is not of that form
     */
    public static Optional<HostPort> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The text for {@code see-other-host}; {@link #parse} reads it back. */
    @Override
    public String toString() {
        String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port.isPresent() ? written + ":" + port.getAsInt() : written;
    }
}
