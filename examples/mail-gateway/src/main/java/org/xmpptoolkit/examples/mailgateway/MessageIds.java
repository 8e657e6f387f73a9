package org.xmpptoolkit.examples.mailgateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Message-IDs, in which two things are kept: the key of a message of ours, by which a report about it is known, and the thread of a
 * conversation. A thread that began as mail is called by the Message-ID of its first mail; one that began as messages is the
 * Message-ID that its mails refer to.
 *
 * @param mailDomain what stands behind the @ of ours
 */
record MessageIds(String mailDomain) {
    private static final Pattern ID = Pattern.compile("<[\\w!#$%&'*+/=?^`{|}~.-]{1,160}@[A-Za-z0-9.:\\[\\]_-]{1,160}>");
    private static final int MOST_THREAD_OCTETS = 100;
    private static final String THREAD = "thread.";

    /** The first Message-ID in the value of a header that may be written again. */
    static Optional<String> first(String header) {
        Matcher id = ID.matcher(header);
        return id.find() ? Optional.of(id.group()) : Optional.empty();
    }

    String ofKey(String key) {
        return "<" + key + "@" + mailDomain + ">";
    }

    /** The key of a message of ours. */
    Optional<String> key(String id) {
        return ours(id).filter(key -> !key.startsWith(THREAD));
    }

    /** What the mails of a thread refer to; nothing if its name is too long. */
    Optional<String> ofThread(String thread) {
        if (ID.matcher("<" + thread + ">").matches()) {
            return Optional.of("<" + thread + ">");
        }
        byte[] octets = thread.getBytes(StandardCharsets.UTF_8);
        return octets.length == 0 || octets.length > MOST_THREAD_OCTETS
                ? Optional.empty()
                : Optional.of(
                        ofKey(THREAD + Base64.getUrlEncoder().withoutPadding().encodeToString(octets)));
    }

    /** The thread that mails which refer to an id are of. */
    String thread(String id) {
        return ours(id).filter(key -> key.startsWith(THREAD))
                .flatMap(key -> decode(key.substring(THREAD.length())))
                .orElse(id.substring(1, id.length() - 1));
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(Texts.forXml(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> ours(String id) {
        int at = id.lastIndexOf('@');
        return id.substring(at + 1).equalsIgnoreCase(mailDomain + ">")
                ? Optional.of(id.substring(1, at))
                : Optional.empty();
    }
}
