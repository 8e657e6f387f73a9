package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of the toolkit's own models. */
class SiteOfModelsTest {
    private final Path folder;

    SiteOfModelsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void hasAPageAndAnExampleForEachElement() throws IOException {
        SchemaDocs.builder().standard().apiDocs("../apidocs/").build().write(SchemaFormat.HTML, folder);
        List<String> without = new ArrayList<>();
        int pages = 0;
        try (var files = Files.walk(folder)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String text = Files.readString(page);
                if (text.contains("id=\"places\"")) {
                    pages++;
                    if (!text.contains("id=\"example\"")) {
                        without.add(page.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), without);
        assertTrue(pages > 100, "pages were seen: " + pages);
        assertTrue(Files.exists(folder.resolve("xsd/jabber-client.xsd")));
        assertTrue(Files.readString(folder.resolve("search-index.js"))
                .contains("[\"see-other-host\",\"condition (stream error)"));
        String message = Files.readString(folder.resolve("jabber-client/message.html"));
        assertTrue(
                message.contains("href=\"../../apidocs/org.xmpptoolkit.stanza/org/xmpptoolkit/stanza/Message.html\""),
                message);
        assertTrue(message.contains("in any order"), message);
        assertTrue(message.contains("&lt;body&gt;Art thou not Romeo?&lt;/body&gt;"), message);
    }

    @Test
    void theJsonHasThemToo() throws IOException {
        SchemaDocs.builder().standard().build().write(SchemaFormat.JSON, folder);
        String json = Files.readString(folder.resolve("schemas.json"));
        assertTrue(json.contains("\"name\": \"see-other-host\""));
        assertFalse(json.contains("\"examples\": []"), "an element has no example");
    }
}
