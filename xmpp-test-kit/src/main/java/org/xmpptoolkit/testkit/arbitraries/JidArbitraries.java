package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidError;
import org.xmpptoolkit.jid.JidPart;
import org.xmpptoolkit.jid.JidProfile;

/**
 * Addresses, and texts that are none, by the rules of RFC 6122 and of RFC 7622.
 *
 * <p>What is expected is known from how a text is made, not from a parser. Shrinking an invalid address leaves it invalid in the same
 * part for the same reason.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 */
public final class JidArbitraries {
    private static final int PART_OCTETS = 1023;
    private static final int DNS_OCTETS = 253;
    private static final int LABEL_OCTETS = 63;

    /** A text, then its prepared form by stringprep and by PRECIS. A zone identifier is of RFC 6874, which RFC 6122 does not know. */
    private static final String[] DOMAINS = {
        "localhost = =",
        "127.0.0.1 = =",
        "[::1] = =",
        "[2001:DB8::A] [2001:db8::a] [2001:db8::a]",
        "[0:0:0:0:0:0:0:1] [::1] [::1]",
        "[2001:db8:0:0:1:0:0:1] [2001:db8::1:0:0:1] [2001:db8::1:0:0:1]",
        "[::ffff:192.0.2.1] = =",
        "[fe80::1%25eth0] - =",
        "xn--bcher-kva.example = b\u00FCcher.example",
        "Xn--Bcher-Kva xn--bcher-kva b\u00FCcher",
        "xn--fa-hia.example = fa\u00DF.example",
        "xn--mgbh0fb.xn--kgbechtv = \u0645\u062B\u0627\u0644.\u0625\u062E\u062A\u0628\u0627\u0631",
    };

    private JidArbitraries() {}

    /**
     * Addresses of all forms.
     *
     * @param profile the rules by which they are valid
     * @return texts with the parts that they stand for
     */
    public static Arbitrary<ValidJid> valid(JidProfile profile) {
        return addresses(profile, optional(localparts(profile)), optional(resourceparts(profile)));
    }

    /**
     * {@return addresses with localpart and without resourcepart, valid by a profile}
     *
     * @param profile the rules by which they are valid
     */
    public static Arbitrary<ValidJid> bare(JidProfile profile) {
        return addresses(profile, localparts(profile).map(Optional::of), Arbitraries.just(Optional.empty()));
    }

    /**
     * {@return addresses with all three parts, valid by a profile}
     *
     * @param profile the rules by which they are valid
     */
    public static Arbitrary<ValidJid> full(JidProfile profile) {
        return addresses(
                profile,
                localparts(profile).map(Optional::of),
                resourceparts(profile).map(Optional::of));
    }

    /**
     * {@return addresses that are a domainpart alone, valid by a profile}
     *
     * @param profile the rules by which they are valid
     */
    public static Arbitrary<ValidJid> domains(JidProfile profile) {
        return addresses(profile, Arbitraries.just(Optional.empty()), Arbitraries.just(Optional.empty()));
    }

    /**
     * Texts that are no address, of each part and reason in turn.
     *
     * @param profile the rules by which they are invalid
     * @return texts with the part at fault and the reason
     */
    public static Arbitrary<InvalidJid> invalid(JidProfile profile) {
        List<Tuple.Tuple2<JidPart, JidError>> kinds = new ArrayList<>();
        for (JidPart part : JidPart.values()) {
            for (JidError reason : reasons(profile, part)) {
                kinds.add(Tuple.of(part, reason));
            }
        }
        return Choices.kept(kinds, kind -> invalid(profile, kind.get1(), kind.get2()));
    }

    /**
     * Texts that are no address for one reason.
     *
     * @param profile the rules by which they are invalid
     * @param part the part at fault
     * @param reason what is wrong with it, one of {@link #reasons}
     * @return texts that are wrong in that part alone
     * @throws IllegalArgumentException if no text is known to be refused for the reason
     */
    public static Arbitrary<InvalidJid> invalid(JidProfile profile, JidPart part, JidError reason) {
        if (!reasons(profile, part).contains(reason)) {
            throw new IllegalArgumentException("no " + part + " is " + reason + " by " + profile + ": see reasons()");
        }
        Arbitrary<String> broken = JidFaults.of(profile, part, reason);
        Arbitrary<Optional<String>> local = part == JidPart.LOCALPART
                ? broken.map(Optional::of)
                : optional(localparts(profile).map(Spelled::text));
        Arbitrary<String> domain =
                part == JidPart.DOMAINPART ? broken : domainparts(profile).map(Spelled::text);
        Arbitrary<Optional<String>> resource = part == JidPart.RESOURCEPART
                ? broken.map(Optional::of)
                : optional(resourceparts(profile).map(Spelled::text));
        return Combinators.combine(local, domain, resource)
                .as((l, d, r) -> new InvalidJid(profile, text(l, d, r), part, reason));
    }

    /**
     * The reasons for which a part may be refused.
     *
     * @param profile the rules
     * @param part the part
     * @return the reasons, for each of which {@link #invalid(JidProfile, JidPart, JidError)} has texts. No text is known whose preparation
     *     does not come to rest ({@link JidError#NOT_STABLE})
     */
    public static Set<JidError> reasons(JidProfile profile, JidPart part) {
        Set<JidError> reasons = EnumSet.allOf(JidError.class);
        reasons.remove(JidError.NOT_STABLE);
        if (part != JidPart.DOMAINPART) {
            reasons.removeAll(EnumSet.of(JidError.BAD_LABEL, JidError.BAD_IP_LITERAL));
        }
        if (profile != JidProfile.PRECIS) {
            reasons.remove(JidError.CONTEXT_RULE);
        } else if (part == JidPart.RESOURCEPART) {
            reasons.remove(JidError.BIDI); // OpaqueString has no such rule (RFC 8265 section 4.2)
        }
        if (profile == JidProfile.STRINGPREP_QUERY) {
            reasons.remove(JidError.UNASSIGNED_CODE_POINT);
        }
        return Collections.unmodifiableSet(reasons);
    }

