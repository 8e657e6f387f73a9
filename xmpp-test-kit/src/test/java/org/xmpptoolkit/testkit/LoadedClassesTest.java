package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.feature.SaslMechanism;

/** What a program pays for: design of the modules, seen from outside. */
class LoadedClassesTest {
    /** A program that parses an address. */
    static final class ParsesAnAddress {
        public static void main(String[] args) {
            if (Jid.parse("j\u00FCliet@example.com/Balcony").isBare()) {
                throw new AssertionError();
            }
        }
    }

    /** A program that reads an element. */
    static final class ReadsAnElement {
        public static void main(String[] args) {
            if (!XmlElement.parse("<a/>").is("", "a")) {
                throw new AssertionError();
            }
        }
    }

    /** A program that logs a stream in, in memory, over STARTTLS and SCRAM. */
    static final class LogsIn {
        public static void main(String[] args) {
            StreamPair pair = Logins.pair("r0m30", List.of(SaslMechanism.SCRAM_SHA_256))
                    .build()
                    .open();
            if (pair.receiving().state().phase() != Phase.ESTABLISHED) {
                throw new AssertionError(pair.receivingEvents());
            }
        }
    }

    @Test
    void aLoginMakesNoJaxbContext() throws IOException, InterruptedException {
        LoadedClasses loaded = LoadedClasses.of(LogsIn.class);
        assertTrue(loaded.names().contains(StreamPair.class.getName()), "the program was seen");
        assertFalse(loaded.names().contains("jakarta.xml.bind.JAXBContext"));
        assertEquals(List.of(), loaded.under("org.glassfish"));
    }

    @Test
    void anAddressLoadsNothingOfXml() throws IOException, InterruptedException {
        LoadedClasses loaded = LoadedClasses.of(ParsesAnAddress.class);
        assertTrue(loaded.names().contains(Jid.class.getName()), "the program was seen");
        for (String packageName :
                List.of("jakarta", "com.fasterxml", "org.codehaus", "javax.xml", "org.w3c", "org.xml")) {
            assertEquals(List.of(), loaded.under(packageName));
        }
    }

    @Test
    void anElementLoadsTheParserButNoBinding() throws IOException, InterruptedException {
        LoadedClasses loaded = LoadedClasses.of(ReadsAnElement.class);
        assertFalse(loaded.under("com.fasterxml.aalto").isEmpty(), "the parser was seen");
        assertFalse(loaded.under("javax.xml").isEmpty(), "the XML API was seen");
        assertEquals(List.of(), loaded.under("jakarta"));
        assertEquals(List.of(), loaded.under("org.glassfish"));
    }
}
