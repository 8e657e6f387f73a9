package org.xmpptoolkit.testkit.check;

import io.netty.pkitesting.CertificateBuilder;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Breaks a rule on purpose: stands between the checker and a sound subject, and changes what they say to each other. It sees frame by
 * frame: an XML declaration, a stream header, a whole first-level element, a closing tag, white space, or, where there is no
 * well-formed XML, what came at once. Each octet of a frame is one char of the same number (ISO 8859-1), so that nothing is lost of
 * what is no UTF-8. One is made for each connection, and is used by one thread at a time.
 */
public interface Tamper {
    /** Where a tamper stands. */
    interface Link {
        /**
         * Says something to the checker, as if the subject had said it.
         *
         * @param text what to say, a char for each octet
         */
        void say(String text);

        /**
         * Says something to the checker in a message of the binary type, where there are such; where not, as {@link #say}.
         *
         * @param text what to say, a char for each octet
         */
        default void sayBinary(String text) {
            say(text);
        }

        /**
         * Says something to the subject, as if the checker had said it.
         *
         * @param text what to say, a char for each octet
         */
        void tell(String text);

        /** Ends the connection on both sides. */
        void end();

        /** Ends the connection on both sides; where it is under TLS, without the close_notify that {@link #end} sends. */
        default void cut() {
            end();
        }

        /** {@return how many stream headers the subject has said, with this one if it is one} */
        int headers();
    }

    /**
     * {@return what becomes of a frame that the subject says: the text that goes on to the checker, empty for none}
     *
     * @param frame the frame, a char for each octet
     * @param link where this stands, to say more than that
     */
    default String said(String frame, Link link) {
        return frame;
    }

    /**
     * {@return what becomes of a frame that the checker says: the text that goes on to the subject, empty for none}
     *
     * @param frame the frame, a char for each octet
     * @param link where this stands, to say more than that
     */
    default String heard(String frame, Link link) {
        return frame;
    }

    /** {@return what is changed of the certificate that the checker sees, where its subject is a server; nothing unless overridden} */
    default Optional<UnaryOperator<CertificateBuilder>> certificate() {
        return Optional.empty();
    }

    /** {@return whether the checker gets to know that the subject has ended the connection} */
    default boolean passesEnd() {
        return true;
    }

    /** {@return the subprotocol that is granted to the checker over WebSocket; an empty text for none} */
    default String subprotocol() {
        return "xmpp";
    }

    /**
     * {@return a tamper that shows another certificate}
     *
     * @param change what to change of a sound one
     */
    static Tamper showing(UnaryOperator<CertificateBuilder> change) {
        return new Tamper() {
            @Override
            public Optional<UnaryOperator<CertificateBuilder>> certificate() {
                return Optional.of(change);
            }
        };
    }

