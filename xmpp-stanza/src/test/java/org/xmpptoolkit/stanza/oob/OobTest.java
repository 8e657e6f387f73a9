package org.xmpptoolkit.stanza.oob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;

class OobTest {
    @Test
    void readsTheAddressOfAFile() {
        OobData data = Bound.read(
                OobData.class,
                "<x xmlns='jabber:x:oob'><url>http://www.example.com/a.png</url><desc>A picture</desc></x>");
        assertEquals(Optional.of("http://www.example.com/a.png"), data.url());
        assertEquals(Optional.of("A picture"), data.description());
        assertEquals(OobData.of("http://www.example.com/a.png", "A picture"), data);
        OobQuery query = Bound.read(
                OobQuery.class,
                "<query xmlns='jabber:iq:oob' sid='a0'><url>http://www.example.com/a.png</url></query>");
        assertEquals(Optional.of("a0"), query.sid());
        assertEquals(Optional.of("http://www.example.com/a.png"), query.url());
        assertEquals(
                "<query xmlns='jabber:iq:oob'><url>u</url><desc>d</desc></query>",
                Bound.text(OobQuery.of("u", "d").toElement()));
    }

    @Test
    void tellsThatTheAddressIsMissing() {
        assertEquals(List.of("x/url MISSING "), Bound.problems(OobData.class, "<x xmlns='jabber:x:oob'/>"));
        assertEquals(List.of("query/url MISSING "), Bound.problems(OobQuery.class, "<query xmlns='jabber:iq:oob'/>"));
    }
}
