package org.xmpptoolkit.jid;

import org.jspecify.annotations.Nullable;

/** Punycode: RFC 3492, with the parameters of its section 5. Labels are without their {@code xn--} here. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;

    private Punycode() {}

    /** Encodes a label of well-formed UTF-16; null if it takes more than {@code maxLength} characters. */
    static @Nullable String encode(String label, int maxLength) {
        StringBuilder out = new StringBuilder(maxLength);
        return encode(label, maxLength, out) < 0 ? null : out.toString();
    }

    /** Whether the encoded form of a label of well-formed UTF-16 takes at most {@code maxLength} characters. */
    static boolean fits(String label, int maxLength) {
        return encode(label, maxLength, null) >= 0;
    }

    /** Appends the encoded form, if it is wanted; returns its length, or a negative number if it is over the limit. */
    private static int encode(String label, int maxLength, @Nullable StringBuilder out) {
        int count = label.codePointCount(0, label.length());
        if (count > maxLength) {
            return -1;
        }
        int basic = 0;
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < INITIAL_N) {
                append(out, c);
                basic++;
            }
        }
        int length = basic;
        if (basic > 0) {
            append(out, '-');
            length++;
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < count && length <= maxLength; ) {
            int next = least(label, n);
            delta += (next - n) * (handled + 1); // under 2^28: 0x10FFFF code points, 63 places
            n = next;
            for (int i = 0, c; i < label.length(); i += Character.charCount(c)) {
                c = label.codePointAt(i);
                if (c < n) {
                    delta++;
                } else if (c == n) {
                    length += appendInteger(out, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return length <= maxLength ? length : -1;
    }

    /** The least code point of a label that is not under {@code from}. */
    private static int least(String label, int from) {
        int least = Integer.MAX_VALUE;
        for (int i = 0, c; i < label.length(); i += Character.charCount(c)) {
            c = label.codePointAt(i);
            least = c >= from && c < least ? c : least;
        }
        return least;
    }

    private static int appendInteger(@Nullable StringBuilder out, int value, int bias) {
        int rest = value;
        for (int k = BASE, digits = 1; ; k += BASE, digits++) {
            int t = threshold(k, bias);
            if (rest < t) {
                append(out, digit(rest));
                return digits;
            }
            append(out, digit(t + (rest - t) % (BASE - t)));
            rest = (rest - t) / (BASE - t);
        }
    }

    private static void append(@Nullable StringBuilder out, char c) {
        if (out != null) {
            out.append(c);
        }
    }

    /** Decodes lower-case text of at most 63 characters; null if it is no Punycode. */
    static @Nullable String decode(String text) {
        int count = Math.max(text.lastIndexOf('-'), 0); // a hyphen that comes first delimits nothing
        int[] codePoints = new int[text.length()];
        for (int i = 0; i < count; i++) {
            codePoints[i] = text.charAt(i);
        }
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        long place = 0;
        for (int in = count == 0 ? 0 : count + 1; in < text.length(); ) {
            long oldPlace = place;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < text.length() ? value(text.charAt(in++)) : -1;
                if (digit < 0) {
                    return null;
                }
                place += digit * weight;
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                weight *= BASE - t;
                if (place > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
                    return null;
                }
            }
            if (place > Integer.MAX_VALUE) {
                return null;
            }
            bias = adapt((int) (place - oldPlace), count + 1, oldPlace == 0);
            n += (int) (place / (count + 1));
            place %= count + 1;
            if (n < 0 || n > Character.MAX_CODE_POINT || Character.getType(n) == Character.SURROGATE) {
                return null;
            }
            System.arraycopy(codePoints, (int) place, codePoints, (int) place + 1, count - (int) place);
            codePoints[(int) place] = n;
            place++;
            count++;
        }
        return new String(codePoints, 0, count);
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= 'a' && digit <= 'z') {
            return digit - 'a';
        }
        return digit >= '0' && digit <= '9' ? digit - '0' + 26 : -1;
    }
}
