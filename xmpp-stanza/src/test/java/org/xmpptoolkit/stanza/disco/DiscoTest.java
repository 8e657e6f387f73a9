package org.xmpptoolkit.stanza.disco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.dataforms.DataForm;
import org.xmpptoolkit.stanza.dataforms.FormType;

class DiscoTest {
    @Test
    void tellsWhatAnEntityIsAndCanDo() {
        DiscoInfo info = Bound.read(
                DiscoInfo.class,
                "<query xmlns='http://jabber.org/protocol/disco#info' node='music'>"
                        + "<identity category='conference' type='text' name='Play-Specific Chatrooms'/>"
                        + "<identity xml:lang='de' category='directory' type='chatroom' name='Spiel'/>"
                        + "<feature var='http://jabber.org/protocol/disco#info'/><feature var='jabber:iq:time'/>"
                        + "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
                        + "<value>http://jabber.org/network/serverinfo</value></field></x><set xmlns='urn:x'/></query>");
        assertEquals(Optional.of("music"), info.node());
        Identity rooms = info.identities().get(0);
        assertEquals("conference", rooms.category());
        assertEquals("text", rooms.type());
        assertEquals(Optional.of("Play-Specific Chatrooms"), rooms.name());
        assertEquals(Optional.of(Language.of("de")), info.identities().get(1).language());
        assertEquals(List.of("http://jabber.org/protocol/disco#info", "jabber:iq:time"), info.features());
        assertTrue(info.hasFeature("jabber:iq:time"));
        assertFalse(info.hasFeature("jabber:iq:gateway"));
        assertEquals(Optional.of(info.forms().get(0)), info.form("http://jabber.org/network/serverinfo"));
        assertEquals("set", info.others().get(0).localName());
    }

    @Test
    void isBuilt() {
        DiscoInfo info = DiscoInfo.builder()
                .node("music")
                .identity(Identity.of("client", "pc").withName("Orchard").withLanguage(Language.of("en")))
                .feature("urn:xmpp:ping")
                .feature("urn:xmpp:ping")
                .form(DataForm.builder(FormType.RESULT).formType("urn:x").build())
                .build();
        assertEquals(
                "<query xmlns='http://jabber.org/protocol/disco#info' node='music'>"
                        + "<identity category='client' name='Orchard' type='pc' xml:lang='en'/>"
                        + "<feature var='urn:xmpp:ping'/><x xmlns='jabber:x:data' type='result'>"
                        + "<field type='hidden' var='FORM_TYPE'><value>urn:x</value></field></x></query>",
                Bound.text(info.toElement()));
        assertEquals(info, Bound.read(DiscoInfo.class, Bound.text(info.toElement())));
        assertEquals(
                "<query xmlns='http://jabber.org/protocol/disco#info' node='music'/>",
                Bound.text(DiscoInfo.request("music").toElement()));
        assertThrows(IllegalArgumentException.class, () -> Identity.of("", "pc"));
    }

    @Test
    void tellsWhichEntitiesBelongToOne() {
        DiscoItems items = Bound.read(
                DiscoItems.class,
                "<query xmlns='http://jabber.org/protocol/disco#items' node='music'>"
                        + "<item jid='catalog.shakespeare.lit' node='music/D' name='Music from the time of Shakespeare'/>"
                        + "<item jid='people.shakespeare.lit'/><set xmlns='http://jabber.org/protocol/rsm'/></query>");
        assertEquals(Optional.of("music"), items.node());
        DiscoItem item = DiscoItem.of(Jid.parse("catalog.shakespeare.lit"))
                .withNode("music/D")
                .withName("Music from the time of Shakespeare");
        assertEquals(item, items.items().get(0));
        assertEquals(Optional.of("music/D"), item.node());
        assertEquals("set", items.others().get(0).localName());
        DiscoItems answer = DiscoItems.of("music", List.of(item));
        assertEquals(answer, Bound.read(DiscoItems.class, Bound.text(answer.toElement())));
        Message both = Message.builder()
                .payload(DiscoItems.request())
                .payload(DiscoInfo.request())
                .build();
        assertEquals(Optional.of(DiscoInfo.request()), both.extension(DiscoInfo.class));
        assertEquals(Optional.of(DiscoItems.request()), both.extension(DiscoItems.class));
    }

    @Test
    void tellsWhatIsWrong() {
        assertEquals(
                List.of(
                        "query/identity/@type MISSING ",
                        "query/identity[2]/@category BAD_VALUE ",
                        "query/feature/@var MISSING "),
                Bound.problems(
                        DiscoInfo.class,
                        "<query xmlns='http://jabber.org/protocol/disco#info'><identity category='a'/>"
                                + "<identity category='' type='b'/><feature/></query>"));
        assertEquals(
                List.of("query/item/@jid BAD_VALUE @"),
                Bound.problems(
                        DiscoItems.class,
                        "<query xmlns='http://jabber.org/protocol/disco#items'><item jid='@'/></query>"));
    }
}
