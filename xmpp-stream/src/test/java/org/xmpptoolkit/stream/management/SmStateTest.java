package org.xmpptoolkit.stream.management;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;

class SmStateTest {
    private static final String WRITTEN = "<sm-state xmlns='urn:xmpptoolkit:sm-state' version='1' role='initiating'"
            + " id='abc' account='juliet@im.example.com' account-profile='STRINGPREP_QUERY'"
            + " bound='juliet@im.example.com/balcony' bound-profile='PRECIS' handled='4294967295' acknowledged='7' max='300' location='im.example.com:5222'>"
            + "<unacknowledged><message xmlns='jabber:client'><body>secret</body></message></unacknowledged>"
            + "<queued><presence xmlns='jabber:client'/></queued></sm-state>";

    private static SmState read(String xml) {
        return SmState.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writtenFormIsThatOfVersion1() {
        SmState state = read(WRITTEN);
        assertEquals(Role.INITIATING, state.role());
        assertEquals("abc", state.id());
        assertEquals(Jid.parse("juliet@im.example.com"), state.account());
        assertEquals(Jid.parse("juliet@im.example.com/balcony"), state.bound());
        assertEquals(4294967295L, state.handled());
        assertEquals(7, state.acknowledged());
        assertEquals(Optional.of(Duration.ofSeconds(300)), state.max());
        assertEquals(Optional.of(HostPort.parse("im.example.com:5222")), state.location());
        assertEquals("secret", state.unacknowledged().get(0).elements().get(0).text());
        assertEquals(List.of(XmlElement.of("jabber:client", "presence")), state.queued());
        assertEquals(WRITTEN, new String(state.toBytes(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "version='1'|version='2'|version is '2', only 1 is known",
                "version='1'||version is missing",
                "role='initiating'|role='both'|role is neither",
                "id='abc'|id=''|id is empty",
                "account='juliet@im.example.com'|account='@'|account is no address",
                "account='juliet@im.example.com'|account='juliet@im.example.com/a'|account is no bare address",
                "/balcony||bound is no full address",
                "STRINGPREP_QUERY|NONE|account-profile is none of",
                "handled='4294967295'|handled='4294967296'|handled is not from 0",
                "acknowledged='7'|acknowledged='-7'|acknowledged is not from 0",
                "max='300'|max='0'|max is no number",
                "location='im.example.com:5222'|location=''|location is no host",
                "<queued>|<other/><queued>|other children",
                "presence|iqs|queued holds something that is no stanza",
                "</sm-state>||no XML document",
                "<queued>|<!-- --><queued>|no XML document",
                "</body>|<|no XML document",
            })
    void faultIsNamed(String part, @Nullable String instead, String message) {
        String xml = WRITTEN.replace(part, instead == null ? "" : instead);
        assertNotEquals(WRITTEN, xml);
        SmStateParseException refusal = assertThrows(SmStateParseException.class, () -> read(xml));
        String told = String.valueOf(refusal.getMessage());
        assertTrue(told.contains(message), told);
        assertTrue(!told.contains("secret"), told);
    }

    @Test
    void anotherElementIsNoState() {
        String message =
                String.valueOf(assertThrows(SmStateParseException.class, () -> read("<sm-state xmlns='urn:other'/>"))
                        .getMessage());
        assertTrue(message.contains("no sm-state of"), message);
    }

    @Test
    void textShowsNeitherStanzasNorTheId() {
        assertEquals(
                "SmState[INITIATING juliet@im.example.com/balcony, handled 4294967295, acknowledged 7,"
                        + " 1 unacknowledged, 1 queued]",
                read(WRITTEN).toString());
        String question = new ResumeRequested("abc", 3, Jid.parse("juliet@im.example.com")).toString();
        assertEquals("ResumeRequested[h=3, account=juliet@im.example.com]", question);
    }

    @Test
    void queueGoesBehindTheQueueInANewState() {
        SmState state = read(WRITTEN);
        byte[] before = state.toBytes();
        XmlElement iq = XmlElement.of("jabber:client", "iq");
        SmState more = state.withQueued(List.of(iq));
        assertEquals(List.of(XmlElement.of("jabber:client", "presence"), iq), more.queued());
        assertNotEquals(state, more);
        assertArrayEquals(before, state.toBytes());
        assertThrows(
                IllegalArgumentException.class,
                () -> state.withQueued(List.of(XmlElement.of("urn:example:other", "message"))));
    }

    @Test
    void configurationChecksItsNumbers() {
        SmConfig.Builder builder = SmConfig.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.requestAfter(-1));
        assertThrows(IllegalArgumentException.class, () -> builder.held(0, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.held(1, 0));
        assertThrows(IllegalArgumentException.class, () -> builder.max(Duration.ofMillis(999)));
        assertThrows(IllegalArgumentException.class, () -> builder.max(Duration.ofSeconds(1L << 32)));
    }
}
