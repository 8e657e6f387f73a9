package org.xmpptoolkit.examples.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.errors.StanzaErrorCondition;

/** What becomes of sessions and stanzas, without a cluster around them. */
class AccountTest {
    private static final UUID NODE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final long LEASE = 17;

    private final Account account = new Account();
    private long batches;

    private Outcome apply(Command command) {
        return account.apply(NODE, ++batches, List.of(command)).get(0);
    }

    private static Entry message(String text) {
        return entry("<message xmlns='jabber:client'><body>" + text + "</body></message>", Entry.Kind.MESSAGE);
    }

    private static Entry entry(String xml, Entry.Kind kind) {
        return new Entry(xml.getBytes(StandardCharsets.UTF_8), 1, kind, false);
    }

    private static Command say(String resource, String text) {
        return new Command.Deliver(resource, Command.Rule.STORE, message(text));
    }

    private Outcome bind(String resource, long lease) {
        return apply(new Command.Bind(resource, NODE, lease, 1));
    }

    private void available(String resource, long lease) {
        String presence = "<presence xmlns='jabber:client' from='a@b/" + resource + "'/>";
        apply(new Command.Presence(resource, lease, entry(presence, Entry.Kind.OTHER), true, 0));
    }

    private void enable(String resource, long lease) {
        apply(new Command.Enable(resource, lease, "sm-" + resource, new byte[] {1}, 1_000, 1));
    }

    private List<String> mailbox(String resource, long lease) {
        return account.read(resource, lease, 0, Integer.MAX_VALUE).orElseThrow().stream()
                .map(entry -> new String(entry.stanza(), StandardCharsets.UTF_8).replaceAll("<[^>]*>", ""))
                .toList();
    }

    @Test
    void batchThatIsRepeatedIsDoneOnce() {
        bind("a", LEASE);
        List<Command> commands = List.of(say("a", "1"), say("a", "2"));
        List<Outcome> first = account.apply(NODE, 100, commands);
        assertEquals(first, account.apply(NODE, 100, commands));
        account.apply(OTHER, 100, List.of(say("a", "3"))); // the number is the other node's own
        assertEquals(List.of("1", "2", "3"), mailbox("a", LEASE));
    }

    @Test
    void acknowledgedStanzasLeaveTheMailbox() {
        bind("a", LEASE);
        List.of("1", "2", "3").forEach(text -> apply(say("a", text)));
        apply(new Command.Acknowledged("a", LEASE, 2));
        assertEquals(List.of("3"), mailbox("a", LEASE));
        assertEquals(3, apply(say("a", "4")).placed().get(0).index());
    }

    @Test
    void whoResumesGetsTheLeaseAndTheOtherLosesIt() {
        bind("a", LEASE);
        enable("a", LEASE);
        apply(say("a", "1"));
        apply(new Command.Handled("a", LEASE, 5));
        Outcome resumed = apply(new Command.Resume("sm-a", OTHER, 18, 2));
        assertEquals(5, resumed.hold().orElseThrow().handled());
        assertEquals(List.of(new Outcome.Gone(NODE, LEASE)), resumed.gone());
        assertEquals(
                Optional.of(StanzaErrorCondition.CONFLICT),
                apply(new Command.Handled("a", LEASE, 6)).refusal());
        assertEquals(Optional.empty(), account.read("a", LEASE, 0, 1));
        assertEquals(List.of("1"), mailbox("a", 18));
        assertEquals(
                List.of(new Outcome.Placed(Optional.of(OTHER), 18, 1, true)),
                apply(say("a", "2")).placed());
    }

    @Test
    void unknownSessionIsNotResumed() {
        bind("a", LEASE); // not resumable: its id is empty
        for (String id : List.of("", "sm-a")) {
            assertEquals(
                    Optional.of(StanzaErrorCondition.ITEM_NOT_FOUND),
                    apply(new Command.Resume(id, OTHER, 18, 2)).refusal());
        }
    }

