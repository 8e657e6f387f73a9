package org.xmpptoolkit.benchmarks.results;

import java.util.Locale;

/** How figures are written. */
final class Figures {
    private Figures() {}

    /** Two places beneath 2, one beneath 20, none above. */
    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 1.995 ? "%.2fx" : ratio < 19.95 ? "%.1fx" : "%.0fx", ratio);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Three digits or more. */
    static String score(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f", value);
    }
}
