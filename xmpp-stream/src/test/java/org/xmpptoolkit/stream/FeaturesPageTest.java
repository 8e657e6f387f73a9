package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.stream.feature.ClientState;
import org.xmpptoolkit.stream.feature.ClientStateIndication;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** What docs/features.md shows of a feature is the whole of it, and works. */
class FeaturesPageTest {
    private static final String MAIN = "xmpp-stream/src/main/java/org/xmpptoolkit/stream/feature/";
    private static final Pattern SHOWN =
            Pattern.compile("^ *// snippet: .*?^ *// end\n", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*.*?\\*/|^ *// .*?$", Pattern.DOTALL | Pattern.MULTILINE);

    private boolean importantOnly;

    private static List<String> lines(String code) {
        return COMMENT.matcher(code)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("package ") && !line.startsWith("import "))
                .toList();
    }

    private static String read(String name) throws IOException {
        return Files.readString(Path.of(System.getProperty("xmpptoolkit.root"), MAIN, name + ".java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClientState", "ClientStateIndication"})
    void thePageShowsTheWholeClass(String name) throws IOException {
        assertEquals(List.of(), lines(SHOWN.matcher(read(name)).replaceAll("")));
    }

    /** Long enough to do something, short enough to be read: what counts is not braces and annotations. */
    @Test
    void theSmallestFeatureIsSmall() throws IOException {
        long lines = lines(read("ClientStateIndication")).stream()
                .filter(line -> line.length() > 1 && !line.startsWith("@"))
                .count();
        assertTrue(lines <= 45, () -> lines + " lines");
    }

    @Test
    void whatThePageUsesWorks() {
        SaslCredentials credentials = SaslCredentials.of("juliet", new char[] {'s'});
        // snippet: csi-list
        List<StreamFeature.Initiating> features = List.of(
                new StartTls(),
                Sasl.client(credentials),
                ResourceBinding.request("balcony"),
                new ClientStateIndication());
        // end
        assertEquals(4, features.size());
        Transcript client =
                Managed.authenticatedClient(ResourceBinding.request("balcony"), new ClientStateIndication());
        client.feed(Streams.SERVER_HEADER
                + Managed.OFFER.replace("<sm xmlns='urn:xmpp:sm:3'/>", "<csi xmlns='urn:xmpp:csi:0'/>"));
        client.feed(Managed.BOUND_RESULT);
        List<StreamEvent> performed = new ArrayList<>();
        told(client.stream, performed::addAll);
        assertEquals("<inactive xmlns='urn:xmpp:csi:0'/>", Transcript.written(performed));
        hear(ClientState.INACTIVE);
        assertTrue(importantOnly);
    }

    private static void told(XmppStream stream, Consumer<List<StreamEvent>> driver) {
        Performing performing = new Performing(driver);
        performing.inactive(stream);
    }

    private record Performing(Consumer<List<StreamEvent>> driver) {
        void perform(List<StreamEvent> events) {
            driver.accept(events);
        }

        void inactive(XmppStream stream) {
            // snippet: csi-tell
            perform(stream.tell(ClientState.INACTIVE)); // behind Established, where the server offered it
            // end
        }
    }

    private void hear(StreamEvent event) {
        // snippet: csi-hear
        if (event instanceof ClientState state) {
            importantOnly = state == ClientState.INACTIVE;
        }
        // end
    }
}
