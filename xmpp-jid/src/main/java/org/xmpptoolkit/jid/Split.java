package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/**
 * Where a text is cut into parts, before anything is prepared: at the first {@code /}, then at the first {@code @} before it (RFC
 * 7622 section 3.1).
 *
 * @param text the whole text
 * @param at the index of the {@code @}, -1 if there is none
 * @param slash the index of the {@code /}, -1 if there is none
 */
record Split(String text, int at, int slash) {
    static Split of(String text) {
        int slash = text.indexOf('/');
        return new Split(text, at(text, slash < 0 ? text.length() : slash), slash);
    }

    /** The index of the first {@code @} before an end; -1 if there is none. */
    static int at(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '@') {
                return i;
            }
        }
        return -1;
    }

    /** Where the domainpart ends. */
    int end() {
        return slash < 0 ? text.length() : slash;
    }

    @Nullable
    String localpart() {
        return at < 0 ? null : text.substring(0, at);
    }

    String domainpart() {
        return text.substring(at + 1, end());
    }

    @Nullable
    String resourcepart() {
        return slash < 0 ? null : text.substring(slash + 1);
    }
}
