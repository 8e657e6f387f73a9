package org.xmpptoolkit.testkit.endpoint;

import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** Answers to stanzas: addresses swapped as texts, id kept (RFC 6120 section 8.3.1). */
final class Replies {
    private Replies() {}

    static XmlElement result(XmlElement request) {
        return answer(request, "result").build();
    }

    static XmlElement result(XmlElement request, XmlElement payload) {
        return answer(request, "result").child(payload).build();
    }

    static XmlElement error(XmlElement stanza, StanzaErrorCondition condition) {
        return answer(stanza, "error")
                .child(StanzaError.of(condition).toElement(stanza.namespace()))
                .build();
    }

    private static XmlElement.Builder answer(XmlElement stanza, String type) {
        XmlElement.Builder answer = XmlElement.builder(stanza.namespace(), stanza.localName());
        stanza.attribute("to").ifPresent(to -> answer.attribute("from", to));
        stanza.attribute("from").ifPresent(from -> answer.attribute("to", from));
        stanza.attribute("id").ifPresent(id -> answer.attribute("id", id));
        return answer.attribute("type", type);
    }
}
