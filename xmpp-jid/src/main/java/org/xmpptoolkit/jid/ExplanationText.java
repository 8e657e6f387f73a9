package org.xmpptoolkit.jid;

import com.google.common.base.Strings;
import com.google.common.base.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes an explanation in lines for people to read. */
final class ExplanationText {
    private final JidExplanation explanation;

    private final List<String> lines = new ArrayList<>();

    private ExplanationText(JidExplanation explanation) {
        this.explanation = explanation;
    }

    static List<String> of(JidExplanation explanation) {
        ExplanationText text = new ExplanationText(explanation);
        text.addSplit();
        explanation.parts().forEach(text::addPart);
        text.addOthers();
        List<String> hints = JidHints.of(explanation);
        if (!hints.isEmpty()) {
            text.lines.add("");
            text.lines.add("hints");
            hints.forEach(hint -> text.lines.add("  - " + hint));
        }
        text.addVerdict();
        return List.copyOf(text.lines);
    }

    private void addSplit() {
        String text = explanation.text();
        lines.add("address         " + CodePoints.quote(text) + ", " + count(text.length(), "UTF-16 unit")
                + ", in which indexes count");
        lines.add("profile         " + title(explanation.profile()));
        if (explanation.parts().isEmpty()) {
            lines.add("split           not done: over " + JidLimits.TEXT_UNITS + " UTF-16 units");
            return;
        }
        Split split = Split.of(text);
        int slash = split.slash();
        int at = split.at();
        lines.add("split           " + (slash < 0 ? "no \"/\"" : "the first \"/\" is at index " + slash) + ", "
                + (at < 0 ? "no \"@\"" : "the first \"@\" is at index " + at)
                + (at < 0 && slash >= 0 ? " before it" : "")
                + "; nothing is trimmed (RFC 7622 section 3.1)");
        for (JidPart part : JidPart.values()) {
            String found = explanation.parts().stream()
                    .filter(p -> p.part() == part)
                    .map(p -> CodePoints.quote(p.given()) + " from index " + p.index())
                    .findFirst()
                    .orElse("none");
            lines.add("  " + padded(name(part), 14) + found);
        }
    }

    private void addPart(JidExplanation.Part part) {
        lines.add("");
        lines.add(name(part.part()) + " " + CodePoints.quote(part.given()) + " by " + part.rules());
        List<JidExplanation.Step> steps = part.steps();
        for (int i = 0, end; i < steps.size(); i = end) {
            int label = steps.get(i).label();
            end = i;
            while (end < steps.size() && steps.get(end).label() == label) {
                end++;
            }
            addSteps(label, steps.subList(i, end));
        }
        lines.add(part.prepared().map(p -> "  = " + prepared(part.part(), p)).orElse("  = refused"));
    }

    /** The steps of one label, or of the whole part. Those that had nothing to do share a line. */
    private void addSteps(int label, List<JidExplanation.Step> steps) {
        String indent = label == 0 ? "  " : "    ";
        if (label > 0) {
            String title =
                    "  label " + label + " " + CodePoints.quote(steps.get(0).before());
            if (steps.stream().allMatch(ExplanationText::isQuiet)) {
                lines.add(title + ": nothing to change or refuse");
                return;
            }
            lines.add(title);
        }
        List<String> quiet = new ArrayList<>();
        for (JidExplanation.Step step : steps) {
            if (isQuiet(step)) {
                quiet.add(step.name());
            } else {
                addQuiet(indent, quiet);
                addStep(indent, step);
            }
        }
        addQuiet(indent, quiet);
    }

    private static boolean isQuiet(JidExplanation.Step step) {
        return step.before().equals(step.after())
                && step.notes().isEmpty()
                && !step.refusal().isPresent();
    }

    private void addQuiet(String indent, List<String> quiet) {
        if (!quiet.isEmpty()) {
            lines.add(indent + "nothing to change or refuse: " + String.join("; ", quiet));
            quiet.clear();
        }
    }

    private void addStep(String indent, JidExplanation.Step step) {
        lines.add(indent + step.name() + " (" + step.rule() + ")" + outcome(step));
        step.notes().forEach(note -> addNote(indent, note));
        if (step.unlisted() > 0) {
            lines.add(indent + "    ... and " + step.unlisted() + " more");
        }
    }

