package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** The structure of the site: that it holds together, loads nothing, and says what it has to. */
class SiteTest {
    private static final SitePages SITE = SitePages.ofSamples();

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "link",
            "script",
            "body",
            "a",
            "header",
            "main",
            "footer",
            "nav",
            "search",
            "section",
            "h1",
            "h2",
            "h3",
            "p",
            "ul",
            "li",
            "dl",
            "dt",
            "dd",
            "div",
            "span",
            "code",
            "kbd",
            "strong",
            "br",
            "pre",
            "label",
            "input",
            "figure",
            "figcaption",
            "svg",
            "desc",
            "line",
            "circle",
            "rect",
            "text");

    private static List<Attr> attributes(Document page) {
        List<Attr> all = new ArrayList<>();
        for (Element element : SitePages.elements(page, "*")) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                all.add((Attr) attributes.item(i));
            }
        }
        return all;
    }

    private static List<String> ids(Document page) {
        return attributes(page).stream()
                .filter(attribute -> attribute.getName().equals("id"))
                .map(Attr::getValue)
                .toList();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        int links = 0;
        for (Map.Entry<String, Document> page : SITE.pages().entrySet()) {
            for (Attr attribute : attributes(page.getValue())) {
                String address = attribute.getValue();
                if (!Set.of("href", "src").contains(attribute.getName())) {
                    continue;
                }
                if (address.startsWith("https://") || address.startsWith("http://")) {
                    assertEquals("a", attribute.getOwnerElement().getTagName(), address);
                    continue;
                }
                links++;
                URI target = URI.create("/" + page.getKey()).resolve(address);
                String path = target.getPath().substring(1);
                assertTrue(SITE.files().containsKey(path), () -> page.getKey() + " links to " + address);
                if (target.getFragment() != null) {
                    assertTrue(
                            ids(SITE.page(path)).contains(target.getFragment()),
                            () -> page.getKey() + " links to " + address);
                }
            }
        }
        assertTrue(links > 300, "links were seen: " + links);
    }

    @Test
    void everyPageCanBeReached() {
        Set<String> reached = new HashSet<>(Set.of("index.html"));
        for (Map.Entry<String, Document> page : SITE.pages().entrySet()) {
            for (Element link : SitePages.elements(page.getValue(), "a")) {
                URI target = URI.create("/" + page.getKey()).resolve(link.getAttribute("href"));
                if (target.getHost() == null && !target.getPath().equals("/" + page.getKey())) {
                    reached.add(target.getPath().substring(1));
                }
            }
        }
        assertEquals(Set.of(), missing(SITE.pages().keySet(), reached));
        assertTrue(reached.contains("xsd/jabber-client.xsd"));
    }

    private static Set<String> missing(Set<String> all, Set<String> reached) {
        Set<String> missing = new HashSet<>(all);
        missing.removeAll(reached);
        return missing;
    }

    @Test
    void everyIdIsThereOnceAndEveryReferenceIsKept() {
        SITE.pages().forEach((path, page) -> {
            List<String> ids = ids(page);
            assertEquals(Set.copyOf(ids).size(), ids.size(), () -> path + ": " + ids);
            assertTrue(ids.stream().allMatch(id -> id.matches("[A-Za-z0-9.-]+")), () -> path + ": " + ids);
            attributes(page).stream()
                    .filter(attribute ->
                            Set.of("aria-labelledby", "aria-controls", "for").contains(attribute.getName()))
                    .forEach(attribute -> assertTrue(
                            ids.containsAll(List.of(attribute.getValue().split(" "))),
                            () -> path + ": " + attribute.getValue()));
        });
    }

    @Test
    void loadsNothingThatIsNotItsOwn() {
        SITE.pages().forEach((path, page) -> {
            for (Element element : SitePages.elements(page, "*")) {
                assertTrue(ELEMENTS.contains(element.getTagName()), () -> path + ": " + element.getTagName());
            }
            for (Attr attribute : attributes(page)) {
                String name = attribute.getName();
                assertFalse(name.equals("style") || name.startsWith("on"), () -> path + ": " + name);
                assertFalse(Set.of("srcset", "action", "data", "xlink:href").contains(name), () -> path + ": " + name);
            }
            assertEquals(2, SitePages.elements(page, "script").size(), path);
            assertTrue(
                    SITE.text(path)
                            .contains("content=\"default-src 'none'; base-uri 'none'; form-action 'none';"
                                    + " style-src 'self'; script-src 'self'\""),
                    path);
        });
        assertFalse(SITE.text("style.css").contains("@import")
                || SITE.text("style.css").contains("url("));
        assertFalse(SITE.text("site.js").matches("(?s).*(fetch|XMLHttpRequest|innerHTML|eval|import)\\b.*"));
    }

    @Test
    void everyPageHasLandmarksAndAHeadingAndASkipLink() {
        SITE.pages().forEach((path, page) -> {
            for (String landmark : List.of("header", "main", "footer", "h1")) {
                assertEquals(1, SitePages.elements(page, landmark).size(), () -> path + ": " + landmark);
            }
            assertEquals("#main", SitePages.elements(page, "a").get(0).getAttribute("href"), path);
            assertEquals("en", page.getDocumentElement().getAttribute("lang"), path);
            assertTrue(SITE.text(path).startsWith("<!DOCTYPE html>\n"), path);
            for (Element drawing : SitePages.elements(page, "svg")) {
                assertEquals("title", drawing.getElementsByTagName("*").item(0).getNodeName(), path);
                assertEquals("desc", drawing.getElementsByTagName("*").item(1).getNodeName(), path);
            }
        });
    }

    @Test
    void isTheSameEachTime() {
        Map<String, byte[]> reversed = new TreeMap<>(Collections.reverseOrder());
        reversed.putAll(SitePages.schemas());
        Map<String, byte[]> again =
                Site.files("Samples", new HashMap<>(reversed), SitePages::javadoc, SitePages.API_INDEX);
        assertEquals(SITE.files().keySet(), again.keySet());
        SITE.files().forEach((path, octets) -> assertArrayEquals(octets, again.get(path), path));
        assertArrayEquals(Json.of("Samples", SitePages.schemas()), Json.of("Samples", reversed));
    }

    @Test
    void tellsOfAConditionWhatTheRegisterKnows() {
        String words = SITE.words("xmpp-streams/see-other-host.html");
        for (String expected : List.of(
                "stream error",
                "Sent by the receiving entity.",
                "RFC 6120 section 4.9.3.19",
                "Its content is a domainpart",
                "Rules about it R-116 MUST, receiving")) {
            assertTrue(words.contains(expected), () -> expected + " in " + words);
        }
        String demanded = SITE.words("xmpp-streams/host-unknown.html");
        assertTrue(demanded.contains("Rules that demand it R-"), demanded);
        String stanza = SITE.words("xmpp-stanzas/item-not-found.html");
        assertTrue(stanza.contains("Sent as type cancel unless something speaks for another; code 404"), stanza);
        assertTrue(stanza.contains("RFC 3920 section 9.3.3"), stanza);
    }

    @Test
    void tellsOfAnElementWhereItStandsAndWhatItHolds() {
        String words = SITE.words("jabber-client/message.html");
        for (String expected : List.of(
                "Pushes something to somebody.",
                "type optional by default normal one of the values",
                "chat Part of a chat of two.",
                "body any number text What a person shall read. Several bodies are translations of each other.",
                "Attributes of other namespaces may stand beside.",
                "These are made for it: http://example.org/ext order")) {
            assertTrue(words.contains(expected), () -> expected + " in " + words);
        }
        assertTrue(SITE.words("jabber-iq-roster/item.html").contains("Part of query; it does not stand alone."));
        assertTrue(SITE.words("jabber-iq-roster/item.html").contains("jid required text The address of the contact."));
        assertTrue(SITE.words("example.org-ext/order-2.html").contains("share optional whole number, 10 to 20"));
        assertTrue(SITE.words("example.org-ext/line.html").contains("in line http://example.org/ext"));
        assertTrue(SITE.words("xmpp-stanzas/gone.html").contains("Text: text."));
        assertTrue(SITE.text("jabber-client/message.html")
                .contains("<a href=\"https://example.org/api/org/xmpptoolkit/stanza/Message.html\">"));
    }

    @Test
    void everyPageLinksToTheJavadoc() {
        SITE.pages()
                .forEach((path, page) -> assertEquals(
                        1,
                        SitePages.elements(page, "a").stream()
                                .filter(link -> link.getAttribute("href").equals(SitePages.API_INDEX)
                                        && link.getTextContent().equals("Java API"))
                                .count(),
                        path));
    }

    @Test
    void drawsWhatAnElementHolds() {
        Document page = SITE.page("example.org-ext/order-2.html");
        assertEquals(
                "line (1 to 20), then one of [pickup or street, then one of [code or town]], then token (at most once)",
                SitePages.elements(page, "desc").get(0).getTextContent());
        List<String> drawn = SitePages.elements(page, "text").stream()
                .map(Element::getTextContent)
                .toList();
        assertTrue(
                drawn.containsAll(List.of("order", "line", "1..20", "one of", "in this order", "town", "0..1")),
                drawn::toString);
        SITE.pages().forEach((path, one) -> SitePages.elements(one, "svg")
                .forEach(drawing -> assertTrue(Integer.parseInt(drawing.getAttribute("width")) < 370, path)));
    }

    @Test
    void keepsNamesApartThatDifferInCaseOrAreTaken() {
        assertTrue(SITE.words("example.org-ext/Order.html").contains("Order"));
        assertTrue(SITE.words("example.org-ext/order-2.html").contains("An order."));
        assertTrue(SITE.words("example.org-ext/index-2.html").contains("index"));
        assertTrue(SITE.words("example.org-ext/index.html").contains("A user's own extension."));
    }

    @Test
    void searchFindsConditionsAttributesValuesAndNamespaces() {
        String index = SITE.text("search-index.js");
        for (String expected : List.of(
                "[\"see-other-host\",\"condition (stream error) of urn:ietf:params:xml:ns:xmpp-streams\",\"xmpp-streams/see-other-host.html\",",
                "[\"jid\",\"attribute of item, jabber:iq:roster\",\"jabber-iq-roster/item.html#attribute-jid\",\"The address of the contact.\"]",
                "[\"chat\",\"value of type of message\",\"jabber-client/message.html#value-chat\",\"Part of a chat of two.\"]",
                "[\"jabber:iq:roster\",\"namespace\",\"jabber-iq-roster/index.html\",\"Rosters: whom one knows.\"]")) {
            assertTrue(index.contains(expected), () -> expected + " in " + index);
        }
    }

    @Test
    void searchLeadsToPlacesThatAreThere() {
        var addresses = java.util.regex.Pattern.compile("\",\"([A-Za-z0-9./-]+\\.html)(?:#([A-Za-z0-9.-]+))?\",\"")
                .matcher(SITE.text("search-index.js"));
        int seen = 0;
        while (addresses.find()) {
            seen++;
            List<String> ids = ids(SITE.page(addresses.group(1)));
            if (addresses.group(2) != null) {
                assertTrue(ids.contains(addresses.group(2)), addresses.group());
            }
        }
        assertTrue(seen > 40, "addresses were seen: " + seen);
    }
}