    @Test
    void sessionOfADeadNodeWaitsThenItsMessagesDo() {
        bind("a", LEASE);
        enable("a", LEASE);
        available("a", LEASE);
        apply(say("", "1"));
        apply(new Command.Deliver("a", Command.Rule.REFUSE, entry("<iq xmlns='jabber:client'/>", Entry.Kind.REQUEST)));
        assertEquals(Optional.empty(), account.sweep(Set.of(NODE), 10), "the node is there");
        assertTrue(account.sweep(Set.of(OTHER), 10).isPresent());
        assertEquals(Optional.empty(), apply(say("a", "2")).placed().get(0).holder(), "nobody to be told");
        assertEquals(Optional.empty(), account.sweep(Set.of(OTHER), 1_009), "it waits");
        Outcome over = account.sweep(Set.of(OTHER), 1_010).orElseThrow();
        assertEquals(1, over.bounced().size());
        bind("b", 19);
        available("b", 19);
        assertEquals(List.of("1", "2"), mailbox("b", 19));
    }

    @Test
    void sessionOfANodeThatJoinedBehindTheLookIsLeftAlone() {
        apply(new Command.Bind("a", NODE, LEASE, 10));
        assertEquals(Optional.empty(), account.sweep(Set.of(OTHER), 10));
    }

    @Test
    void whoBindsTheSameResourceGetsWhatTheFormerOneLeft() {
        bind("a", LEASE);
        apply(say("a", "1"));
        Outcome displaced = bind("a", 18);
        assertEquals(List.of(new Outcome.Gone(NODE, LEASE)), displaced.gone());
        available("a", 18);
        assertEquals(List.of("1"), mailbox("a", 18));
    }

    @Test
    void mailboxIsBounded() {
        bind("a", LEASE);
        for (int i = 0; i < Mailbox.STANZAS; i++) {
            assertFalse(apply(say("a", "x")).isRefused());
        }
        assertEquals(
                Optional.of(StanzaErrorCondition.RESOURCE_CONSTRAINT),
                apply(say("a", "x")).refusal());
        assertEquals(Mailbox.STANZAS, mailbox("a", LEASE).size());
    }

    /** A client may log in again and again, and take nothing. */
    @Test
    void whatSessionsLeaveBehindIsBoundedAndItsSendersHear() {
        int most = Mailbox.CARRIED;
        for (int i = 0; i < most; i++) {
            assertEquals(List.of(), bind("a", LEASE + i).bounced());
            for (int j = 0; j < Mailbox.STANZAS; j++) {
                apply(say("a", "x"));
            }
        }
        assertEquals(List.of(), bind("a", LEASE + most).bounced(), "all fits");
        apply(say("a", "y"));
        assertEquals(1, bind("a", LEASE + most + 1).bounced().size());
        apply(say("a", "1"));
        available("a", LEASE + most + 1);
        assertEquals(most * Mailbox.STANZAS, mailbox("a", LEASE + most + 1).size());
        apply(new Command.Acknowledged("a", LEASE + most + 1, most * Mailbox.STANZAS));
        available("a", LEASE + most + 1);
        assertEquals(List.of("x"), mailbox("a", LEASE + most + 1), "what did not fit was kept");
    }

    @Test
    void emptyAccountIsNotKept() {
        assertTrue(apply(new Command.Deliver("a", Command.Rule.REFUSE, message("1")))
                .isRefused());
        assertTrue(account.isEmpty());
        apply(say("", "1"));
        assertFalse(account.isEmpty());
    }

    /** A partition moves, with all that is in it. */
    @Test
    void writtenFormKeepsAll() {
        bind("a", LEASE);
        enable("a", LEASE);
        available("a", LEASE);
        bind("b", 18);
        apply(say("a", "1"));
        apply(new Command.Acknowledged("a", LEASE, 1));
        apply(say("a", "2"));
        List<Command> last = List.of(say("b", "3"));
        List<Outcome> outcome = account.apply(NODE, 100, last);
        InternalSerializationService written = new DefaultSerializationServiceBuilder()
                .setConfig(new SerializationConfig().addDataSerializableFactory(GridTypes.FACTORY, new GridTypes()))
                .build();
        try {
            Account moved = written.toObject(written.toData(account));
            assertEquals(outcome.toString(), moved.apply(NODE, 100, last).toString());
            assertEquals(
                    account.resume(new Command.Resume("sm-a", OTHER, 20, 2))
                            .toString()
                            .replaceAll("\\[B@\\w+", ""),
                    moved.resume(new Command.Resume("sm-a", OTHER, 20, 2))
                            .toString()
                            .replaceAll("\\[B@\\w+", ""));
            assertEquals(1, moved.read("a", 20, 0, 10).orElseThrow().size());
            assertEquals(
                    written.toData(account).toByteArray().length,
                    written.toData(moved).toByteArray().length);
        } finally {
            written.dispose();
        }
    }
}