    /** {@return texts that are addresses by one profile or another, are none, or are anything} */
    public static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(JidProfile.class).flatMap(profile -> valid(profile)
                        .map(ValidJid::text))),
                Tuple.of(3, Arbitraries.of(JidProfile.class).flatMap(profile -> invalid(profile)
                        .map(InvalidJid::text))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(40)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withChars("a@/.:[]-\u00E4\u05D0 ").ofMaxLength(12)));
    }

    /** {@return addresses of all forms that are prepared, and valid by all profiles} */
    public static Arbitrary<Jid> jids() {
        Arbitrary<String> word = JidLetters.prepared().words().map(Spelled::prepared);
        Arbitrary<String> domain = Arbitraries.frequencyOf(
                Tuple.of(4, word.list().ofMinSize(1).ofMaxSize(3).map(labels -> String.join(".", labels))),
                Tuple.of(1, Arbitraries.of("127.0.0.1", "[2001:db8::a]")));
        return Combinators.combine(optional(word), domain, optional(word)).as((l, d, r) -> Jid.parse(text(l, d, r)));
    }

    private static Arbitrary<ValidJid> addresses(
            JidProfile profile, Arbitrary<Optional<Spelled>> local, Arbitrary<Optional<Spelled>> resource) {
        return Combinators.combine(local, domainparts(profile), resource)
                .as((l, d, r) -> new ValidJid(
                        profile,
                        text(l.map(Spelled::text), d.text(), r.map(Spelled::text)),
                        l.map(Spelled::prepared),
                        d.prepared(),
                        r.map(Spelled::prepared)));
    }

    private static String text(Optional<String> local, String domain, Optional<String> resource) {
        return local.map(l -> l + "@").orElse("")
                + domain
                + resource.map(r -> "/" + r).orElse("");
    }

    private static <T> Arbitrary<Optional<T>> optional(Arbitrary<T> part) {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Optional.empty())), Tuple.of(2, part.map(Optional::of)));
    }

    private static Arbitrary<Spelled> localparts(JidProfile profile) {
        return parts(JidLetters.of(profile, JidPart.LOCALPART));
    }

    private static Arbitrary<Spelled> resourceparts(JidProfile profile) {
        return parts(JidLetters.of(profile, JidPart.RESOURCEPART));
    }

    /** Mostly short parts; some have as many octets as a part may have, or nearly. */
    private static Arbitrary<Spelled> parts(JidLetters letters) {
        Arbitrary<Spelled> longest = Combinators.combine(
                        Arbitraries.of("a", "\u00E4", "\u6F22"),
                        Arbitraries.integers().between(PART_OCTETS - 3, PART_OCTETS))
                .as((letter, octets) -> Spelled.same(filled(letter, octets)));
        return Arbitraries.frequencyOf(Tuple.of(30, letters.words()), Tuple.of(1, longest));
    }

    /** A text of so many octets: as many of the letter as fit, then {@code b}. */
    static String filled(String letter, int octets) {
        int each = Octets.ofUtf8(letter).size();
        return letter.repeat(octets / each) + "b".repeat(octets % each);
    }

    private static Arbitrary<Spelled> domainparts(JidProfile profile) {
        int column = profile == JidProfile.PRECIS ? 2 : 1;
        List<Spelled> special = Arrays.stream(DOMAINS)
                .map(row -> row.split(" ", -1))
                .filter(cells -> !cells[column].equals("-"))
                .map(cells -> new Spelled(cells[0], cells[column].equals("=") ? cells[0] : cells[column]))
                .toList();
        int longest = profile == JidProfile.PRECIS ? DNS_OCTETS : PART_OCTETS;
        return Arbitraries.frequencyOf(
                Tuple.of(24, hosts(JidLetters.of(profile, JidPart.DOMAINPART).words())),
                Tuple.of(6, Arbitraries.of(special)),
                Tuple.of(
                        1,
                        Arbitraries.integers()
                                .between(longest - 3, longest)
                                .map(octets -> Spelled.same(name(octets)))));
    }

    private static Arbitrary<Spelled> hosts(Arbitrary<Spelled> label) {
        Arbitrary<Spelled> dot = Arbitraries.frequency(
                Tuple.of(6, Spelled.same(".")),
                Tuple.of(1, new Spelled("\u3002", ".")),
                Tuple.of(1, new Spelled("\uFF0E", ".")),
                Tuple.of(1, new Spelled("\uFF61", ".")));
        Arbitrary<Spelled> more = Combinators.combine(dot, label).as((d, l) -> Spelled.join(List.of(d, l)));
        Arbitrary<Spelled> end = Arbitraries.frequency(
                Tuple.of(8, Spelled.same("")),
                Tuple.of(1, new Spelled(".", "")),
                Tuple.of(1, new Spelled("\u3002", "")));
        return Combinators.combine(label, more.list().ofMaxSize(2), end).as((first, others, last) -> {
            List<Spelled> all = new ArrayList<>(List.of(first));
            all.addAll(others);
            all.add(last);
            return Spelled.join(all);
        });
    }

    /** A host name of so many octets, in labels as long as they may be. */
    static String name(int octets) {
        StringBuilder name = new StringBuilder(octets);
        while (octets - name.length() > LABEL_OCTETS) {
            int label = Math.min(LABEL_OCTETS, octets - name.length() - 2);
            name.append("a".repeat(label)).append('.');
        }
        return name.append("a".repeat(octets - name.length())).toString();
    }
}
