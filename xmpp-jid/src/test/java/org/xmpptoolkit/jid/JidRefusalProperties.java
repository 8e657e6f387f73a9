package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.jspecify.annotations.Nullable;

/** What is said of a text that is no address. */
@Domain(DomainContext.Global.class)
@Domain(Texts.class)
class JidRefusalProperties {
    private static final Set<JidError> OF_A_CODE_POINT = EnumSet.of(
            JidError.LONE_SURROGATE,
            JidError.PROHIBITED_CODE_POINT,
            JidError.UNASSIGNED_CODE_POINT,
            JidError.BIDI,
            JidError.CONTEXT_RULE);

    private static final Pattern NAMED = Pattern.compile(
            "(localpart|domainpart|resourcepart) has U\\+([0-9A-F]{4,6})(?: \\(from U\\+([0-9A-F]{4,6})\\))?"
                    + " at index (\\d+) of the address, .+");

    private static final Pattern NAMED_IN_AN_A_LABEL = Pattern.compile(
            "domainpart has an A-label at index (\\d+) of the address that stands for U\\+([0-9A-F]{4,6}), .+");

    @Provide
    Arbitrary<String> anyUtf16() {
        return Texts.anyUtf16();
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void noMethodThrowsWhatItDoesNotDocument(@ForAll("anyUtf16") String text, @ForAll JidProfile profile) {
        JidResult result = Jid.tryParse(text, profile);
        Statistics.collect(
                result instanceof JidResult.Refused refused ? refused.reason().name() : "none");
        Statistics.coverage(coverage -> {
            coverage.check("LONE_SURROGATE").percentage(percent -> percent > 5);
            coverage.check("TEXT_TOO_LONG").percentage(percent -> percent > 2);
            coverage.check("none").percentage(percent -> percent > 0.5);
        });
        Jid some = Jid.parse("a@b/c", profile);

        onlyParseException(() -> Jid.parse(text, profile));
        onlyParseException(() -> Jid.of(text, "b", null, profile));
        onlyParseException(() -> Jid.of(null, text, null, profile));
        onlyParseException(() -> Jid.of(null, "b", text, profile));
        onlyParseException(() -> Jid.ofDomain(text));
        onlyParseException(() -> some.withLocalpart(text));
        onlyParseException(() -> some.withResourcepart(text));
        JidEscaping.unescape(text);
        boolean spaceAtEnd = text.startsWith(" ") || text.endsWith(" ");
        if (spaceAtEnd) {
            assertThrows(IllegalArgumentException.class, () -> JidEscaping.escape(text));
        } else {
            assertEquals(text, JidEscaping.unescape(JidEscaping.escape(text)));
        }
        if (result instanceof JidResult.Parsed parsed) {
            parsed.jid().domainpartToAscii();
            parsed.jid().domainpartToUnicode();
        }
    }

    private static void onlyParseException(Supplier<Jid> call) {
        try {
            assertEquals(call.get(), call.get());
        } catch (JidParseException documented) {
            assertFalse(String.valueOf(documented.getMessage()).isEmpty());
        }
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void theIndexIsThatOfACodePointOfThePartAtFault(@ForAll String text, @ForAll JidProfile profile) {
        assertIndex(text, profile);
    }

    @Property
    void theIndexIsThatOfACodePointWhateverTheUnits(@ForAll("anyUtf16") String text, @ForAll JidProfile profile) {
        assertIndex(text, profile);
    }

    private static void assertIndex(String text, JidProfile profile) {
        if (!(Jid.tryParse(text, profile) instanceof JidResult.Refused refused)) {
            return;
        }
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        int at = text.substring(0, end).indexOf('@');
        int index = refused.index();
        boolean within =
                switch (refused.part()) {
                    case LOCALPART -> index >= 0 && index <= at;
                    case DOMAINPART -> index > at && index <= end;
                    case RESOURCEPART -> index > slash && index <= text.length();
                };
        assertTrue(within, refused.toString());
        boolean insidePair = index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
        assertFalse(insidePair, refused.toString());
    }

    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void theMessageNamesACodePointAtFault(@ForAll String text, @ForAll JidProfile profile) {
        JidResult.@Nullable Refused refused =
                Jid.tryParse(text, profile) instanceof JidResult.Refused fault ? fault : null;
        boolean ofACodePoint = refused != null && OF_A_CODE_POINT.contains(refused.reason());
        Statistics.collect(ofACodePoint);
        Statistics.coverage(coverage -> coverage.check(true).percentage(percent -> percent > 10));
        if (refused == null || !ofACodePoint) {
            return;
        }
        Matcher inALabel = NAMED_IN_AN_A_LABEL.matcher(refused.message());
        if (inALabel.matches()) {
            assertEquals(JidProfile.PRECIS, profile);
            assertEquals(JidPart.DOMAINPART, refused.part());
            assertEquals(refused.index(), Integer.parseInt(inALabel.group(1)));
            assertTrue(text.substring(refused.index()).matches("(?s)[xX\uFF38\uFF58].*"), text);
            return;
        }
        Matcher named = NAMED.matcher(refused.message());
        assertTrue(named.matches(), refused.message());
        assertEquals(JidPart.valueOf(named.group(1).toUpperCase(Locale.ROOT)), refused.part());
        assertEquals(refused.index(), Integer.parseInt(named.group(4)));
        String prepared = named.group(2);
        String given = named.group(3) == null ? prepared : named.group(3);
        assertEquals(text.codePointAt(refused.index()), Integer.parseInt(given, 16), refused.message());
        assertNotEquals(prepared, named.group(3));
        // preparation makes another code point of what is given, alone or with a mark behind it
        assertTrue(named.group(3) == null || isMapped(text, refused.index()), refused.message());
    }

    /** Whether preparation may make another code point of it, alone or with a mark behind it. */
    private static boolean isMapped(String text, int index) {
        char c = text.charAt(index);
        boolean mayCompose = index + 1 < text.length() && text.charAt(index + 1) >= 0x80;
        return c >= 0x80 || (c >= 'A' && c <= 'Z') || mayCompose;
    }

    /**
     * The parts given by themselves are refused for the same reason, at the same place of the part; so the scan that takes
     * prepared ASCII as it is changes no verdict.
     */
    @Property
    @StatisticsReport(StatisticsReportMode.OFF)
    void partsAreRefusedAsTheWholeIs(@ForAll String text, @ForAll JidProfile profile) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        int at = text.substring(0, end).indexOf('@');
        String local = at < 0 ? null : text.substring(0, at);
        String resource = slash < 0 ? null : text.substring(slash + 1);
        JidResult whole = Jid.tryParse(text, profile);
        Statistics.collect(whole instanceof JidResult.Parsed);
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(percent -> percent > 20);
            coverage.check(false).percentage(percent -> percent > 20);
        });

        if (whole instanceof JidResult.Parsed parsed) {
            Jid byParts = Jid.of(local, text.substring(at + 1, end), resource, profile);
            assertEquals(parsed.jid(), byParts);
            assertEquals(profile, byParts.profile());
            return;
        }
        JidResult.Refused refused = (JidResult.Refused) whole;
        JidParseException thrown = assertThrows(
                JidParseException.class, () -> Jid.of(local, text.substring(at + 1, end), resource, profile));
        assertEquals(refused.part(), thrown.part());
        assertEquals(refused.reason(), thrown.reason());
        int offset =
                switch (refused.part()) {
                    case LOCALPART -> 0;
                    case DOMAINPART -> at + 1;
                    case RESOURCEPART -> slash + 1;
                };
        assertEquals(refused.index(), offset + thrown.index(), refused.message());
    }
}
