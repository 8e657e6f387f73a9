package org.xmpptoolkit.jid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {
    @Test
    @Rule({"R-342", "R-358", "R-361"})
    void splitsAtTheFirstSlashThenAtTheFirstAtSignBeforeIt() {
        Jid jid = Jid.parse("juliet@example.com/foo@bar/baz");

        assertEquals(Optional.of("juliet"), jid.localpart());
        assertEquals("example.com", jid.domainpart());
        assertEquals(Optional.of("foo@bar/baz"), jid.resourcepart());
        assertEquals(Jid.of(null, "a.example.com", "b@example.net"), Jid.parse("a.example.com/b@example.net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@example.com", "juliet@", "/foobar", "juliet@example.com/", "", ".", "@", "/", "@/"})
    void refusesAnEmptyPart(String text) {
        assertEquals(
                JidError.EMPTY,
                assertThrows(JidParseException.class, () -> Jid.parse(text)).reason());
    }

    @Test
    void namesPartRuleAndIndex() {
        JidParseException thrown = assertThrows(JidParseException.class, () -> Jid.parse("jul\"iet@example.com"));

        assertEquals(JidPart.LOCALPART, thrown.part());
        assertEquals(JidError.PROHIBITED_CODE_POINT, thrown.reason());
        assertEquals(3, thrown.index());
        assertEquals(
                "localpart has U+0022, which a localpart must not have (RFC 7622 section 3.3.1, RFC 6122 appendix A.5),"
                        + " at index 3",
                thrown.getMessage());
    }

    @Test
    @Rule("R-344")
    void preparesCaseAndFinalDot() {
        assertEquals(
                "juliet@example.com/Balcony",
                Jid.parse("JULIET@Example.COM./Balcony").toString());
    }

    @Test
    @Rule({"R-349", "R-352", "R-346"})
    void preparesByNodeprepNameprepAndResourceprep() {
        assertEquals(
                "fussball@fussball.example/fußball",
                Jid.parse("Fußball@Fußball.example/fußball").toString());
    }
}
