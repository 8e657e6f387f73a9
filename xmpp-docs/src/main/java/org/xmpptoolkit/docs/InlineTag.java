package org.xmpptoolkit.docs;

/**
 * A tag within the text of a doc comment.
 *
 * @param name its name, without the {@code @}
 * @param content what follows the name
 */
record InlineTag(String name, String content) {
    /** The index of the brace that ends the tag that begins at an index: -1 if none begins there, or it has no end. */
    static int end(String text, int begin) {
        if (!text.startsWith("{@", begin)
                || begin + 2 == text.length()
                || !Character.isLetter(text.charAt(begin + 2))) {
            return -1;
        }
        int depth = 0;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The tag between two braces. */
    static InlineTag of(String text, int begin, int end) {
        int nameEnd = begin + 2;
        while (nameEnd < end && !Character.isWhitespace(text.charAt(nameEnd)) && text.charAt(nameEnd) != ':') {
            nameEnd++;
        }
        return new InlineTag(text.substring(begin + 2, nameEnd), text.substring(nameEnd, end));
    }

    /** Of a link: its label if it has one, else what it refers to, as one would say it. */
    String label() {
        String text = content.strip();
        int depth = 0;
        int i = 0;
        while (i < text.length() && (depth > 0 || !Character.isWhitespace(text.charAt(i)))) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            i++;
        }
        return i < text.length() ? text.substring(i).strip() : said(text);
    }

    /** {@code a.b.C.D#e(F)} is {@code C.D.e}. */
    private static String said(String reference) {
        int parameters = reference.indexOf('(');
        String name = parameters < 0 ? reference : reference.substring(0, parameters);
        int module = name.indexOf('/');
        name = name.substring(module + 1);
        int hash = name.indexOf('#');
        String type = hash < 0 ? name : name.substring(0, hash);
        String member = hash < 0 ? "" : name.substring(hash + 1);
        int simple = 0;
        while (simple < type.length() && !Character.isUpperCase(type.charAt(simple))) {
            int dot = type.indexOf('.', simple);
            if (dot < 0) {
                simple = 0; // a package
                break;
            }
            simple = dot + 1;
        }
        type = type.substring(Math.min(simple, type.length()));
        return type.isEmpty() || member.isEmpty() ? type + member : type + "." + member;
    }
}
