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
import java.util.stream.Collectors;
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

/** What docs/features.md shows of a feature is that feature: all of its code, in order, but for the comments and empty lines. */
class FeaturesPageTest {
    private static final String MAIN = "xmpp-stream/src/main/java/org/xmpptoolkit/stream/feature/";
    private static final String HERE = "xmpp-stream/src/test/java/org/xmpptoolkit/stream/FeaturesPageTest.java";
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern COMMENT =
            Pattern.compile("/\\*\\*.*?\\*/|^ *// .*?$", Pattern.DOTALL | Pattern.MULTILINE);

    private boolean importantOnly;

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("xmpptoolkit.root")).resolve(file));
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(read("docs/features.md"))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The code of a class, without package and imports. */
    private static String code(String name) throws IOException {
        String bare = COMMENT.matcher(read(MAIN + name + ".java")).replaceAll("");
        return bare.substring(bare.indexOf("public "))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClientState", "ClientStateIndication"})
    void thePageShowsTheWholeClass(String name) throws IOException {
        String code = code(name);
        assertEquals(code, blocks().stream().filter(code::contains).collect(Collectors.joining()));
    }

    @Test
    void everyBlockOfThePageIsCodeThatIsCompiled() throws IOException {
        String here = read(HERE);
        List<String> used = new ArrayList<>();
        for (int from = here.indexOf("// docs\n"); from >= 0; from = here.indexOf("// docs\n", from + 1)) {
            int begin = here.indexOf('\n', from) + 1;
            used.add(here.substring(begin, here.indexOf("// end\n", begin))
                            .stripTrailing()
                            .stripIndent()
                    + "\n");
        }
        String classes = code("ClientState") + code("ClientStateIndication");
        assertEquals(
                used,
                blocks().stream().filter(block -> !classes.contains(block)).toList());
    }

    /** Long enough to do something, short enough to be read: what counts is not braces and annotations. */
    @Test
    void theSmallestFeatureIsSmall() throws IOException {
        long lines = code("ClientStateIndication")
                .lines()
                .map(String::strip)
                .filter(line -> line.length() > 1 && !line.startsWith("@"))
                .count();
        assertTrue(lines <= 45, () -> lines + " lines");
    }

    @Test
    void whatThePageUsesWorks() {
        SaslCredentials credentials = SaslCredentials.of("juliet", new char[] {'s'});
        // docs
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
            // docs
            perform(stream.tell(ClientState.INACTIVE)); // behind Established, where the server offered it
            // end
        }
    }

    private void hear(StreamEvent event) {
        // docs
        if (event instanceof ClientState state) {
            importantOnly = state == ClientState.INACTIVE;
        }
        // end
    }
}