    /**
     * {@return a tamper that changes what the subject says}
     *
     * @param change gets each frame, and gives what goes on to the checker, empty for nothing
     */
    static Tamper saying(UnaryOperator<String> change) {
        return new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return change.apply(frame);
            }
        };
    }

    /**
     * {@return a tamper that replaces in what the subject says}
     *
     * @param regex what to replace in each frame, as often as it is there; a dot stands for line breaks too
     * @param replacement what to put there, with {@code $1} for a group
     */
    static Tamper replacing(String regex, String replacement) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return saying(frame -> pattern.matcher(frame).replaceAll(replacement));
    }

    /**
     * {@return a tamper that keeps from the checker what the subject says}
     *
     * @param frames which frames to keep back
     */
    static Tamper silent(Predicate<String> frames) {
        return saying(frame -> frames.test(frame) ? "" : frame);
    }

    /**
     * {@return a tamper that changes what the subject hears}
     *
     * @param change gets each frame, and gives what goes on to the subject, empty for nothing
     */
    static Tamper hearing(UnaryOperator<String> change) {
        return new Tamper() {
            @Override
            public String heard(String frame, Link link) {
                return change.apply(frame);
            }
        };
    }

    /**
     * {@return a tamper that keeps from the subject what the checker says, so that nothing comes of it}
     *
     * @param frames which frames to keep back
     */
    static Tamper deaf(Predicate<String> frames) {
        return hearing(frame -> frames.test(frame) ? "" : frame);
    }

    /**
     * {@return a tamper that keeps from the subject each frame of the checker that has a text}
     *
     * @param text the text, a char for each octet
     */
    static Tamper deafTo(String text) {
        return deaf(frame -> frame.contains(text));
    }

    /**
     * {@return a tamper that answers for the subject, which does not hear what is answered}
     *
     * @param frames which frames of the checker to answer
     * @param answer gets the frame, and gives what to say to the checker
     */
    static Tamper answering(Predicate<String> frames, Function<String, String> answer) {
        return answering(frames, (frame, link) -> link.say(answer.apply(frame)));
    }

    /**
     * {@return a tamper that says more in front of what the subject says}
     *
     * @param frames in front of which frames
     * @param more what to say there, a char for each octet
     */
    static Tamper before(Predicate<String> frames, String more) {
        return saying(frame -> frames.test(frame) ? more + frame : frame);
    }

    /**
     * {@return a tamper that says more behind what the subject says}
     *
     * @param frames behind which frames
     * @param more what to say there, a char for each octet
     */
    static Tamper behind(Predicate<String> frames, String more) {
        return saying(frame -> frames.test(frame) ? frame + more : frame);
    }

    /**
     * {@return a tamper that ends the connection as soon as the checker says something: the subject cannot bear it}
     *
     * @param frames what of the checker it cannot bear
     */
    static Tamper endingOn(Predicate<String> frames) {
        return answering(frames, (frame, link) -> link.end());
    }

    /**
     * {@return a tamper that does something when the checker says something, which the subject does not get to hear}
     *
     * @param frames which frames of the checker
     * @param answer gets the frame, and where the tamper stands
     */
    static Tamper answering(Predicate<String> frames, BiConsumer<String, Link> answer) {
        return new Tamper() {
            @Override
            public String heard(String frame, Link link) {
                if (!frames.test(frame)) {
                    return frame;
                }
                answer.accept(frame, link);
                return "";
            }
        };
    }

    /** {@return a tamper that believes every certificate, and is sound besides} For clients only. */
    static Tamper trusting() {
        return new Trusting();
    }

    /** What {@link #trusting} gives: who stands on the way to a client shows it a certificate of its own. */
    final class Trusting implements Tamper {
        private Trusting() {}
    }

    /** {@return a tamper that never lets go: stream errors, closing tags and the end of the connection do not reach the checker} */
    static Tamper neverEnding() {
        return new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return frame.startsWith("<stream:error") || frame.startsWith("</stream") ? "" : frame;
            }

            @Override
            public boolean passesEnd() {
                return false;
            }
        };
    }

    /**
     * {@return this tamper, then another on what this one leaves}
     *
     * @param other does not get to see what this one keeps back
     */
    default Tamper and(Tamper other) {
        Tamper first = this;
        return new Tamper() {
            @Override
            public String said(String frame, Link link) {
                String left = first.said(frame, link);
                return left.isEmpty() ? left : other.said(left, link);
            }

            @Override
            public String heard(String frame, Link link) {
                String left = first.heard(frame, link);
                return left.isEmpty() ? left : other.heard(left, link);
            }

            @Override
            public boolean passesEnd() {
                return first.passesEnd() && other.passesEnd();
            }

            @Override
            public String subprotocol() {
                return first.subprotocol().isEmpty() ? "" : other.subprotocol();
            }
        };
    }

    /**
     * {@return the value of an attribute in a frame, or an empty text}
     *
     * @param frame a stream header or an element; the first attribute of the name counts, wherever it is
     * @param name the name with its prefix, if it has one
     */
    static String attribute(String frame, String name) {
        var matcher =
                Pattern.compile("\\s" + name + "=(?:'([^']*)'|\"([^\"]*)\")").matcher(frame);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
