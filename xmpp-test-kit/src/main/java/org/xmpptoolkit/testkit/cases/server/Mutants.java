package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.Tamper;

/** Ways in which a server breaks rules that several cases judge. */
final class Mutants {
    private static final String PASSED_ON = "urn:xmpptoolkit:passed-on";

    private Mutants() {}

    static boolean isHeader(String frame) {
        return frame.startsWith("<stream:stream");
    }

    /** A stream error and the end of the stream. */
    static String error(String condition) {
        return "<stream:error><" + condition + " xmlns='" + Namespaces.STREAM_ERRORS
                + "'/></stream:error></stream:stream>";
    }

    /** Changes the response headers. */
    static Tamper header(UnaryOperator<String> change) {
        return Tamper.saying(frame -> isHeader(frame) ? change.apply(frame) : frame);
    }

    /** Gives an attribute of the response headers another value. */
    static Tamper headerAttribute(String name, String value) {
        return header(frame -> withAttribute(frame, name, value));
    }

    /** A start tag with an attribute of a value. */
    static String withAttribute(String tag, String name, String value) {
        return tag.replaceAll("\\s" + name + "=(?:'[^']*'|\"[^\"]*\")", "")
                .replaceFirst("(/?>)$", " " + name + "='" + value + "'$1");
    }

    /** A start tag without an attribute. */
    static String withoutAttribute(String tag, String name) {
        return tag.replaceAll("\\s" + name + "=(?:'[^']*'|\"[^\"]*\")", "");
    }

    /** Refuses streams with certain headers, or declarations, where features are due. */
    static Tamper refusing(Predicate<String> frames, String condition) {
        return new Tamper() {
            private boolean refused;

            @Override
            public String heard(String frame, Link link) {
                refused |= frames.test(frame);
                return frame;
            }

            @Override
            public String said(String frame, Link link) {
                return refused && frame.startsWith("<stream:features") ? error(condition) : frame;
            }
        };
    }

    /** Hears nothing any more, once it has heard a certain frame. */
    static Tamper deafFrom(Predicate<String> frames) {
        return new Tamper() {
            private boolean deaf;

            @Override
            public String heard(String frame, Link link) {
                deaf |= frames.test(frame);
                return deaf ? "" : frame;
            }
        };
    }

    /** Makes an attribute of the response header from that of the initial one, and its own. */
    static Tamper fromInitial(String initially, String name, BinaryOperator<String> ofInitialAndOwn) {
        return new Tamper() {
            private String initial = "";

            @Override
            public String heard(String frame, Link link) {
                if (isHeader(frame)) {
                    initial = Tamper.attribute(frame, initially);
                }
                return frame;
            }

            @Override
            public String said(String frame, Link link) {
                return isHeader(frame)
                        ? withAttribute(frame, name, ofInitialAndOwn.apply(initial, Tamper.attribute(frame, name)))
                        : frame;
            }
        };
    }

    /** Overlooks what stands before a tag that begins with {@code <iq}, {@code <starttls} or {@code <stream:stream}. */
    static Tamper lenient(String regex) {
        Pattern pattern = Pattern.compile(regex + ".*?(?=<iq|<starttls|<stream:stream|$)", Pattern.DOTALL);
        return Tamper.hearing(frame -> pattern.matcher(frame).replaceAll(""));
    }

    /** Passes certain frames on to whom they name, which a sound server does not. */
    static Tamper passingOn(Predicate<String> frames, UnaryOperator<String> change) {
        Pattern wrapped = Pattern.compile("<passed-on xmlns=['\"]" + PASSED_ON + "['\"]>([0-9a-f]*)</passed-on>");
        return new Tamper() {
            @Override
            public String heard(String frame, Link link) {
                return frames.test(frame)
                        ? "<message to='" + Tamper.attribute(frame, "to") + "'><passed-on xmlns='" + PASSED_ON + "'>"
                                + HexFormat.of().formatHex(change.apply(frame).getBytes(StandardCharsets.ISO_8859_1))
                                + "</passed-on></message>"
                        : frame;
            }

            @Override
            public String said(String frame, Link link) {
                Matcher matcher = wrapped.matcher(frame);
                return matcher.find()
                        ? new String(HexFormat.of().parseHex(matcher.group(1)), StandardCharsets.ISO_8859_1)
                        : frame;
            }
        };
    }
}
