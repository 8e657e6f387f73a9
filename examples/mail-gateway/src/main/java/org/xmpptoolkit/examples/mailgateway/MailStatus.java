package org.xmpptoolkit.examples.mailgateway;

import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StanzaErrorType;

/**
 * Why a mail was not delivered: what a server answered, or a delivery report says.
 *
 * @param permanent whether trying again is of no use: 5xx, not 4xx
 * @param detail subject and detail of the enhanced code (RFC 3463), as {@code 1.1}; empty if there is none
 * @param text what was said, for people
 */
record MailStatus(boolean permanent, String detail, String text) {
    private static final Pattern ENHANCED = Pattern.compile("(?<![.\\d])([45])\\.(\\d{1,3}\\.\\d{1,3})(?![.\\d])");
    private static final int MOST_TEXT = 300;

    /** What is said with an enhanced code, in a delivery report or a reply. */
    static MailStatus of(boolean permanent, String text) {
        Matcher enhanced = ENHANCED.matcher(text);
        boolean found = enhanced.find();
        return new MailStatus(permanent, found ? enhanced.group(2) : "", Texts.oneLine(Texts.forXml(text), MOST_TEXT));
    }

    /**
     * What a server said about one mail.
     *
     * @return nothing if the trouble is not the mail's: the connection broke, the server shuts down or does not let us in
     */
    static Optional<MailStatus> of(MessagingException failure) {
        int code = -1;
        String text = "";
        for (@Nullable Exception at = failure; at instanceof MessagingException next; at = next.getNextException()) {
            int found = code(next);
            if (found > 0) {
                code = found;
                text = String.valueOf(next.getMessage());
            }
        }
        return switch (code) {
            case 421, 454, 530, 534, 535, 538 -> Optional.empty(); // RFC 5321 section 3.8, RFC 4954 section 6
            default -> code >= 400 && code < 600 ? Optional.of(of(code >= 500, text)) : Optional.empty();
        };
    }

    private static int code(MessagingException failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        } else if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send ? send.getReturnCode() : -1;
    }

    private StanzaErrorCondition condition() {
        return switch (detail) {
            case "1.0", "1.1", "1.3", "1.6" -> StanzaErrorCondition.ITEM_NOT_FOUND;
            case "1.2", "1.10", "4.3", "4.4" ->
                permanent ? StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND : StanzaErrorCondition.REMOTE_SERVER_TIMEOUT;
            case "2.3", "3.4" -> StanzaErrorCondition.POLICY_VIOLATION; // too large
            default ->
                switch (detail.isEmpty() ? '0' : detail.charAt(0)) {
                    case '4', '5', '3' -> StanzaErrorCondition.REMOTE_SERVER_TIMEOUT;
                    case '6' -> StanzaErrorCondition.NOT_ACCEPTABLE;
                    case '7' -> StanzaErrorCondition.FORBIDDEN;
                    case '2' -> StanzaErrorCondition.RECIPIENT_UNAVAILABLE;
                    default ->
                        permanent
                                ? StanzaErrorCondition.RECIPIENT_UNAVAILABLE
                                : StanzaErrorCondition.REMOTE_SERVER_TIMEOUT;
                };
        };
    }

    /** The error for whoever sent the message: {@code cancel} where it is of no use to send it again, else {@code wait}. */
    StanzaError toError() {
        return StanzaError.builder(condition())
                .type(permanent ? StanzaErrorType.CANCEL : StanzaErrorType.WAIT)
                .text(LangText.of(text))
                .build();
    }
}
