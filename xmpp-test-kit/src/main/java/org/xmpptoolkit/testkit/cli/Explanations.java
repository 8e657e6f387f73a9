package org.xmpptoolkit.testkit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.testkit.SpecSection;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.register.KnownError;
import org.xmpptoolkit.testkit.schema.ElementDocs;
import org.xmpptoolkit.testkit.schema.SchemaDocs;

/**
 * Finds what is asked for in the register, the tables of errors and the models, and collects what there is to tell. The models are
 * loaded when something is asked for that the others do not know. Not thread-safe.
 */
final class Explanations {
    /** The id of a rule, in upper or lower case and without zeros if need be; that of a case has more behind a dot. */
    private static final Pattern RULE = Pattern.compile("R-?0*([0-9]{1,4})(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern CODE = Pattern.compile("[1-9][0-9]{2}");
    private static final Pattern DOCUMENT = Pattern.compile("(RFC|XEP)?[- ]?([0-9]{4})");

    private static final int MOST_RULES = 10;
    private static final int LEAST_CHARS = 3;

    private final Terminal terminal;
    private final StreamRules rules = StreamRules.load();
    private final List<KnownError> errors = KnownError.all();
    private final Supplier<ElementDocs> models;
    private final WrappedText out;
    private final RuleText text;
    private final List<String> complaints = new ArrayList<>();
    private @Nullable ElementDocs elements;

    Explanations(Terminal terminal) {
        this(terminal, () -> SchemaDocs.builder().standard().build().elements());
    }

    /** Explanations with other models than the toolkit's. */
    Explanations(Terminal terminal, Supplier<ElementDocs> models) {
        this.terminal = terminal;
        this.models = models;
        this.out = new WrappedText(terminal);
        this.text = new RuleText(out, rules, errors);
    }

    /** All that was found, each line ended by LF. */
    String text() {
        return out.lines();
    }

    /** What was not found, a line each. */
    List<String> complaints() {
        return complaints;
    }

    /** Explains a rule, an error, a code or, where it is none of these, an element. */
    void term(String given) {
        String term = given.strip();
        Matcher id = RULE.matcher(term);
        if (id.matches()) {
            Optional<StreamRule> rule = rules.find(String.format("R-%03d", Integer.parseInt(id.group(1))));
            rule.ifPresentOrElse(text::rule, () -> complain(term + " is not in the register, which ends at " + last()));
            return;
        }
        String name = nameOf(term);
        List<KnownError> meant = errors.stream()
                .filter(error -> error.name().equals(name)
                        || (CODE.matcher(name).matches() && error.legacyCode() == Integer.parseInt(name)))
                .toList();
        meant.forEach(text::error);
        if (meant.isEmpty() && CODE.matcher(name).matches()) {
            complain(term + " is no code of XEP-0086; the rule of that number is R-" + name);
        } else if (meant.isEmpty()) {
            element(term);
        }
    }

    private void element(String term) {
        List<String> found = elements().find(term);
        found.forEach(out::part);
        if (found.isEmpty()) {
            complain(term.startsWith("{") ? noElement(term) : unknown(term));
        }
    }

    private ElementDocs elements() {
        ElementDocs loaded = elements == null ? models.get() : elements;
        elements = loaded;
        return loaded;
    }

    private static String nameOf(String term) {
        return term.toLowerCase(Locale.ROOT).replaceFirst("^e=", "").replace('_', '-');
    }

    private String last() {
        String last = "";
        for (StreamRule rule : rules.all()) {
            last = rule.id();
        }
        return last;
    }

    private String unknown(String term) {
        String name = nameOf(term);
        List<String> near = NearestNames.to(
                name,
                Stream.concat(errors.stream().map(KnownError::name), elements().names().stream())
                        .toList());
        List<String> speaking = rules.all().stream()
                .filter(rule -> rule.text().toLowerCase(Locale.ROOT).contains(name))
                .map(StreamRule::id)
                .limit(MOST_RULES)
                .toList();
        return "'" + term + "' is neither a rule nor an error nor an element" + isIt(near)
                + (speaking.isEmpty() || name.length() < LEAST_CHARS
                        ? ""
                        : "; rules that speak of it: " + String.join(" ", speaking));
    }

    private String noElement(String term) {
        int end = term.lastIndexOf('}') + 1;
        String namespace = term.substring(0, end);
        String name = term.substring(end);
        List<String> all = elements().expandedNames();
        List<String> within = all.stream()
                .filter(other -> other.startsWith(namespace))
                .map(other -> other.substring(end))
                .toList();
        List<String> near = within.isEmpty() || end == 0
                ? all.stream().filter(other -> other.endsWith("}" + name)).toList()
                : NearestNames.to(name, within).stream().map(namespace::concat).toList();
        return "the models have no element " + term + isIt(near);
    }

    private static String isIt(List<String> near) {
        return near.isEmpty() ? "" : "; is it " + String.join(" or ", near) + "?";
    }

    /** Lists what a section or a document holds. */
    void section(@Nullable String section, @Nullable String document) {
        String only = document == null ? null : documentOf(document);
        List<StreamRule> held = rules.all().stream()
                .filter(rule -> isMeant(rule.place(), only, section))
                .toList();
        List<KnownError> defined = errors.stream()
                .filter(error -> isMeant(error.place(), only, section))
                .toList();
        if (held.isEmpty() && defined.isEmpty()) {
            complain(nothingIn(only, section == null ? "" : section));
        } else {
            text.list(held, defined);
        }
    }

    private static boolean isMeant(SpecSection place, @Nullable String document, @Nullable String section) {
        return (document == null || place.document().equals(document))
                && (section == null || place.isWithin(withoutEnd(section)));
    }

    private static String withoutEnd(String section) {
        return section.strip().replaceFirst("^\u00A7", "").replaceFirst("\\.$", "");
    }

    /** The document as the register names it. */
    private static String documentOf(String given) {
        Matcher parts = DOCUMENT.matcher(given.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return given;
        }
        return "XEP".equals(parts.group(1)) ? "XEP-" + parts.group(2) : parts.group(2);
    }

    private String nothingIn(@Nullable String only, String section) {
        List<String> documents = Stream.concat(
                        rules.all().stream().map(StreamRule::place),
                        errors.stream().map(KnownError::place))
                .map(SpecSection::document)
                .distinct()
                .sorted()
                .toList();
        if (only != null && !documents.contains(only)) {
            return "the register has nothing of '" + only + "'; it has " + String.join(", ", documents);
        }
        String outer = withoutEnd(section);
        while (outer.contains(".")) {
            outer = outer.substring(0, outer.lastIndexOf('.'));
            String parent = outer;
            if (rules.all().stream().anyMatch(rule -> isMeant(rule.place(), only, parent))) {
                return "the register has nothing in section " + section + "; try --section " + parent;
            }
        }
        return "the register has nothing in section " + section;
    }

    private void complain(String message) {
        complaints.add(terminal.line(message));
    }
}
