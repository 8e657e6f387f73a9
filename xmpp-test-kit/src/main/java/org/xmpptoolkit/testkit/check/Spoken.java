package org.xmpptoolkit.testkit.check;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.xmpptoolkit.testkit.result.Exchange;
import org.xmpptoolkit.testkit.result.Exchange.Kind;

/** Takes down what is said on one connection. Thread-safe. */
final class Spoken {
    private final Transcript transcript;
    private final int connection;

    Spoken(Transcript transcript) {
        this.transcript = transcript;
        this.connection = transcript.newConnection();
    }

    void sent(byte[] octets) {
        transcript.add(connection, Kind.SENT, octets);
    }

    /** What was sent, or what is shown instead of it. */
    void sent(String shown) {
        transcript.add(connection, Kind.SENT, shown, List.of());
    }

    /** What was sent, with the part of it that breaks a rule. */
    void sent(String before, String offending, String after) {
        String shownBefore = readable(before);
        String shown = readable(offending);
        transcript.add(
                connection,
                Kind.SENT,
                shownBefore + shown + readable(after),
                List.of(new Exchange.Mark(shownBefore.length(), shownBefore.length() + shown.length())));
    }

    /** What was sent, all of which breaks a rule. */
    void sentOffending(byte[] octets) {
        String shown = Transcript.readable(octets);
        transcript.add(connection, Kind.SENT, shown, List.of(new Exchange.Mark(0, shown.length())));
    }

    void received(byte[] octets) {
        transcript.add(connection, Kind.RECEIVED, octets);
    }

    void note(String what) {
        transcript.add(connection, Kind.NOTE, what, List.of());
    }

    void blame(String part) {
        transcript.mark(connection, Kind.RECEIVED, part);
    }

    private static String readable(String text) {
        return Transcript.readable(text.getBytes(StandardCharsets.UTF_8));
    }
}
