package org.xmpptoolkit.jid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes addresses from text or from parts. ASCII that is prepared already is taken as it is, in one scan. */
final class JidParser {
    private JidParser() {}

    /** The address that keeps a text as it is, if that is prepared ASCII; else null, and nothing is said about the text. */
    static @Nullable Jid asIs(String text, JidProfile profile) {
        if (text.length() > JidLimits.TEXT_UNITS) {
            return null;
        }
        int slash = text.indexOf('/'); // as Split does, without an object beside the address
        int end = slash < 0 ? text.length() : slash;
        int at = Split.at(text, end);
        boolean prepared = (at < 0 || AsciiParts.isPreparedLocalpart(text, 0, at))
                && AsciiParts.isPreparedHost(text, at + 1, end)
                && (slash < 0 || AsciiParts.isPreparedResourcepart(text, slash + 1, text.length()));
        return prepared ? new Jid(text, at, slash, profile) : null;
    }

    /** Prepares the parts of a text. */
    static JidResult prepare(String text, JidProfile profile) {
        if (text.length() > JidLimits.TEXT_UNITS) {
            return tooLong(text);
        }
        Split split = Split.of(text);
        return prepare(text, split.localpart(), split.domainpart(), split.resourcepart(), profile);
    }

    /** Prepares parts that stand alone: the index of a fault counts in its part. */
    static JidResult of(@Nullable String local, String domain, @Nullable String resource, JidProfile profile) {
        return prepare(null, local, domain, resource, profile);
    }

    /** Prepares parts; {@code text} is what they were cut from, and kept if preparation changes nothing. */
    private static JidResult prepare(
            @Nullable String text,
            @Nullable String local,
            String domain,
            @Nullable String resource,
            JidProfile profile) {
        String preparedLocal = null;
        int domainOffset = 0;
        if (local != null) {
            Prepared prepared = JidParts.localpart(local, profile);
            if (prepared instanceof Prepared.Fault fault) {
                return fault.in(JidPart.LOCALPART, local, text == null ? Prepared.Fault.ALONE : 0);
            }
            preparedLocal = ((Prepared.Text) prepared).text();
            domainOffset = local.length() + 1;
        }
        Prepared prepared = JidParts.domainpart(domain, profile);
        if (prepared instanceof Prepared.Fault fault) {
            return fault.in(JidPart.DOMAINPART, domain, text == null ? Prepared.Fault.ALONE : domainOffset);
        }
        String preparedDomain = ((Prepared.Text) prepared).text();
        String preparedResource = null;
        if (resource != null) {
            prepared = JidParts.resourcepart(resource, profile);
            if (prepared instanceof Prepared.Fault fault) {
                int offset = domainOffset + domain.length() + 1;
                return fault.in(JidPart.RESOURCEPART, resource, text == null ? Prepared.Fault.ALONE : offset);
            }
            preparedResource = ((Prepared.Text) prepared).text();
        }
        boolean changed = !preparedDomain.equals(domain)
                || !Objects.equals(preparedLocal, local)
                || !Objects.equals(preparedResource, resource);
        String joined = text == null || changed ? join(preparedLocal, preparedDomain, preparedResource) : text;
        int at = preparedLocal == null ? -1 : preparedLocal.length();
        int slash = preparedResource == null ? -1 : at + 1 + preparedDomain.length();
        return new JidResult.Parsed(new Jid(joined, at, slash, profile));
    }

    private static String join(@Nullable String local, String domain, @Nullable String resource) {
        if (local == null) {
            return resource == null ? domain : domain + "/" + resource;
        }
        return resource == null ? local + "@" + domain : local + "@" + domain + "/" + resource;
    }

    private static JidResult.Refused tooLong(String text) {
        Split split = Split.of(text);
        JidPart part = split.end() < JidLimits.TEXT_UNITS
                ? JidPart.RESOURCEPART
                : split.at() >= JidLimits.TEXT_UNITS ? JidPart.LOCALPART : JidPart.DOMAINPART;
        return JidParts.textTooLong(text).in(part, text, 0);
    }
}
