package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP address, prepared: {@code [localpart "@"] domainpart ["/" resourcepart]}.
 *
 * <p>Each part has 1 to 1023 octets of UTF-8 after preparation. The text is split first, at the first {@code /} and then
 * at the first {@code @} before it; nothing is trimmed; then each part is prepared by a {@link JidProfile}. Preparing a
 * prepared address gives the same address. Two addresses are equal if their prepared texts are, whatever profiles made
 * them. An immutable value; may be shared between threads.
 *
 * <p>What the RFCs leave open, and what is chosen here:
 *
 * <table>
 * <caption>Choices</caption>
 * <tr><th>question</th><th>choice</th></tr>
 * <tr><td>final dot of the domainpart</td><td>one is taken off: U+002E, U+3002, U+FF0E or U+FF61; of an IP literal too</td></tr>
 * <tr><td>underscore in a domainpart</td><td>refused: letters, digits and hyphens only</td></tr>
 * <tr><td>A-label or U-label</td><td>STRINGPREP keeps an A-label as it came (lower-cased) and a U-label in Nameprep form; PRECIS
 * turns A-labels into U-labels</td></tr>
 * <tr><td>IPv4 address</td><td>kept; what only looks like one ({@code 300.1.1.1}) is judged as a host name</td></tr>
 * <tr><td>IPv6 address</td><td>in brackets only, kept in the form of RFC 5952; an IPv4-mapped one in mixed notation</td></tr>
 * <tr><td>zone identifier</td><td>kept as it came, after {@code %25} (RFC 6874) or {@code %}; this machine's interfaces are not asked</td></tr>
 * <tr><td>IPvFuture</td><td>refused</td></tr>
 * <tr><td>DNS's 255 octets for a name</td><td>PRECIS refuses a longer name (RFC 7622 section 3.2), counted in ASCII form; STRINGPREP
 * does not. Labels have at most 63 octets in either</td></tr>
 * <tr><td>code points Unicode 3.2 does not assign</td><td>refused by STRINGPREP, let through by STRINGPREP_QUERY</td></tr>
 * <tr><td>a text that preparing again would change</td><td>is prepared again, at most three times, then refused</td></tr>
 * <tr><td>space in front of a resourcepart</td><td>refused by PRECIS (RFC 7622 section 3.5 example 18), kept by STRINGPREP</td></tr>
 * <tr><td>lower-casing a localpart under PRECIS</td><td>by the root locale, with the final sigma rule of Unicode</td></tr>
 * <tr><td>lower-casing a label under PRECIS</td><td>code point by code point, and only what IDNA2008 does not allow as it is</td></tr>
 * <tr><td>text over 16,384 UTF-16 units</td><td>refused unprepared</td></tr>
 * </table>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
 */
public final class Jid implements Comparable<Jid> {
    private static final JidProfile[] PROFILES = JidProfile.values();

    private final String text;
    /** Where the {@code @} stands, -1 without localpart. A short does: a prepared text has 3071 units at most. */
    private final short at;
    /** Where the {@code /} stands, -1 without resourcepart. */
    private final short slash;

    private final byte profile;

    /** The profile's place among the constants is kept, not the constant: an address then takes 24 octets, not 32. */
    @SuppressWarnings("EnumOrdinal")
    Jid(String text, int at, int slash, JidProfile profile) {
        this.text = text;
        this.at = (short) at;
        this.slash = (short) slash;
        this.profile = (byte) profile.ordinal();
    }

    /**
     * Parses an address by {@link JidProfile#STRINGPREP}.
     *
     * @param text {@code [localpart "@"] domainpart ["/" resourcepart]}; each part 1 to 1023 octets of UTF-8 after
     *     preparation
     * @return the prepared address; {@code parse(x.toString())} equals {@code x}
     * @throws JidParseException if a part is empty, too long, or has a code point its profile forbids; it names the part,
     *     the cause and the index in {@code text}
     * @throws NullPointerException if {@code text} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
     */
    public static Jid parse(String text) {
        return parse(text, JidProfile.STRINGPREP);
    }

    /**
     * Parses an address.
     *
     * @param text {@code [localpart "@"] domainpart ["/" resourcepart]}; each part 1 to 1023 octets of UTF-8 after
     *     preparation
     * @param profile the rules to prepare it by
     * @return the prepared address; {@code parse(x.toString(), profile)} equals {@code x}
     * @throws JidParseException if a part is empty, too long, or has a code point its profile forbids; it names the part,
     *     the cause and the index in {@code text}
     * @throws NullPointerException if an argument is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.1">RFC 7622 section 3.1</a>
     */
    public static Jid parse(String text, JidProfile profile) {
        Jid asIs = JidParser.asIs(requireNonNull(text, "text"), requireNonNull(profile, "profile"));
        return asIs != null ? asIs : orThrow(JidParser.prepare(text, profile));
    }

