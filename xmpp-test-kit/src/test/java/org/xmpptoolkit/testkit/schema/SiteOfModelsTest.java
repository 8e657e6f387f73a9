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
        assertTrue(message.contains("<li><a href=\"../../apidocs/index.html\">Java API</a></li>"), message);
        assertTrue(Files.readString(folder.resolve("index.html"))
                .contains("<li><a href=\"../apidocs/index.html\">Java API</a></li>"));
        assertTrue(message.contains("&lt;body&gt;Art thou not Romeo?&lt;/body&gt;"), message);
    }

    /** The three content namespaces have the same payloads, and each its own children. */
    @Test
    void stanzasOfAllContentNamespacesListTheirPayloads() throws IOException {
        SchemaDocs.builder().standard().build().write(SchemaFormat.HTML, folder);
        for (String own : List.of("jabber-client", "jabber-server", "jabber-component-accept")) {
            List<String> guests = Files.readString(folder.resolve(own + "/iq.html"))
                    .lines()
                    .filter(line -> line.contains("<p class=\"guests\">"))
                    .toList();
            assertTrue(
                    guests.stream().anyMatch(line -> line.contains("../jabber-iq-roster/query.html")),
                    () -> own + ": " + guests);
            assertTrue(
                    guests.stream()
                            .noneMatch(line -> line.contains("../jabber-client/")
                                    || line.contains("../jabber-server/")
                                    || line.contains("../jabber-component-accept/")),
                    () -> own + ": " + guests);
        }
        for (String part : List.of("body", "error")) {
            String page = Files.readString(folder.resolve("jabber-server/" + part + ".html"));
            assertTrue(page.contains("../jabber-server/message.html"), page);
            assertFalse(page.contains("../jabber-client/message.html"), page);
        }
        String body = Files.readString(folder.resolve("jabber-server/body.html"));
        assertFalse(body.contains("Java API"), "there is no Javadoc to link to");
    }

    @Test
    void theJsonHasThemToo() throws IOException {
        SchemaDocs.builder().standard().build().write(SchemaFormat.JSON, folder);
        String json = Files.readString(folder.resolve("schemas.json"));
        assertTrue(json.contains("\"name\": \"see-other-host\""));
        assertFalse(json.contains("\"examples\": []"), "an element has no example");
    }
}