    private static String outcome(JidExplanation.Step step) {
        if (step.refusal().isPresent()) {
            boolean told = step.notes().stream().anyMatch(JidExplanation.Note::refused);
            return ": REFUSED" + (told ? "" : ", " + withoutRule(step.refusal().get()));
        }
        return step.before().equals(step.after())
                ? ""
                : ": " + CodePoints.quote(step.before()) + " -> " + CodePoints.quote(step.after());
    }

    /** The step has told its rule already. */
    private static String withoutRule(String refusal) {
        int rule = refusal.endsWith(")") ? refusal.lastIndexOf(" (RFC ") : -1;
        return rule < 0 ? refusal : refusal.substring(0, rule);
    }

    private void addNote(String indent, JidExplanation.Note note) {
        StringBuilder line = new StringBuilder(indent)
                .append(note.refused() ? "  ! " : "    ")
                .append(place(note))
                .append(CodePoints.describe(note.codePoints()));
        int given = explanation.text().codePointAt(note.index());
        if (given != note.codePoints().codePointAt(0) && !isInALabel(note)) {
            line.append(", from ").append(CodePoints.describe(Character.toString(given)));
        }
        if (!note.becomes().equals(note.codePoints())) {
            line.append(" -> ").append(note.becomes().isEmpty() ? "nothing" : CodePoints.quote(note.becomes()));
        }
        lines.add(
                note.why().isEmpty()
                        ? line.toString()
                        : line.append(": ").append(note.why()).toString());
    }

    private String place(JidExplanation.Note note) {
        return (isInALabel(note) ? "A-label at index " : "index ") + note.index() + ": ";
    }

    /** Whether a note is about what an A-label stands for: its code points have no places in the text. */
    private boolean isInALabel(JidExplanation.Note note) {
        return !explanation.text().startsWith(note.codePoints(), note.index())
                && explanation.text().regionMatches(true, note.index(), Ace.PREFIX, 0, Ace.PREFIX.length());
    }

    private static String prepared(JidPart part, String prepared) {
        String forms = "";
        if (part == JidPart.DOMAINPART) {
            String ascii = Domainpart.toAscii(prepared);
            String unicode = Domainpart.toUnicode(prepared);
            forms = (ascii.equals(prepared) ? "" : ", in ASCII " + CodePoints.quote(ascii))
                    + (unicode.equals(prepared) ? "" : ", which stands for " + CodePoints.quote(unicode));
        }
        return CodePoints.quote(prepared) + ", " + count(Utf8.encodedLength(prepared), "octet") + forms;
    }

    private void addOthers() {
        lines.add("");
        lines.add("other profiles");
        for (JidProfile profile : JidProfile.values()) {
            if (profile != explanation.profile()) {
                JidResult other = Jid.tryParse(explanation.text(), profile);
                lines.add("  " + padded(name(profile), 18)
                        + (other instanceof JidResult.Parsed parsed
                                ? "valid, "
                                        + (other.equals(explanation.result())
                                                ? "the same address"
                                                : CodePoints.quote(parsed.jid().toString()))
                                : "invalid, " + ((JidResult.Refused) other).message()));
            }
        }
    }

    private void addVerdict() {
        lines.add("");
        if (explanation.result() instanceof JidResult.Parsed parsed) {
            Jid jid = parsed.jid();
            lines.add("valid           " + CodePoints.quote(jid.toString()));
            lines.add(
                    "  localpart     " + jid.localpart().map(CodePoints::quote).orElse("none"));
            lines.add("  domainpart    " + CodePoints.quote(jid.domainpart()));
            lines.add("  resourcepart  "
                    + jid.resourcepart().map(CodePoints::quote).orElse("none"));
        } else {
            JidResult.Refused refused = (JidResult.Refused) explanation.result();
            lines.add("invalid         " + refused.message());
            lines.add("  part          " + name(refused.part()));
            lines.add("  reason        " + name(refused.reason()));
            lines.add("  index         " + refused.index());
        }
    }

    static String title(JidProfile profile) {
        return name(profile)
                + switch (profile) {
                    case STRINGPREP -> ": RFC 6122, as for what is stored";
                    case STRINGPREP_QUERY -> ": RFC 6122, as for what comes from a peer";
                    case PRECIS -> ": RFC 7622";
                };
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String padded(String text, int width) {
        return Strings.padEnd(text + ' ', width, ' ');
    }

    static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
