package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmpptoolkit.core.XmlElement;

class StanzaFolderTest {
    private static final XmlElement STANZA =
            XmlElement.parse("<message xmlns='jabber:client'><body>é &lt;</body></message>");

    @TempDir
    private Path path = Path.of("");

    private StanzaFolder open(StanzaFolder.WhenFull whenFull) throws IOException {
        return StanzaFolder.open(path, 3, whenFull);
    }

    @Test
    void whatWasPutIsThereInOrderWhenItIsOpenedAgain() throws Exception {
        StanzaFolder folder = open(StanzaFolder.WhenFull.REFUSE);
        for (String key : List.of("c", "a", "b", "a")) {
            assertTrue(folder.put(key, STANZA));
        }
        assertFalse(folder.put("d", STANZA));
        StanzaFolder again = open(StanzaFolder.WhenFull.REFUSE);
        assertEquals(List.of("c", "a", "b"), again.keys());
        assertEquals(Optional.of(STANZA), again.get("a"));
        again.remove("a");
        assertEquals(List.of("c", "b"), open(StanzaFolder.WhenFull.REFUSE).keys());
    }

    @Test
    void takesMoreThanThereIsRoomForIfItHasTo() throws Exception {
        StanzaFolder folder = open(StanzaFolder.WhenFull.REFUSE);
        for (String key : List.of("a", "b", "c", "d")) {
            folder.putAnyway(key, STANZA);
        }
        assertEquals(
                List.of("a", "b", "c", "d"), open(StanzaFolder.WhenFull.REFUSE).keys());
        assertFalse(folder.put("e", STANZA));
        assertTrue(folder.put("a", STANZA));
    }

    @Test
    void forgetsTheOldestIfTold() throws Exception {
        StanzaFolder folder = open(StanzaFolder.WhenFull.FORGET_OLDEST);
        for (String key : List.of("a", "b", "c", "d")) {
            assertTrue(folder.put(key, STANZA));
        }
        assertEquals(
                List.of("b", "c", "d"),
                open(StanzaFolder.WhenFull.FORGET_OLDEST).keys());
    }

    @Test
    void whatWasHalfWrittenIsNotThereAndWhatCannotBeReadIsSetAside() throws Exception {
        Files.writeString(path.resolve("0000000000000001-a.xml.tmp"), "<message");
        Files.writeString(path.resolve("0000000000000002-b.xml"), "<message");
        StanzaFolder folder = open(StanzaFolder.WhenFull.REFUSE);
        assertEquals(List.of("b"), folder.keys());
        assertEquals(Optional.empty(), folder.get("b"));
        assertEquals(List.of(), folder.keys());
        try (Stream<Path> files = Files.list(path)) {
            assertEquals(
                    List.of("0000000000000002-b.xml.bad"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void aKeyIsNoPath() throws Exception {
        StanzaFolder folder = open(StanzaFolder.WhenFull.REFUSE);
        assertThrows(IllegalArgumentException.class, () -> folder.put("../a", STANZA));
    }
}