    /**
     * Parses what may be no address by {@link JidProfile#STRINGPREP}, without an exception.
     *
     * @param text {@code [localpart "@"] domainpart ["/" resourcepart]}
     * @return the prepared address, or part, reason, index and message of the first fault
     * @throws NullPointerException if {@code text} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
     */
    public static JidResult tryParse(String text) {
        return tryParse(text, JidProfile.STRINGPREP);
    }

    /**
     * Parses what may be no address, without an exception.
     *
     * @param text {@code [localpart "@"] domainpart ["/" resourcepart]}
     * @param profile the rules to prepare it by
     * @return the prepared address, or part, reason, index and message of the first fault
     * @throws NullPointerException if an argument is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.1">RFC 7622 section 3.1</a>
     */
    public static JidResult tryParse(String text, JidProfile profile) {
        Jid asIs = JidParser.asIs(requireNonNull(text, "text"), requireNonNull(profile, "profile"));
        return asIs != null ? new JidResult.Parsed(asIs) : JidParser.prepare(text, profile);
    }

    /**
     * Makes an address of its parts by {@link JidProfile#STRINGPREP}.
     *
     * @param localpart the localpart, or null for none; an empty text is refused
     * @param domainpart the domainpart
     * @param resourcepart the resourcepart, or null for none; an empty text is refused
     * @return the prepared address
     * @throws JidParseException if a part is not 1 to 1023 octets of UTF-8 after preparation, or has a code point its
     *     profile forbids; the index counts in the part
     * @throws NullPointerException if {@code domainpart} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
     */
    public static Jid of(@Nullable String localpart, String domainpart, @Nullable String resourcepart) {
        return of(localpart, domainpart, resourcepart, JidProfile.STRINGPREP);
    }

    /**
     * Makes an address of its parts.
     *
     * @param localpart the localpart, or null for none; an empty text is refused
     * @param domainpart the domainpart
     * @param resourcepart the resourcepart, or null for none; an empty text is refused
     * @param profile the rules to prepare them by
     * @return the prepared address
     * @throws JidParseException if a part is not 1 to 1023 octets of UTF-8 after preparation, or has a code point its
     *     profile forbids; the index counts in the part
     * @throws NullPointerException if {@code domainpart} or {@code profile} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.1">RFC 7622 section 3.1</a>
     */
    public static Jid of(
            @Nullable String localpart, String domainpart, @Nullable String resourcepart, JidProfile profile) {
        requireNonNull(domainpart, "domainpart");
        return orThrow(JidParser.of(localpart, domainpart, resourcepart, requireNonNull(profile, "profile")));
    }

    /**
     * Makes an address of a domainpart alone by {@link JidProfile#STRINGPREP}.
     *
     * @param domainpart the domainpart: a host name, an IPv4 address, or an IPv6 address in brackets
     * @return the prepared address
     * @throws JidParseException if it is no domainpart of 1 to 1023 octets
     * @throws NullPointerException if {@code domainpart} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2.2">RFC 6122 section 2.2</a>
     */
    public static Jid ofDomain(String domainpart) {
        return of(null, domainpart, null);
    }

    private static Jid orThrow(JidResult result) {
        if (result instanceof JidResult.Parsed parsed) {
            return parsed.jid();
        }
        throw new JidParseException((JidResult.Refused) result);
    }

    /**
     * The prepared localpart.
     *
     * @return the localpart, 1 to 1023 octets of UTF-8, or nothing
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.3">RFC 7622 section 3.3</a>
     */
    public Optional<String> localpart() {
        return at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
    }

    /**
     * The prepared domainpart.
     *
     * @return the domainpart, 1 to 1023 octets of UTF-8
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.2">RFC 7622 section 3.2</a>
     */
    public String domainpart() {
        return text.substring(at + 1, endOfBare());
    }

    /**
     * The prepared resourcepart.
     *
     * @return the resourcepart, 1 to 1023 octets of UTF-8, or nothing
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.4">RFC 7622 section 3.4</a>
     */
    public Optional<String> resourcepart() {
        return slash < 0 ? Optional.empty() : Optional.of(text.substring(slash + 1));
    }

    /**
     * The domainpart with each A-label turned into the U-label it stands for; a label that stands for none is kept.
     *
     * @return the domainpart to show to people
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3490#section-4.2">RFC 3490 section 4.2</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.1">RFC 5890 section 2.3.2.1</a>
     */
    public String domainpartToUnicode() {
        return Domainpart.toUnicode(domainpart());
    }

