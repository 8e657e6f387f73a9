package org.xmpptoolkit.testkit.result;

import java.util.List;
import java.util.Objects;

/**
 * What was said in one play of a case, in order of time. No password or proof is in it. Immutable.
 *
 * @param lines the lines
 * @param omitted how many more lines there were, for what is kept is bounded
 */
public record Exchange(List<Line> lines, int omitted) {
    /** Nothing was said. */
    public static final Exchange NONE = new Exchange(List.of(), 0);

    /**
     * Takes a copy.
     *
     * @param lines the lines, in order of time; copied
     * @param omitted how many more lines there were, 0 if all are here
     */
    public Exchange {
        lines = List.copyOf(lines);
    }

    /** What a line tells. */
    public enum Kind {
        /** The checker sent the text. */
        SENT,
        /** The peer sent the text. */
        RECEIVED,
        /** Something happened on the connection: it was opened, secured or closed, or nothing came in time. */
        NOTE
    }

    /**
     * One line.
     *
     * @param connection the number of the connection, from 1
     * @param kind what it tells
     * @param text the octets as UTF-8, with those that are none, and control characters, as {@code \xHH}; a long text is cut in its middle
     * @param marks the parts of the text that the verdict hangs on
     */
    public record Line(int connection, Kind kind, String text, List<Mark> marks) {
        /**
         * Checks that the marks are within the text, and takes a copy.
         *
         * @param connection the number of the connection, from 1
         * @param kind what the line tells
         * @param text the text as people are to see it
         * @param marks parts of the text; copied
         * @throws IndexOutOfBoundsException if a mark reaches beyond the text
         */
        public Line {
            Objects.requireNonNull(kind, "kind");
            marks = List.copyOf(marks);
            for (Mark mark : marks) {
                Objects.checkFromToIndex(mark.start(), mark.end(), text.length());
            }
        }
    }

    /**
     * A part of a text.
     *
     * @param start the index of its first char
     * @param end the index behind its last char
     */
    public record Mark(int start, int end) {}
}
