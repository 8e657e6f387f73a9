package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.rules.Rule;

class StanzaRulesTest {
    private static String check(String xml) {
        return StanzaRules.check(Stanza.fromElement(XmlElement.parse(xml)))
                .map(StanzaError::condition)
                .map(StanzaErrorCondition::elementName)
                .orElse("fine");
    }

    private static String iq(String attributes, String inside) {
        return check("<iq xmlns='jabber:client' " + attributes + ">" + inside + "</iq>");
    }

    @Test
    @Rule("R-247")
    void asksForAnId() {
        assertEquals("bad-request", iq("type='get'", "<q xmlns='urn:x'/>"));
        assertEquals("fine", iq("type='get' id='1'", "<q xmlns='urn:x'/>"));
    }

    @Test
    @Rule("R-248")
    void asksForOneOfFourTypes() {
        assertEquals("bad-request", iq("id='1'", "<q xmlns='urn:x'/>"));
        assertEquals("bad-request", iq("id='1' type='fetch'", "<q xmlns='urn:x'/>"));
    }

    @Test
    @Rule({"R-252", "R-255"})
    void asksForOneChildInARequest() {
        assertEquals("bad-request", iq("id='1' type='set'", ""));
        assertEquals("bad-request", iq("id='1' type='set'", "<q xmlns='urn:x'/><q xmlns='urn:x'/>"));
    }

    @Test
    @Rule({"R-251", "R-253", "R-263"})
    void answersNoResultAndNoError() {
        assertEquals("fine", iq("type='result'", "<q xmlns='urn:x'/><q xmlns='urn:x'/>"));
        assertEquals("fine", iq("type='error' to='@'", ""));
        assertEquals("fine", check("<message xmlns='jabber:client' type='error' to='@'/>"));
    }

    @Test
    @Rule("R-259")
    void refusesAnErrorInAnotherType() {
        assertEquals("bad-request", check("<message xmlns='jabber:client' type='chat'><error type='auth'/></message>"));
    }

    @Test
    @Rule("R-376")
    void refusesMalformedAddresses() {
        assertEquals("jid-malformed", check("<message xmlns='jabber:client' to='a@@b'/>"));
        assertEquals("jid-malformed", iq("id='1' type='get' from=''", "<q xmlns='urn:x'/>"));
    }

    @Test
    void refusesBadValues() {
        assertEquals("bad-request", check("<presence xmlns='jabber:client'><priority>200</priority></presence>"));
        assertEquals("bad-request", check("<presence xmlns='jabber:client' type='hidden'/>"));
    }

    @Test
    @Rule("R-318")
    void overlooksWhatSchemasDoNotKnow() {
        assertEquals(
                "fine",
                check("<message xmlns='jabber:client' a='1'>x<b/><thread>1</thread><thread>2</thread></message>"));
        assertEquals("fine", check("<message xmlns='jabber:client' xml:lang='_'/>"));
        assertEquals("fine", check("<presence xmlns='jabber:client'><show>online</show></presence>"));
        assertEquals("fine", check("<presence xmlns='jabber:client'><show/></presence>"));
    }

    @Test
    @Rule({"R-282", "R-283", "R-284", "R-285"})
    void answersARequestThatNobodyUnderstands() {
        String unknown = "<q xmlns='urn:example:unknown'/>";
        for (String type : new String[] {"get", "set"}) {
            Stanza request = Stanza.fromElement(
                    XmlElement.parse("<iq xmlns='jabber:client' id='1' type='" + type + "'>" + unknown + "</iq>"));
            assertEquals(
                    Optional.of(StanzaErrorCondition.SERVICE_UNAVAILABLE),
                    StanzaRules.notUnderstood(request).map(StanzaError::condition));
        }
        for (String other : new String[] {
            "<message xmlns='jabber:client'>" + unknown + "</message>",
            "<presence xmlns='jabber:client'>" + unknown + "</presence>",
            "<iq xmlns='jabber:client' id='1' type='result'>" + unknown + "</iq>",
            "<iq xmlns='jabber:client' id='1' type='error'/>"
        }) {
            Stanza stanza = Stanza.fromElement(XmlElement.parse(other));
            assertEquals(Optional.empty(), StanzaRules.notUnderstood(stanza), other);
            assertEquals(Optional.empty(), StanzaRules.check(stanza), other);
        }
        Presence presence = (Presence) Stanza.fromElement(
                XmlElement.parse("<presence xmlns='jabber:client'><show>away</show>" + unknown + "</presence>"));
        assertEquals(Optional.of(PresenceShow.AWAY), presence.show());
    }

    @Test
    void answersProblemsOfPayloads() {
        BindingProblem problem = new BindingProblem("query/item/@to", BindingProblem.Kind.BAD_VALUE, "@");
        StanzaError error = StanzaRules.answer(problem);
        assertEquals(StanzaErrorCondition.BAD_REQUEST, error.condition());
        assertEquals(Optional.of("bad value at query/item/@to"), error.text());
        assertEquals(
                StanzaErrorCondition.BAD_REQUEST,
                StanzaRules.answer(new BindingProblem("delay/@from", BindingProblem.Kind.BAD_VALUE, "@"))
                        .condition());
    }
}
