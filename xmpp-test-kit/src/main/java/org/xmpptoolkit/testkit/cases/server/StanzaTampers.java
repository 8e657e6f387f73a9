package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.xmpptoolkit.testkit.check.Tamper;

/** Ways to break rules of stanzas. */
final class StanzaTampers {
    private static final String ATTRIBUTES = "(?:\\s+[\\w:]+=(?:'[^']*'|\"[^\"]*\"))";
    private static final Pattern START_TAG = Pattern.compile("<[\\w:]+" + ATTRIBUTES + "*\\s*/?>");

    private StanzaTampers() {}

    /** A regular expression for the start of a stanza up to an attribute, in group 1, and the attribute. */
    static String upTo(String attribute) {
        return "^(<[a-z]+" + ATTRIBUTES + "*?)\\s+" + attribute + "=(?:'[^']*'|\"[^\"]*\")";
    }

    /** Whether a frame is a stanza. */
    static boolean isStanza(String frame) {
        return frame.startsWith("<iq") || frame.startsWith("<message") || frame.startsWith("<presence");
    }

    /** Whether a frame is a stanza of type error. */
    static boolean isError(String frame) {
        return isStanza(frame) && Tamper.attribute(head(frame), "type").equals("error");
    }

    /** Whether a frame is an iq of type result that is not about binding. */
    static boolean isResult(String frame) {
        return frame.startsWith("<iq")
                && Tamper.attribute(head(frame), "type").equals("result")
                && !frame.contains("xmpp-bind");
    }

    /** Whether a frame is a request that is not about binding. */
    static boolean isRequest(String frame) {
        String type = Tamper.attribute(head(frame), "type");
        return frame.startsWith("<iq") && (type.equals("get") || type.equals("set")) && !frame.contains("xmpp-bind");
    }

    /** The start tag. */
    static String head(String frame) {
        var start = START_TAG.matcher(frame);
        return start.lookingAt() ? start.group() : frame;
    }

    /** Replaces in certain frames that the subject says. */
    static Supplier<Tamper> inSaid(Predicate<String> frames, String regex, String replacement) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return () -> Tamper.saying(
                frame -> frames.test(frame) ? pattern.matcher(frame).replaceAll(replacement) : frame);
    }

    /** Replaces in errors. */
    static Supplier<Tamper> inErrors(String regex, String replacement) {
        return inSaid(StanzaTampers::isError, regex, replacement);
    }

    /** Names another condition in all errors. */
    static Supplier<Tamper> condition(String name) {
        return inErrors(
                "<(?!text)[a-z-]+ xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'",
                "<" + name + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'");
    }

    /** Answers certain requests with an empty result. */
    static Supplier<Tamper> resultFor(Predicate<String> requests) {
        return () -> Tamper.answering(
                frame -> isRequest(frame) && requests.test(frame),
                frame -> "<iq type='result'" + BoundClient.attribute("to", Tamper.attribute(head(frame), "from"))
                        + " id='" + Tamper.attribute(head(frame), "id").replace("'", "&apos;") + "'/>");
    }

    /** Answers certain frames with a stanza error of the same name and id. */
    static Supplier<Tamper> errorFor(Predicate<String> frames, String condition) {
        return () -> Tamper.answering(frames, frame -> error(frame, condition));
    }

    /** A stanza error to answer a stanza with. */
    static String error(String frame, String condition) {
        String name = frame.substring(1, frame.indexOf(' '));
        return "<" + name + " type='error' id='"
                + Tamper.attribute(head(frame), "id").replace("'", "&apos;")
                + "'><error type='cancel'><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></"
                + name + ">";
    }

    /** Says a stream error, and no more. */
    static Supplier<Tamper> streamErrorFor(Predicate<String> frames, String condition) {
        return () -> Tamper.answering(frames, frame -> streamError(condition));
    }

    static String streamError(String condition) {
        return "<stream:error><" + condition
                + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>";
    }

    /** Hands certain frames that one connection hears to all the others, changed. */
    static Supplier<Tamper> leaking(Predicate<String> frames, UnaryOperator<String> change) {
        List<Tamper.Link> links = new CopyOnWriteArrayList<>();
        return () -> new Tamper() {
            private boolean known;

            @Override
            public String said(String frame, Link link) {
                if (!known) {
                    known = true;
                    links.add(link);
                }
                return frame;
            }

            @Override
            public String heard(String frame, Link link) {
                if (frames.test(frame)) {
                    links.stream().filter(other -> other != link).forEach(other -> other.say(change.apply(frame)));
                }
                return frame;
            }
        };
    }

    /** Says a frame of a kind only behind the next frame. */
    static Supplier<Tamper> late(Predicate<String> frames) {
        return () -> new Tamper() {
            private String held = "";

            @Override
            public String said(String frame, Link link) {
                if (held.isEmpty() && frames.test(frame)) {
                    held = frame;
                    return "";
                }
                String both = frame + held;
                held = "";
                return both;
            }
        };
    }
}
