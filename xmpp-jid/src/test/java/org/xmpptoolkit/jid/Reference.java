package org.xmpptoolkit.jid;

import com.ibm.icu.text.IDNA;
import com.ongres.stringprep.Option;
import com.ongres.stringprep.Profile;
import com.ongres.stringprep.Tables;
import java.net.IDN;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

/** Other implementations of the rules that addresses are prepared by, each with what it is known to do otherwise. */
enum Reference {
    JDK_IDN(text -> ascii(text, JidProfile.STRINGPREP), text -> jdkAscii(text, IDN.USE_STD3_ASCII_RULES)),
    JDK_IDN_QUERY(
            text -> ascii(text, JidProfile.STRINGPREP_QUERY),
            text -> jdkAscii(text, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED),
            KnownDifference.JDK_GIVES_DIRECTIONS_TO_THE_UNASSIGNED),
    ONGRES_NAMEPREP(
            text -> Nameprep.PROFILE.prepare(text, false),
            text -> stored(new com.ongres.nameprep.Nameprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ONGRES_NAMEPREP_QUERY(
            text -> Nameprep.PROFILE.prepare(text, true),
            text -> query(new com.ongres.nameprep.Nameprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ONGRES_NODEPREP(
            text -> Nodeprep.PROFILE.prepare(text, false),
            text -> stored(new OngresNodeprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ONGRES_NODEPREP_QUERY(
            text -> Nodeprep.PROFILE.prepare(text, true),
            text -> query(new OngresNodeprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ONGRES_RESOURCEPREP(
            text -> Resourceprep.PROFILE.prepare(text, false),
            text -> stored(new OngresResourceprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ONGRES_RESOURCEPREP_QUERY(
            text -> Resourceprep.PROFILE.prepare(text, true),
            text -> query(new OngresResourceprep(), text),
            KnownDifference.ONGRES_NORMALIZES_BY_TODAYS_UNICODE),
    ROCKS_USERNAME(
            text -> JidParts.localpart(text, JidProfile.PRECIS),
            text -> enforced(PrecisProfiles.USERNAME_CASE_MAPPED, text),
            KnownDifference.ROCKS_HAS_NO_CONTEXTUAL_RULES,
            KnownDifference.JDK_FINDS_FINAL_SIGMA_BY_WORDS,
            KnownDifference.ROCKS_KNOWS_NO_ADDRESSES,
            KnownDifference.ROCKS_ALLOWS_VARIATION_SELECTORS,
            KnownDifference.JDK_HAS_ANOTHER_UNICODE),
    ROCKS_OPAQUE(
            text -> JidParts.resourcepart(text, JidProfile.PRECIS),
            text -> enforced(PrecisProfiles.OPAQUE_STRING, text),
            KnownDifference.ROCKS_KNOWS_NO_ADDRESSES,
            KnownDifference.ROCKS_ALLOWS_VARIATION_SELECTORS,
            KnownDifference.ROCKS_HAS_NO_CONTEXTUAL_RULES,
            KnownDifference.JDK_HAS_ANOTHER_UNICODE),
    /** Asked only about what is a domainpart to us: UTS 46 allows more. */
    ICU_UTS46(text -> ascii(text, JidProfile.PRECIS), Reference::uts46, KnownDifference.ICU_COUNTS_HYPHENS_IN_UNITS);

    private final Function<String, Prepared> ours;
    private final Function<String, String> theirs;
    private final Set<KnownDifference> known;

    Reference(Function<String, Prepared> ours, Function<String, String> theirs, KnownDifference... known) {
        this.ours = ours;
        this.theirs = theirs;
        this.known = Set.of(known);
    }

    /** Why the verdicts differ, if that is known. */
    Optional<KnownDifference> explanation(Verdicts verdicts) {
        return known.stream()
                .filter(difference -> difference.explains(verdicts))
                .findFirst();
    }

    Set<KnownDifference> known() {
        return known;
    }

    /** What both say to a text: nothing of each other where they agree. */
    Verdicts judge(String text) {
        Prepared prepared = ours.apply(text);
        String other =
                prepared instanceof Prepared.Fault && this == ICU_UTS46 ? null : orNull(() -> theirs.apply(text));
        return new Verdicts(text, prepared, other);
    }

    /**
     * Our verdict and that of the reference.
     *
     * @param theirs the prepared text; null if it is refused
     */
    record Verdicts(String text, Prepared ours, @Nullable String theirs) {
        boolean agree() {
            return ours instanceof Prepared.Text text ? text.text().equals(theirs) : theirs == null;
        }

        boolean bothAccept() {
            return ours instanceof Prepared.Text && theirs != null;
        }
    }

    private static @Nullable String orNull(Supplier<String> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static Prepared ascii(String text, JidProfile profile) {
        Prepared prepared = JidParts.domainpart(text, profile);
        return prepared instanceof Prepared.Text domain
                ? new Prepared.Text(Domainpart.toAscii(domain.text()))
                : prepared;
    }

    private static String jdkAscii(String text, int flags) {
        return withoutFinalDot(IDN.toASCII(text, flags)).toLowerCase(Locale.ROOT);
    }

    private static String uts46(String text) {
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
                        | IDNA.CHECK_BIDI
                        | IDNA.CHECK_CONTEXTJ
                        | IDNA.CHECK_CONTEXTO
                        | IDNA.NONTRANSITIONAL_TO_ASCII)
                .nameToASCII(text, ascii, info);
        if (info.hasErrors()) {
            throw new IllegalArgumentException(info.getErrors().toString());
        }
        return withoutFinalDot(ascii.toString());
    }

    private static String withoutFinalDot(String domain) {
        if (domain.isEmpty() || domain.equals(".")) {
            throw new IllegalArgumentException("empty");
        }
        return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    /** RFC 8265 section 3.3.2: what is enforced is prepared first; the library leaves that to its caller. */
    private static String enforced(PrecisProfile profile, String text) {
        return profile.enforce(profile.prepare(text));
    }

    private static String stored(Profile profile, String text) {
        return isMappedToNothing(text) ? "" : profile.prepareStored(text);
    }

    private static String query(Profile profile, String text) {
        return isMappedToNothing(text) ? "" : profile.prepareQuery(text);
    }

    /** The library throws an ArrayIndexOutOfBoundsException for such a text, and says nothing of it. */
    private static boolean isMappedToNothing(String text) {
        return text.codePoints().allMatch(Tables::mapToNothing);
    }

    /** RFC 6122 appendix A, of the library's tables. */
    private static final class OngresNodeprep implements Profile {
        @Override
        public Set<Option> profile() {
            Set<Option> options = EnumSet.allOf(Option.class);
            options.remove(Option.ADDITIONAL_MAPPING);
            options.remove(Option.CASE_FOLD_NO_NORMALIZATION);
            return options;
        }

        @Override
        public boolean prohibitedAdditionalCharacters(int codePoint) {
            return "\"&'/:<>@".indexOf(codePoint) >= 0;
        }
    }

    /** RFC 6122 appendix B, of the library's tables. */
    private static final class OngresResourceprep implements Profile {
        @Override
        public Set<Option> profile() {
            Set<Option> options = EnumSet.copyOf(new OngresNodeprep().profile());
            options.remove(Option.CASE_FOLD_NFKC);
            options.remove(Option.FORBID_ADDITIONAL_CHARACTERS);
            options.remove(Option.FORBID_ASCII_SPACES);
            return options;
        }
    }
}
