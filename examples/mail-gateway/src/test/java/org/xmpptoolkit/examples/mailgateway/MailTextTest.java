package org.xmpptoolkit.examples.mailgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailTextTest {
    private static String text(String... lines) throws Exception {
        byte[] mail = String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        return MailText.of(new MimeMessage(null, new ByteArrayInputStream(mail)));
    }

    @Test
    void readsWhatIsPlain() throws Exception {
        assertEquals(
                "Grüße\n-- \nR.", text("Content-Type: text/plain; charset=iso-8859-1", "", "Grüße", "-- ", "R.", ""));
        assertEquals("a\uFFFDb", text("Content-Type: text/plain; charset=no-such-charset", "", "a\u0001b"));
    }

    @Test
    void takesMarkupAway() throws Exception {
        assertEquals(
                "Hello\nRomeo & all",
                text(
                        "Content-Type: text/html",
                        "",
                        "<p>Hello<script>alert(1)</script></p><p>Romeo &amp; <b>all</b></p>"));
    }

    @Test
    void prefersPlainTextAndNamesAttachments() throws Exception {
        assertEquals(
                "plain\n[attachment: rose.png]",
                text(
                        "Content-Type: multipart/mixed; boundary=m",
                        "",
                        "--m",
                        "Content-Type: multipart/alternative; boundary=a",
                        "",
                        "--a",
                        "Content-Type: text/html",
                        "",
                        "<b>html</b>",
                        "--a",
                        "Content-Type: text/plain",
                        "",
                        "plain",
                        "--a--",
                        "--m",
                        "Content-Type: image/png; name=rose.png",
                        "Content-Transfer-Encoding: base64",
                        "",
                        "AAAA",
                        "--m--"));
    }

    @Test
    void saysThatThereIsMore() throws Exception {
        String text = text("", "a".repeat(100_000));
        assertTrue(text.endsWith("a\n[the mail is longer]"));
        assertTrue(text.length() < 33_000);
    }
}
