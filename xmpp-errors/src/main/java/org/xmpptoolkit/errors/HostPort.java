package org.xmpptoolkit.errors;

import com.google.common.net.HostAndPort;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host and perhaps a port, the text of {@code see-other-host}.
 *
 * @param host a domain name or an IP literal; an IPv6 literal without its brackets
 * @param port the port, from 0 to 65535, or nothing for the usual way of finding it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.9.3.19">RFC 6120 section 4.9.3.19</a>
 */
public record HostPort(String host, OptionalInt port) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the host is empty or holds brackets, white space or a slash, or the port is out of range
     */
    public HostPort {
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']' || c == '/' || c == '@')) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host: give a domain name or an IP literal without brackets");
        }
        if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException("port " + port.getAsInt() + " is not in 0 to 65535");
        }
    }

    /**
     * Reads the text of {@code see-other-host}.
     *
     * @param text {@code host [":" port]}, an IPv6 literal in brackets; white space around it is left away
     * @return the host and port
     * @throws IllegalArgumentException if the text is anything else
     */
    public static HostPort parse(String text) {
        HostAndPort parsed;
        try {
            parsed = HostAndPort.fromString(text.strip()).requireBracketsForIPv6();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no host with or without port (RFC 6120 section 4.9.3.19)", e);
        }
        return new HostPort(
                parsed.getHost(), parsed.hasPort() ? OptionalInt.of(parsed.getPort()) : OptionalInt.empty());
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

    /** The text for {@code see-other-host}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port.isPresent() ? written + ":" + port.getAsInt() : written;
    }
}
