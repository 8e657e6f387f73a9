package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Texts.class)
@Domain(DomainContext.Global.class)
class JidExplanationProperties {
    private static final Pattern CODE_POINT = Pattern.compile(
            " has (?:an A-label at index \\d+ of the address that stands for )?U\\+([0-9A-F]{4,6})[ ,]");

    @Property
    void tellsTheVerdictOfTheParser(@ForAll String text, @ForAll JidProfile profile) {
        JidExplanation explanation = JidExplanation.of(text, profile);

        assertEquals(Jid.tryParse(text, profile), explanation.result());
        Optional<JidPart> refused = explanation.parts().stream()
                .filter(part -> part.prepared().isEmpty())
                .map(JidExplanation.Part::part)
                .findFirst();
        if (explanation.result() instanceof JidResult.Refused refusal) {
            if (refusal.reason() == JidError.TEXT_TOO_LONG) {
                assertEquals(List.of(), explanation.parts());
            } else {
                assertEquals(Optional.of(refusal.part()), refused, text);
            }
        } else {
            Jid jid = ((JidResult.Parsed) explanation.result()).jid();
            assertEquals(Optional.empty(), refused, text);
            assertEquals(jid.localpart(), prepared(explanation, JidPart.LOCALPART));
            assertEquals(Optional.of(jid.domainpart()), prepared(explanation, JidPart.DOMAINPART));
            assertEquals(jid.resourcepart(), prepared(explanation, JidPart.RESOURCEPART));
        }
    }

    private static Optional<String> prepared(JidExplanation explanation, JidPart which) {
        return explanation.parts().stream()
                .filter(part -> part.part() == which)
                .flatMap(part -> part.prepared().stream())
                .findFirst();
    }

    /** The steps come to the parser's verdict by themselves: some step refuses if and only if the parser does. */
    @Property
    void stepsLeadFromWhatWasGivenToWhatIsPrepared(@ForAll String text, @ForAll JidProfile profile) {
        assertStepsLeadToTheVerdict(text, profile);
    }

    static void assertStepsLeadToTheVerdict(String text, JidProfile profile) {
        for (JidExplanation.Part part : JidExplanation.of(text, profile).parts()) {
            assertTrue(text.startsWith(part.given(), part.index()));
            Map<Integer, String> after = new HashMap<>();
            after.put(0, part.given());
            for (JidExplanation.Step step : part.steps()) {
                assertEquals(after.getOrDefault(step.label(), step.before()), step.before(), step.toString());
                after.put(step.label(), step.after());
            }
            boolean refused =
                    part.steps().stream().anyMatch(step -> step.refusal().isPresent());
            assertEquals(part.prepared(), refused ? Optional.empty() : Optional.of(after.get(0)), part.toString());
        }
    }

    @Property
    void labelsComeOutOfTheDomainpartAndGoBackIntoIt(@ForAll String text, @ForAll JidProfile profile) {
        JidExplanation.Part domain = part(JidExplanation.of(text, profile), JidPart.DOMAINPART);
        Map<Integer, String> before = new HashMap<>();
        Map<Integer, String> after = new HashMap<>();
        for (JidExplanation.Step step : domain.steps()) {
            before.putIfAbsent(step.label(), step.before());
            after.put(step.label(), step.after());
        }
        String[] given = domain.given().split("[.\u3002\uFF0E\uFF61]", -1);
        String[] prepared = domain.prepared().orElse("").split("\\.", -1);
        for (int label = 1; before.containsKey(label); label++) {
            assertEquals(given[label - 1], before.get(label));
            if (domain.prepared().isPresent()) {
                assertEquals(prepared[label - 1], after.get(label));
            }
        }
    }

    /** What the parser complains of is among what the explanation complains of, at the same place. */
    @Property
    void namesTheCodePointThatTheParserNames(@ForAll String text, @ForAll JidProfile profile) {
        Assume.that(Jid.tryParse(text, profile) instanceof JidResult.Refused);
        assertNamesWhatTheParserNames(text, profile);
    }

    /** Lone halves and texts of which nothing is looked at too. */
    @Property
    void comesToTheVerdictOfTheParserWhateverTheUnits(@ForAll("anyUtf16") String text, @ForAll JidProfile profile) {
        tellsTheVerdictOfTheParser(text, profile);
        assertStepsLeadToTheVerdict(text, profile);
        assertNamesWhatTheParserNames(text, profile);
    }

    @Provide
    Arbitrary<String> anyUtf16() {
        return Texts.anyUtf16();
    }

    @Example
    void namesWhatTheParserNamesWhereMoreIsWrong() {
        for (JidProfile profile : JidProfile.values()) {
            assertNamesWhatTheParserNames("\" @x.example", profile);
            assertNamesWhatTheParserNames(" \"@x.example", profile);
        }
    }

    static void assertNamesWhatTheParserNames(String text, JidProfile profile) {
        JidExplanation explanation = JidExplanation.of(text, profile);
        if (!(explanation.result() instanceof JidResult.Refused refused)) {
            return;
        }
        Matcher named = CODE_POINT.matcher(refused.message());
        if (!named.find()) {
            return;
        }
        String codePoint = Character.toString(Integer.parseInt(named.group(1), 16));
        List<JidExplanation.Note> notes = part(explanation, refused.part()).steps().stream()
                .flatMap(step -> step.notes().stream())
                .filter(JidExplanation.Note::refused)
                .toList();
        assertTrue(
                notes.stream().anyMatch(note -> note.codePoints().equals(codePoint) && note.index() == refused.index()),
                refused + " is not in " + notes);
    }

    private static JidExplanation.Part part(JidExplanation explanation, JidPart which) {
        return explanation.parts().stream()
                .filter(part -> part.part() == which)
                .findFirst()
                .orElseThrow();
    }

    @Property
    void notesTellWhereInTheTextTheirCodePointsComeFrom(@ForAll String text, @ForAll JidProfile profile) {
        for (JidExplanation.Part part : JidExplanation.of(text, profile).parts()) {
            for (JidExplanation.Step step : part.steps()) {
                for (JidExplanation.Note note : step.notes()) {
                    assertTrue(note.index() >= part.index(), note.toString());
                    assertTrue(note.index() < part.index() + part.given().length(), note.toString());
                    assertTrue(step.before().contains(note.codePoints()), note.toString());
                    assertTrue(step.after().contains(note.becomes()), note.toString());
                }
            }
        }
    }

    @Property
    void linesHoldNothingThatATerminalObeys(@ForAll String text, @ForAll JidProfile profile) {
        for (String line : JidExplanation.of(text, profile).lines()) {
            line.codePoints().forEach(c -> {
                int type = Character.getType(c);
                assertFalse(
                        Character.isISOControl(c)
                                || type == Character.FORMAT
                                || type == Character.SURROGATE
                                || type == Character.PRIVATE_USE
                                || type == Character.LINE_SEPARATOR
                                || type == Character.PARAGRAPH_SEPARATOR
                                || (type == Character.SPACE_SEPARATOR && c != ' '),
                        () -> Prepared.uPlus(c) + " in " + line);
            });
        }
    }
}
