package org.xmpptoolkit.jid;

import com.google.common.base.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Splits a text as the parser does, and goes through each part as {@link JidParts} does. */
final class PartExplainer {
    private PartExplainer() {}

    static List<JidExplanation.Part> parts(String text, JidProfile profile) {
        if (text.length() > JidLimits.TEXT_UNITS) {
            return List.of();
        }
        Split split = Split.of(text);
        List<JidExplanation.Part> parts = new ArrayList<>(3);
        String local = split.localpart();
        if (local != null) {
            parts.add(localpart(local, profile));
        }
        parts.add(domainpart(split.domainpart(), split.at() + 1, profile));
        String resource = split.resourcepart();
        if (resource != null) {
            parts.add(resourcepart(resource, split.slash() + 1, profile));
        }
        return List.copyOf(parts);
    }

    private static JidExplanation.Part localpart(String given, JidProfile profile) {
        Steps steps = begin(given, 0);
        if (!steps.isRefused()) {
            switch (profile) {
                case STRINGPREP -> StringprepSteps.add(steps, Nodeprep.PROFILE, false);
                case STRINGPREP_QUERY -> StringprepSteps.add(steps, Nodeprep.PROFILE, true);
                case PRECIS -> PrecisSteps.addUsernameCaseMapped(steps);
            }
        }
        addLimits(steps, "RFC 7622 section 3.3");
        return part(
                JidPart.LOCALPART,
                0,
                given,
                profile == JidProfile.PRECIS
                        ? "UsernameCaseMapped (RFC 8265 section 3.3) and RFC 7622 section 3.3.1"
                        : Nodeprep.PROFILE.name(),
                steps.steps(),
                JidParts.localpart(given, profile));
    }

    private static JidExplanation.Part resourcepart(String given, int index, JidProfile profile) {
        Steps steps = begin(given, index);
        if (!steps.isRefused()) {
            switch (profile) {
                case STRINGPREP -> StringprepSteps.add(steps, Resourceprep.PROFILE, false);
                case STRINGPREP_QUERY -> StringprepSteps.add(steps, Resourceprep.PROFILE, true);
                case PRECIS -> PrecisSteps.addOpaqueString(steps);
            }
        }
        addLimits(steps, "RFC 7622 section 3.4");
        return part(
                JidPart.RESOURCEPART,
                index,
                given,
                profile == JidProfile.PRECIS ? "OpaqueString (RFC 8265 section 4.2)" : Resourceprep.PROFILE.name(),
                steps.steps(),
                JidParts.resourcepart(given, profile));
    }

    private static JidExplanation.Part domainpart(String given, int index, JidProfile profile) {
        Steps steps = begin(given, index);
        if (!steps.isRefused()) {
            DomainSteps.add(steps, index, profile);
        }
        addLimits(steps, "RFC 7622 section 3.2");
        return part(
                JidPart.DOMAINPART,
                index,
                given,
                domainRules(given, profile),
                steps.steps(),
                JidParts.domainpart(given, profile));
    }

    private static String domainRules(String given, JidProfile profile) {
        if (given.startsWith("[")) {
            return "IP literal (RFC 7622 section 3.1, RFC 3986 section 3.2.2)";
        }
        return profile == JidProfile.PRECIS
                ? "IDNA2008 (RFC 5890 to 5893) after the mapping of RFC 5895, label by label"
                : "IDNA2003 (RFC 3490) with Nameprep (RFC 3491) and UseSTD3ASCIIRules, label by label";
    }

    private static Steps begin(String given, int index) {
        Steps steps = new Steps(0, given, index);
        steps.check(
                "code points, as given",
                "RFC 7622 section 3.1",
                JidParts.givenFault(given),
                (text, i) -> given(text.codePointAt(i)));
        return steps;
    }

    private static Steps.@Nullable Finding given(int c) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return new Steps.Finding(true, "a surrogate without its other half");
        }
        return c >= ' ' && c < 0x7F ? null : new Steps.Finding(false, CodePoints.properties(c));
    }

    /** Not looked at if a fault came before; the length of what is not prepared says nothing. */
    private static void addLimits(Steps steps, String rule) {
        if (steps.isRefused()) {
            return;
        }
        int octets = Utf8.encodedLength(steps.text());
        steps.check(
                ExplanationText.count(octets, "octet") + " of UTF-8, at most " + JidLimits.PART_OCTETS,
                rule,
                octets == 0 ? "is empty" : octets > JidLimits.PART_OCTETS ? "is " + octets + " octets" : null);
    }

    private static JidExplanation.Part part(
            JidPart part, int index, String given, String rules, List<JidExplanation.Step> steps, Prepared prepared) {
        return new JidExplanation.Part(
                part,
                index,
                given,
                rules,
                steps,
                prepared instanceof Prepared.Text text ? Optional.of(text.text()) : Optional.empty());
    }
}
