package org.xmpptoolkit.testkit.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginGateTest {
    private final List<String> begun = new ArrayList<>();
    private final LoginGate gate = new LoginGate(2);

    private void enter(String... names) {
        for (String name : names) {
            gate.enter(() -> begun.add(name));
        }
    }

    @Test
    void letsSoManyInAndTheOthersInTheirTurn() {
        enter("a", "b", "c", "d");
        assertEquals(List.of("a", "b"), begun);
        gate.leave();
        assertEquals(List.of("a", "b", "c"), begun);
        gate.leave();
        gate.leave();
        gate.leave();
        enter("e", "f", "g");
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), begun);
    }

    @Test
    void shutItLetsNobodyIn() {
        enter("a", "b", "c");
        gate.shut();
        gate.leave();
        enter("d");
        assertEquals(List.of("a", "b"), begun);
    }
}
