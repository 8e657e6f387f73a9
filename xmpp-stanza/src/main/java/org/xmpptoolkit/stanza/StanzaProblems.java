package org.xmpptoolkit.stanza;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.BindingProblem.Kind;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorType;

/** Finds what a stanza holds against its schema (RFC 6120 appendix A.5, RFC 6121 section 5). */
final class StanzaProblems {
    private static final Set<String> ERROR_ATTRIBUTES = Set.of("type", "by", "code");
    private static final Set<String> IN_A_LANGUAGE = Set.of("body", "subject", "status", "text");
    private static final Set<String> SEVERAL = Set.of("body", "subject", "status");

    private final BaseStanza stanza;
    private final List<BindingProblem> problems = new ArrayList<>();

    private StanzaProblems(BaseStanza stanza) {
        this.stanza = stanza;
    }

    static List<BindingProblem> of(BaseStanza stanza) {
        StanzaProblems found = new StanzaProblems(stanza);
        found.attributes();
        found.children();
        found.agreement();
        found.payloads();
        return List.copyOf(found.problems);
    }

    private void attributes() {
        String path = stanza.elementName() + "/@";
        address(path + "from", stanza.from, stanza.from().isPresent());
        address(path + "to", stanza.to, stanza.to().isPresent());
        @Nullable String type = stanza.typeText();
        if (type != null && !isType(type)) {
            report(path + "type", Kind.BAD_VALUE, type);
        } else if (type == null && stanza instanceof Iq) {
            report(path + "type", Kind.MISSING, "");
        }
        if (stanza instanceof Iq && stanza.id == null) {
            report(path + "id", Kind.MISSING, "");
        }
        if (stanza.lang != null && Language.tryParse(stanza.lang).isEmpty()) {
            report(path + "lang", Kind.BAD_VALUE, stanza.lang);
        }
        for (Map.Entry<QName, String> other : stanza.otherAttributes.entrySet()) {
            if (other.getKey().getNamespaceURI().isEmpty()) {
                report(path + other.getKey().getLocalPart(), Kind.UNKNOWN_ATTRIBUTE, other.getValue());
            }
        }
    }

    private void address(String path, @Nullable String text, boolean wellFormed) {
        if (text != null && !wellFormed) {
            report(path, Kind.BAD_VALUE, text);
        }
    }

    private boolean isType(String type) {
        if (stanza instanceof Message) {
            return MessageType.parse(type).isPresent();
        }
        return stanza instanceof Presence
                ? PresenceType.parse(type).isPresent()
                : IqType.parse(type).isPresent();
    }

    private void children() {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> languages = new HashSet<>();
        for (XmlNode node : stanza.content()) {
            if (node instanceof XmlText text && !Envelope.isWhiteSpace(text.value())) {
                report(stanza.elementName() + "/text()", Kind.STRAY_TEXT, text.value());
            }
            if (node instanceof XmlElement element && isOutOfPlace(element)) {
                String name = element.name().toString();
                int count = counts.merge(name, 1, Integer::sum);
                String path = stanza.elementName() + "/" + element.localName();
                report(count > 1 ? path + "[" + count + "]" : path, Kind.UNKNOWN_ELEMENT, name);
            } else if (node instanceof XmlElement element && element.namespace().equals(stanza.contentNamespace)) {
                String name = element.localName();
                int count = counts.merge(name, 1, Integer::sum);
                String path = stanza.elementName() + "/" + name + (count > 1 ? "[" + count + "]" : "");
                if (!stanza.envelope().contains(name)) {
                    report(path, Kind.UNKNOWN_ELEMENT, element.name().toString());
                } else if (SEVERAL.contains(name)) {
                    text(path, element, languages);
                } else if (count > 1) {
                    report(path, Kind.REPEATED, element.text());
                } else {
                    single(path, element);
                }
            }
        }
    }

    /** Whether an element is in a namespace that neither the stanza's own children nor its payloads may have (RFC 6120 section 8.4). */
    private boolean isOutOfPlace(XmlElement element) {
        return !element.namespace().equals(stanza.contentNamespace)
                && !Envelope.isPayloadNamespace(element.namespace());
    }

    /** That type and error go together (RFC 6120 section 8.3.1). */
    private void agreement() {
        Optional<XmlElement> error = stanza.envelope("error");
        if (stanza.isError() && error.isEmpty()) {
            report(stanza.elementName() + "/error", Kind.MISSING, "");
        } else if (!stanza.isError() && error.isPresent()) {
            report(
                    stanza.elementName() + "/error",
                    Kind.UNKNOWN_ELEMENT,
                    error.get().name().toString());
        }
    }

