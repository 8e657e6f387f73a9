package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.rules.Rule;

/** RFC 5893 section 2, over every sequence of up to three bidirectional classes, and of four of those that it names. */
class BidiRuleTest {
    private static final int L = ECharacterDirection.LEFT_TO_RIGHT;
    private static final int R = ECharacterDirection.RIGHT_TO_LEFT;
    private static final int AL = ECharacterDirection.RIGHT_TO_LEFT_ARABIC;
    private static final int AN = ECharacterDirection.ARABIC_NUMBER;
    private static final int EN = ECharacterDirection.EUROPEAN_NUMBER;
    private static final int ES = ECharacterDirection.EUROPEAN_NUMBER_SEPARATOR;
    private static final int CS = ECharacterDirection.COMMON_NUMBER_SEPARATOR;
    private static final int ET = ECharacterDirection.EUROPEAN_NUMBER_TERMINATOR;
    private static final int ON = ECharacterDirection.OTHER_NEUTRAL;
    private static final int BN = ECharacterDirection.BOUNDARY_NEUTRAL;
    private static final int NSM = ECharacterDirection.DIR_NON_SPACING_MARK;

    private static final Set<Integer> RIGHT_TO_LEFT = Set.of(R, AL, AN);

    private static final Set<Integer> NAMED = Set.of(L, R, AL, AN, EN, ES, CS, ET, ON, BN, NSM);

    @Test
    @Rule({"R-367", "R-370"})
    void holdsOnEverySequenceOfClasses() {
        List<String> disagreements = new ArrayList<>();
        String[] all = IntStream.range(0, ECharacterDirection.CHAR_DIRECTION_COUNT)
                .mapToObj(BidiRuleTest::lastOf)
                .toArray(String[]::new);
        String[] named = NAMED.stream().map(BidiRuleTest::lastOf).toArray(String[]::new);
        appendAndCompare("", all, 3, disagreements);
        appendAndCompare("", named, 4, disagreements);

        assertEquals(List.of(), disagreements.subList(0, Math.min(20, disagreements.size())));
    }

    /** The last code point of a class, which is a supplementary one for most. */
    private static String lastOf(int direction) {
        int c = Character.MAX_CODE_POINT;
        while (UCharacter.getDirection(c) != direction || (c >= 0xD800 && c <= 0xDFFF)) {
            c--;
        }
        return Character.toString(c);
    }

    private static void appendAndCompare(String text, String[] classes, int more, List<String> disagreements) {
        for (String next : classes) {
            String longer = text + next;
            if ((BidiRule.fault(longer) == null) != keepsAllConditions(longer)
                    || BidiRule.appliesTo(longer) == isWithoutRightToLeft(longer)) {
                disagreements.add(longer);
            }
            if (more > 1) {
                appendAndCompare(longer, classes, more - 1, disagreements);
            }
        }
    }

    /** Whether nothing makes a label an RTL label (RFC 5893 section 1.4), so that alone it is not held to the rule. */
    static boolean isWithoutRightToLeft(String text) {
        return text.codePoints().noneMatch(c -> RIGHT_TO_LEFT.contains(UCharacter.getDirection(c)));
    }

    static boolean keepsAllConditions(String text) {
        List<Integer> classes =
                text.codePoints().map(UCharacter::getDirection).boxed().toList();
        int first = classes.get(0);
        int end = classes.size();
        while (end > 1 && classes.get(end - 1) == NSM) {
            end--;
        }
        int last = classes.get(end - 1);
        if (first == R || first == AL) { // condition 1, an RTL label
            return Set.of(R, AL, AN, EN, ES, CS, ET, ON, BN, NSM).containsAll(classes) // condition 2
                    && Set.of(R, AL, EN, AN).contains(last) // condition 3
                    && !(classes.contains(EN) && classes.contains(AN)); // condition 4
        }
        return first == L // condition 1, an LTR label
                && Set.of(L, EN, ES, CS, ET, ON, BN, NSM).containsAll(classes) // condition 5
                && Set.of(L, EN).contains(last); // condition 6
    }
}