    /**
     * The domainpart in ASCII: each label that has other code points as an A-label.
     *
     * @return the domainpart to ask the DNS for; an IP literal stays as it is, brackets included
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3490#section-4.1">RFC 3490 section 4.1</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.1">RFC 5890 section 2.3.2.1</a>
     */
    public String domainpartToAscii() {
        return Domainpart.toAscii(domainpart());
    }

    /**
     * The profile that this address was prepared by, and that the {@code with} methods go on with.
     *
     * @return the profile; no part of equality
     */
    public JidProfile profile() {
        return PROFILES[profile];
    }

    /**
     * Whether there is a resourcepart.
     *
     * @return true for a full JID
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-2">RFC 7622 section 2</a>
     */
    public boolean isFull() {
        return slash >= 0;
    }

    /**
     * Whether there is no resourcepart.
     *
     * @return true for a bare JID, be it a domain or an account
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-2">RFC 7622 section 2</a>
     */
    public boolean isBare() {
        return slash < 0;
    }

    /**
     * Whether there is a domainpart alone.
     *
     * @return true if there is neither localpart nor resourcepart
     */
    public boolean isDomain() {
        return at < 0 && slash < 0;
    }

    /**
     * This address without its resourcepart.
     *
     * @return the bare JID; this object if it is one
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-2">RFC 7622 section 2</a>
     */
    public Jid bare() {
        return slash < 0 ? this : new Jid(text.substring(0, slash), at, -1, profile());
    }

    /**
     * The domainpart of this address alone.
     *
     * @return the domain's JID; this object if it is one
     */
    public Jid domain() {
        return isDomain() ? this : new Jid(domainpart(), -1, -1, profile());
    }

    /**
     * This address with another localpart, prepared by this address's profile.
     *
     * @param localpart the localpart
     * @return the new address
     * @throws JidParseException if it is not 1 to 1023 octets of UTF-8 after preparation, or has a code point its profile
     *     forbids; the index counts in {@code localpart}
     * @throws NullPointerException if {@code localpart} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.3">RFC 7622 section 3.3</a>
     */
    public Jid withLocalpart(String localpart) {
        requireNonNull(localpart, "localpart");
        String prepared = orThrow(JidParts.localpart(localpart, profile()), JidPart.LOCALPART, localpart);
        int shift = prepared.length() - at;
        return new Jid(
                prepared + "@" + text.substring(at + 1), prepared.length(), slash < 0 ? -1 : slash + shift, profile());
    }

    /**
     * This address with another resourcepart, prepared by this address's profile.
     *
     * @param resourcepart the resourcepart
     * @return the full JID
     * @throws JidParseException if it is not 1 to 1023 octets of UTF-8 after preparation, or has a code point its profile
     *     forbids; the index counts in {@code resourcepart}
     * @throws NullPointerException if {@code resourcepart} is null
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3.4">RFC 7622 section 3.4</a>
     */
    public Jid withResourcepart(String resourcepart) {
        requireNonNull(resourcepart, "resourcepart");
        String prepared = orThrow(JidParts.resourcepart(resourcepart, profile()), JidPart.RESOURCEPART, resourcepart);
        int end = endOfBare();
        return new Jid(text.substring(0, end) + "/" + prepared, at, end, profile());
    }

    private static String orThrow(Prepared prepared, JidPart part, String given) {
        if (prepared instanceof Prepared.Fault fault) {
            throw new JidParseException(fault.in(part, given, Prepared.Fault.ALONE));
        }
        return ((Prepared.Text) prepared).text();
    }

    /**
     * Compares domainparts, then localparts, then resourceparts, each by its prepared octets; a missing part comes first. So
     * the addresses of a domain, and those of an account, lie together. Consistent with {@link #equals(Object)}.
     *
     * @throws NullPointerException if {@code other} is null
     */
    @Override
    public int compareTo(Jid other) {
        String right = requireNonNull(other, "other").text;
        int order = OctetOrder.compare(text, at + 1, endOfBare(), right, other.at + 1, other.endOfBare());
        if (order == 0) {
            order = OctetOrder.compare(text, 0, at, right, 0, other.at);
        }
        return order != 0
                ? order
                : OctetOrder.compare(
                        text, endOfBare() + 1, text.length(), right, other.endOfBare() + 1, right.length());
    }

    /**
     * Whether the other object is an address with the same prepared text.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jid jid && text.equals(jid.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * The prepared address.
     *
     * @return the text that {@code parse} reads back to an equal address, 1 to 3071 octets of UTF-8
     */
    @Override
    public String toString() {
        return text;
    }

    private int endOfBare() {
        return slash < 0 ? text.length() : slash;
    }
}
