package org.xmpptoolkit.testkit.contracts;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.arbitraries.InvalidJid;
import org.xmpptoolkit.testkit.arbitraries.JidArbitraries;
import org.xmpptoolkit.testkit.arbitraries.ValidJid;
import org.xmpptoolkit.testkit.contracts.JidContract.Parts;

/** How the properties of {@link JidContract} judge one implementation by one rule. */
record JidJudge(JidContract implementation, String rule) {
    /** Parts of 1,023 octets: of one octet a character, of three, and of two. */
    static final List<String> LONGEST = List.of("a".repeat(1023), "\u30A2".repeat(341), "\u00E9".repeat(511) + "a");

    private static final String SEPARATOR = "[.\u3002\uFF0E\uFF61]";
    private static final int LIMIT = 1023;
    private static final Map<JidError, String> FAULTS = Map.of(
            JidError.EMPTY, "is empty",
            JidError.TOO_LONG, "is too long",
            JidError.UNASSIGNED_CODE_POINT, "has an unassigned code point",
            JidError.PROHIBITED_CODE_POINT, "has a prohibited code point",
            JidError.BIDI, "mixes directions",
            JidError.CONTEXT_RULE, "has a code point out of its context",
            JidError.BAD_LABEL, "has a bad label",
            JidError.BAD_IP_LITERAL, "is a bad IP literal");

    static JidJudge of(JidContract implementation, String rule6122, String rule7622) {
        return new JidJudge(implementation, implementation.profile() == JidProfile.PRECIS ? rule7622 : rule6122);
    }

    /** Whether a rule is one of the RFC that a profile is of. */
    static boolean apply(StreamRule rule, JidProfile profile) {
        return rule.document().equals(profile == JidProfile.PRECIS ? "7622" : "6122");
    }

    static Arbitrary<String> hostNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .ofMinLength(1)
                .ofMaxLength(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(labels -> String.join(".", labels));
    }

    static Arbitrary<String> separators() {
        return Arbitraries.of(".", "\u3002", "\uFF0E", "\uFF61");
    }

