package org.xmpptoolkit.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns the text of a doc comment, HTML with inline tags, into paragraphs without markup. */
final class PlainText {
    /** How deep tags may stand in each other before the rest is left as it is. */
    private static final int DEPTH = 16;

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "ul",
            "ol",
            "dl",
            "li",
            "dd",
            "dt",
            "table",
            "thead",
            "tbody",
            "tr",
            "caption",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "hr",
            "section",
            "figure");

    private static final Set<String> SPACES = Set.of("br", "td", "th");

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("ndash", "\u2013"),
            Map.entry("mdash", "\u2014"),
            Map.entry("hellip", "\u2026"),
            Map.entry("copy", "\u00A9"),
            Map.entry("sect", "\u00A7"),
            Map.entry("times", "\u00D7"),
            Map.entry("le", "\u2264"),
            Map.entry("ge", "\u2265"),
            Map.entry("rarr", "\u2192"),
            Map.entry("larr", "\u2190"));

    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private boolean isPreformatted;

    private PlainText() {}

    /** The text: paragraphs with an empty line between them, and no character that XML 1.0 forbids. */
    static String of(String html) {
        PlainText text = new PlainText();
        text.html(html, 0);
        text.endParagraph();
        return String.join("\n\n", text.paragraphs);
    }

    /** A sentence made of a part of one. */
    static String sentence(String text) {
        if (text.isBlank()) {
            return "";
        }
        int first = text.codePointAt(0);
        String capital = Character.toString(Character.toUpperCase(first)) + text.substring(Character.charCount(first));
        return capital.endsWith(".") ? capital : capital + ".";
    }

    private void html(String html, int depth) {
        int i = 0;
        while (i < html.length()) {
            char c = html.charAt(i);
            int end = c == '{' ? InlineTag.end(html, i) : c == '<' ? endOfMarkup(html, i) : -1;
            if (end >= 0 && c == '{' && depth < DEPTH) {
                inline(InlineTag.of(html, i, end), depth + 1);
                i = end + 1;
            } else if (end >= 0 && c == '<') {
                markup(html.substring(i + 1, end));
                i = end + 1;
            } else if (c == '&') {
                i = entity(html, i);
            } else {
                paragraph.append(c);
                i++;
            }
        }
    }

    private void inline(InlineTag tag, int depth) {
        switch (tag.name()) {
            case "code", "literal" -> paragraph.append(afterSpace(tag.content()));
            case "link", "linkplain", "value" -> html(tag.label(), depth);
            case "return" -> paragraph.append(sentence(of(tag.content())));
            case "inheritDoc", "docRoot" -> {} // only Javadoc knows what it stands for
            case "snippet" -> {
                endParagraph();
                isPreformatted = true;
                paragraph.append(
                        tag.content(),
                        tag.content().indexOf(':') + 1,
                        tag.content().length());
                endParagraph();
                isPreformatted = false;
            }
            default -> html(afterSpace(tag.content()), depth);
        }
    }

    private static String afterSpace(String content) {
        return content.isEmpty() ? "" : content.substring(1);
    }

    /** The index of the bracket that ends a tag or comment: -1 if none begins here. */
    private static int endOfMarkup(String html, int begin) {
        if (html.startsWith("<!--", begin)) {
            int end = html.indexOf("-->", begin + 4);
            return end < 0 ? -1 : end + 2;
        }
        int i = begin + (html.startsWith("</", begin) ? 2 : 1);
        if (i >= html.length() || !isAsciiLetter(html.charAt(i))) {
            return -1;
        }
        char quote = 0;
        for (; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<') {
                return -1;
            } else if (c == '>') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private void markup(String tag) {
        boolean isEnd = tag.startsWith("/");
        int end = isEnd ? 1 : 0;
        while (end < tag.length() && (isAsciiLetter(tag.charAt(end)) || Character.isDigit(tag.charAt(end)))) {
            end++;
        }
        String name = tag.substring(isEnd ? 1 : 0, end).toLowerCase(Locale.ROOT);
        if (SPACES.contains(name)) {
            paragraph.append(' ');
        } else if (BLOCKS.contains(name)) {
            endParagraph();
            isPreformatted = name.equals("pre") ? !isEnd : isPreformatted;
            if (name.equals("li") && !isEnd) {
                paragraph.append("- ");
            }
        }
    }

    private int entity(String html, int begin) {
        int end = html.indexOf(';', begin);
        if (end > begin + 1 && end - begin <= 12) {
            String name = html.substring(begin + 1, end);
            String text = name.charAt(0) == '#' ? character(name.substring(1)) : ENTITIES.getOrDefault(name, "");
            if (!text.isEmpty()) {
                paragraph.append(text);
                return end + 1;
            }
        }
        paragraph.append('&');
        return begin + 1;
    }

    private static String character(String number) {
        try {
            boolean isHex = number.startsWith("x") || number.startsWith("X");
            int codePoint = isHex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
        } catch (NumberFormatException e) {
            return ""; // no number, so no entity
        }
    }

    private void endParagraph() {
        StringBuilder kept = new StringBuilder();
        paragraph.codePoints().filter(PlainText::isInXml).forEach(kept::appendCodePoint);
        paragraph.setLength(0);
        String text = isPreformatted
                ? kept.toString()
                        .replace("\r", "")
                        .stripTrailing()
                        .stripIndent()
                        .strip()
                        .replaceAll("\n(?:[ \t]*\n)+", "\n")
                : kept.toString().strip().replaceAll("\\s+", " ");
        if (!text.isBlank() && !text.equals("-")) {
            paragraphs.add(text);
        }
    }

    private static boolean isInXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF;
    }
}
