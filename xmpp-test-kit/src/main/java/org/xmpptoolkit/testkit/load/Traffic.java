package org.xmpptoolkit.testkit.load;

import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.MessageType;

/**
 * Writes the messages of a run and knows them again: the number of each stands behind the name of the run, in its body and its id.
 * Thread-safe.
 */
final class Traffic {
    private static final String PREFIX = "load-";

    private final String prefix;
    private final Tally tally;
    private final LongSupplier clock;
    private volatile @Nullable Schedule schedule;

    /**
     * The traffic of a run.
     *
     * @param run its name: messages of an earlier run, which a server may have kept, are not taken for its own
     * @param tally counts
     * @param clock tells nanoseconds
     */
    Traffic(String run, Tally tally, LongSupplier clock) {
        this.prefix = PREFIX + run + "-";
        this.tally = tally;
        this.clock = clock;
    }

    /** What latencies count from. */
    void begin(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A message to send. */
    XmlElement message(int number, Jid to) {
        String text = prefix + number;
        return Message.builder()
                .type(MessageType.CHAT)
                .id(text)
                .to(to)
                .body(text)
                .build()
                .toElement();
    }

    /** The number of a message that was made here; nothing for any other stanza. */
    OptionalInt number(XmlElement stanza) {
        return stanza.localName().equals("message")
                ? number(stanza.attribute("id").orElse(""))
                : OptionalInt.empty();
    }

    private OptionalInt number(String text) {
        if (!text.startsWith(prefix)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text, prefix.length(), text.length(), 10));
        } catch (NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    /** Counts a message that came, if it is one of ours. */
    void heard(XmlElement element) {
        Message message = Message.fromElement(element);
        if (message.isError()) {
            number(element)
                    .ifPresent(number -> tally.returned(
                            number,
                            message.error()
                                    .map(error -> error.condition())
                                    .orElse(StanzaErrorCondition.UNDEFINED_CONDITION)
                                    .elementName()));
            return;
        }
        Schedule times = schedule;
        if (times != null) {
            number(message.body().orElse(""))
                    .ifPresent(number -> tally.received(number, clock.getAsLong() - times.intended(number)));
        }
    }
}
