package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.bind.Bind;
import org.xmpptoolkit.stanza.caps.EntityCaps;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.correct.Replace;
import org.xmpptoolkit.stanza.dataforms.DataForm;
import org.xmpptoolkit.stanza.dataforms.FieldType;
import org.xmpptoolkit.stanza.dataforms.FormField;
import org.xmpptoolkit.stanza.dataforms.FormItem;
import org.xmpptoolkit.stanza.dataforms.FormOption;
import org.xmpptoolkit.stanza.dataforms.FormType;
import org.xmpptoolkit.stanza.delay.Delay;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.DiscoItem;
import org.xmpptoolkit.stanza.disco.DiscoItems;
import org.xmpptoolkit.stanza.disco.Identity;
import org.xmpptoolkit.stanza.oob.OobData;
import org.xmpptoolkit.stanza.oob.OobQuery;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stanza.receipts.Receipt;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterAsk;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stanza.roster.RosterSubscription;
import org.xmpptoolkit.stanza.session.Session;
import org.xmpptoolkit.stanza.stableids.OriginId;
import org.xmpptoolkit.stanza.stableids.StanzaId;
import org.xmpptoolkit.stanza.streammanagement.Ack;
import org.xmpptoolkit.stanza.streammanagement.AckRequest;
import org.xmpptoolkit.stanza.streammanagement.Enable;
import org.xmpptoolkit.stanza.streammanagement.Enabled;
import org.xmpptoolkit.stanza.streammanagement.Failed;
import org.xmpptoolkit.stanza.streammanagement.HandledCountTooHigh;
import org.xmpptoolkit.stanza.streammanagement.Resume;
import org.xmpptoolkit.stanza.streammanagement.Resumed;
import org.xmpptoolkit.stanza.streammanagement.StreamManagementFeature;
import org.xmpptoolkit.stanza.version.SoftwareVersion;

/** What we write has the form of the specifications' schemas, where a folder {@code schemas} of them is at hand. */
@EnabledIfSystemProperty(named = "xmpptoolkit.shared", matches = ".+")
class PayloadSchemasTest {
    private static final Jid ROMEO = Jid.parse("romeo@example.net");
    private static final Jid BALCONY = Jid.parse("juliet@example.com/balcony");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.5Z");

    private static final DataForm FORM = DataForm.builder(FormType.FORM)
            .title("T")
            .instructions("I")
            .formType("urn:x")
            .field(FormField.builder("a")
                    .type(FieldType.LIST_MULTI)
                    .label("L")
                    .description("D")
                    .required()
                    .value("1")
                    .value("2")
                    .option(FormOption.of("One", "1"))
                    .option(FormOption.of("2"))
                    .build())
            .reported(List.of(FormField.of("c")))
            .item(FormItem.of(List.of(FormField.of("c", "1"))))
            .build();

    static Stream<Arguments> payloads() {
        DiscoInfo info = DiscoInfo.builder()
                .node("n")
                .identity(Identity.of("client", "pc").withName("N"))
                .feature("urn:x")
                .build();
        RosterItem item = RosterItem.builder(ROMEO)
                .name("R")
                .subscription(RosterSubscription.TO)
                .ask(RosterAsk.SUBSCRIBE)
                .approved()
                .group("A")
                .group("B")
                .build();
        return Map.ofEntries(
                        Map.entry(
                                "rfc6121/jabber-iq-roster.xsd",
                                List.of(Roster.request(), Roster.of("1", List.of(item)))),
                        Map.entry("rfc6120/xmpp-bind.xsd", List.of(Bind.request("balcony"), Bind.result(BALCONY))),
                        Map.entry("rfc3921/xmpp-session.xsd", List.of(Session.of())),
                        Map.entry("xep/xep-0004-jabber-x-data.xsd", List.of(FORM)),
                        Map.entry("xep/xep-0030-disco-info.xsd", List.of(DiscoInfo.request(), info)),
                        Map.entry(
                                "xep/xep-0030-disco-items.xsd",
                                List.of(
                                        DiscoItems.request("n"),
                                        DiscoItems.of(List.of(DiscoItem.of(ROMEO)
                                                .withNode("n")
                                                .withName("N"))))),
                        Map.entry("xep/xep-0066-jabber-iq-oob.xsd", List.of(OobQuery.of("u"), OobQuery.of("u", "d"))),
                        Map.entry("xep/xep-0066-jabber-x-oob.xsd", List.of(OobData.of("u"), OobData.of("u", "d"))),
                        Map.entry(
                                "xep/xep-0085-chatstates.xsd",
                                List.of(
                                        ChatState.active(),
                                        ChatState.composing(),
                                        ChatState.paused(),
                                        ChatState.inactive(),
                                        ChatState.gone())),
                        Map.entry(
                                "xep/xep-0092-jabber-iq-version.xsd",
                                List.of(SoftwareVersion.request(), SoftwareVersion.of("n", "v", "o"))),
                        Map.entry("xep/xep-0115-caps.xsd", List.of(EntityCaps.of("n", info))),
                        Map.entry("xep/xep-0184-urn-xmpp-receipts.xsd", List.of(ReceiptRequest.of(), Receipt.of("i"))),
                        Map.entry(
                                "xep/xep-0198-urn-xmpp-sm-3.xsd",
                                List.of(
                                        Enable.of(),
                                        Enable.resumable(1),
                                        Enabled.resumable("i").withMax(1),
                                        Resume.of("i", 0),
                                        Resumed.of("i", 4_294_967_295L),
                                        AckRequest.of(),
                                        Ack.of(4_294_967_296L),
                                        StreamManagementFeature.of(),
                                        HandledCountTooHigh.of(4_294_967_297L, 0),
                                        Failed.of(StanzaErrorCondition.ITEM_NOT_FOUND, 1))),
                        Map.entry("xep/xep-0199-urn-xmpp-ping.xsd", List.of(Ping.of())),
                        Map.entry(
                                "xep/xep-0203-urn-xmpp-delay.xsd",
                                List.of(Delay.of(NOON), Delay.of(NOON, ROMEO).withReason("late"))),
                        Map.entry("xep/xep-0308-urn-xmpp-message-correct-0.xsd", List.of(Replace.of("i"))),
                        Map.entry(
                                "xep/xep-0359-urn-xmpp-sid-0.xsd", List.of(StanzaId.of("i", ROMEO), OriginId.of("i"))))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void haveTheFormOfTheirSchema(String file, List<?> values) {
        for (Object value : values) {
            XmlElement element = ExtensionRegistry.standard().toElement(value);
            assertEquals(Optional.empty(), Schemas.current().problem(element), file);
        }
    }

    @Test
    void aSchemaTellsWhatIsWrong() {
        Optional<String> problem = Schemas.current().problem("<x xmlns='jabber:x:data' type='poem'/>");
        assertTrue(problem.orElse("").contains("'poem'"), problem.toString());
    }

    /** XEP-0280's; if it loads one day, it belongs to the others. */
    @Test
    void oneSchemaDoesNotLoad() {
        Throwable thrown = assertThrows(IllegalStateException.class, () -> Schemas.of(Schemas.CARBONS));
        assertTrue(thrown.toString().contains("s4s-att-not-allowed"), thrown.toString());
    }
}
