package org.xmpptoolkit.docs;

import java.util.Map;
import java.util.SortedMap;

/** The files that doc comments are kept in: names, keys and form. */
final class KeptDocs {
    /** No package can have this name, so a module does not close it. */
    private static final String FOLDER = "META-INF/org.xmpptoolkit.docs/";

    static final String TYPE = "type";

    private KeptDocs() {}

    static String resourceOfType(String binaryName) {
        return FOLDER + binaryName + ".properties";
    }

    static String resourceOfPackage(String name) {
        return FOLDER + (name.isEmpty() ? "" : name + ".") + "package-info.properties";
    }

    static String member(String name) {
        return "member." + name;
    }

    /** What {@link java.util.Properties} reads; its own writing puts the date in, and no order. */
    static String write(SortedMap<String, String> comments) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> entry : comments.entrySet()) {
            escape(entry.getKey(), true, out);
            out.append('=');
            escape(entry.getValue(), false, out);
            out.append('\n');
        }
        return out.toString();
    }

    private static void escape(String text, boolean isKey, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\\' -> out.append("\\\\");
                case ' ' -> out.append(isKey || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> out.append(isKey ? "\\" : "").append(c);
                default -> {
                    if (Character.isSurrogate(c)) { // half a pair is no UTF-8
                        out.append(String.format("\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
