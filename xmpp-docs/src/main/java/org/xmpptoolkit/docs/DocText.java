package org.xmpptoolkit.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a doc comment apart: its main description becomes plain text, its {@code @see} tags links. What is malformed stays as text. */
final class DocText {
    private static final Pattern LINK = Pattern.compile(
            "see\\s+<a\\s[^>]*?href\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>(.*)</a\\s*>.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern RETURN = Pattern.compile("return\\s+(.*)", Pattern.DOTALL);

    private DocText() {}

    /**
     * Reads a comment.
     *
     * @param raw what stands between {@code /**} and its end, without the asterisks at the beginnings of lines
     * @return the comment, or nothing if it has no text
     */
    static Optional<DocComment> parse(String raw) {
        List<String> parts = split(raw);
        String text = PlainText.of(parts.get(0));
        List<SpecLink> links = new ArrayList<>();
        for (String tag : parts.subList(1, parts.size())) {
            Matcher link = LINK.matcher(tag);
            Matcher returned = RETURN.matcher(tag);
            if (link.matches()) {
                String address = PlainText.of(link.group(1) != null ? link.group(1) : link.group(2));
                if (SpecLink.isAddress(address)) {
                    links.add(new SpecLink(address, PlainText.of(link.group(3))));
                }
            } else if (text.isEmpty() && returned.matches()) {
                text = PlainText.sentence(PlainText.of(returned.group(1)));
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new DocComment(text, links));
    }

    /** The main description, then what follows the {@code @} of each block tag. */
    private static List<String> split(String raw) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        boolean lineIsBlank = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '@' && lineIsBlank && i + 1 < raw.length() && Character.isLetter(raw.charAt(i + 1))) {
                parts.add(raw.substring(begin, i));
                begin = i + 1;
            }
            i = Math.max(i, InlineTag.end(raw, i));
            lineIsBlank = c == '\n' || lineIsBlank && Character.isWhitespace(c);
        }
        parts.add(raw.substring(begin));
        return parts;
    }
}
