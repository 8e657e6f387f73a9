package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DateTimeProfileTest {
    @Test
    void readsWhatTheProfileAllows() {
        Instant landing = Instant.parse("1969-07-21T02:56:15Z");
        for (String text : List.of("1969-07-21T02:56:15Z", "1969-07-20T21:56:15-05:00", "1969-07-21T02:56:15.000Z")) {
            assertEquals(Optional.of(landing), DateTimeProfile.parse(text), text);
        }
        assertEquals(
                Optional.of(landing.plusNanos(123_456_789)),
                DateTimeProfile.parse("1969-07-21T02:56:15.1234567899+00:00"));
    }

    @Test
    void refusesEverythingElse() {
        for (String text : List.of(
                "",
                "1969-07-21",
                "1969-07-21T02:56:15",
                "1969-07-21T02:56Z",
                "1969-07-21 02:56:15Z",
                "1969-07-21t02:56:15Z",
                "1969-07-21T02:56:15z",
                " 1969-07-21T02:56:15Z",
                "1969-07-21T02:56:15.Z",
                "1969-07-21T02:56:15,5Z",
                "1969-07-21T02:56:150Z",
                "1969-07-21T02:56:15+0000",
                "1969-07-21T02:56:15+99:00",
                "1969-02-30T02:56:15Z",
                "1969-07-21T24:00:00Z",
                "1969-07-21T23:59:60Z",
                "20020910T23:08:25",
                "-1969-07-21T02:56:15Z",
                "11969-07-21T02:56:15Z")) {
            assertEquals(Optional.empty(), DateTimeProfile.parse(text), text);
        }
    }

    @Test
    void writesYearsOfFourDigitsOnly() {
        assertEquals("0000-01-01T00:00:00Z", DateTimeProfile.format(Instant.parse("0000-01-01T00:00:00Z")));
        assertThrows(
                IllegalArgumentException.class, () -> DateTimeProfile.format(Instant.parse("-0001-12-31T23:59:59Z")));
        assertThrows(IllegalArgumentException.class, () -> DateTimeProfile.format(Instant.MAX));
    }
}
