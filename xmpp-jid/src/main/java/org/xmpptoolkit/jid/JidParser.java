package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** Makes addresses from text or from parts. ASCII that is prepared already is taken as it is, in one scan. */
final class JidParser {
    private JidParser() {}

    static JidResult parse(String text, JidProfile profile) {
        if (text.length() > JidLimits.TEXT_UNITS) {
            return tooLong(text);
        }
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        int at = indexOfAt(text, end);
        if ((at < 0 || AsciiParts.isPreparedLocalpart(text, 0, at))
                && AsciiParts.isPreparedHost(text, at + 1, end)
                && (slash < 0 || AsciiParts.isPreparedResourcepart(text, slash + 1, text.length()))) {
            return new JidResult.Parsed(new Jid(text, at, slash, profile));
        }
        return prepare(
                at < 0 ? null : text.substring(0, at),
                text.substring(at + 1, end),
                slash < 0 ? null : text.substring(slash + 1),
                0,
                at + 1,
                end + 1,
                profile);
    }

    /** Prepares parts that stand alone: the index of a fault counts in its part. */
    static JidResult of(@Nullable String local, String domain, @Nullable String resource, JidProfile profile) {
        return prepare(
                local, domain, resource, Prepared.Fault.ALONE, Prepared.Fault.ALONE, Prepared.Fault.ALONE, profile);
    }

    private static JidResult prepare(
            @Nullable String local,
            String domain,
            @Nullable String resource,
            int localOffset,
            int domainOffset,
            int resourceOffset,
            JidProfile profile) {
        StringBuilder text = new StringBuilder(64);
        int at = -1;
        if (local != null) {
            Prepared prepared = JidParts.localpart(local, profile);
            if (prepared instanceof Prepared.Fault fault) {
                return fault.in(JidPart.LOCALPART, localOffset);
            }
            text.append(((Prepared.Text) prepared).text());
            at = text.length();
            text.append('@');
        }
        Prepared preparedDomain = JidParts.domainpart(domain, profile);
        if (preparedDomain instanceof Prepared.Fault fault) {
            return fault.in(JidPart.DOMAINPART, domainOffset);
        }
        text.append(((Prepared.Text) preparedDomain).text());
        int slash = -1;
        if (resource != null) {
            Prepared prepared = JidParts.resourcepart(resource, profile);
            if (prepared instanceof Prepared.Fault fault) {
                return fault.in(JidPart.RESOURCEPART, resourceOffset);
            }
            slash = text.length();
            text.append('/').append(((Prepared.Text) prepared).text());
        }
        return new JidResult.Parsed(new Jid(text.toString(), at, slash, profile));
    }

    private static int indexOfAt(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    private static JidResult.Refused tooLong(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        JidPart part = end < JidLimits.TEXT_UNITS
                ? JidPart.RESOURCEPART
                : indexOfAt(text, end) >= JidLimits.TEXT_UNITS ? JidPart.LOCALPART : JidPart.DOMAINPART;
        return JidParts.textTooLong(text).in(part, 0);
    }
}
