package org.xmpptoolkit.stream.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.xmpptoolkit.stream.identity.TestCertificate.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.jid.Jid;

class DerTest {
    /** Hexadecimal digits, a blank between octets. */
    private static byte[] octets(String hex) {
        return bytes(Arrays.stream(hex.trim().split(" "))
                .filter(octet -> !octet.isEmpty())
                .mapToInt(octet -> Integer.parseInt(octet, 16))
                .toArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "04", // no length
                "04 01", // no content
                "04 02 00", // too little content
                "04 01 00 00", // something behind it
                "05 01 00", // another tag
                "04 80 00 00", // indefinite length
                "04 81 01 00", // length not in its fewest octets
                "04 81 7F 00",
                "04 82 00 01 00",
                "04 83 00 00 01 00",
                "04 84 00 00 00 01 00",
                "04 81", // length cut off
                "04 82 01",
                "04 84 7F FF FF FF",
                "04 84 FF FF FF FF",
                "04 88 FF FF FF FF FF FF FF FF",
                "04 FF 00",
                "1F 04 01 00", // tag of more octets
            })
    void refusesWhatIsNotDer(String hex) {
        assertNull(Der.whole(octets(hex), hex.startsWith("1F") ? 0x1F : Der.OCTET_STRING));
    }

    @Test
    void readsLengthsOfOneToFourOctets() {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000}) {
            byte[] octets = element(Der.OCTET_STRING, new byte[length]);
            Der der = Der.whole(octets, Der.OCTET_STRING);
            assertNotNull(der, () -> "length " + length);
            assertEquals(length, der.length());
        }
    }

    @Test
    void refusesALongLengthThatTakesMoreOctetsThanItNeeds() {
        assertNull(Der.whole(padded("04 83 00 FF FF", 65_535), Der.OCTET_STRING));
        assertNull(Der.whole(padded("04 82 00 FF", 255), Der.OCTET_STRING));
        assertNull(Der.whole(padded("04 80", 128), Der.OCTET_STRING));
        assertNull(Der.whole(padded("04 84 01 00 00 00", 1 << 24), Der.OCTET_STRING));
    }

    private static byte[] padded(String head, int content) {
        byte[] octets = octets(head);
        return Arrays.copyOf(octets, octets.length + content);
    }

    @Test
    void textThatIsNotWellFormedIsNone() {
        Der der = Der.whole(octets("0C 02 C3 BC"), Der.UTF8_STRING);
        assertNotNull(der);
        assertEquals("\u00FC", der.text(StandardCharsets.UTF_8));
        assertNull(der.text(StandardCharsets.US_ASCII));
    }

    private static byte[] element(int tag, byte[] content) {
        int n = content.length;
        byte[] head = n < 128
                ? bytes(tag, n)
                : n < 256
                        ? bytes(tag, 0x81, n)
                        : n < 65_536 ? bytes(tag, 0x82, n >> 8, n) : bytes(tag, 0x83, n >> 16, n >> 8, n);
        byte[] whole = Arrays.copyOf(head, head.length + n);
        System.arraycopy(content, 0, whole, head.length, n);
        return whole;
    }

    @Test
    void walksOverTheContent() {
        Der list = Der.whole(octets("30 07 0C 01 61 05 00 16 00"), Der.SEQUENCE);
        assertNotNull(list);
        Der first = list.first();
        assertNotNull(first);
        assertEquals("a", first.text(StandardCharsets.UTF_8));
        assertFalse(list.endsWith(first));
        Der second = list.after(first);
        assertNotNull(second);
        Der third = list.after(second);
        assertNotNull(third);
        assertEquals(Der.IA5_STRING, third.tag());
        assertTrue(third.isEmpty());
        assertTrue(list.endsWith(third));
        assertNull(list.after(third));
        assertNull(list.only(Der.UTF8_STRING));
    }

    @Test
    void anInnerElementDoesNotReachOverItsOuterOne() {
        Der list = Der.whole(octets("30 03 0C 02 61"), Der.SEQUENCE);
        assertNotNull(list);
        assertNull(list.first());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30 0D 82 0B", // the name follows; this one is right
                "31 0D 82 0B", // SET
                "30 0E 82 0B", // the list is said to be longer
                "30 0C 82 0B", // shorter
                "30 0D 82 0A", // an octet is left behind the name
                "30 0D 82 0C", // the name is said to be longer
                "30 0D A2 0B", // constructed
                "30 0D 81 0B", // rfc822Name
                "30 80 82 0B", // indefinite length
                "30 81 0D 82 0B", // length not in its fewest octets
            })
    void onlyTheRightListNamesTheDomain(String head) {
        byte[] name = "example.com".getBytes(StandardCharsets.US_ASCII);
        byte[] begin = octets(head);
        byte[] extension = Arrays.copyOf(begin, begin.length + name.length);
        System.arraycopy(name, 0, extension, begin.length, name.length);
        assertEquals(
                head.equals("30 0D 82 0B"),
                PeerIdentities.of(TestCertificate.raw(extension)).matches(Jid.parse("example.com"), Service.CLIENT));
    }

    @Test
    void anEmptyListNamesNothing() {
        assertEquals(
                "PeerIdentities[0 names of servers, 0 addresses]",
                PeerIdentities.of(TestCertificate.raw(octets("30 00"))).toString());
    }
}
