package org.xmpptoolkit.jid;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people most often have overlooked if an address is refused, or is not the one they meant. */
final class JidHints {
    /** What looks like an at sign or a slash and separates nothing. */
    private static final String LOOKALIKES = "\uFF20\uFE6B\uFF0F\u2044\u2215\u29F8";

    /** How many of them look like an at sign; they come first. */
    private static final int AT_SIGNS = 2;

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    /** A mailbox with a display name: RFC 5322 section 3.4. */
    private static final Pattern MAILBOX = Pattern.compile("[^<]*<([^<>]+)> *");

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}\\z");

    private final String text;
    private final JidProfile profile;
    private final JidResult result;
    private final List<String> hints = new ArrayList<>();

    private JidHints(JidExplanation explanation) {
        this.text = explanation.text();
        this.profile = explanation.profile();
        this.result = explanation.result();
    }

    static List<String> of(JidExplanation explanation) {
        JidHints hints = new JidHints(explanation);
        if (!explanation.parts().isEmpty()) {
            hints.addUnassigned();
            hints.addLookalikes();
            hints.addReplacement();
            explanation.parts().forEach(hints::addSpaces);
            if (hints.result instanceof JidResult.Refused) {
                boolean otherNotation = hints.addUri() || hints.addUrl() || hints.addMailbox();
                explanation.parts().forEach(hints::addUnderscore);
                hints.addBrackets();
                explanation.parts().forEach(hints::addPort);
                hints.addFinalSlash();
                if (!otherNotation) {
                    hints.addEscaped();
                }
            }
        }
        return hints.hints;
    }

    private void addUnassigned() {
        if (result instanceof JidResult.Refused refused
                && refused.reason() == JidError.UNASSIGNED_CODE_POINT
                && isValid(text, JidProfile.STRINGPREP_QUERY)) {
            hints.add(
                    "stringprep-query lets through what Unicode 3.2 does not assign, as RFC 3454 section 7 has it for what"
                            + " comes from others; stringprep is for what is stored");
        }
    }

    private void addLookalikes() {
        for (int i = 0; i < text.length(); i++) {
            int which = LOOKALIKES.indexOf(text.charAt(i));
            if (which >= 0) {
                hints.add(CodePoints.describe(text.substring(i, i + 1)) + " at index " + i
                        + " separates nothing; only U+0040 and U+002F do, and the text is split before it is mapped"
                        + " (RFC 7622 section 3.1)");
                if (result instanceof JidResult.Refused) {
                    String separator = which < AT_SIGNS ? "@" : "/";
                    propose(text.substring(0, i) + separator + text.substring(i + 1), "with '" + separator + "' there");
                }
                return;
            }
        }
    }

    private void addReplacement() {
        int at = text.indexOf('\uFFFD');
        if (at >= 0) {
            hints.add(
                    "U+FFFD at index " + at + " most often stands for octets that were no UTF-8; look at the text as it"
                            + " was before it was decoded");
        }
    }

    private void addSpaces(JidExplanation.Part part) {
        String given = part.given();
        if (given.isEmpty()) {
            return;
        }
        boolean first = isSpace(given.codePointAt(0));
        boolean last = isSpace(given.codePointBefore(given.length()));
        if (first || last) {
            hints.add(ExplanationText.name(part.part()) + " " + (first ? "begins" : "ends") + " with white space"
                    + (first && last ? " and ends with it" : "") + "; nothing is trimmed");
        }
    }

    private static boolean isSpace(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.WHITE_SPACE);
    }

    private boolean addUri() {
        return text.regionMatches(true, 0, "xmpp:", 0, 5)
                && hints.add("this looks like an XMPP URI (RFC 5122); the address is what follows \"xmpp:\", after"
                        + " percent-decoding");
    }

    private boolean addUrl() {
        return URL.matcher(text).lookingAt() && hints.add("this looks like a URL; an address has no scheme in front");
    }

    private boolean addMailbox() {
        Matcher mailbox = MAILBOX.matcher(text);
        return mailbox.matches() && propose(mailbox.group(1), "the address stands in the angle brackets");
    }

    private void addPort(JidExplanation.Part part) {
        Matcher port = PORT.matcher(part.given());
        if (part.part() == JidPart.DOMAINPART && port.find()) {
            int colon = part.index() + port.start();
            propose(text.substring(0, colon) + text.substring(part.index() + port.end()), "an address has no port");
        }
    }

    private void addFinalSlash() {
        if (text.endsWith("/") && text.indexOf('/') == text.length() - 1) {
            propose(
                    text.substring(0, text.length() - 1),
                    "the first \"/\" begins the resourcepart, and what follows it is empty");
        }
    }

    private void addUnderscore(JidExplanation.Part part) {
        if (part.part() == JidPart.DOMAINPART && part.given().indexOf('_') >= 0) {
            hints.add(
                    "an underscore may be in a DNS name, but not in a host name: labels are letters, digits and hyphens"
                            + " (RFC 1123 section 2.1)");
        }
    }

    private void addBrackets() {
        Split split = Split.of(text);
        String domain = split.domainpart();
        if (IpLiteral.isBare(domain)) {
            propose(
                    text.substring(0, split.at() + 1) + "[" + domain + "]" + text.substring(split.end()),
                    "an IPv6 address stands in brackets");
        }
    }

    /** XEP-0106, if the localpart is what an earlier or a later at sign ends. */
    private void addEscaped() {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        for (int at : new int[] {bare.indexOf('@'), bare.lastIndexOf('@'), text.lastIndexOf('@')}) {
            if (at > 0) {
                Optional<String> escaped = escaped(text.substring(0, at));
                String rest = text.substring(at);
                if (escaped.isPresent()
                        && propose(escaped.get() + rest, "a localpart can hold this escaped (XEP-0106)")) {
                    return;
                }
            }
        }
    }

    private static Optional<String> escaped(String name) {
        if (name.startsWith(" ") || name.endsWith(" ")) {
            return Optional.empty();
        }
        String escaped = JidEscaping.escape(name);
        return escaped.equals(name) ? Optional.empty() : Optional.of(escaped);
    }

    private boolean propose(String address, String why) {
        if (!isValid(address, profile)) {
            return false;
        }
        hints.add(why + ": " + CodePoints.quote(address) + " is valid");
        return true;
    }

    private static boolean isValid(String address, JidProfile profile) {
        return Jid.tryParse(address, profile) instanceof JidResult.Parsed;
    }
}
