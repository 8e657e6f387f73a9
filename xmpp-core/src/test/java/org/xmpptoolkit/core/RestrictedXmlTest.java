package org.xmpptoolkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedAtOnce;
import static org.xmpptoolkit.core.ReaderAsserts.assertRefusedInStream;
import static org.xmpptoolkit.core.ReaderAsserts.element;
import static org.xmpptoolkit.core.Reading.HEADER;
import static org.xmpptoolkit.core.Reading.events;
import static org.xmpptoolkit.core.Reading.utf8;
import static org.xmpptoolkit.core.XmlViolation.Kind.RESTRICTED_XML;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.rules.Rule;

/** RFC 6120 section 11.1: what XML a stream has no place for. */
class RestrictedXmlTest {
    @Rule({"R-303", "R-307"})
    @ParameterizedTest
    @ValueSource(strings = {"<!---->", "<!-- a -->", "<!-- <a/> -->"})
    void refusesComments(String comment) {
        assertRefusedInStream(RESTRICTED_XML, 0, comment);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + comment);
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(comment + HEADER));
        assertRefusedAtOnce(RESTRICTED_XML, 21, utf8("<?xml version='1.0'?>" + comment + HEADER));
    }

    @Rule({"R-304", "R-308"})
    @ParameterizedTest
    @ValueSource(strings = {"<?a?>", "<?a b?>", "<?xml-stylesheet href='a'?>"})
    void refusesProcessingInstructions(String instruction) {
        assertRefusedInStream(RESTRICTED_XML, 0, instruction);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + instruction);
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(instruction + HEADER));
    }

    @Rule("R-308")
    @Test
    void refusesADeclarationInsideTheStream() {
        assertRefusedInStream(RESTRICTED_XML, 0, "<?xml version='1.0'?>");
        assertRefusedInStream(RESTRICTED_XML, 3, "<a><?xml version='1.0'?>");
    }

    @Rule({"R-305", "R-309"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a>",
                "<!DOCTYPE a SYSTEM 'b'>",
                "<!DOCTYPE a PUBLIC 'b' 'c'>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                "<!DOCTYPE a SYSTEM 'b' [<!ELEMENT a ANY>]>"
            })
    void refusesDoctypes(String doctype) {
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8(doctype + HEADER));
        assertRefusedAtOnce(RESTRICTED_XML, 22, utf8("<?xml version='1.0'?>\n" + doctype + HEADER));
        assertRefusedInStream(RESTRICTED_XML, 0, doctype);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + doctype);
    }

    @Rule({"R-307", "R-308", "R-309"})
    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<?", "<!D"})
    void refusesThemAsSoonAsTheyCanBeTold(String start) {
        assertRefusedInStream(RESTRICTED_XML, 0, start);
        assertRefusedInStream(RESTRICTED_XML, 4, "<a>b" + start);
        assertRefusedAtOnce(RESTRICTED_XML, 22, utf8("<?xml version='1.0'?>\n" + start));
    }

    @Test
    void awaitsTheDeclaration() {
        for (String start : List.of("<", "<?", "<?x", "<?xml", "<?xml ", "<!", "<!-")) {
            assertEquals(List.of(), events(start), start);
        }
    }

    @Rule("R-309")
    @Test
    void refusesABillionLaughsBeforeAnyExpansion() {
        StringBuilder doctype = new StringBuilder("<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol0 'lol'>");
        for (int i = 1; i < 10; i++) {
            doctype.append("<!ENTITY lol")
                    .append(i)
                    .append(" '")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        assertRefusedAtOnce(RESTRICTED_XML, 21, utf8(doctype + "]><lolz>&lol9;</lolz>"));
    }

    @Rule({"R-306", "R-310"})
    @Test
    void refusesEntityReferences() {
        assertRefusedInStream(RESTRICTED_XML, 3, "<a>&foo;</a>");
        assertRefusedInStream(RESTRICTED_XML, 0, "<a b='&foo;'/>");
        assertRefusedInStream(RESTRICTED_XML, 0, "<a xmlns='&foo;'/>");
        assertRefusedInStream(RESTRICTED_XML, 3, "<a>&nbsp;</a>");
        assertRefusedAtOnce(RESTRICTED_XML, 0, utf8("<a b='&foo;'>"));
    }

    @Rule("R-311")
    @Test
    void acceptsPredefinedEntitiesAndCharacterReferences() {
        XmlElement read = element(events(HEADER
                        + "<a b='&amp;&lt;&gt;&quot;&apos;&#65;&#x41;'>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;</a>")
                .get(1));
        assertEquals(Optional.of("&<>\"'AA"), read.attribute("b"));
        assertEquals("&<>\"'A\ud83d\ude00", read.text());
    }

    @Test
    void readsCdataAsTextAndJoinsIt() {
        XmlElement read = element(events(HEADER + "<a>b<![CDATA[<&]]>c<![CDATA[]]]]><![CDATA[>]]></a>")
                .get(1));
        assertEquals(List.of(new XmlText("b<&c]]>")), read.children());
    }

    @Test
    void normalizesLineEndsOfText() {
        XmlElement read =
                element(events(HEADER + "<a b='\r\n\r\t'>\r\n\r&#xD;\n</a>").get(1));
        assertEquals("\n\n\r\n", read.text());
        assertEquals(Optional.of("   "), read.attribute("b"));
    }
}
