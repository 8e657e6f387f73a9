package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.SaslCredentials;

class ReadmeTest {
    private static final Path SOURCE =
            Path.of("xmpp-test-kit/src/test/java/org/xmpptoolkit/testkit/ReadmeExamples.java");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    private static String read(String file) throws IOException {
        return Files.readString(Modules.root().resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"address", "stream"})
    void holdsTheCodeThatIsCompiledHere(String example) throws IOException {
        String source = read(SOURCE.toString());
        int from = source.indexOf("// readme: " + example + "\n");
        assertTrue(from > 0, example);
        int to = source.indexOf("        // end\n", from);
        String code = source.substring(source.indexOf('\n', from) + 1, to)
                        .stripTrailing()
                        .stripIndent() + "\n";
        assertTrue(read("README.md").contains("```java\n" + code + "```\n"), () -> "README.md lacks:\n" + code);
    }

    @Test
    void parsesAnAddress() {
        assertEquals("juliet@example.comtrue", ReadmeExamples.address("a@b"));
        assertTrue(ReadmeExamples.address("a@").startsWith("DOMAINPART EMPTY: "));
    }

    @Test
    void drivesAStream() {
        List<String> written = new ArrayList<>();
        List<StreamEvent> heard = new ArrayList<>();
        List<Consumer<ByteBuffer>> receivers = new ArrayList<>();
        List<String> done = new ArrayList<>();
        ReadmeExamples.stream(
                SaslCredentials.of("juliet", new char[] {'s', 'e', 'c', 'r', 'e', 't'}),
                new ReadmeExamples.Transport() {
                    @Override
                    public void write(ByteBuffer octets) {
                        written.add(StandardCharsets.UTF_8.decode(octets).toString());
                    }

                    @Override
                    public void startTls() {
                        done.add("startTls");
                    }

                    @Override
                    public void close() {
                        done.add("close");
                    }

                    @Override
                    public void onOctets(Consumer<ByteBuffer> receiver) {
                        receivers.add(receiver);
                    }
                },
                heard::add);
        assertTrue(written.get(0).contains("to='example.com'"), written::toString);
        String peer = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1'"
                + " from='example.com' version='1.0'><stream:features>"
                + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>"
                + "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
        receivers.get(0).accept(ByteBuffer.wrap(peer.getBytes(StandardCharsets.UTF_8)));
        assertEquals("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", written.get(1));
        assertEquals(List.of("startTls"), done);
        assertFalse(heard.isEmpty());
    }

    @Test
    void namesEveryModule() throws IOException {
        String readme = read("README.md");
        for (String module : Modules.folders()) {
            assertTrue(readme.contains("| `" + module + "` |"), module);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void pointsToFilesThatAreThere(String document) throws IOException {
        List<String> links = LINK.matcher(read(document))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertFalse(links.isEmpty(), document);
        assertEquals(
                "",
                links.stream()
                        .filter(link -> !Files.exists(Modules.root().resolve(link)))
                        .collect(Collectors.joining(" ")));
    }
}
