package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StanzaErrorType;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** The code of docs/guide/errors.md. */
class ErrorsGuideTest {
    @Test
    void makesAnError() {
        // snippet: errors-make
        StanzaError error = StanzaError.builder(StanzaErrorCondition.ITEM_NOT_FOUND)
                .text(LangText.of(Language.of("en"), "There is no such list."))
                .text(LangText.of(Language.of("de"), "Diese Liste gibt es nicht."))
                .applicationCondition(XmlElement.of("urn:example:lists", "no-such-list"))
                .build();
        StanzaErrorType type = error.type(); // CANCEL, as the RFC has it for this condition
        Optional<String> german = error.text(Language.of("de-AT"));
        // end
        assertEquals(StanzaErrorType.CANCEL, type);
        assertEquals(Optional.of("Diese Liste gibt es nicht."), german);
    }

    @Test
    void readsAnError() {
        XmlElement element = XmlElement.parse("<stream:error xmlns:stream='http://etherx.jabber.org/streams'>"
                + "<xml-not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>");
        // snippet: errors-read
        StreamError error = StreamError.fromElement(element);
        StreamErrorCondition came = error.condition(); // XML_NOT_WELL_FORMED, as RFC 3920 called it
        StreamErrorCondition today = came.canonical(); // NOT_WELL_FORMED
        String meaning = today.meaning(); // for people
        // end
        assertEquals(StreamErrorCondition.XML_NOT_WELL_FORMED, came);
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, today);
        assertFalse(meaning.isEmpty());
    }
}
