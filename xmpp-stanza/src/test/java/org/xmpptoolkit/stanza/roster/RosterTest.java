package org.xmpptoolkit.stanza.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;
import org.xmpptoolkit.stanza.Iq;

class RosterTest {
    private static final Jid ROMEO = Jid.parse("romeo@example.net");

    private static List<String> problems(String inside) {
        return Bound.problems(Roster.class, "<query xmlns='jabber:iq:roster'>" + inside + "</query>");
    }

    @Test
    void readsARoster() {
        Roster roster = Bound.read(
                Roster.class,
                "<query xmlns='jabber:iq:roster' ver='ver7'>"
                        + "<item jid='romeo@example.net' name='Romeo' subscription='both'><group>Friends</group>"
                        + "<group>Lovers</group></item>"
                        + "<item jid='mercutio@example.com' name='Mercutio' subscription='from' ask='subscribe'/>"
                        + "<item jid='benvolio@example.net' approved='true'>"
                        + "<channel xmlns='urn:xmpp:mix:roster:0' participant-id='123456'/></item></query>");
        assertEquals(Optional.of("ver7"), roster.version());
        RosterItem romeo = roster.item(ROMEO).orElseThrow();
        assertEquals(Optional.of("Romeo"), romeo.name());
        assertEquals(Optional.of(RosterSubscription.BOTH), romeo.subscription());
        assertEquals(List.of("Friends", "Lovers"), romeo.groups());
        RosterItem mercutio = roster.items().get(1);
        assertEquals(Optional.of(RosterAsk.SUBSCRIBE), mercutio.ask());
        assertFalse(mercutio.isApproved());
        RosterItem benvolio = roster.items().get(2);
        assertEquals(Optional.of(RosterSubscription.NONE), benvolio.subscription());
        assertTrue(benvolio.isApproved());
        assertEquals("channel", benvolio.others().get(0).localName());
        assertEquals(Optional.empty(), roster.item(Jid.parse("tybalt@example.com")));
        assertEquals(benvolio, benvolio.toBuilder().build());
    }

    @Test
    void asksForARosterAndChangesIt() {
        Iq request = Iq.get("r1", Roster.request("")).build();
        assertEquals(Optional.of(XmlElement.parse("<query xmlns='jabber:iq:roster' ver=''/>")), request.payload());
        RosterItem nurse = RosterItem.builder(Jid.parse("nurse@example.com"))
                .name("Nurse")
                .group("Servants")
                .group("Servants")
                .build();
        assertEquals(
                "<query xmlns='jabber:iq:roster'><item jid='nurse@example.com' name='Nurse'><group>Servants</group>"
                        + "</item></query>",
                Bound.text(Iq.set("r2", Roster.of(List.of(nurse)))
                        .build()
                        .payload()
                        .orElseThrow()));
        RosterItem gone = RosterItem.builder(ROMEO)
                .subscription(RosterSubscription.REMOVE)
                .build();
        assertEquals(
                Optional.of("remove"),
                Roster.of(List.of(gone)).toElement().elements().get(0).attribute("subscription"));
        assertThrows(
                IllegalArgumentException.class, () -> RosterItem.builder(ROMEO).group(""));
    }

    @Test
    void tellsWhatIsWrongAndReadsTheRest() {
        assertEquals(
                List.of("query/item/@jid BAD_VALUE @", "query/item[2]/@jid MISSING "),
                problems("<item jid='@'/><item/><item jid='a@b'/>"));
        assertEquals(
                List.of(
                        "query/item/@subscription BAD_VALUE maybe",
                        "query/item/@ask BAD_VALUE please",
                        "query/item/@approved BAD_VALUE yes"),
                problems("<item jid='a@b' subscription='maybe' ask='please' approved='yes'/>"));
        assertEquals(
                List.of("query/item/group[2] REPEATED a", "query/item/group[3] BAD_VALUE "),
                problems("<item jid='a@b'><group>a</group><group>a</group><group/></item>"));
        assertEquals(
                List.of(
                        "query/item/@colour UNKNOWN_ATTRIBUTE red",
                        "query/text() STRAY_TEXT x",
                        "query/q UNKNOWN_ELEMENT {urn:x}q"),
                problems("<item jid='a@b' colour='red'/>x<q xmlns='urn:x'/>"));
        Roster roster = ExtensionRegistry.standard()
                .bind(
                        XmlElement.parse(
                                "<query xmlns='jabber:iq:roster'><item jid='@' subscription='maybe'/></query>"),
                        Roster.class)
                .value()
                .orElseThrow();
        RosterItem item = roster.items().get(0);
        assertEquals(Optional.empty(), item.jid());
        assertEquals(Optional.of("@"), item.rawJid());
        assertEquals(Optional.empty(), item.subscription());
        assertEquals(Optional.of("maybe"), item.rawSubscription());
    }

    @Test
    void cannotBeChangedThroughItsBuilder() {
        RosterItem.Builder builder = RosterItem.builder(ROMEO).group("a");
        RosterItem item = builder.build();
        builder.group("b").name("c").withoutGroups();
        assertEquals("RosterItem[romeo@example.net, [a]]", item.toString());
        assertThrows(UnsupportedOperationException.class, () -> item.groups().clear());
    }
}
