package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailReaderTest {
    private final MailReader reader = new MailReader(
            new Addresses(XmppHost.GATEWAY, MailHost.DOMAIN, List.of(XmppHost.DOMAIN)),
            new MessageIds(MailHost.DOMAIN));

    private List<MailReader.Read> read(String to, String body, String... headers) throws Exception {
        String mail = "From: romeo@example.org\r\nTo: " + to + "\r\nDate: Sun, 1 Mar 2026 12:00:00 +0000\r\n"
                + String.join("", headers) + "\r\n" + body;
        return reader.read(new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII))));
    }

    private String key(String body, String... headers) throws Exception {
        return read("juliet@mail.localhost", body, headers).get(0).key();
    }

    @Test
    void theSameMailHasTheSameKeyAndAnotherHasAnother() throws Exception {
        assertEquals(key("one", "Message-ID: <a@b>\r\n"), key("one", "Message-ID: <a@b>\r\n"));
        assertNotEquals(key("one", "Message-ID: <a@b>\r\n"), key("one", "Message-ID: <c@b>\r\n"));
        assertEquals(key("one"), key("one"));
        assertNotEquals(key("one"), key("two"), "programs that give no Message-ID send more than one mail a second");
    }

    @Test
    void isForAllItsRecipientsOrForNobody() throws Exception {
        assertEquals(100, read(users(100), "all").size());
        MessagingException failure = assertThrows(MessagingException.class, () -> read(users(101), "all"));
        assertTrue(String.valueOf(failure.getMessage()).contains("101 users"), failure::toString);
    }

    private static String users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "user" + i + "@mail.localhost")
                .collect(Collectors.joining(",\r\n "));
    }
}
