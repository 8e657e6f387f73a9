package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The domainpart: RFC 7622 section 3.2, RFC 6122 section 2.2. */
final class Domainpart {
    /** The full stop and what IDNA takes for one (RFC 3490 section 3.1, RFC 5895 section 2). */
    private static final String SEPARATORS = ".\u3002\uFF0E\uFF61";

    private static final Prepared.Fault EMPTY =
            new Prepared.Fault(JidError.EMPTY, 0, "is empty (RFC 7622 section 3.2)");

    private Domainpart() {}

    static Prepared prepare(String part, JidProfile profile) {
        boolean finalDot = !part.isEmpty() && isSeparator(part.charAt(part.length() - 1));
        String domain = finalDot ? part.substring(0, part.length() - 1) : part;
        if (domain.isEmpty()) {
            return EMPTY;
        }
        if (domain.charAt(0) == '[') {
            return IpLiteral.prepare(domain);
        }
        if (domain.indexOf(':') >= 0 && IpLiteral.isBare(domain)) {
            return new Prepared.Fault(
                    JidError.BAD_IP_LITERAL, 0, "is an IPv6 address that is not in brackets (RFC 7622 section 3.1)");
        }
        return host(domain, profile);
    }

    private static Prepared host(String domain, JidProfile profile) {
        StringBuilder changed = null;
        for (int begin = 0; begin <= domain.length(); ) {
            int end = endOfLabel(domain, begin);
            String given = domain.substring(begin, end);
            Prepared label = label(given, profile);
            if (label instanceof Prepared.Fault fault) {
                return fault.at(begin + fault.index());
            }
            String text = ((Prepared.Text) label).text();
            if (text.isEmpty()) {
                return emptyLabel(domain, begin, end);
            }
            boolean asIs = text.equals(given) && (end == domain.length() || domain.charAt(end) == '.');
            if (changed == null && !asIs) {
                changed = new StringBuilder(domain.length() + 1).append(domain, 0, begin);
            }
            if (changed != null) {
                changed.append(text).append('.');
            }
            begin = end + 1;
        }
        String host = changed == null ? domain : changed.substring(0, changed.length() - 1);
        Prepared.Fault fault = profile == JidProfile.PRECIS ? wholeFault(domain, host) : null;
        return fault == null ? new Prepared.Text(host) : fault;
    }

    private static Prepared.Fault emptyLabel(String domain, int begin, int end) {
        return begin == 0 && end == domain.length()
                ? EMPTY
                : new Prepared.Fault(JidError.BAD_LABEL, begin, "has an empty label (RFC 1035 section 2.3.1)");
    }

    static Prepared label(String label, JidProfile profile) {
        return switch (profile) {
            case STRINGPREP -> Idna2003.label(label, false);
            case STRINGPREP_QUERY -> Idna2003.label(label, true);
            case PRECIS -> Idna2008.label(label);
        };
    }

    /** What can be said about all labels of IDNA2008 together only. */
    private static Prepared.@Nullable Fault wholeFault(String domain, String host) {
        if (BidiRule.appliesTo(host)) {
            List<String> labels = Splitter.on('.').splitToList(host);
            for (int i = 0; i < labels.size(); i++) {
                Prepared.Fault fault = BidiRule.fault(labels.get(i));
                if (fault != null) {
                    int begin = beginOfLabel(domain, i);
                    String given = domain.substring(begin, endOfLabel(domain, begin));
                    fault = Idna2008.atOrigin(fault, given, labels.get(i));
                    return fault.at(begin + fault.index()).and(", in a domainpart that has a right-to-left label");
                }
            }
        }
        int labels = CharMatcher.is('.').countIn(host) + 1;
        if (labels * (JidLimits.LABEL_OCTETS + 1) <= JidLimits.DNS_TEXT_OCTETS + 1) {
            return null;
        }
        int octets = toAscii(host).length();
        return octets <= JidLimits.DNS_TEXT_OCTETS
                ? null
                : new Prepared.Fault(
                        JidError.TOO_LONG,
                        0,
                        "is " + octets
                                + " octets in ASCII form, at most 253 (RFC 7622 section 3.2, RFC 1035 section 2.3.4)");
    }

    static String toUnicode(String prepared) {
        return mapped(prepared, Idna2003::toUnicode);
    }

    /** Each label of a prepared domainpart has an ASCII form, or it would not have been prepared. */
    static String toAscii(String prepared) {
        return mapped(prepared, label -> requireNonNull(Ace.of(label)));
    }

    private static String mapped(String prepared, UnaryOperator<String> mapping) {
        if (prepared.charAt(0) == '[') {
            return prepared;
        }
        StringJoiner labels = new StringJoiner(".");
        for (int begin = 0; begin <= prepared.length(); ) {
            int end = endOfLabel(prepared, begin);
            labels.add(mapping.apply(prepared.substring(begin, end)));
            begin = end + 1;
        }
        return labels.toString();
    }

    static int endOfLabel(String domain, int begin) {
        int end = begin;
        while (end < domain.length() && !isSeparator(domain.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int beginOfLabel(String domain, int label) {
        int begin = 0;
        for (int i = 0; i < label; i++) {
            begin = endOfLabel(domain, begin) + 1;
        }
        return begin;
    }

    static boolean hasSeparator(String label) {
        return endOfLabel(label, 0) < label.length();
    }

    static boolean isSeparator(char c) {
        return c == '.' || (c >= 128 && SEPARATORS.indexOf(c) > 0);
    }
}
