package org.xmpptoolkit.jid;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What became of a text on its way to an address, step by step, and which rule decided: for people who have to find out
 * why an address is refused, or why two programs take one text for different addresses.
 *
 * <p>It tells more than {@link Jid#tryParse(String, JidProfile)}, which stops at the first fault: all parts are gone
 * through, and a step names each code point that it refuses, not only the first one. It is slower by far, and meant for
 * people, not for a decision. The wording may change; the verdict is that of {@code tryParse}. An immutable value; may
 * be shared between threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622#section-3">RFC 7622 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6122#section-2">RFC 6122 section 2</a>
 */
public final class JidExplanation {
    private final String text;
    private final JidProfile profile;
    private final JidResult result;
    private final List<Part> parts;

    private JidExplanation(String text, JidProfile profile) {
        this.text = text;
        this.profile = profile;
        this.result = Jid.tryParse(text, profile);
        this.parts = PartExplainer.parts(text, profile);
    }

    /**
     * Explains what a profile makes of a text.
     *
     * @param text the address, well-formed or not; of more than 16,384 UTF-16 units nothing but the refusal is told
     * @param profile the rules to prepare it by
     * @return the explanation
     * @throws NullPointerException if an argument is null
     */
    public static JidExplanation of(String text, JidProfile profile) {
        return new JidExplanation(requireNonNull(text, "text"), requireNonNull(profile, "profile"));
    }

    /**
     * The text that is explained.
     *
     * @return the text as it was given
     */
    public String text() {
        return text;
    }

    /**
     * The rules by which it is explained.
     *
     * @return the profile
     */
    public JidProfile profile() {
        return profile;
    }

    /**
     * The verdict.
     *
     * @return what {@link Jid#tryParse(String, JidProfile)} gives for the text
     */
    public JidResult result() {
        return result;
    }

    /**
     * The parts that the text has, in its order. A part is gone through whatever became of the parts before it.
     *
     * @return one to three parts; none if the text is over 16,384 UTF-16 units
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * The explanation for people to read. What is not printable stands as <code>&#92;u{X}</code>, and so does a backslash before a
     * {@code u}; long texts and lists are cut, with the number of what is left out.
     *
     * @return lines without line ends; they hold no code point that a terminal would take for anything but text
     */
    public List<String> lines() {
        return ExplanationText.of(this);
    }

    /**
     * The explanation for people to read.
     *
     * @return the {@link #lines()}, each with a line feed
     */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }

    /**
     * One part and its way through the rules.
     *
     * @param part which one
     * @param index where it begins in the text, in UTF-16 units
     * @param given the part as it was given; may be empty
     * @param rules the rules that apply to it, and where they stand
     * @param steps what was done, in order. Steps of the whole part are connected: each begins with the text that the one
     *     before it made; so are the steps of one label. The last one made {@code prepared}, if that is there
     * @param prepared the prepared part, or nothing if it is refused
     */
    public record Part(
            JidPart part, int index, String given, String rules, List<Step> steps, Optional<String> prepared) {
        /**
         * Keeps what became of a part.
         *
         * @param part which one
         * @param index where it begins in the text, in UTF-16 units
         * @param given the part as it was given
         * @param rules the rules that apply to it
         * @param steps what was done, in order
         * @param prepared the prepared part, or nothing if it is refused
         * @throws NullPointerException if an argument is null
         */
        public Part {
            requireNonNull(part, "part");
            requireNonNull(given, "given");
            requireNonNull(rules, "rules");
            steps = List.copyOf(steps);
            requireNonNull(prepared, "prepared");
        }
    }

    /**
     * One rule and what it did to a text: changed it, refused it, or neither.
     *
     * @param label the label of the domainpart that the step is about, from 1 on; 0 for the whole part
     * @param name what is done
     * @param rule where that stands
     * @param before the text before
     * @param after the text after; a step that refuses changes nothing
     * @param notes the code points that the step changed, refused or says something about; 24 at most
     * @param unlisted how many more there are
     * @param refusal why the step refuses the text, or nothing if it does not
     */
    public record Step(
            int label,
            String name,
            String rule,
            String before,
            String after,
            List<Note> notes,
            int unlisted,
            Optional<String> refusal) {
        /**
         * Keeps what a rule did.
         *
         * @param label the label it is about, or 0
         * @param name what is done
         * @param rule where that stands
         * @param before the text before
         * @param after the text after
         * @param notes what there is to say about code points
         * @param unlisted how many more there are
         * @param refusal why the text is refused, or nothing
         * @throws NullPointerException if an argument is null
         */
        public Step {
            requireNonNull(name, "name");
            requireNonNull(rule, "rule");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            notes = List.copyOf(notes);
            requireNonNull(refusal, "refusal");
        }
    }

    /**
     * What a step has to say about a code point, or about several that it takes together.
     *
     * @param index where in the text that is explained, in UTF-16 units
     * @param codePoints the code points, as the step found them
     * @param becomes what the step made of them; the same if it changed nothing
     * @param refused whether the step refuses them
     * @param why the table, class or property that decided
     */
    public record Note(int index, String codePoints, String becomes, boolean refused, String why) {
        /**
         * Keeps what is said about code points.
         *
         * @param index where in the text that is explained
         * @param codePoints the code points
         * @param becomes what was made of them
         * @param refused whether they are refused
         * @param why what decided
         * @throws NullPointerException if an argument is null
         */
        public Note {
            requireNonNull(codePoints, "codePoints");
            requireNonNull(becomes, "becomes");
            requireNonNull(why, "why");
        }
    }
}
