package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/stream-states.md} says what the machine does. With {@code -Dxmpptoolkit.write} it is written anew. */
class StreamStatesTest {
    private static final Path PAGE =
            Path.of(Objects.requireNonNull(System.getProperty("xmpptoolkit.root")), "docs", "stream-states.md");

    @Test
    void thePageSaysWhatTheMachineDoes() throws IOException {
        String page = page();
        if (System.getProperty("xmpptoolkit.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE), "write it anew: -Dxmpptoolkit.write -Dtest=StreamStatesTest");
    }

    @ParameterizedTest
    @EnumSource
    void everyPhaseIsReached(Role role) {
        Set<Phase> reached = StreamStates.explore(role).states().stream()
                .map(StreamStates.State::phase)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Phase.values()), reached);
    }

    @ParameterizedTest
    @EnumSource
    void noStateContradictsItself(Role role) {
        for (StreamStates.State state : StreamStates.explore(role).states()) {
            boolean flows = state.ours() == Half.OPEN && state.theirs() == Half.OPEN;
            switch (state.phase()) {
                case ESTABLISHED -> assertTrue(flows && state.secure() && state.authenticated(), state::toString);
                case NEGOTIATING -> assertTrue(flows, state::toString);
                case SECURING -> assertTrue(!state.secure() && !state.authenticated(), state::toString);
                case CLOSING -> assertEquals(Half.CLOSED, state.ours(), state::toString);
                default -> {}
            }
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The states of a stream

                What leads a stream from one state to the next, for a client and the server's side of it, with TLS required, found by doing
                everything that can happen in every state that can be reached. This page is written by `StreamStatesTest`, which fails if it
                says anything else than the machine does. What is not listed changes no state, or is the caller's error.

                'ours' and 'theirs' are the two directions of the stream: idle before the header, closed behind the closing tag.
                """);
        for (Role role : Role.values()) {
            StreamStates states = StreamStates.explore(role);
            page.append("\n## ")
                    .append(role == Role.INITIATING ? "The initiating entity" : "The receiving entity")
                    .append("\n\n```mermaid\n")
                    .append(states.diagram())
                    .append("```\n\n")
                    .append(states.table());
        }
        return page.toString();
    }
}
