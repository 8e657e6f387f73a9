package org.xmpptoolkit.testkit.arbitraries;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.bind.Bind;
import org.xmpptoolkit.stanza.caps.EntityCaps;
import org.xmpptoolkit.stanza.carbons.CarbonsEnable;
import org.xmpptoolkit.stanza.carbons.CarbonsPrivate;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.correct.Replace;
import org.xmpptoolkit.stanza.delay.Delay;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.DiscoItem;
import org.xmpptoolkit.stanza.disco.DiscoItems;
import org.xmpptoolkit.stanza.disco.Identity;
import org.xmpptoolkit.stanza.forward.Forwarded;
import org.xmpptoolkit.stanza.oob.OobData;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stanza.receipts.Receipt;
import org.xmpptoolkit.stanza.receipts.ReceiptRequest;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stanza.roster.RosterSubscription;
import org.xmpptoolkit.stanza.stableids.OriginId;
import org.xmpptoolkit.stanza.stableids.StanzaId;
import org.xmpptoolkit.stanza.version.SoftwareVersion;

/** Payloads that the toolkit has classes for. */
final class TypedPayloads {
    private TypedPayloads() {}

    static Arbitrary<Payload> any() {
        return Arbitraries.frequencyOf(Tuple.of(2, alwaysTheSame()), Tuple.of(3, filled()));
    }

    private static Arbitrary<Payload> alwaysTheSame() {
        return Arbitraries.of(
                Ping.of(),
                SoftwareVersion.request(),
                Roster.request(),
                Roster.request(""),
                Bind.request(),
                DiscoInfo.request(),
                DiscoItems.request(),
                ReceiptRequest.of(),
                CarbonsEnable.of(),
                CarbonsPrivate.of(),
                (Payload) ChatState.active(),
                (Payload) ChatState.composing(),
                (Payload) ChatState.gone());
    }

    private static Arbitrary<Payload> filled() {
        Arbitrary<String> text = XmlArbitraries.text();
        Arbitrary<Jid> jid = JidArbitraries.jids();
        Arbitrary<Instant> stamp =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Arbitraries.oneOf(List.of(
                Combinators.combine(text, text).as(SoftwareVersion::of),
                text.map(OobData::of),
                StanzaArbitraries.ids().map(Receipt::of),
                StanzaArbitraries.ids().map(Replace::of),
                StanzaArbitraries.ids().map(OriginId::of),
                Combinators.combine(StanzaArbitraries.ids(), jid).as(StanzaId::of),
                Combinators.combine(stamp, jid).as(Delay::of),
                items().map(Roster::of),
                Combinators.combine(jid, text)
                        .as((item, name) ->
                                DiscoItems.of(List.of(DiscoItem.of(item).withName(name)))),
                Arbitraries.of("client", "server")
                        .map(category -> EntityCaps.of(
                                "urn:a",
                                DiscoInfo.builder()
                                        .identity(Identity.of(category, "pc"))
                                        .build())),
                Combinators.combine(stamp, text)
                        .as((at, body) ->
                                Forwarded.of(Message.builder().body(body).build(), Delay.of(at)))));
    }

    private static Arbitrary<List<RosterItem>> items() {
        return Combinators.combine(
                        JidArbitraries.jids(), XmlArbitraries.text(), Arbitraries.of(RosterSubscription.class))
                .as((jid, name, subscription) -> RosterItem.builder(jid.bare())
                        .name(name)
                        .subscription(subscription)
                        .build())
                .list()
                .ofMaxSize(3);
    }
}
