package org.xmpptoolkit.testkit.check;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.testkit.result.Exchange;

/** Takes down what is said on the connections of one play, within bounds. Thread-safe. */
final class Transcript {
    private static final int LINES = 200;
    private static final int CHARS = 2_000;
    /** Of what came: reports hold all plays at once, and a peer may flood in each. */
    private static final int RECEIVED_CHARS = 100_000;

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final List<Exchange.Line> lines = new ArrayList<>();
    private int omitted;
    private int receivedChars;
    private int connections;

    synchronized int newConnection() {
        return ++connections;
    }

    void add(int connection, Exchange.Kind kind, byte[] octets) {
        if (!isFull(kind)) {
            add(connection, kind, readable(octets), List.of());
        }
    }

    /** Whether no line of a kind is taken any more; it is counted then. */
    private synchronized boolean isFull(Exchange.Kind kind) {
        boolean full = lines.size() == LINES || kind == Exchange.Kind.RECEIVED && receivedChars >= RECEIVED_CHARS;
        omitted += full ? 1 : 0;
        return full;
    }

    synchronized void add(int connection, Exchange.Kind kind, String text, List<Exchange.Mark> marks) {
        if (isFull(kind)) {
            return;
        }
        receivedChars += kind == Exchange.Kind.RECEIVED ? Math.min(text.length(), CHARS) : 0;
        if (text.length() <= CHARS) {
            lines.add(new Exchange.Line(connection, kind, text, marks));
            return;
        }
        String head = text.substring(0, CHARS / 2);
        String cut = head + " ... " + (text.length() - CHARS) + " chars left out ... "
                + text.substring(text.length() - CHARS / 2);
        lines.add(new Exchange.Line(
                connection,
                kind,
                cut,
                marks.stream().filter(mark -> mark.end() <= head.length()).toList()));
    }

    /** Marks a part of the last line that has it. */
    synchronized void mark(int connection, Exchange.Kind kind, String part) {
        for (int i = lines.size() - 1; i >= 0 && !part.isEmpty(); i--) {
            Exchange.Line line = lines.get(i);
            int start = line.text().lastIndexOf(part);
            if (line.connection() == connection && line.kind() == kind && start >= 0) {
                List<Exchange.Mark> marks = new ArrayList<>(line.marks());
                marks.add(new Exchange.Mark(start, start + part.length()));
                lines.set(i, new Exchange.Line(connection, kind, line.text(), marks));
                return;
            }
        }
    }

    /** Marks the whole of what the peer said last, or what happened last, unless something is marked. */
    synchronized void markLastIfNone() {
        if (lines.stream().anyMatch(line -> !line.marks().isEmpty())) {
            return;
        }
        int last = lines.size() - 1;
        for (int i = last; i >= 0; i--) {
            if (lines.get(i).kind() == Exchange.Kind.RECEIVED) {
                last = i;
                break;
            }
        }
        if (last >= 0) {
            Exchange.Line line = lines.get(last);
            lines.set(
                    last,
                    new Exchange.Line(
                            line.connection(),
                            line.kind(),
                            line.text(),
                            List.of(new Exchange.Mark(0, line.text().length()))));
        }
    }

    synchronized Exchange exchange() {
        return new Exchange(lines, omitted);
    }

    /** As UTF-8, with what is none, and what controls, shown by number. */
    static String readable(byte[] octets) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length + 1);
        StringBuilder text = new StringBuilder();
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            out.flip().chars().forEach(c -> append(text, (char) c));
            out.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                appendHex(text, in.get());
            }
        }
    }

    private static void append(StringBuilder text, char c) {
        if (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r') {
            appendHex(text, c);
        } else {
            text.append(c);
        }
    }

    private static void appendHex(StringBuilder text, int octet) {
        text.append("\\x").append(HEX[octet >> 4 & 0xF]).append(HEX[octet & 0xF]);
    }
}
