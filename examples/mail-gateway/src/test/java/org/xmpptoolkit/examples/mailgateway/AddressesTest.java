package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;

class AddressesTest {
    private static final Addresses ADDRESSES = new Addresses(
            Jid.ofDomain("mail.example.com"),
            "im.example.com",
            List.of(Jid.ofDomain("example.com"), Jid.ofDomain("example.net")));

    @Test
    void everyUserHasAMailAddressThatLeadsBack() {
        for (String user : List.of(
                "juliet@example.com",
                "juliet@example.net",
                "d\\27artagnan@example.com",
                "a..b.@example.com",
                "джульетта@example.com",
                "50%off@example.net",
                "=2e@example.com")) {
            String mail = ADDRESSES.mailOfUser(Jid.parse(user));
            assertTrue(Addresses.isMail(mail), mail);
            assertEquals(Optional.of(Jid.parse(user)), ADDRESSES.userOf(mail), mail);
        }
        assertEquals("juliet@im.example.com", ADDRESSES.mailOfUser(Jid.parse("juliet@example.com/balcony")));
        assertEquals("juliet%example.net@im.example.com", ADDRESSES.mailOfUser(Jid.parse("juliet@example.net")));
    }

    @Test
    void everyMailAddressHasAnAddressInXmppThatLeadsBack() {
        for (String mail :
                List.of("romeo@example.org", "o'brien@example.org", "a/b&c+d@example.org", "50%off@example.org")) {
            Jid contact = ADDRESSES.contactOf(mail).orElseThrow();
            assertEquals(Optional.of(mail), ADDRESSES.mailOf(contact), contact.toString());
        }
    }

    @Test
    void usersOfOtherDomainsGetNoMail() {
        assertEquals(Optional.empty(), ADDRESSES.userOf("juliet%evil.example@im.example.com"));
        assertEquals(Optional.empty(), ADDRESSES.userOf("juliet@example.com"));
        assertEquals(Optional.empty(), ADDRESSES.userOf("@im.example.com"));
        assertEquals(Optional.empty(), ADDRESSES.userOf("juliet=@im.example.com"));
    }

    @Test
    void nothingThatEndsALineOrACommandIsAMailAddress() {
        for (String text : List.of(
                "a@b\r\nRCPT TO:<c@d>",
                "a\r\n@b",
                "a@b>",
                "<a@b",
                "a b@c",
                "\"a\"@b",
                "a@b@c",
                "a@[127.0.0.1]",
                "a@-b",
                "a@b..c",
                "@b",
                "a@",
                "a@b\n",
                "é@b",
                "a".repeat(65) + "@b")) {
            assertFalse(Addresses.isMail(text), text);
        }
    }
}
