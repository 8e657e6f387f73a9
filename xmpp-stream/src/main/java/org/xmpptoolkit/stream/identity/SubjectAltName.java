package org.xmpptoolkit.stream.identity;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a certificate's subjectAltName that XMPP has a use for, as text of the right string type but not yet judged:
 * RFC 5280 section 4.2.1.6.
 */
record SubjectAltName(Kind kind, String text) {
    enum Kind {
        DNS_NAME,
        SRV_NAME,
        XMPP_ADDR
    }

    /** Entries that are looked at. A certificate that a handshake of the JDK takes by default, of 32 KiB, has few more. */
    static final int MAX_ENTRIES = 1024;

    private static final String OID = "2.5.29.17";
    private static final int DNS_NAME_TAG = 0x82;
    private static final int OTHER_NAME_TAG = 0xA0;
    private static final int EXPLICIT_0 = 0xA0;
    /** id-on-xmppAddr, 1.3.6.1.5.5.7.8.5: RFC 6120 section 13.7.1.4. */
    private static final byte[] XMPP_ADDR_OID = {0x2B, 6, 1, 5, 5, 7, 8, 5};
    /** id-on-dnsSRV, 1.3.6.1.5.5.7.8.7: RFC 4985 section 2. */
    private static final byte[] SRV_NAME_OID = {0x2B, 6, 1, 5, 5, 7, 8, 7};
    /** 253, a final dot, and in an SRVName a service of 63 with its underscore and dot. */
    private static final int MAX_NAME_OCTETS = 320;
    /** RFC 7622 section 3.1. */
    private static final int MAX_ADDRESS_OCTETS = 3071;

    /**
     * The entries of a certificate in their order, without those that are malformed or of no use. The extension's own
     * octets are read, as the JDK gives otherNames in a form that has changed between its versions.
     */
    static List<SubjectAltName> of(X509Certificate certificate) {
        if (!platformReads(certificate)) {
            return List.of();
        }
        Der extension = Der.whole(certificate.getExtensionValue(OID), Der.OCTET_STRING);
        Der names = extension == null ? null : extension.only(Der.SEQUENCE);
        return names == null || names.isEmpty() ? List.of() : entries(names);
    }

    /**
     * What the JDK cannot parse its path validation passes over, name constraints included. So it has to be worth nothing
     * here: else an authority for one domain could name another in an extension that it spoils on purpose.
     */
    private static boolean platformReads(X509Certificate certificate) {
        try {
            return certificate.getSubjectAlternativeNames() != null;
        } catch (CertificateParsingException | RuntimeException e) {
            // The JDK throws a bare RuntimeException on a name that it has read and cannot write again.
            return false;
        }
    }

    private static List<SubjectAltName> entries(Der names) {
        List<SubjectAltName> entries = new ArrayList<>();
        Der entry = names.first();
        for (int i = 0; i < MAX_ENTRIES; i++) {
            if (entry == null) {
                return List.of();
            }
            SubjectAltName name = entry(entry);
            if (name != null) {
                entries.add(name);
            }
            if (names.endsWith(entry)) {
                break;
            }
            entry = names.after(entry);
        }
        return entries;
    }

    private static @Nullable SubjectAltName entry(Der entry) {
        return switch (entry.tag()) {
            case DNS_NAME_TAG -> of(Kind.DNS_NAME, entry, StandardCharsets.US_ASCII, MAX_NAME_OCTETS);
            case OTHER_NAME_TAG -> otherName(entry);
            default -> null;
        };
    }

    private static @Nullable SubjectAltName otherName(Der otherName) {
        Der type = otherName.first();
        Der value = type == null || type.tag() != Der.OBJECT_IDENTIFIER ? null : otherName.after(type);
        if (type == null || value == null || value.tag() != EXPLICIT_0 || !otherName.endsWith(value)) {
            return null;
        }
        if (type.contentIs(XMPP_ADDR_OID)) {
            return of(Kind.XMPP_ADDR, value.only(Der.UTF8_STRING), StandardCharsets.UTF_8, MAX_ADDRESS_OCTETS);
        }
        if (type.contentIs(SRV_NAME_OID)) {
            return of(Kind.SRV_NAME, value.only(Der.IA5_STRING), StandardCharsets.US_ASCII, MAX_NAME_OCTETS);
        }
        return null;
    }

    private static @Nullable SubjectAltName of(Kind kind, @Nullable Der string, Charset charset, int maxOctets) {
        String text = string == null || string.length() > maxOctets ? null : string.text(charset);
        return text == null ? null : new SubjectAltName(kind, text);
    }
}
