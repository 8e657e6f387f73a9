package org.xmpptoolkit.testkit.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Examples, as the pages have them. */
class ExampleMakerTest {
    private static final SitePages SITE = SitePages.ofSamples();

    @Test
    void everyExampleIsValid() throws Exception {
        Schema schema = new SchemaSet(SitePages.schemas()).schema();
        int seen = 0;
        for (String path : SITE.pages().keySet()) {
            for (String example : SITE.examples(path)) {
                schema.newValidator().validate(new StreamSource(new StringReader(example)));
                seen++;
            }
        }
        assertTrue(seen > 25, "examples were seen: " + seen);
    }

    /** Pages leave out those that are not. */
    @Test
    void everyExampleOfOurOwnModelsIsValid() {
        Map<String, byte[]> files = new TreeMap<>();
        SchemaDocs.builder()
                .standard()
                .build()
                .schemas()
                .forEach((name, schema) -> files.put(name, XsdText.of(schema).getBytes(StandardCharsets.UTF_8)));
        SchemaSet schemas = new SchemaSet(files);
        Schema schema = schemas.schema();
        SiteModel model = SchemaReader.read(schemas.documents());
        ExampleMaker maker = new ExampleMaker(model);
        for (SiteModel.Element element : model.elements()) {
            for (boolean full : new boolean[] {true, false}) {
                String text = maker.of(element, full).orElseThrow().stream()
                        .map(ExampleNode.Line::text)
                        .collect(Collectors.joining("\n"));
                assertEquals(Optional.empty(), SchemaSet.problem(schema, text), text);
            }
        }
    }

    @Test
    void oneThatIsNotValidIsFound() {
        Schema schema = new SchemaSet(SitePages.schemas()).schema();
        assertTrue(SchemaSet.problem(schema, "<message xmlns='jabber:client' type='shout'/>")
                .isPresent());
    }

    @Test
    void showsAllThatMayBeThereAndThenNoMoreThanHasTo() {
        assertEquals(List.of("""
                        <message xmlns='jabber:client'
                                 from='juliet@example.com/balcony'
                                 to='romeo@example.net'
                                 type='chat'>
                          <body>Art thou not Romeo?</body>
                          <subject>The feast</subject>
                          <thread parent='7f3b2a90c1de4a55'>0e3141cd80894871</thread>
                        </message>""", "<message xmlns='jabber:client'/>"), SITE.examples("jabber-client/message.html"));
    }

    @Test
    void aPartIsShownInWhatItIsPartOf() {
        assertEquals("""
                <query xmlns='jabber:iq:roster'>
                  <item jid='romeo@example.net' approved='true'>
                    <group>Friends</group>
                  </item>
                </query>""", SITE.examples("jabber-iq-roster/item.html").get(0));
        assertTrue(SITE.text("jabber-iq-roster/item.html")
                .contains("<span class=\"around\">&lt;query xmlns=&#39;jabber:iq:roster&#39;&gt;</span>"));
        assertEquals("""
                <stream:error xmlns:stream='http://etherx.jabber.org/streams'>
                  <see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>[2001:db8::9]:5222</see-other-host>
                </stream:error>""", SITE.examples("xmpp-streams/see-other-host.html").get(0));
    }

    @Test
    void aConditionHasTheTypeThatItIsSentWith() {
        for (String[] sent : new String[][] {{"item-not-found", "cancel"}, {"jid-malformed", "modify"}}) {
            String example = SITE.examples("xmpp-stanzas/" + sent[0] + ".html").get(0);
            assertTrue(example.contains("<error xmlns='jabber:client' type='" + sent[1] + "'>"), example);
        }
    }

    @Test
    void whatHoldsAnErrorIsOfTypeError() {
        assertTrue(SITE.examples("jabber-client/error.html")
                .get(0)
                .startsWith("<message xmlns='jabber:client' type='error'>\n  <error"));
    }

    @Test
    void whatHoldsItselfIsShownOnce() {
        assertEquals("""
                <order xmlns='http://example.org/ext'>
                  <line of='some text'/>
                  <pickup>2026-05-01T20:15:00Z</pickup>
                </order>""", SITE.examples("example.org-ext/line.html").get(0));
        assertTrue(SITE.examples("example.org-ext/town.html").get(0).contains("<street>some text</street>\n  <town>"));
    }

    @Test
    void aPatternThatNoSampleFitsLeavesTheExampleOut() {
        assertEquals(List.of(), SITE.examples("example.org-ext/code.html"));
        String saying = "No example: no sample is known of something that it needs.";
        assertTrue(SITE.words("example.org-ext/code.html").contains(saying));
        assertFalse(SITE.words("example.org-ext/town.html").contains(saying));
    }

    @Test
    void idsAreLeftOutAsTwoOfOneNameWouldClash() {
        String schema =
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x'><xs:element name='x'>"
                        + "<xs:complexType><xs:sequence><xs:element name='a'><xs:complexType><xs:attribute name='id' type='xs:ID'/>"
                        + "</xs:complexType></xs:element><xs:element name='b'><xs:complexType><xs:attribute name='id' type='xs:ID'/>"
                        + "</xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>";
        SitePages site = new SitePages(
                Site.files("x", Map.of("x.xsd", schema.getBytes(StandardCharsets.UTF_8)), name -> "", ""));
        assertEquals(1, site.examples("x/x.html").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "byte",
                "unsignedByte",
                "short",
                "int",
                "long",
                "integer",
                "negativeInteger",
                "nonPositiveInteger",
                "positiveInteger",
                "nonNegativeInteger",
                "unsignedShort",
                "unsignedInt",
                "unsignedLong",
                "decimal",
                "float",
                "double",
                "dateTime",
                "date",
                "time",
                "duration",
                "gYear",
                "gYearMonth",
                "gMonth",
                "gMonthDay",
                "gDay",
                "base64Binary",
                "hexBinary",
                "anyURI",
                "language",
                "Name",
                "NCName",
                "NMTOKEN",
                "token",
                "normalizedString",
                "string",
                "QName"
            })
    void thereIsASampleOfEveryType(String type) {
        String schema =
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x'><xs:element name='x'>"
                        + "<xs:complexType><xs:simpleContent><xs:extension base='xs:" + type
                        + "'><xs:attribute name='stamp' use='required' type='xs:"
                        + type + "'/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:schema>";
        SitePages site = new SitePages(
                Site.files("x", Map.of("x.xsd", schema.getBytes(StandardCharsets.UTF_8)), name -> "", ""));
        assertEquals(1, site.examples("x/x.html").size());
    }
}
