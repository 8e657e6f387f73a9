package org.xmpptoolkit.jid;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * IPv6 addresses in brackets: RFC 3986 section 3.2.2, with a zone identifier as in RFC 6874, written as RFC 5952 wants. An
 * IPv4 address needs no code of its own: it has one form only, and that passes as a host name.
 */
final class IpLiteral {
    private IpLiteral() {}

    /** Prepares a domainpart that begins with a bracket. */
    static Prepared prepare(String part) {
        if (!part.endsWith("]")) {
            return fault(part.length(), "has no closing bracket");
        }
        String inside = part.substring(1, part.length() - 1);
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
            return fault(1 + percent, "has a malformed zone identifier (RFC 6874 section 2)");
        }
        return new Prepared.Text("[" + canonical(address) + zone + "]");
    }

    static boolean isIpv6(String address) {
        return address.indexOf(':') >= 0 && isIpv6Text(address) && InetAddresses.isInetAddress(address);
    }

    /** Guava takes any digit of Unicode, and asks this machine about what stands behind a percent sign. */
    private static boolean isIpv6Text(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (!isHex(c) && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
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
                if (i + 2 >= zone.length() || !isHex(zone.charAt(i + 1)) || !isHex(zone.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-._~".indexOf(c) >= 0)) {
                return false;
            }
        }
        return begin < zone.length();
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static Prepared.Fault fault(int index, String problem) {
        return new Prepared.Fault(
                JidError.BAD_IP_LITERAL, index, problem + " (RFC 7622 section 3.1, RFC 3986 section 3.2.2)");
    }
}
