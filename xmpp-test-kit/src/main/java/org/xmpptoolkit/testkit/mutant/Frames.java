package org.xmpptoolkit.testkit.mutant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Parts what is said on a stream into frames: an XML declaration, a stream header, a whole first-level element, a closing tag, white
 * space. From where that is no well-formed XML, what comes at once is a frame. A char is an octet. Not thread-safe.
 */
final class Frames {
    private static final int LIMIT = 65_536;

    private final StringBuilder held = new StringBuilder();
    private boolean raw;

    /** Takes octets, and gives the frames that are complete with them. */
    List<String> take(byte[] octets, int count) {
        held.append(new String(octets, 0, count, StandardCharsets.ISO_8859_1));
        List<String> frames = new ArrayList<>();
        int end = raw ? held.length() : next();
        while (end > 0) {
            frames.add(held.substring(0, end));
            held.delete(0, end);
            end = raw ? held.length() : next();
        }
        if (held.length() > LIMIT) {
            rest(frames);
        }
        return frames;
    }

    /** Gives what is held, though it is not complete. */
    List<String> flush() {
        List<String> frames = new ArrayList<>();
        rest(frames);
        return frames;
    }

    private void rest(List<String> frames) {
        if (!held.isEmpty()) {
            frames.add(held.toString());
            held.setLength(0);
            raw = true;
        }
    }

    boolean holds() {
        return !held.isEmpty();
    }

    /** A new stream begins. */
    void restart() {
        raw = false;
    }

    /** The end of the first frame; 0 if it is not complete, all if it is none. */
    private int next() {
        if (held.isEmpty()) {
            return 0;
        }
        if (held.charAt(0) != '<') {
            int end = held.indexOf("<");
            return end < 0 ? held.length() : end;
        }
        if (held.length() < 2) {
            return 0;
        }
        if (held.charAt(1) == '?') {
            return endOf("?>", 0);
        }
        if (held.charAt(1) == '/') {
            return endOf(">", 0);
        }
        if (held.charAt(1) == '!') {
            return held.length() < 4 ? 0 : held.indexOf("<!--") == 0 ? endOf("-->", 0) : broken();
        }
        return element();
    }

    private int endOf(String mark, int from) {
        int at = held.indexOf(mark, from);
        return at < 0 ? 0 : at + mark.length();
    }

    private int broken() {
        raw = true;
        return held.length();
    }

    private int element() {
        Deque<String> open = new ArrayDeque<>();
        int at = 0;
        while (true) {
            int tag = held.indexOf("<", at);
            if (tag < 0 || tag + 1 >= held.length()) {
                return 0;
            }
            char kind = held.charAt(tag + 1);
            int end;
            if (kind == '!') {
                boolean section = held.indexOf("<![CDATA[", tag) == tag;
                end = section ? endOf("]]>", tag) : endOf("-->", tag);
            } else if (kind == '?') {
                end = endOf("?>", tag);
            } else {
                end = endOfTag(tag);
            }
            if (end == 0) {
                return 0;
            }
            if (kind == '/') {
                String name = held.substring(tag + 2, end - 1).strip();
                if (open.isEmpty() || !open.pop().equals(name)) {
                    return broken();
                }
            } else if (kind != '!' && kind != '?') {
                String name = name(tag + 1);
                if (open.isEmpty() && (name.equals("stream") || name.endsWith(":stream"))) {
                    return end;
                }
                if (held.charAt(end - 2) != '/') {
                    open.push(name);
                }
            }
            if (open.isEmpty()) {
                return end;
            }
            at = end;
        }
    }

    private String name(int from) {
        int end = from;
        while (end < held.length() && " \t\r\n/>".indexOf(held.charAt(end)) < 0) {
            end++;
        }
        return held.substring(from, end);
    }

    /** Behind the tag's {@code >} that stands in no quotes. */
    private int endOfTag(int from) {
        char quote = 0;
        for (int i = from; i < held.length(); i++) {
            char c = held.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return 0;
    }
}