    /** How many payloads an iq may have (RFC 6120 section 8.2.3). */
    private void payloads() {
        if (!(stanza instanceof Iq iq)) {
            return;
        }
        List<XmlElement> payloads = iq.payloads();
        if (payloads.isEmpty() && iq.isRequest()) {
            report("iq", Kind.MISSING, "");
        }
        for (int i = 1; i < payloads.size(); i++) {
            report(
                    "iq/*[" + (i + 1) + "]",
                    Kind.REPEATED,
                    payloads.get(i).name().toString());
        }
    }

    private void text(String path, XmlElement element, Set<String> languages) {
        LangText text = LangText.fromElement(element);
        String language =
                text.language().map(Language::toString).or(text::rawLanguage).orElse("");
        if (!languages.add(element.localName() + " " + language.toLowerCase(java.util.Locale.ROOT))) {
            report(path, Kind.REPEATED, text.text());
        }
        if (text.rawLanguage().isPresent() && text.language().isEmpty()) {
            report(path + "/@lang", Kind.BAD_VALUE, text.rawLanguage().get());
        }
        onlyText(path, element, Set.of());
    }

    private void single(String path, XmlElement element) {
        switch (element.localName()) {
            case "error" -> error(path, element);
            case "thread" -> onlyText(path, element, Set.of("parent"));
            case "show" -> {
                value(path, element, PresenceShow.parse(element.text()).isPresent());
                onlyText(path, element, Set.of());
            }
            default -> {
                value(path, element, Envelope.priority(element.text()).isPresent());
                onlyText(path, element, Set.of());
            }
        }
    }

    private void value(String path, XmlElement element, boolean good) {
        if (!good) {
            report(path, Kind.BAD_VALUE, element.text());
        }
    }

    private void error(String path, XmlElement element) {
        Optional<String> type = element.attribute("type");
        if (type.isEmpty()) {
            report(path + "/@type", Kind.MISSING, "");
        } else if (StanzaErrorType.parse(type.get()).isEmpty()) {
            report(path + "/@type", Kind.BAD_VALUE, type.get());
        }
        StanzaError read = StanzaError.fromElement(element);
        if (read.rawBy().isPresent() && read.by().isEmpty()) {
            report(path + "/@by", Kind.BAD_VALUE, read.rawBy().get());
        }
        onlyAttributes(path, element, ERROR_ATTRIBUTES);
        for (XmlNode node : element.children()) {
            if (node instanceof XmlText text && !Envelope.isWhiteSpace(text.value())) {
                report(path + "/text()", Kind.STRAY_TEXT, text.value());
            }
        }
        insideError(path, element, read);
        long conditions = element.elements().stream()
                .filter(e -> e.namespace().equals(Namespaces.STANZA_ERRORS)
                        && !e.localName().equals("text"))
                .count();
        if (conditions == 0 && read.code().isEmpty()) {
            report(path, Kind.MISSING, "");
        } else if (conditions > 1) {
            report(path, Kind.REPEATED, "");
        }
    }

    private void insideError(String path, XmlElement error, StanzaError read) {
        for (XmlElement child : error.elements()) {
            if (child.namespace().equals(Namespaces.STANZA_ERRORS)) {
                String at = path + "/" + child.localName();
                boolean uri = child.localName().equals(read.condition().elementName())
                        && read.conditionText().isPresent()
                        && read.redirect().isEmpty();
                if (uri) {
                    report(at, Kind.BAD_VALUE, child.text());
                }
                if (child.localName().equals("text")
                        && child.xmlLang().isPresent()
                        && Language.tryParse(child.xmlLang().get()).isEmpty()) {
                    report(at + "/@lang", Kind.BAD_VALUE, child.xmlLang().get());
                }
                onlyText(at, child, Set.of());
            }
        }
    }

    private void onlyText(String path, XmlElement element, Set<String> attributes) {
        onlyAttributes(path, element, attributes);
        for (XmlElement child : element.elements()) {
            report(
                    path + "/" + child.localName(),
                    Kind.UNKNOWN_ELEMENT,
                    child.name().toString());
        }
    }

    private void onlyAttributes(String path, XmlElement element, Set<String> attributes) {
        for (XmlAttribute attribute : element.attributes()) {
            boolean language = attribute.namespace().equals(Namespaces.XML)
                    && attribute.localName().equals("lang")
                    && IN_A_LANGUAGE.contains(element.localName());
            if (!language && !(attribute.namespace().isEmpty() && attributes.contains(attribute.localName()))) {
                report(path + "/@" + attribute.localName(), Kind.UNKNOWN_ATTRIBUTE, attribute.value());
            }
        }
    }

    private void report(String path, Kind kind, String value) {
        problems.add(new BindingProblem(path, kind, value));
    }
}
