package org.xmpptoolkit.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.testkit.StreamRules;

/** The page of findings: made by the profile 'peers', and held to its sources always. */
class FindingsPageTest {
    private static final List<Class<?>> ADAPTERS = List.of(
            JxmppJid.Simple.class,
            JxmppJid.Libidn.class,
            JxmppJid.Icu4j.class,
            JxmppJid.Precis.class,
            SmackReader.class,
            SmackStanza.class,
            SmackStreamError.class,
            TinderJid.class,
            TinderStanza.class,
            TinderStreamError.class,
            VysperJid.class,
            VysperReader.class,
            VysperStanza.class);

    private static final Path ROOT = Path.of(System.getProperty("xmpptoolkit.root"));
    private static final Path PAGE = ROOT.resolve("docs/findings.md");

    private final StreamRules register = StreamRules.load();
    private final FindingsPage page = new FindingsPage(register);

    @Test
    void holdsWhatThePeersDoAndWhatWasReviewed() throws IOException {
        Findings reviewed = new Findings(register);
        FindingsPage.reviewed(Files.readAllLines(ROOT.resolve("docs/findings/servers.tsv")))
                .forEach(reviewed::add);
        assertEquals(List.of(), reviewed.refused(), "no finding: take the rows out of docs/findings/servers.tsv");
        String servers = page.servers(reviewed.taken());
        String libraries = Boolean.getBoolean("xmpptoolkit.peers") ? page.libraries(run()) : written();
        if (Boolean.getBoolean("xmpptoolkit.write")) {
            Files.writeString(PAGE, libraries + servers);
        }
        assertEquals(libraries + servers, Files.readString(PAGE), "run mvn verify -Ppeers -pl peers -am");
    }

    private List<Finding> run() {
        Findings findings = new Findings(register);
        ADAPTERS.forEach(adapter -> ContractRun.of(adapter).forEach(findings::add));
        findings.refused().forEach(refused -> System.out.println("no finding: " + refused));
        return findings.taken();
    }

    /** The part about libraries as it was written last. */
    private static String written() throws IOException {
        String text = Files.readString(PAGE);
        int servers = text.indexOf(FindingsPage.SERVERS);
        assertTrue(servers > 0, "docs/findings.md has no part about servers");
        return text.substring(0, servers);
    }
}
