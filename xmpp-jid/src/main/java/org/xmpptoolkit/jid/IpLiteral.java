package org.xmpptoolkit.jid;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * IPv6 addresses in brackets: RFC 3986 section 3.2.2, with a zone identifier as in RFC 6874, written as RFC 5952 wants. An
 * IPv4 address needs no code of its own: it has one form only, and that passes as a host name.
 */
final class IpLiteral {
    private static final CharMatcher HEX =
            CharMatcher.inRange('0', '9').or(CharMatcher.inRange('a', 'f')).or(CharMatcher.inRange('A', 'F'));

    /** RFC 3986 section 2.3. */
    private static final CharMatcher UNRESERVED = CharMatcher.inRange('0', '9')
            .or(CharMatcher.inRange('a', 'z'))
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.anyOf("-._~"));

    private static final CharMatcher IPV6 = HEX.or(CharMatcher.anyOf(":."));

    private IpLiteral() {}

    /** Prepares a domainpart that begins with a bracket. */
    static Prepared prepare(String part) {
        int close = part.indexOf(']');
        if (close < 0) {
            return fault(part.length(), "has no closing bracket");
        }
        if (close + 1 < part.length()) {
            return fault(close + 1, "has something behind its closing bracket");
        }
        String inside = part.substring(1, close);
        if (inside.startsWith("v") || inside.startsWith("V")) {
            return fault(1, "is an address of a future version of IP, which nothing can use yet");
        }
        int percent = inside.indexOf('%');
        String address = percent < 0 ? inside : inside.substring(0, percent);
        String zone = percent < 0 ? "" : inside.substring(percent);
        if (!isIpv6(address)) {
            return fault(1, "has no IPv6 address in its brackets");
        }
        if (!zone.isEmpty() && !isZone(zone)) {
            return new Prepared.Fault(
                    JidError.BAD_IP_LITERAL,
                    1 + percent,
                    "has a malformed zone identifier (RFC 7622 section 3.1, RFC 6874 section 2)");
        }
        return new Prepared.Text("[" + canonical(address) + zone + "]");
    }

    /** Whether a domainpart is an address but for its brackets, or for the first one; it may have a zone identifier. */
    static boolean isBare(String part) {
        int percent = part.indexOf('%');
        String address = percent < 0 ? part : part.substring(0, percent);
        return isIpv6(address.endsWith("]") ? address.substring(0, address.length() - 1) : address);
    }

    /** Guava takes any digit of Unicode, and asks this machine about what stands behind a percent sign. */
    private static boolean isIpv6(String address) {
        return IPV6.matchesAllOf(address) && address.indexOf(':') >= 0 && InetAddresses.isInetAddress(address);
    }

    private static String canonical(String address) {
        InetAddress parsed = InetAddresses.forString(address);
        String text = InetAddresses.toAddrString(parsed);
        // The JDK turns a mapped address into the IPv4 one; RFC 5952 section 5 writes it in the mixed form.
        return parsed instanceof Inet4Address ? "::ffff:" + text : text;
    }

    /** {@code %25} and a ZoneID of RFC 6874, or {@code %} and the same characters. */
    private static boolean isZone(String zone) {
        int begin = zone.startsWith("%25") ? 3 : 1;
        for (int i = begin; i < zone.length(); i++) {
            char c = zone.charAt(i);
            if (c == '%') {
                if (i + 2 >= zone.length() || !HEX.matches(zone.charAt(i + 1)) || !HEX.matches(zone.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!UNRESERVED.matches(c)) {
                return false;
            }
        }
        return begin < zone.length();
    }

    private static Prepared.Fault fault(int index, String problem) {
        return new Prepared.Fault(
                JidError.BAD_IP_LITERAL, index, problem + " (RFC 7622 section 3.1, RFC 3986 section 3.2.2)");
    }
}
