package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.parser.ParserDelegator;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, as plain text: its plain parts, those in HTML without the markup where there is nothing else, and a line for each
 * attachment. Of a mail on an IMAP server only the parts that are text are fetched.
 */
final class MailText {
    /** The bounds on what is read; what is beyond them stays in the mailbox, which the text says. */
    private static final int MOST_OCTETS = 65_536;

    private static final int MOST_OCTETS_IN_ALL = 262_144;

    private static final int MOST_CHARACTERS = 32_768;
    private static final int MOST_DEPTH = 10;
    private static final int MOST_PARTS = 100;

    private final StringBuilder text = new StringBuilder();
    private int parts;
    private int left = MOST_OCTETS_IN_ALL;
    private boolean cut;

    private MailText() {}

    static String of(Part mail) throws MessagingException, IOException {
        MailText reader = new MailText();
        reader.add(mail, 0);
        String text = Texts.forXml(reader.text.toString()).strip();
        String shown = Texts.cut(text, MOST_CHARACTERS);
        return shown + (reader.cut || shown.length() < text.length() ? "\n[the mail is longer]" : "");
    }

    private void add(Part part, int depth) throws MessagingException, IOException {
        if (++parts > MOST_PARTS || depth > MOST_DEPTH) {
            cut = true;
        } else if (isAttachment(part)) {
            String name = Optional.ofNullable(part.getFileName()).orElse("without a name");
            append("[attachment: " + Texts.oneLine(name, 100) + "]");
        } else if (part.isMimeType("text/html")) {
            append(withoutMarkup(read(part)));
        } else if (part.isMimeType("text/*")) {
            append(read(part));
        } else if (part.isMimeType("multipart/alternative")) {
            alternative((Multipart) part.getContent(), depth);
        } else if (part.isMimeType("multipart/*")) {
            Multipart inner = (Multipart) part.getContent();
            for (int i = 0; i < inner.getCount(); i++) {
                add(inner.getBodyPart(i), depth + 1);
            }
        } else {
            append("[attachment: " + Texts.oneLine(part.getContentType(), 100) + "]");
        }
    }

    /** The plain one if there is one, else the first that is no attachment by its type. */
    private void alternative(Multipart choices, int depth) throws MessagingException, IOException {
        @Nullable Part best = null;
        for (int i = 0; i < Math.min(choices.getCount(), MOST_PARTS); i++) {
            Part choice = choices.getBodyPart(i);
            if (choice.isMimeType("text/plain")) {
                best = choice;
                break;
            } else if (best == null && (choice.isMimeType("text/html") || choice.isMimeType("multipart/*"))) {
                best = choice;
            }
        }
        if (best != null) {
            add(best, depth + 1);
        }
    }

    private static boolean isAttachment(Part part) throws MessagingException {
        boolean named = part.getFileName() != null && !part.isMimeType("multipart/*");
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || named;
    }

    private void append(String more) {
        text.append(text.isEmpty() ? "" : "\n").append(more.strip());
    }

    private String read(Part part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            int most = Math.min(MOST_OCTETS, left);
            byte[] octets = in.readNBytes(most);
            left -= octets.length;
            cut |= octets.length == most;
            return new String(octets, charset(part));
        }
    }

    /** What is no charset, or none that this JDK knows, is read as UTF-8, which ASCII is too. */
    private static Charset charset(Part part) throws MessagingException {
        @Nullable String name = new ContentType(part.getContentType()).getParameter("charset");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String withoutMarkup(String html) throws IOException {
        StringBuilder text = new StringBuilder();
        new ParserDelegator()
                .parse(
                        new StringReader(html),
                        new HTMLEditorKit.ParserCallback() {
                            @Override
                            public void handleText(char[] data, int position) {
                                text.append(data);
                            }

                            @Override
                            public void handleStartTag(
                                    HTML.Tag tag, javax.swing.text.MutableAttributeSet attributes, int position) {
                                if (tag.isBlock()) {
                                    text.append('\n');
                                }
                            }

                            @Override
                            public void handleSimpleTag(
                                    HTML.Tag tag, javax.swing.text.MutableAttributeSet attributes, int position) {
                                if (tag.breaksFlow()) {
                                    text.append('\n');
                                }
                            }
                        },
                        true);
        return text.toString();
    }
}
