package org.xmpptoolkit.stanza.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Iq;

class SoftwareVersionTest {
    @Test
    void asksAndTells() {
        assertEquals(
                SoftwareVersion.request(), Bound.read(SoftwareVersion.class, "<query xmlns='jabber:iq:version'/>"));
        SoftwareVersion version = Bound.read(
                SoftwareVersion.class,
                "<query xmlns='jabber:iq:version'><name>Orchard</name><version>0.7.0.4</version><os>Plan 9</os></query>");
        assertEquals(SoftwareVersion.of("Orchard", "0.7.0.4", "Plan 9"), version);
        assertEquals(Optional.of("Orchard"), version.name());
        assertEquals(Optional.of("0.7.0.4"), version.version());
        assertEquals(Optional.of("Plan 9"), version.os());
        Iq request = Iq.get("v1", SoftwareVersion.request()).build();
        assertEquals(
                Optional.of(SoftwareVersion.of("a", "b")),
                request.result(SoftwareVersion.of("a", "b")).extension(SoftwareVersion.class));
    }

    @Test
    void tellsWhatIsMissing() {
        assertEquals(
                List.of("query/version MISSING "),
                Bound.problems(SoftwareVersion.class, "<query xmlns='jabber:iq:version'><name>a</name></query>"));
    }
}
