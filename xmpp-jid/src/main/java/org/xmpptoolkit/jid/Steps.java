package org.xmpptoolkit.jid;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes down what becomes of a part or of a label. Used for explanations only. Not thread-safe. */
final class Steps {
    /** What is listed at most: finding out where a code point came from costs some mappings of the whole part. */
    private static final int NOTES = 24;

    /** The same for a label, of which there may be many. */
    private static final int NOTES_OF_LABEL = 12;

    private final int label;
    private final String given;
    private final int offset;
    private final List<JidExplanation.Step> steps = new ArrayList<>();
    private String text;
    /** Leads from what was given to {@link #text}; null if only the beginning can be named as the origin of anything. */
    private @Nullable UnaryOperator<String> soFar = UnaryOperator.identity();

    private boolean refused;

    /** What a check has to say about a code point. */
    record Finding(boolean refused, String why) {}

    /** Looks at the code point at an index; gives null if there is nothing to say. */
    interface Judge {
        @Nullable
        Finding at(String text, int index);
    }

    /**
     * Begins with what was given.
     *
     * @param label the label's number, 0 for a part
     * @param offset where it stands in the address
     */
    Steps(int label, String given, int offset) {
        this.label = label;
        this.given = given;
        this.offset = offset;
        this.text = given;
    }

    String text() {
        return text;
    }

    boolean isRefused() {
        return refused;
    }

    List<JidExplanation.Step> steps() {
        return steps;
    }

    /** From here on, the mapping leads from what was given to the text; null: it has no such mapping. */
    void originBy(@Nullable UnaryOperator<String> mapping) {
        soFar = mapping;
    }

    /**
     * A mapping that takes each code point by itself, but for its choice among equally long results.
     *
     * @param one what a code point becomes in general
     */
    void mapEach(String name, String rule, UnaryOperator<String> mapping, IntFunction<String> one, String why) {
        String after = mapping.apply(text);
        Notes notes = new Notes();
        int end = after.equals(text) ? 0 : text.length();
        for (int i = 0, to = 0, c; i < end; i += Character.charCount(c)) {
            c = text.codePointAt(i);
            int length = one.apply(c).length();
            String becomes = after.substring(Math.min(to, after.length()), Math.min(to + length, after.length()));
            if (!becomes.equals(Character.toString(c))) {
                notes.add(i, Character.toString(c), becomes, false, why);
            }
            to += length;
        }
        add(name, rule, after, notes, null);
        UnaryOperator<String> before = soFar;
        soFar = before == null ? null : t -> mapping.apply(before.apply(t));
    }

    /**
     * A normalization.
     *
     * @param form tells where a text may be cut without changing its normalization
     * @param whole what was given to what the normalization makes of it; the parser's own mapping
     */
    void normalize(
            String name,
            String rule,
            Normalizer2 form,
            UnaryOperator<String> normalization,
            UnaryOperator<String> whole) {
        String after = whole.apply(given);
        Notes notes = new Notes();
        int end = after.equals(text) ? 0 : text.length();
        for (int i = 0, next; i < end; i = next) {
            next = i + Character.charCount(text.codePointAt(i));
            while (next < end && !form.hasBoundaryBefore(text.codePointAt(next))) {
                next += Character.charCount(text.codePointAt(next));
            }
            String piece = text.substring(i, next);
            String becomes = normalization.apply(piece);
            if (!becomes.equals(piece)) {
                notes.add(i, piece, becomes, false, "");
            }
        }
        add(name, rule, after, notes, null);
        soFar = whole;
    }

    /** Applies a mapping until it changes nothing; what is not stable then is refused. */
    void reapply(UnaryOperator<String> mapping, String rules) {
        for (int i = 1; i <= FixedPoint.REAPPLICATIONS; i++) {
            String again = mapping.apply(text);
            if (again.equals(text)) {
                return;
            }
            boolean last = i == FixedPoint.REAPPLICATIONS;
            add(
                    "the mapping once more: " + i + " of at most " + FixedPoint.REAPPLICATIONS + " times",
                    "RFC 8264 section 7",
                    last ? text : again,
                    new Notes(),
                    last ? FixedPoint.fault(rules).problem() : null);
        }
    }

    /** A change that is no mapping of code points, with nothing to say about any. */
    void replace(String name, String rule, String after) {
        add(name, rule, after, new Notes(), null);
    }

    /** A check by code points alone. */
    void check(String name, String rule, Judge judge) {
        Notes notes = notes(judge);
        add(name, rule, text, notes, notes.refusal);
    }

    /** A check whose verdict is the parser's fault; the judge says what there is to say about code points. */
    void check(String name, String rule, Prepared.@Nullable Fault fault, Judge judge) {
        add(name, rule, text, notes(judge), fault == null ? null : fault.problem());
    }

    /** A check that is about no code point by itself. */
    void check(String name, String rule, Prepared.@Nullable Fault fault) {
        check(name, rule, fault == null ? null : fault.problem());
    }

    /** A check that is about no code point by itself. */
    void check(String name, String rule, @Nullable String refusal) {
        add(name, rule, text, new Notes(), refusal);
    }

    /** Takes over the steps of a label. */
    void include(Steps label) {
        steps.addAll(label.steps);
        refused |= label.refused;
    }

    private Notes notes(Judge judge) {
        Notes notes = new Notes();
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            Finding finding = judge.at(text, i);
            if (finding != null) {
                notes.add(i, Character.toString(c), Character.toString(c), finding.refused(), finding.why());
            }
        }
        return notes;
    }

    private void add(String name, String rule, String after, Notes notes, @Nullable String refusal) {
        steps.add(new JidExplanation.Step(
                label, name, rule, text, after, notes.listed, notes.unlisted, Optional.ofNullable(refusal)));
        text = after;
        refused |= refusal != null;
    }

    /** The notes of one step. What is refused takes the place of what is not, if there are too many. */
    private final class Notes {
        private final List<JidExplanation.Note> listed = new ArrayList<>();
        private int unlisted;
        private @Nullable String refusal;

        void add(int index, String codePoints, String becomes, boolean isRefused, String why) {
            boolean firstRefused = isRefused && refusal == null;
            if (firstRefused) {
                refusal = why;
            }
            int most = label == 0 ? NOTES : NOTES_OF_LABEL;
            if (listed.size() >= most) {
                unlisted++;
                if (!firstRefused) {
                    return;
                }
                listed.remove(most - 1);
            }
            listed.add(new JidExplanation.Note(offset + origin(index), codePoints, becomes, isRefused, why));
        }

        private int origin(int index) {
            return soFar == null ? 0 : given.equals(text) ? index : Origin.index(given, index, soFar);
        }
    }
}
