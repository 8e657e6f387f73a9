package org.xmpptoolkit.stanza.chatstates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;
import org.xmpptoolkit.stanza.Message;

class ChatStateTest {
    @Test
    void isFoundWhicheverItIs() {
        for (ChatState state : List.of(
                ChatState.active(),
                ChatState.composing(),
                ChatState.paused(),
                ChatState.inactive(),
                ChatState.gone())) {
            String name = state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            assertEquals(
                    state,
                    Bound.read(state.getClass(), "<" + name + " xmlns='http://jabber.org/protocol/chatstates'/>"));
            Message message = Message.builder().payload(state.toElement()).build();
            assertEquals(Optional.of(state), message.extension(ChatState.class));
        }
        assertEquals(Optional.empty(), Message.builder().build().extension(ChatState.class));
    }

    @Test
    void areNotEqualToEachOther() {
        assertNotEquals(ChatState.active(), (Object) ChatState.gone());
        assertEquals(
                Optional.empty(),
                Message.builder().payload(ChatState.active()).build().extension(ChatState.Gone.class));
    }
}
