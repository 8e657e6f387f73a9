package org.xmpptoolkit.stanza.streammanagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.ExtensionRegistry;

class StreamManagementTest {
    private static String sm(String name, String rest) {
        return "<" + name + " xmlns='urn:xmpp:sm:3' " + rest + "/>";
    }

    @Test
    void isTurnedOn() {
        assertEquals(Enable.of(), Bound.read(Enable.class, sm("enable", "")));
        Enable enable = Bound.read(Enable.class, sm("enable", "resume='true' max='600'"));
        assertEquals(Enable.resumable(600), enable);
        assertTrue(enable.isResumable());
        assertEquals(OptionalLong.of(600), enable.max());
        Enabled enabled = Bound.read(
                Enabled.class,
                sm("enabled", "id='some-long-sm-id' resume='1' max='600' location='[2001:db8::1]:5222'"));
        assertEquals(Optional.of("some-long-sm-id"), enabled.id());
        assertTrue(enabled.isResumable());
        assertEquals(Optional.of(new HostPort("2001:db8::1", OptionalInt.of(5222))), enabled.location());
        Enabled made = Enabled.resumable("a").withMax(1).withLocation(new HostPort("example.com", OptionalInt.empty()));
        assertEquals(
                made, Bound.read(Enabled.class, sm("enabled", "id='a' resume='true' max='1' location='example.com'")));
        assertFalse(Enabled.of().isResumable());
        assertThrows(IllegalArgumentException.class, () -> Enable.resumable(0));
    }

    @Test
    @Rule("R-449")
    void counts() {
        assertEquals(AckRequest.of(), Bound.read(AckRequest.class, sm("r", "")));
        assertEquals(
                OptionalLong.of(4294967295L),
                Bound.read(Ack.class, sm("a", "h='4294967295'")).h());
        assertEquals(Ack.of(1), Bound.read(Ack.class, sm("a", "h='1'")));
        assertEquals(Ack.of(4294967295L), Bound.read(Ack.class, sm("a", "h='4294967295'")));
        assertEquals(Ack.of(0), Ack.of(4294967296L));
        assertEquals(Ack.of(5), Ack.of(3 * 4294967296L + 5));
        assertThrows(IllegalArgumentException.class, () -> Ack.of(-1));
    }

    @Test
    void tellsWhatIsNoCount() {
        for (String bad : List.of("-1", "4294967296", "", "x", "1.0", "99999999999999999999")) {
            assertEquals(List.of("a/@h BAD_VALUE " + bad), Bound.problems(Ack.class, sm("a", "h='" + bad + "'")));
        }
        assertEquals(List.of("a/@h MISSING "), Bound.problems(Ack.class, sm("a", "")));
        assertEquals(
                List.of("enable/@max BAD_VALUE 0", "enable/@resume BAD_VALUE maybe"),
                Bound.problems(Enable.class, sm("enable", "max='0' resume='maybe'")));
        assertEquals(
                List.of("enabled/@location BAD_VALUE a b", "enabled/@id MISSING "),
                Bound.problems(Enabled.class, sm("enabled", "location='a b' resume='true'")));
    }

    @Test
    @Rule("R-452")
    void isResumed() {
        Resume resume = Bound.read(Resume.class, sm("resume", "h='3' previd='a'"));
        assertEquals(Resume.of("a", 3), resume);
        assertEquals(OptionalLong.of(3), resume.h());
        assertEquals(Optional.of("a"), resume.previd());
        assertEquals(Resumed.of("a", 3), Bound.read(Resumed.class, sm("resumed", "h='3' previd='a'")));
        assertEquals(
                List.of("resume/@h MISSING ", "resume/@previd MISSING "),
                Bound.problems(Resume.class, sm("resume", "")));
    }

    @Test
    void isOffered() {
        assertEquals(StreamManagementFeature.of(), Bound.read(StreamManagementFeature.class, sm("sm", "")));
        assertFalse(StreamManagementFeature.of().isRequired());
        assertTrue(Bound.read(StreamManagementFeature.class, "<sm xmlns='urn:xmpp:sm:3'><required/></sm>")
                .isRequired());
        assertFalse(Bound.read(StreamManagementFeature.class, "<sm xmlns='urn:xmpp:sm:3'><optional/></sm>")
                .isRequired());
        assertEquals(
                List.of("sm/maybe UNKNOWN_ELEMENT {urn:xmpp:sm:3}maybe"),
                Bound.problems(StreamManagementFeature.class, "<sm xmlns='urn:xmpp:sm:3'><maybe/></sm>"));
    }

    @Test
    void tellsThatTooMuchWasAcknowledged() {
        HandledCountTooHigh condition =
                Bound.read(HandledCountTooHigh.class, sm("handled-count-too-high", "h='10' send-count='8'"));
        assertEquals(HandledCountTooHigh.of(10, 8), condition);
        assertEquals(OptionalLong.of(10), condition.h());
        assertEquals(OptionalLong.of(8), condition.sendCount());
        StreamError error = StreamError.builder(StreamErrorCondition.UNDEFINED_CONDITION)
                .applicationCondition(condition.toElement())
                .build();
        assertEquals(
                Optional.of(condition),
                StreamError.fromElement(error.toElement())
                        .applicationCondition()
                        .flatMap(element -> ExtensionRegistry.standard()
                                .bind(element, HandledCountTooHigh.class)
                                .value()));
        assertEquals(
                List.of("handled-count-too-high/@h BAD_VALUE -1", "handled-count-too-high/@send-count BAD_VALUE x"),
                Bound.problems(HandledCountTooHigh.class, sm("handled-count-too-high", "h='-1' send-count='x'")));
    }

    @Test
    void fails() {
        Failed failed = Bound.read(
                Failed.class,
                "<failed xmlns='urn:xmpp:sm:3' h='7'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>Previous session timed out</text></failed>");
        assertEquals(Optional.of(StanzaErrorCondition.ITEM_NOT_FOUND), failed.condition());
        assertEquals(OptionalLong.of(7), failed.h());
        assertEquals(2, failed.content().size());
        assertEquals(
                Failed.of(StanzaErrorCondition.UNEXPECTED_REQUEST),
                Bound.read(
                        Failed.class,
                        "<failed xmlns='urn:xmpp:sm:3'>"
                                + "<unexpected-request xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"));
        assertEquals(
                Optional.empty(), Bound.read(Failed.class, sm("failed", "")).condition());
        assertEquals(
                Optional.of(StanzaErrorCondition.UNDEFINED_CONDITION),
                Bound.read(
                                Failed.class,
                                "<failed xmlns='urn:xmpp:sm:3'><x xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>")
                        .condition());
        assertEquals(
                OptionalLong.of(0),
                Failed.of(StanzaErrorCondition.ITEM_NOT_FOUND, 4294967296L).h());
    }
}
