package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JSON, read by a parser that is not its writer's. */
class JsonTest {
    private static final String JSON = new String(Json.of("Samples \"<", SitePages.schemas()), StandardCharsets.UTF_8);

    private static String at(String expression) throws IOException, TemplateException {
        StringWriter out = new StringWriter();
        new Template(
                        "read",
                        new StringReader("<#assign json = text?eval_json>${(" + expression + ")!'null'}"),
                        new Configuration(Configuration.VERSION_2_3_34))
                .process(Map.of("text", JSON), out);
        return out.toString();
    }

    private static String element(String namespace, String name, String rest) throws IOException, TemplateException {
        return at(
                "json.elements?filter(e -> e.namespace == '" + namespace + "' && e.name == '" + name + "')[0]" + rest);
    }

    @Test
    void hasWhatTheSiteShows() throws Exception {
        assertEquals("xmpp-schema-docs", at("json.format"));
        assertEquals("Samples \"<", at("json.title"));
        assertEquals(
                "Rosters: whom one knows.", at("json.namespaces?filter(n -> n.uri == 'jabber:iq:roster')[0].text"));
        assertEquals("choice", element("jabber:client", "message", ".content.kind"));
        assertEquals("-1", element("jabber:client", "message", ".content.max"));
        assertEquals(
                "normal", element("jabber:client", "message", ".attributes?filter(a -> a.name == 'type')[0].default"));
        assertEquals(
                "Part of a chat of two.",
                element(
                        "jabber:client",
                        "message",
                        ".attributes?filter(a -> a.name == 'type')[0].type.values[0].text"));
        assertEquals("{jabber:client}iq", element("jabber:iq:roster", "query", ".standsIn[0]"));
        assertEquals("404", element("urn:ietf:params:xml:ns:xmpp-stanzas", "item-not-found", ".condition.legacyCode"));
        assertEquals("null", element("jabber:client", "message", ".type"));
        assertTrue(element("jabber:client", "body", ".examples[0]").contains("<body>"));
    }

    @Test
    void idsArePlacesInTheList() throws Exception {
        assertEquals("0", at("json.elements?filter(e -> json.elements[e.id].name != e.name)?size"));
    }
}
