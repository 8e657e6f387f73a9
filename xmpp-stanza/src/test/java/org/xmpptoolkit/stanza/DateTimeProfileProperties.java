package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DateTimeProfileProperties {
    /** From the first to the last second of the years 0 to 9999. */
    @Property
    void readingWhatWasWrittenIsIdentity(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant instant = Instant.ofEpochSecond(second, nanos);
        assertEquals(Optional.of(instant), DateTimeProfile.parse(DateTimeProfile.format(instant)));
    }
}
