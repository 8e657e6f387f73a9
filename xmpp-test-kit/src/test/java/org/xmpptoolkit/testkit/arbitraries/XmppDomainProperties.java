package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;

/** The domain gives parameters by their types. */
@Domain(XmppDomain.class)
class XmppDomainProperties {
    @Property(tries = 20)
    void givesAddresses(@ForAll ValidJid valid, @ForAll InvalidJid invalid, @ForAll Jid jid) {
        assertEquals(valid.prepared(), Jid.parse(valid.text(), valid.profile()).toString());
        assertEquals(jid, Jid.parse(jid.toString()));
        assertNotNull(invalid.reason());
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void givesElementsAndStanzas(
            @ForAll XmlElement element,
            @ForAll XmlSpelling spelling,
            @ForAll Stanza stanza,
            @ForAll Message message,
            @ForAll Presence presence,
            @ForAll Iq iq) {
        assertEquals(spelling.element(), XmlElement.parse(spelling.text()));
        List.of(element, stanza, message, presence, iq).forEach(value -> assertNotNull(value.toString()));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void givesErrors(@ForAll StreamError stream, @ForAll StanzaError stanza, @ForAll SaslFailure sasl) {
        List.of(stream.condition(), stanza.condition(), sasl.condition())
                .forEach(condition -> assertNotNull(condition));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void givesWhatIsBroken(
            @ForAll BrokenXml xml,
            @ForAll BrokenStanza stanza,
            @ForAll BrokenHeader header,
            @ForAll BrokenScript script) {
        List.of(xml.fault(), stanza.fault(), header.fault(), script.fault()).forEach(fault -> assertNotNull(fault));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void givesHeadersScriptsAndCuts(@ForAll HeaderSpelling header, @ForAll StreamScript script, @ForAll Cut cut) {
        byte[] octets = Octets.ofUtf8(header.text()).toByteArray();
        assertEquals(
                octets.length,
                cut.of(octets).stream().mapToInt(piece -> piece.length).sum());
        assertNotNull(script.toString());
    }
}
