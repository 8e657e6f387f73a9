package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.Tamper;

/** Servers that are too lax at SASL. */
final class SaslMutants {
    private static final Pattern CONTENT =
            Pattern.compile("<(auth|response|initial-response)\\b[^>]*>([^<]*)</", Pattern.DOTALL);

    private SaslMutants() {}

    /** What a message of SASL says in a frame; empty if it says nothing. */
    static String message(String frame) {
        Matcher matcher = CONTENT.matcher(frame);
        return matcher.find() ? SaslSteps.decoded(matcher.group(2)).orElse("") : "";
    }

    static boolean begins(String frame) {
        return frame.startsWith("<auth");
    }

    /** Does not mind what is wrong with messages: goes on with a challenge, and ends with success. */
    static Tamper minding(Predicate<String> wrong) {
        return new Tamper() {
            private boolean taken;

            @Override
            public String heard(String frame, Link link) {
                String message = message(frame);
                String namespace = frame.contains(Namespaces.SASL2) ? Namespaces.SASL2 : Namespaces.SASL;
                if (begins(frame) && wrong.test(message)) {
                    taken = true;
                    String nonce = ScramExchange.attributes(message).getOrDefault("r", "none");
                    link.say("<challenge xmlns='" + namespace + "'>"
                            + SaslSteps.base64("r=" + nonce + "server,s=QSXCR+Q6sek8bf92,i=4096") + "</challenge>");
                    return "";
                }
                if (frame.startsWith("<response") && (taken || wrong.test(message))) {
                    link.say("<success xmlns='" + namespace + "'>" + SaslSteps.base64("v=AAAA") + "</success>");
                    return "";
                }
                return frame;
            }
        };
    }

    /** Skips in base64 what has no place there, as many decoders do. */
    static Tamper skippingInBase64() {
        return Tamper.hearing(frame -> {
            Matcher matcher = CONTENT.matcher(frame);
            if (!matcher.find()) {
                return frame;
            }
            String kept = matcher.group(2).replaceAll("[^A-Za-z0-9+/]", "");
            if (kept.length() % 4 == 1) {
                kept = kept.substring(0, kept.length() - 1);
            }
            byte[] octets = Base64.getDecoder().decode(kept.getBytes(StandardCharsets.US_ASCII));
            return frame.substring(0, matcher.start(2))
                    + Base64.getEncoder().encodeToString(octets)
                    + frame.substring(matcher.end(2));
        });
    }

    /** Answers in the server's stead what begins an exchange in clear. */
    static Tamper inClear(String answer) {
        return new Tamper() {
            @Override
            public String heard(String frame, Link link) {
                if (!begins(frame) || link.headers() > 1) {
                    return frame;
                }
                link.say(answer);
                return "";
            }
        };
    }

    /** Replaces in what the server says of a stream, counted from 1. */
    static Tamper onStream(int stream, String regex, String replacement) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return link.headers() == stream ? pattern.matcher(frame).replaceAll(replacement) : frame;
            }
        };
    }

    /** Does as if the stream had been opened anew, where the client goes on with the old one. */
    static Tamper withoutRestart(String header, Predicate<String> goesOn, int streams) {
        return new Tamper() {
            private boolean hides;
            private boolean opened;

            @Override
            public String heard(String frame, Link link) {
                opened |= link.headers() == streams && frame.startsWith("<stream:stream");
                if (!opened && link.headers() == streams && goesOn.test(frame)) {
                    hides = true;
                    link.tell(header);
                }
                return frame;
            }

            @Override
            public String said(String frame, Link link) {
                boolean opening = frame.startsWith("<?xml")
                        || frame.startsWith("<stream:stream")
                        || frame.startsWith("<stream:features");
                return hides && opening ? "" : frame;
            }
        };
    }
}
