package org.xmpptoolkit.stream.dialback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.rules.Rule;

/** What {@code db:result} and {@code db:verify} may be. */
class DialbackElementTest {
    private static DialbackElement read(XmlElement element) {
        return DialbackElement.read(element, JidProfile.STRINGPREP_QUERY);
    }

    @Rule("R-479")
    @Test
    void errorHoldsAStanzaErrorCondition() {
        XmlElement offered = XmlElement.parse("<db:result xmlns:db='jabber:server:dialback' from='Capulet.Example'"
                + " to='montague.example'>k</db:result>");
        XmlElement answer = ((DialbackElement.Request) read(offered))
                .answer(DialbackVerdict.failed(StanzaErrorCondition.ITEM_NOT_FOUND));
        assertEquals("Capulet.Example", answer.attribute("to").orElseThrow(), "as it came");
        XmlElement error = answer.element(Namespaces.SERVER, "error").orElseThrow();
        assertEquals("cancel", error.attribute("type").orElseThrow());
        assertEquals(
                XmlElement.of(Namespaces.STANZA_ERRORS, "item-not-found"),
                error.elements().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<result from='a.example'/>,improper-addressing",
                "<result to='a.example'/>,improper-addressing",
                "<result from='a.example' to=''/>,improper-addressing",
                "<result from='a.example' to='x@b.example'/>,improper-addressing",
                "<verify from='a.example/r' to='b.example' id='1'/>,improper-addressing",
                "<verify from='a.example' to='b.example'/>,bad-format",
                "<verify from='a.example' to='b.example' id=''/>,bad-format",
                "<result from='a.example' to='b.example' type='yes'/>,bad-format",
                "<verify from='a.example' to='b.example' id='1' type=''/>,bad-format",
                "<other from='a.example' to='b.example'/>,unsupported-stanza-type",
            })
    void whatBreaksARuleIsMalformed(String xml, String condition) {
        XmlElement element = XmlElement.parse(xml.replaceFirst(" ", " xmlns='jabber:server:dialback' "));
        DialbackElement.Malformed malformed = assertInstanceOf(DialbackElement.Malformed.class, read(element));
        assertEquals(condition, malformed.error().condition().elementName());
    }

    @Test
    void errorWithoutAConditionIsUndefined() {
        XmlElement element = XmlElement.parse(
                "<result xmlns='jabber:server:dialback' from='a.example' to='b.example' type='error'/>");
        DialbackElement.Answer answer = assertInstanceOf(DialbackElement.Answer.class, read(element));
        DialbackVerdict.Failed failed = assertInstanceOf(DialbackVerdict.Failed.class, answer.verdict());
        assertEquals(StanzaErrorCondition.UNDEFINED_CONDITION, failed.error().condition());
    }
}
