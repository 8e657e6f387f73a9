package org.xmpptoolkit.testkit.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.cases.CheckCases;

/** Every case fails where its rule is broken on purpose, and passes on the sound subject. */
class SelfTestTest {
    @Test
    void everyCaseAboutServersKillsItsMutant() throws Exception {
        assertAllKilled(new SelfTest(kill -> {}).servers(CheckCases.servers()));
    }

    @Test
    void everyCaseOverWebSocketKillsItsMutant() throws Exception {
        assertAllKilled(new SelfTest(kill -> {}).webSockets(CheckCases.webSockets()));
    }

    @Test
    void everyCaseAboutComponentsKillsItsMutant() throws Exception {
        assertAllKilled(new SelfTest(kill -> {}).components(CheckCases.components()));
    }

    @Test
    void everyCaseBetweenServersKillsItsMutant() throws Exception {
        assertAllKilled(new SelfTest(kill -> {}).federation(CheckCases.federation()));
    }

    @Test
    void everyCaseAboutClientsKillsItsMutant() throws Exception {
        assertAllKilled(new SelfTest(kill -> {}).clients(CheckCases.clients()));
    }

    private static void assertAllKilled(List<Kill> kills) {
        List<String> survivors = kills.stream()
                .filter(kill -> !kill.isKilled())
                .map(kill -> kill.onMutant().id() + ": on its mutant "
                        + kill.onMutant().judgement() + ", on the sound one "
                        + kill.onSound().judgement())
                .toList();
        assertEquals(List.of(), survivors);
    }
}
