package org.xmpptoolkit.stanza;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.bind.Bind;
import org.xmpptoolkit.stanza.caps.EntityCaps;
import org.xmpptoolkit.stanza.chatstates.ChatState;
import org.xmpptoolkit.stanza.component.Handshake;
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
import org.xmpptoolkit.stanza.forward.Forwarded;
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

/** Whatever the public builders make of payloads of which a schema is at hand. */
final class PayloadModels {
    private static final Jid ROMEO = Jid.parse("romeo@example.net");
    private static final Jid BALCONY = Jid.parse("juliet@example.com/balcony");
    private static final Jid SHORT = Jid.parse("a@b/c");

    private PayloadModels() {}

    static Arbitrary<? extends Payload> any() {
        return Arbitraries.oneOf(List.of(ofStanzas(), ofStreams(), forwarded()));
    }

    static Arbitrary<Payload> ofStanzas() {
        return Arbitraries.oneOf(List.of(plain(), rosters(), binds(), discoInfos(), discoItems(), forms(), delays()));
    }

    private static Arbitrary<Payload> plain() {
        return Combinators.combine(
                        Models.strings(),
                        Models.strings(),
                        Arbitraries.integers().between(0, 17))
                .as((one, other, which) -> switch (which) {
                    case 0 -> Session.of();
                    case 1 -> Ping.of();
                    case 2 -> SoftwareVersion.request();
                    case 3 -> SoftwareVersion.of(one, other);
                    case 4 -> SoftwareVersion.of(one, other, one);
                    case 5 -> ChatState.active();
                    case 6 -> ChatState.composing();
                    case 7 -> ChatState.gone();
                    case 8 -> ReceiptRequest.of();
                    case 9 -> Receipt.of(one);
                    case 10 -> OobData.of(one);
                    case 11 -> OobData.of(one, other);
                    case 12 -> OobQuery.of(one);
                    case 13 -> OobQuery.of(one, other);
                    case 14 -> Replace.of(one);
                    case 15 -> StanzaId.of(one, ROMEO);
                    case 16 -> OriginId.of(one);
                    default ->
                        EntityCaps.of(
                                one,
                                DiscoInfo.builder()
                                        .identity(Identity.of("client", "pc"))
                                        .build());
                });
    }

    private static Arbitrary<Payload> ofStreams() {
        return Combinators.combine(
                        Models.strings(),
                        Arbitraries.longs().between(0, 4_294_967_295L),
                        Arbitraries.of(StanzaErrorCondition.class),
                        Arbitraries.integers().between(0, 14))
                .as((text, number, condition, which) -> switch (which) {
                    case 0 -> Enable.of();
                    case 1 -> Enable.resumable();
                    case 2 -> Enable.resumable(number + 1);
                    case 3 -> Enabled.of();
                    case 4 -> Enabled.resumable(text);
                    case 5 ->
                        Enabled.resumable(text).withMax(number + 1).withLocation(HostPort.parse("[2001:db8::1]:5222"));
                    case 6 -> Resume.of(text, number);
                    case 7 -> Resumed.of(text, number);
                    case 8 -> AckRequest.of();
                    case 9 -> Ack.of(number);
                    case 10 -> Failed.of(condition);
                    case 11 -> Failed.of(condition, number);
                    case 12 -> StreamManagementFeature.of();
                    case 13 -> HandledCountTooHigh.of(number, 1);
                    default -> Handshake.of(text, "secret".toCharArray());
                });
    }

    private static Arbitrary<Payload> forwarded() {
        return Combinators.combine(Models.stanzas(), Arbitraries.of(true, false))
                .as((stanza, delayed) ->
                        delayed ? Forwarded.of(stanza, Delay.of(Instant.EPOCH, ROMEO)) : Forwarded.of(stanza));
    }

    private static Arbitrary<Payload> rosters() {
        Arbitrary<RosterItem> items = Combinators.combine(
                        Arbitraries.of(ROMEO, SHORT, BALCONY),
                        Models.strings().optional(),
                        Arbitraries.of(RosterSubscription.class).optional(),
                        Arbitraries.of(
                                        RosterAsk.SUBSCRIBE,
                                        RosterAsk.SUBSCRIBE,
                                        RosterAsk.SUBSCRIBE,
                                        RosterAsk.UNSUBSCRIBE)
                                .optional(),
                        Arbitraries.of(true, false, false, false),
                        Arbitraries.of("Friends", "a & b", "\u00e9").set().ofMaxSize(2))
                .as((jid, name, subscription, ask, approved, groups) -> {
                    RosterItem.Builder builder = RosterItem.builder(jid);
                    name.ifPresent(builder::name);
                    subscription.ifPresent(builder::subscription);
                    ask.ifPresent(builder::ask);
                    if (approved) {
                        builder.approved();
                    }
                    groups.forEach(builder::group);
                    return builder.build();
                });
        return Combinators.combine(
                        items.list().uniqueElements(RosterItem::jid).ofMaxSize(2),
                        Models.strings().optional(0.3))
                .as((all, version) -> version.isPresent() ? Roster.of(version.get(), all) : Roster.of(all));
    }

