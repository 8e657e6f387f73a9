package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.PresenceType;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.version.SoftwareVersion;

/** What the gateway answers, and whom it refuses. */
class AddressedTest {
    @TempDir
    private Path outbox = Path.of("");

    private static StanzaErrorCondition refusal(XmppUser user, String to, MessageType type) throws Exception {
        user.send(Message.builder()
                .to(Jid.parse(to))
                .type(type)
                .id(to)
                .body("Hello")
                .build());
        Message answer = user.message();
        assertEquals(Optional.of(to), answer.id());
        return answer.error().orElseThrow().condition();
    }

    @Test
    void refusesWhatIsNoMailAddress() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            for (String to : List.of(
                    "romeo@mail.localhost",
                    "a..b%example.org@mail.localhost",
                    "a%b_c@mail.localhost",
                    "a\\20b%example.org@mail.localhost",
                    "ромео%example.org@mail.localhost")) {
                assertEquals(StanzaErrorCondition.JID_MALFORMED, refusal(juliet, to, MessageType.CHAT), to);
            }
            assertEquals(StanzaErrorCondition.ITEM_NOT_FOUND, refusal(juliet, "mail.localhost", MessageType.CHAT));
            assertEquals(
                    StanzaErrorCondition.NOT_ACCEPTABLE,
                    refusal(juliet, "a%example.org@mail.localhost", MessageType.GROUPCHAT));
        }
    }

    @Test
    void sendsMailForItsOwnUsersOnly() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            stage.juliet();
            XmppUser stranger = new XmppUser(stage.xmpp, XmppHost.OTHER_DOMAIN);
            assertEquals(
                    StanzaErrorCondition.FORBIDDEN,
                    refusal(stranger, "a%example.org@mail.localhost", MessageType.CHAT));
        }
    }

    @Test
    void saysWhatItIs() throws Exception {
        try (Stage stage = new Stage(outbox)) {
            XmppUser juliet = stage.juliet();
            Iq answer = juliet.ask(XmppHost.GATEWAY, DiscoInfo.request());
            DiscoInfo info = answer.extension(DiscoInfo.class).orElseThrow();
            assertEquals("gateway", info.identities().get(0).category());
            assertEquals("smtp", info.identities().get(0).type());
            assertTrue(info.hasFeature("urn:xmpp:ping"));
            assertEquals(
                    Optional.of(IqType.ERROR),
                    juliet.ask(XmppHost.GATEWAY, SoftwareVersion.request()).type());
        }
    }

    @Test
    void whoeverWantsAMailAddressInTheRosterMayHaveIt() throws Exception {
        Addresses addresses = new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN));
        BlockingQueue<Stanza> answers = new LinkedBlockingQueue<>();
        try (Outbox folders = Outbox.open(outbox);
                XmppIn gateway = new XmppIn(addresses, folders, answers::add, () -> {}, line -> {})) {
            Jid friend = Jid.parse("romeo%example.org@mail.localhost");
            Presence.Builder wish =
                    Presence.builder(PresenceType.SUBSCRIBE).from(Jid.parse("juliet@localhost/balcony"));
            gateway.take(wish.to(friend).build());
            gateway.take(wish.to(Jid.parse("romeo@mail.localhost")).build());
            Presence granted = (Presence) XmppUser.next(answers);
            assertEquals(Optional.of(PresenceType.SUBSCRIBED), granted.type());
            assertEquals(Optional.of(friend), granted.from());
            assertEquals(
                    StanzaErrorCondition.JID_MALFORMED,
                    XmppUser.next(answers).error().orElseThrow().condition());
        }
    }

    @Test
    void onlyWhomAMailWasForCanHaveItComeBackAndOnlyToItsSender() throws Exception {
        Addresses addresses = new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN));
        BlockingQueue<String> put = new LinkedBlockingQueue<>();
        try (Outbox folders = Outbox.open(outbox)) {
            Origin kept = new Origin("<a@b>", "romeo@example.org", "Hello", "juliet@localhost");
            folders.fetched().put("k1", kept.toElement());
            Message.Builder error = Message.builder()
                    .to(Jid.parse("romeo%example.org@mail.localhost"))
                    .id("k1")
                    .payload(new Origin("<c@d>", "victim@example.net", "Buy", "juliet@localhost").toElement())
                    .error(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE));
            try (XmppIn gateway = new XmppIn(addresses, folders, answer -> {}, () -> put.add("put"), line -> {})) {
                gateway.take(error.from(Jid.parse("paris@localhost/x")).build());
                gateway.take(error.from(Jid.parse("juliet@example.net")).build());
            }
            assertEquals(0, put.size());
            try (XmppIn gateway = new XmppIn(addresses, folders, answer -> {}, () -> put.add("put"), line -> {})) {
                gateway.take(error.from(Jid.parse("juliet@localhost/balcony")).build());
                gateway.take(error.from(Jid.parse("juliet@localhost")).build()); // once is enough
            }
            assertEquals(1, put.size());
            Message report =
                    Message.fromElement(folders.toMail().get("bounce-k1").orElseThrow());
            assertEquals(
                    List.of(kept),
                    report.payloads().stream()
                            .flatMap(payload -> Origin.of(payload).stream())
                            .toList());
        }
    }

    @Test
    void anErrorIsNeverAnswered() throws Exception {
        Addresses addresses = new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN));
        BlockingQueue<Stanza> answers = new LinkedBlockingQueue<>();
        try (Outbox folders = Outbox.open(outbox);
                XmppIn gateway = new XmppIn(addresses, folders, answers::add, () -> {}, line -> {})) {
            Message wrong = Message.builder()
                    .from(Jid.parse("juliet@localhost/balcony"))
                    .to(XmppHost.GATEWAY)
                    .id("m1")
                    .body("Hello")
                    .build();
            gateway.take(wrong.toBuilder()
                    .error(StanzaError.of(StanzaErrorCondition.GONE))
                    .build());
            gateway.take(wrong);
            assertEquals(
                    StanzaErrorCondition.ITEM_NOT_FOUND,
                    XmppUser.next(answers).error().orElseThrow().condition());
            assertEquals(0, folders.toMail().size());
        }
    }
}
