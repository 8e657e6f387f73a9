package org.xmpptoolkit.testkit.cases.server;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** Addresses on which both profiles of addresses agree, RFC 6122's and RFC 7622's: a server may follow either. */
final class AddressInputs {
    /** What neither profile allows anywhere in a localpart or a resourcepart. */
    private static final Arbitrary<String> NEVER =
            Arbitraries.of("\ue000", "\ufdd0", "\u2028", "\u0085", "\u009f", "\udbff\udffd");

    private AddressInputs() {}

    private static Stream<JidProfile> profiles() {
        return Stream.of(JidProfile.STRINGPREP_QUERY, JidProfile.PRECIS);
    }

    /** Whether both profiles refuse a text. */
    static boolean isMalformed(String text) {
        return profiles()
                .noneMatch(profile -> Jid.tryParse(text, profile).toOptional().isPresent());
    }

    /** Whether one of the profiles leaves a text as it is. */
    static boolean isCanonical(String text) {
        return profiles().anyMatch(profile -> Jid.tryParse(text, profile)
                .toOptional()
                .filter(jid -> jid.toString().equals(text))
                .isPresent());
    }

    /** Parts with a character in them that no profile allows. */
    private static Arbitrary<String> withOneOf(Arbitrary<String> characters) {
        return StanzaInputs.names()
                .flatMap(name -> characters.flatMap(character -> Arbitraries.integers()
                        .between(0, name.length())
                        .map(at -> name.substring(0, at) + character + name.substring(at))));
    }

    private static Arbitrary<String> malformed(Arbitrary<String> texts) {
        return texts.filter(text -> isMalformed(text.replace("#", "localhost")));
    }

    /** Addresses whose localpart has what none may have; a hash sign stands for the domain. */
    static Arbitrary<String> badLocalparts() {
        Arbitrary<String> excluded = Arbitraries.of("\"", "&", "'", ":", "<", ">", " ", "\u00a0");
        return malformed(withOneOf(Arbitraries.oneOf(excluded, NEVER)).map(part -> part + "@#"));
    }

    /** Addresses whose resourcepart has what none may have. */
    static Arbitrary<String> badResourceparts() {
        return malformed(withOneOf(NEVER).map(part -> "#/" + part));
    }

    /** Addresses whose localpart is empty or of more than 1023 octets. */
    static Arbitrary<String> longLocalparts() {
        return malformed(Arbitraries.of("@#", "@#/x", "a".repeat(1024) + "@#", "\u00e9".repeat(512) + "@#"));
    }

    /** Addresses whose resourcepart is empty or of more than 1023 octets. */
    static Arbitrary<String> longResourceparts() {
        return malformed(Arbitraries.of("#/", "x@#/", "#/" + "a".repeat(1024), "#/" + "\u00e9".repeat(512)));
    }

    /** Addresses whose domainpart is empty or of more than 1023 octets. */
    static Arbitrary<String> longDomainparts() {
        return malformed(Arbitraries.of("x@", "x@/y", "/y", "x@" + "a.".repeat(512) + "org"));
    }

    /** Addresses whose domainpart is no name of a host, and no IP address. */
    static Arbitrary<String> badDomainparts() {
        return malformed(Arbitraries.oneOf(
                withOneOf(Arbitraries.of("@", ":", "..", "[", "]")).map(part -> "x@" + part),
                Arbitraries.of("x@[::1", "x@[::g]", "x@.", "x@.org", "x@..", "x@[]")));
    }

    /** Addresses whose domainpart has a label that none may be. */
    static Arbitrary<String> badLabels() {
        return malformed(Arbitraries.oneOf(
                withOneOf(Arbitraries.oneOf(NEVER, Arbitraries.of(" ", "_", "&", "'", "!", "$")))
                        .map(part -> "x@" + part + ".org"),
                Arbitraries.of("x@" + "a".repeat(64) + ".org", "x@-a.org", "x@a-.org")));
    }

    /** A part of an address written otherwise: some of its ASCII letters in upper case or in full width, by a number. */
    static String otherwise(String part, int number) {
        StringBuilder text = new StringBuilder();
        int rest = number;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            int way = i == 0 ? 1 : rest % 3; // one letter at least
            text.append(!letter || way == 0 ? c : way == 1 ? Character.toUpperCase(c) : (char) (c - 'a' + '\uff41'));
            rest = rest / 3 + (rest % 3) * 7;
        }
        return text.toString();
    }
}