    private static Arbitrary<Payload> binds() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of("balcony", "a b", "\u00e9").map(Bind::request)),
                Tuple.of(3, Arbitraries.just(Bind.result(BALCONY))),
                Tuple.of(1, Arbitraries.just(Bind.result(SHORT))),
                Tuple.of(1, Arbitraries.just(Bind.request())));
    }

    private static Arbitrary<Payload> discoInfos() {
        Arbitrary<Identity> identities = Combinators.combine(
                        Arbitraries.of("client", "\u00e9"),
                        Arbitraries.of("pc", " "),
                        Models.strings().optional(),
                        Arbitraries.of("en", "de").map(Language::of).optional(0.3))
                .as((category, type, name, language) -> {
                    Identity identity = Identity.of(category, type);
                    Identity named = name.map(identity::withName).orElse(identity);
                    return language.map(named::withLanguage).orElse(named);
                });
        Arbitrary<Payload> answers = Combinators.combine(
                        identities.list().ofMinSize(1).ofMaxSize(2),
                        Models.strings().list().ofMinSize(1).ofMaxSize(3),
                        Models.strings().optional(),
                        forms().map(DataForm.class::cast).optional(0.3))
                .as((all, features, node, form) -> {
                    DiscoInfo.Builder builder = DiscoInfo.builder();
                    all.forEach(builder::identity);
                    features.forEach(builder::feature);
                    node.ifPresent(builder::node);
                    form.ifPresent(builder::form);
                    return builder.build();
                });
        return Arbitraries.oneOf(
                answers, Models.strings().map(DiscoInfo::request), Arbitraries.just(DiscoInfo.request()));
    }

    private static Arbitrary<Payload> discoItems() {
        Arbitrary<DiscoItem> items = Combinators.combine(
                        Arbitraries.of(ROMEO, BALCONY, ROMEO, BALCONY, ROMEO, SHORT),
                        Models.strings().optional(),
                        Models.strings().optional())
                .as((jid, name, node) -> {
                    DiscoItem item = DiscoItem.of(jid);
                    DiscoItem named = name.map(item::withName).orElse(item);
                    return node.map(named::withNode).orElse(named);
                });
        return Combinators.combine(items.list().ofMaxSize(2), Models.strings().optional())
                .as((all, node) -> node.isPresent() ? DiscoItems.of(node.get(), all) : DiscoItems.of(all));
    }

    private static Arbitrary<Payload> forms() {
        Arbitrary<FormField> fields = Combinators.combine(
                        Models.strings().optional(0.9),
                        Arbitraries.of(FieldType.class).optional(),
                        Models.strings().optional(),
                        Models.strings().optional(),
                        Arbitraries.of(true, false),
                        Models.strings().list().ofMaxSize(2),
                        Arbitraries.maps(Models.strings(), Models.strings()).ofMaxSize(2))
                .as((name, type, label, description, required, values, options) -> {
                    FormField.Builder builder = name.map(FormField::builder).orElseGet(FormField::fixed);
                    type.ifPresent(builder::type);
                    options(options).forEach(builder::option);
                    values.forEach(builder::value);
                    if (required) {
                        builder.required();
                    }
                    label.ifPresent(builder::label);
                    description.ifPresent(builder::description);
                    return builder.build();
                });
        Arbitrary<List<FormField>> columns = fields.list().ofMinSize(1).ofMaxSize(2);
        return Combinators.combine(
                        Arbitraries.of(FormType.class),
                        Models.strings().optional(),
                        Models.strings().list().ofMaxSize(2),
                        fields.list().ofMaxSize(2),
                        columns.optional(),
                        columns.list().ofMaxSize(2))
                .as((type, title, instructions, all, reported, items) -> {
                    DataForm.Builder builder = DataForm.builder(type);
                    items.forEach(item -> builder.item(FormItem.of(item)));
                    reported.ifPresent(builder::reported);
                    all.forEach(builder::field);
                    title.ifPresent(builder::title);
                    instructions.forEach(builder::instructions);
                    return builder.build();
                });
    }

    private static List<FormOption> options(Map<String, String> labelled) {
        return labelled.entrySet().stream()
                .map(entry -> entry.getKey().isEmpty()
                        ? FormOption.of(entry.getValue())
                        : FormOption.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Arbitrary<Payload> delays() {
        return Combinators.combine(
                        Arbitraries.longs().between(-62_135_596_800_000L, 253_402_300_799_999L),
                        Arbitraries.of(true, false),
                        Models.strings().optional())
                .as((time, sender, reason) -> {
                    Instant instant = Instant.ofEpochMilli(time);
                    Delay delay = sender ? Delay.of(instant, ROMEO) : Delay.of(instant);
                    Optional<Delay> told = reason.map(delay::withReason);
                    return told.orElse(delay);
                });
    }
}
