package org.xmpptoolkit.jid;

import java.util.Locale;

/** Labels of RFC 6122: RFC 3490 with UseSTD3ASCIIRules. */
final class Idna2003 {
    private Idna2003() {}

    /**
     * A label that ToASCII accepts (RFC 3490 section 4.1), in Nameprep form; what came as ASCII stays ASCII, lower-cased.
     */
    static Prepared label(String label, boolean query) {
        if (AsciiParts.isAscii(label)) {
            return ascii(label.toLowerCase(Locale.ROOT));
        }
        Prepared prepared = Nameprep.PROFILE.prepare(label, query);
        if (!(prepared instanceof Prepared.Text nameprepped)) {
            return prepared;
        }
        String text = nameprepped.text();
        Prepared checked = AsciiParts.isAscii(text) ? ascii(text) : unicode(text);
        return checked instanceof Prepared.Fault fault
                ? fault.at(Origin.index(label, fault.index(), Nameprep.PROFILE::map))
                : checked;
    }

    private static Prepared ascii(String lower) {
        Prepared.Fault fault = AsciiParts.ldhFault(lower);
        if (fault == null) {
            fault = Ace.fault(lower);
        }
        return fault == null ? new Prepared.Text(lower) : fault;
    }

    private static Prepared unicode(String label) {
        Prepared.Fault fault = AsciiParts.ldhFault(label);
        if (fault == null && label.startsWith(Ace.PREFIX)) {
            fault = new Prepared.Fault(
                    JidError.BAD_LABEL, 0, "has a label that begins with xn-- and is not ASCII (RFC 3490 section 4.1)");
        }
        if (fault == null) {
            fault = Ace.fault(label);
        }
        return fault == null ? new Prepared.Text(label) : fault;
    }

    /**
     * ToUnicode for a prepared label: the label itself where ToASCII would not give it back (RFC 3490 section 4.2), or where
     * what it stands for would be two labels (section 3.1).
     */
    static String toUnicode(String label) {
        if (!label.startsWith(Ace.PREFIX)) {
            return label;
        }
        String decoded = Punycode.decode(label.substring(Ace.PREFIX.length()));
        if (decoded == null || AsciiParts.isAscii(decoded) || Domainpart.hasSeparator(decoded)) {
            return label;
        }
        return label(decoded, true) instanceof Prepared.Text text && label.equals(Ace.of(text.text()))
                ? decoded
                : label;
    }
}
