package org.xmpptoolkit.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final long START = 5_000_000_000L;
    private static final long MILLI = 1_000_000;

    private static Schedule schedule(double rate, long seconds) {
        return new Schedule(rate, Duration.ofSeconds(seconds), START);
    }

    @Test
    void sendsTheFirstAtOnceAndTheOthersEvenly() {
        Schedule schedule = schedule(500, 10);
        assertEquals(START, schedule.intended(0));
        assertEquals(START + 2 * MILLI, schedule.intended(1));
        assertEquals(START + 9_998 * MILLI, schedule.intended(4_999));
        assertEquals(5_000, schedule.total());
    }

    @Test
    void tellsWhatIsDueAsTimePasses() {
        Schedule schedule = schedule(500, 10);
        assertEquals(0, schedule.due(START - 1));
        assertEquals(1, schedule.due(START));
        assertEquals(1, schedule.due(START + 2 * MILLI - 1));
        assertEquals(2, schedule.due(START + 2 * MILLI));
        assertEquals(500, schedule.due(START + 999 * MILLI));
    }

    @Test
    void catchesUpWithAllThatWasMissedAndNoMore() {
        Schedule schedule = schedule(500, 10);
        assertEquals(2_501, schedule.due(START + 5_000 * MILLI));
        assertEquals(5_000, schedule.due(START + 3_600_000 * MILLI));
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "0.5, 10, 5", "0.3, 10, 3", "3, 1, 3", "7, 3, 21", "1000000, 2, 2000000", "0.01, 1, 1"})
    void hasRateTimesDurationMessages(double rate, long seconds, long messages) {
        assertEquals(messages, schedule(rate, seconds).total());
    }

    @ParameterizedTest
    @CsvSource({"3", "7", "0.3", "999.9", "48000"})
    void isDueExactlyFromItsTimeOn(double rate) {
        Schedule schedule = schedule(rate, 1_000);
        for (int number = 0; number < 200; number++) {
            long time = schedule.intended(number);
            assertTrue(schedule.due(time) > number, () -> "due at its time, by " + rate);
            assertTrue(schedule.due(time - 1) <= number, () -> "not due before, by " + rate);
        }
    }
}
