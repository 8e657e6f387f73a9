package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Texts and names of users' models are shown, and never obeyed. */
class SiteHostileTest {
    private static final String TEXT = "</script><script>alert(1)</script><img src=x onerror=alert(1)> &amp; \"quoted\""
            + " 'single' \\${1+1} ${title} <#list> ]]> --> \u2028\u202e";
    private static final SitePages SITE = SitePages.ofSamples();

    private static List<String> texts(String path, String name) {
        return SitePages.elements(SITE.page(path), name).stream()
                .map(Element::getTextContent)
                .toList();
    }

    @Test
    void textIsShownAsItIs() {
        assertTrue(texts("hostile/hostile.html", "p").contains(TEXT), () -> texts("hostile/hostile.html", "p")
                .toString());
        assertTrue(texts("hostile/hostile.html", "dd").stream()
                .anyMatch(text -> text.strip().equals(TEXT.strip())));
        assertEquals("urn:x:\"><b>${title}", texts("hostile/index.html", "h1").get(0));
        assertTrue(texts("hostile/hostile.html", "code").containsAll(List.of("<b> \"", "a<b>", "\"><i>")));
        assertTrue(SITE.words("index.html").contains("<#list> ]]> -->"));
    }

    @Test
    void aLinkToAScriptIsNone() {
        List<Element> links = SitePages.elements(SITE.page("hostile/hostile.html"), "a");
        assertFalse(links.stream().anyMatch(link -> link.getAttribute("href").startsWith("javascript")));
        assertTrue(texts("hostile/hostile.html", "p").stream().anyMatch(text -> text.contains("<b>link")));
        Element quoted = links.stream()
                .filter(link -> link.getTextContent().equals("a \"link\""))
                .findAny()
                .orElseThrow();
        assertFalse(quoted.hasAttribute("onclick"));
    }

    @Test
    void theSearchIndexIsOneArrayOfTexts() {
        String index = SITE.text("search-index.js");
        String strings = index.substring(index.indexOf('[')).replaceAll("\"([^\"\\\\]|\\\\.)*\"", "");
        assertTrue(strings.matches("[\\[\\],;\\s]+"), strings);
        assertFalse(index.contains("</script>"), "a script element would end there");
    }

    @Test
    void anElementOfAnyNameHasAPage() {
        String schema =
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:\u00e9' targetNamespace='urn:\u00e9'>"
                        + "<xs:element name='\u00e9\u00e9'><xs:complexType><xs:sequence><xs:element name='\u00ea' minOccurs='0' type='xs:int'/>"
                        + "<xs:element name='" + "a".repeat(200) + "' minOccurs='0' type='xs:int'/>"
                        + "</xs:sequence></xs:complexType></xs:element><xs:element name='\u00e8' type='xs:string'/></xs:schema>";
        Map<String, byte[]> schemas = new TreeMap<>(Map.of("e.xsd", schema.getBytes(StandardCharsets.UTF_8)));
        SitePages site = new SitePages(Site.files("\u00e9", schemas, name -> "", ""));
        assertTrue(
                site.pages().keySet().containsAll(List.of("e/x.html", "e/x-2.html", "e/x-3.html")),
                site.pages().keySet()::toString);
        assertFalse(SitePages.elements(site.page("e/x-2.html"), "svg").stream()
                .anyMatch(drawing -> Integer.parseInt(drawing.getAttribute("width")) > 370));
    }
}