    static Arbitrary<String> opaque() {
        return Arbitraries.strings()
                .withChars('/', '@', 'a', 'b', '.')
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    /** Texts with one fault that the rule about it is the one to judge; none where the RFCs leave a choice open. */
    static Arbitrary<InvalidJid> invalid(JidProfile profile, Fault fault) {
        return JidArbitraries.invalid(profile, fault.part(), fault.reason())
                .filter(text -> !isOpenChoice(text) && !isAnotherRules(text));
    }

    /** A text with one fault is no address. */
    void refuses(InvalidJid invalid) {
        refuses(
                invalid.text(),
                "its " + invalid.part().name().toLowerCase(Locale.ROOT) + " "
                        + FAULTS.getOrDefault(invalid.reason(), "is wrong"));
    }

    /** A text is no address. */
    void refuses(String text, String why) {
        Check check = Check.of(
                rule,
                Shown.text(text),
                "refused: " + why,
                "look for it after preparation, and count octets of UTF-8, not characters");
        Optional<Parts> parts;
        try {
            parts = implementation.parse(text);
        } catch (RuntimeException refusedInItsWay) {
            return;
        }
        check.that(parts.isEmpty(), parts.map(JidJudge::shown).orElse("refused"));
    }

    /**
     * Where the RFCs let an implementation take what ours refuses: a space in front of a resourcepart, which OpaqueString allows and
     * RFC 7622 section 3.5 shows as wrong; underscores in host names; IPvFuture.
     */
    private static boolean isOpenChoice(InvalidJid invalid) {
        Optional<String> at = offending(invalid);
        return switch (invalid.reason()) {
            case PROHIBITED_CODE_POINT ->
                invalid.part() == JidPart.DOMAINPART
                        ? at.filter("_"::equals).isPresent()
                        : invalid.part() == JidPart.RESOURCEPART
                                && invalid.profile() == JidProfile.PRECIS
                                && at.filter(c -> Character.getType(c.codePointAt(0)) == Character.SPACE_SEPARATOR)
                                        .isPresent();
            case BAD_IP_LITERAL -> invalid.text().matches("(?s).*\\[[vV].*");
            // A dot that is not ASCII's is judged by the rule on the final one.
            case EMPTY ->
                invalid.part() == JidPart.DOMAINPART && invalid.text().chars().anyMatch(c -> c > 0x7F);
            default -> false;
        };
    }

    /** What is wrong by a rule of its own: an IPv6 address without brackets, and what RFC 7622 excludes from localparts. */
    private static boolean isAnotherRules(InvalidJid invalid) {
        return invalid.reason() == JidError.BAD_IP_LITERAL && !invalid.text().contains("[")
                || invalid.reason() == JidError.PROHIBITED_CODE_POINT
                        && invalid.part() == JidPart.LOCALPART
                        && invalid.profile() == JidProfile.PRECIS
                        && offending(invalid)
                                .map(c -> Normalizer.normalize(c, Normalizer.Form.NFKC))
                                .filter(c -> c.chars().anyMatch(one -> "\"&'/:<>@".indexOf(one) >= 0))
                                .isPresent();
    }

    private static Optional<String> offending(InvalidJid invalid) {
        return Jid.tryParse(invalid.text(), invalid.profile()) instanceof JidResult.Refused refused
                        && refused.index() >= 0
                        && refused.index() < invalid.text().length()
                ? Optional.of(Character.toString(invalid.text().codePointAt(refused.index())))
                : Optional.empty();
    }

    /** A text is an address of these parts. */
    void gives(String text, Parts expected) {
        Check check =
                Check.of(rule, Shown.text(text), shown(expected), "accept the text, and keep its parts in this form");
        Optional<Parts> came = check.attempt(() -> implementation.parse(text));
        check.that(
                came.isPresent()
                        && came.get().localpart().equals(expected.localpart())
                        && sameDomain(came.get().domainpart(), expected.domainpart())
                        && came.get().resourcepart().equals(expected.resourcepart()),
                came.map(JidJudge::shown).orElse("refused"));
    }

    /** An address with a part that its profile lets through is taken. */
    void takes(JidPart part, ValidJid address) {
        String text = alone(part, address);
        Check check =
                Check.of(rule, Shown.text(text), "accepted", "refuse only what the profile of the part prohibits");
        check.that(check.attempt(() -> implementation.parse(text)).isPresent(), "refused");
    }

    /** A part of an address that is taken comes in prepared form. */
    void prepares(JidPart part, ValidJid address) {
        String text = alone(part, address);
        String wanted = prepared(part, address);
        Check check = Check.of(
                rule,
                Shown.text(text),
                part.name().toLowerCase(Locale.ROOT) + " " + Shown.text(wanted),
                "map, fold and normalize a part before it is compared, stored or sent");
        Optional<Parts> came = check.attempt(() -> implementation.parse(text));
        Assume.that(came.isPresent());
        String found = part(part, came.get());
        check.that(part == JidPart.DOMAINPART ? sameDomain(found, wanted) : found.equals(wanted), shown(came.get()));
    }

    /** The address reduced to the part in question, as it was spelled. */
    private static String alone(JidPart part, ValidJid address) {
        String text = address.text();
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        int at = text.lastIndexOf('@', end - 1) < 0 ? -1 : text.indexOf('@');
        at = at > end ? -1 : at;
        switch (part) {
            case LOCALPART -> {
                Assume.that(at >= 0 && known(text.substring(0, at)));
                return text.substring(0, at) + "@example.com";
            }
            case RESOURCEPART -> {
                Assume.that(slash >= 0 && known(text.substring(slash + 1)));
                return "example.com" + text.substring(slash);
            }
            default -> {
                String name = text.substring(at + 1, end);
                // Addresses and final dots have properties of their own.
                Assume.that(known(name) && !name.contains("[") && !name.matches("(?s).*" + SEPARATOR));
                return name;
            }
        }
    }

    /** Whether Unicode 3.2 assigns all of it: an implementation may go by any later version. */
    private static boolean known(String part) {
        return part.codePoints()
                .noneMatch(codePoint -> Jid.tryParse("a/" + Character.toString(codePoint), JidProfile.STRINGPREP)
                                instanceof JidResult.Refused refused
                        && refused.reason() == JidError.UNASSIGNED_CODE_POINT);
    }

    /** Whatever comes, comes as an address or a refusal; an address prepared again is the same address. */
    void isStable(String text) {
        Check check = Check.of(
                rule,
                Shown.text(text),
                "an address that is the same when it is parsed again, or a refusal",
                "prepare until nothing changes, refuse what does not come to rest, and throw nothing else");
        for (Parts parts :
                check.attempt(() -> implementation.parse(text)).stream().toList()) {
            Optional<Parts> again = check.attempt(() -> implementation.parse(joined(parts)));
            check.that(
                    again.equals(Optional.of(parts)),
                    shown(parts) + ", and parsed again "
                            + again.map(JidJudge::shown).orElse("refused"));
            check.that(
                    octets(parts.domainpart()) > 0 && octets(parts.domainpart()) <= LIMIT,
                    "a domainpart out of bounds: " + shown(parts));
        }
    }

    private static int octets(String part) {
        return part.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether two domainparts stand for the same name: A-labels and U-labels, and spellings of an IP address, are the same. */
    private boolean sameDomain(String kept, String wanted) {
        // Which of the dots stays between labels, no RFC says.
        String came = kept.replaceAll(SEPARATOR, ".");
        if (came.equals(wanted)) {
            return true;
        }
        JidProfile profile = implementation.profile();
        if (!(Jid.tryParse(came, profile) instanceof JidResult.Parsed a)
                || !(Jid.tryParse(wanted, profile) instanceof JidResult.Parsed b)) {
            return false;
        }
        boolean address = wanted.startsWith("[");
        boolean settled = a.jid().toString().equals(came) || address;
        return settled && a.jid().domainpartToAscii().equals(b.jid().domainpartToAscii());
    }

    private static String prepared(JidPart part, ValidJid address) {
        return switch (part) {
            case LOCALPART -> address.localpart().orElse("");
            case DOMAINPART -> address.domainpart();
            case RESOURCEPART -> address.resourcepart().orElse("");
        };
    }

    private static String part(JidPart part, Parts parts) {
        return switch (part) {
            case LOCALPART -> parts.localpart().orElse("");
            case DOMAINPART -> parts.domainpart();
            case RESOURCEPART -> parts.resourcepart().orElse("");
        };
    }

    private static String joined(Parts parts) {
        return parts.localpart().map(local -> local + "@").orElse("")
                + parts.domainpart()
                + parts.resourcepart().map(resource -> "/" + resource).orElse("");
    }

    private static String shown(Parts parts) {
        return Stream.of(
                        parts.localpart().map(local -> "localpart " + Shown.text(local)),
                        Optional.of("domainpart " + Shown.text(parts.domainpart())),
                        parts.resourcepart().map(resource -> "resourcepart " + Shown.text(resource)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }
}
