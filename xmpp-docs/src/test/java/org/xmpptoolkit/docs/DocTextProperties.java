package org.xmpptoolkit.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DocTextProperties {
    @Provide
    Arbitrary<String> comments() {
        return Arbitraries.of(
                        "{@code ",
                        "{@link ",
                        "{@link A#b(",
                        "{@return ",
                        "{@snippet :",
                        "{@",
                        "{",
                        "}",
                        ")",
                        "<p>",
                        "<li>",
                        "<pre>",
                        "</pre>",
                        "<a href=\"",
                        "\"",
                        "'",
                        "<!--",
                        "-->",
                        "<",
                        ">",
                        "/",
                        "&",
                        "&lt;",
                        "&#x",
                        "&#0;",
                        ";",
                        "\n",
                        "\n@see ",
                        "\n@see <a href=\"https://e.x\">",
                        "</a>",
                        "@return ",
                        " ",
                        "\t",
                        "\r",
                        "word",
                        "\u0000",
                        "\uD800",
                        "\uFFFE",
                        "é",
                        "\uD83D\uDE00",
                        ".")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property
    void anyCommentIsReadAndHasNoEmptyParagraph(@ForAll("comments") String raw) {
        DocText.parse(raw).ifPresent(comment -> {
            for (String paragraph : comment.text().split("\n\n", -1)) {
                assertFalse(paragraph.isBlank(), comment.text());
                assertEquals(paragraph.strip(), paragraph);
            }
            assertTrue(comment.text().codePoints().allMatch(DocTextProperties::isInXml), comment.text());
        });
    }

    private static boolean isInXml(int c) {
        return c == '\n' || c == '\t' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF;
    }

    @Property
    void anyStringIsRead(@ForAll String raw) {
        assertDoesNotThrow(() -> DocText.parse(raw));
    }

    @Property
    void whatIsKeptIsReadBack(@ForAll Map<String, String> comments) throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(KeptDocs.write(new TreeMap<>(comments))));
        assertEquals(comments, read);
    }
}
