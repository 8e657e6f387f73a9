package org.xmpptoolkit.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.xmpptoolkit.testkit.replay.Trace.Kind;
import org.xmpptoolkit.testkit.replay.Trace.Line;

/** The octets of one direction of a WebSocket, behind its upgrade: text messages without their frames and masks (RFC 6455 section 5.2). */
final class WebSocketFrames {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final StringBuilder octets = new StringBuilder();
    private boolean upgraded;

    private WebSocketFrames() {}

    /** What was said, message by message; closing frames are left out, for the end of the connection follows them. */
    static List<Line> messages(List<Line> lines) {
        Map<Kind, WebSocketFrames> directions = new EnumMap<>(Kind.class);
        List<Line> messages = new ArrayList<>();
        for (Line line : lines) {
            if (line.kind() == Kind.CLIENT || line.kind() == Kind.SERVER) {
                directions
                        .computeIfAbsent(line.kind(), kind -> new WebSocketFrames())
                        .feed(line.text())
                        .forEach(message -> messages.add(new Line(line.kind(), message)));
            } else {
                messages.add(line);
            }
        }
        return messages;
    }

    private List<String> feed(String more) {
        octets.append(more);
        if (!upgraded) {
            int end = octets.indexOf("\r\n\r\n");
            upgraded = end >= 0;
            octets.delete(0, upgraded ? end + 4 : 0);
        }
        List<String> messages = new ArrayList<>();
        while (upgraded && octets.length() >= 2) {
            int length = octets.charAt(1) & 0x7F;
            int head = length < 126 ? 2 : length == 126 ? 4 : 10;
            boolean masked = octets.charAt(1) >= 0x80;
            int start = head + (masked ? 4 : 0);
            if (octets.length() < start) {
                break;
            }
            for (int i = 2; i < head; i++) {
                length = (i == 2 ? 0 : length << 8) | octets.charAt(i);
            }
            if (octets.length() < start + length) {
                break;
            }
            take(start, length, masked, messages);
        }
        return messages;
    }

    private void take(int start, int length, boolean masked, List<String> messages) {
        byte[] content = octets.substring(start, start + length).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; masked && i < length; i++) {
            content[i] ^= (byte) octets.charAt(start - 4 + i % 4);
        }
        int opcode = octets.charAt(0);
        if (opcode == TEXT) {
            messages.add(new String(content, StandardCharsets.ISO_8859_1));
        } else if (opcode != CLOSE) {
            throw new IllegalStateException("a frame of another kind: " + opcode);
        }
        octets.delete(0, start + length);
    }
}
