package org.xmpptoolkit.jid;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a part is expected to come to: its prepared text, or part and reason of its refusal.
 *
 * @param part the part at fault; null as long as nobody asks
 */
record Expected(
        @Nullable String text,
        @Nullable JidPart part,
        @Nullable JidError reason) {
    /** The reasons that are a code point's, which the message must name. */
    private static final Set<JidError> OF_A_CODE_POINT = EnumSet.of(
            JidError.LONE_SURROGATE,
            JidError.PROHIBITED_CODE_POINT,
            JidError.UNASSIGNED_CODE_POINT,
            JidError.BIDI,
            JidError.CONTEXT_RULE);

    static Expected prepared(String text) {
        return new Expected(text, null, null);
    }

    static Expected refused(JidError reason) {
        return new Expected(null, null, reason);
    }

    static Expected refused(JidPart part, JidError reason) {
        return new Expected(null, part, reason);
    }

    Expected in(JidPart ofThis) {
        return new Expected(text, ofThis, reason);
    }

    /** Parses an address of which the middle is one code point, and notes where it comes to something else. */
    void compare(Disagreements found, int c, String before, String middle, String behind, JidProfile profile) {
        JidResult result = Jid.tryParse(before + middle + behind, profile);
        if (result instanceof JidResult.Parsed parsed) {
            found.compare(
                    c,
                    "address",
                    text == null ? this : before + text + behind,
                    parsed.jid().toString());
            String prepared = parsed.jid().toString();
            found.compare(
                    c,
                    "prepared again",
                    prepared,
                    Jid.tryParse(prepared, profile) instanceof JidResult.Parsed again
                            ? again.jid().toString()
                            : null);
            return;
        }
        JidResult.Refused refused = (JidResult.Refused) result;
        if (part != refused.part() || reason != refused.reason()) {
            found.note(c, "expected " + this + ", was " + refused);
        }
        // an opening bracket alone is no fault: what is missing is behind it
        int index = before.length() + (refused.reason() == JidError.BAD_IP_LITERAL ? middle.length() : 0);
        found.check(c, "an index at the code point", refused.index() == index);
        found.check(
                c,
                "a message that names the code point",
                !OF_A_CODE_POINT.contains(refused.reason()) || refused.message().contains(" has U+"));
    }
}
