package org.xmpptoolkit.testkit.check;

import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StreamError;

/** Names elements for people, with the condition of those that carry one. */
final class Words {
    private static final int MOST_CHARS = 100;

    private Words() {}

    static String of(XmlElement element) {
        if (element.is(Namespaces.STREAM, "error")) {
            return "stream error "
                    + StreamError.fromElement(element).condition().elementName();
        }
        if (element.is(Namespaces.SASL, "failure")) {
            return "SASL failure "
                    + SaslFailure.fromElement(element).condition().elementName();
        }
        return element.element(element.namespace(), "error")
                .filter(error ->
                        element.attribute("type").filter("error"::equals).isPresent())
                .map(error -> "stanza error "
                        + StanzaError.fromElement(error).condition().elementName())
                .orElse("<" + element.localName() + "/>");
    }

    /** The beginning of a text of the peer's, which may be of any length. */
    static String few(String text) {
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
    }
}
