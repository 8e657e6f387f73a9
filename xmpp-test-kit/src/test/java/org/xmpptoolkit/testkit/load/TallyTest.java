package org.xmpptoolkit.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;

/** How messages are counted, and how they are known again. */
class TallyTest {
    private static final Jid ROMEO = Jid.parse("romeo@localhost/load");

    private final Tally tally = new Tally();
    private final AtomicLong now = new AtomicLong();
    private final Traffic traffic = new Traffic("run", tally, now::get);

    TallyTest() {
        traffic.begin(new Schedule(1_000, Duration.ofSeconds(1), 0)); // one a millisecond
    }

    private LoadResult result() {
        return tally.result(2, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private XmlElement sent(int number) {
        tally.due(number + 1L);
        tally.sent(number);
        return traffic.message(number, ROMEO);
    }

    @Test
    void aLatencyCountsFromTheTimeAtWhichTheMessageWasToBeSent() {
        XmlElement third = sent(3);
        now.set(13_000_000);
        traffic.heard(third);
        long longest = result().latency().percentiles().getOrDefault(100.0, 0L);
        assertEquals(10_000_000, longest, 10_000.0); // three digits are kept
    }

    @Test
    void oneThatComesTwiceIsADuplicateAndNothingElse() {
        XmlElement message = sent(0);
        traffic.heard(message);
        traffic.heard(message);
        assertEquals(1, result().messages().received());
        assertEquals(1, result().messages().duplicates());
        assertEquals(0, result().messages().lost());
    }

    @Test
    void oneThatIsSentAgainWasSentOnce() {
        sent(0);
        tally.sent(0);
        assertEquals(1, result().messages().sent());
        tally.notSent(0);
        assertEquals(1, result().messages().unsent());
    }

    @Test
    void oneThatComesBackIsCountedByItsConditionUntilItArrives() {
        XmlElement message = sent(0);
        traffic.heard(Message.fromElement(message)
                .error(StanzaError.of(StanzaErrorCondition.SERVICE_UNAVAILABLE))
                .toElement());
        assertEquals(Map.of("service-unavailable", 1L), result().messages().returned());
        assertEquals(0, result().messages().lost());
        traffic.heard(message);
        assertEquals(Map.of(), result().messages().returned());
        assertEquals(1, result().messages().received());
    }

    @Test
    void oneThatDoesNotComeIsLost() {
        sent(0);
        sent(1);
        tally.due(3);
        traffic.heard(traffic.message(0, ROMEO));
        assertEquals(1, result().messages().lost());
        assertEquals(1, result().messages().unsent());
        assertFalse(result().isComplete());
    }

    /** Its first stream got it over, but did not live to hear so; the second one did not take it. */
    @Test
    void oneThatArrivedAndWasNotSentAgainHidesNoLoss() {
        XmlElement first = sent(0);
        XmlElement second = sent(1);
        sent(2);
        traffic.heard(first);
        tally.notSent(0);
        tally.notSent(1);
        traffic.heard(second);
        assertEquals(3, result().messages().sent());
        assertEquals(1, result().messages().lost());
    }

    @Test
    void messagesOfOthersAreNotCounted() {
        sent(0);
        traffic.heard(new Traffic("earlier", tally, now::get).message(0, ROMEO));
        traffic.heard(Message.builder().to(ROMEO).body("load-run-x").build().toElement());
        traffic.heard(Message.builder().to(ROMEO).build().toElement());
        assertEquals(0, result().messages().received());
    }

    @Test
    void allIsSettledWhenNoMoreGetDueAndAllHaveCome() {
        XmlElement message = sent(0);
        tally.end();
        assertFalse(tally.settled().toCompletableFuture().isDone());
        traffic.heard(message);
        assertTrue(tally.settled().toCompletableFuture().isDone());
    }
}
