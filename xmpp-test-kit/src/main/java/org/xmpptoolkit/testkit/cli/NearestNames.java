package org.xmpptoolkit.testkit.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant. */
final class NearestNames {
    private static final int MOST = 3;
    private static final int LEAST_CHARS = 3;

    private NearestNames() {}

    /** Those of the names that are a few changes away or hold the whole text, the nearest first; at most three. */
    static List<String> to(String text, Collection<String> names) {
        String wanted = text.toLowerCase(Locale.ROOT);
        int far = Math.max(1, wanted.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> distance(wanted, name) <= far)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** How many letters to change, put in or take out; one if a name holds the whole text. */
    private static int distance(String wanted, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        if (wanted.length() >= LEAST_CHARS && other.contains(wanted)) {
            return 1;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = corner + (wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
