package org.xmpptoolkit.examples.client;

import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stanza.ping.Ping;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent;

/**
 * What a client does with what comes in, over whatever transport. Called by the thread that reads, so it must not block.
 *
 * @param messages who hears messages
 * @param closed who hears that the stream is closed
 */
record Conversation(Consumer<Message> messages, Consumer<Reason> closed) {
    /**
     * Hears a notice.
     *
     * @return what to answer, if anything
     */
    Optional<Stanza> heard(StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.ElementReceived received && Stanza.isStanza(received.element())) {
            return answer(Stanza.fromElement(received.inLanguage()));
        } else if (notice instanceof StreamEvent.Closed last) {
            closed.accept(last.reason());
        }
        return Optional.empty();
    }

    /** Each request gets an answer, an error if need be (RFC 6120 section 8.2.3). */
    private Optional<Stanza> answer(Stanza stanza) {
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        if (fault.isPresent()) {
            return fault.map(stanza::error);
        } else if (stanza instanceof Message message) {
            messages.accept(message);
        } else if (stanza instanceof Iq iq && isPing(iq)) {
            return Optional.of(iq.result());
        }
        return StanzaRules.notUnderstood(stanza).map(stanza::error);
    }

    private static boolean isPing(Iq iq) {
        return iq.type().equals(Optional.of(IqType.GET))
                && iq.extension(Ping.class).isPresent();
    }
}
