package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.testkit.SpecSection;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.StreamRules;
import org.xmpptoolkit.testkit.register.ErrorRules;
import org.xmpptoolkit.testkit.register.KnownError;

/** What the tables of errors and the register of rules say of elements that are conditions. */
final class ConditionView {
    private final List<KnownError> errors = KnownError.all();
    private final StreamRules rules = StreamRules.load();

    private Optional<KnownError> find(QName name) {
        return errors.stream()
                .filter(error -> !error.namespace().isEmpty()
                        && error.namespace().equals(name.getNamespaceURI())
                        && error.name().equals(name.getLocalPart()))
                .findFirst();
    }

    /** What the templates get for a condition; nothing if the element is none. */
    Optional<Map<String, Object>> of(QName name) {
        return find(name).map(error -> {
            ErrorRules found = ErrorRules.of(error, rules, errors);
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("kind", error.kind());
            view.put("meaning", error.meaning());
            view.put("notes", error.notes());
            view.put("legacyCode", error.legacyCode());
            view.put(
                    "sections", error.places().stream().map(ConditionView::link).toList());
            view.put("demandedBy", rules(found.demanding()));
            view.put("seeAlso", rules(found.about()));
            return view;
        });
    }

    private static Map<String, Object> link(SpecSection place) {
        return Map.of("title", place.reference(), "address", place.uri().toString());
    }

    private static List<Map<String, Object>> rules(List<StreamRule> rules) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (StreamRule rule : rules) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("id", rule.id());
            view.put("level", rule.level());
            view.put("role", rule.role());
            view.put("text", rule.text());
            view.put("section", rule.place().reference());
            view.put("address", rule.place().uri().toString());
            views.add(view);
        }
        return views;
    }
}
