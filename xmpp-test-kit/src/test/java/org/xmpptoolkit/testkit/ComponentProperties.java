package org.xmpptoolkit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.component.Handshake;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;
import org.xmpptoolkit.stream.component.SecretRequested;

/** A component and its server, wired together in memory (XEP-0114). */
class ComponentProperties {
    private static final Jid NAME = Jid.parse("plays.shakespeare.lit");
    private static final XmlElement MESSAGE = XmlElement.builder(Namespaces.COMPONENT_ACCEPT, "message")
            .attribute("from", "hamlet@plays.shakespeare.lit")
            .attribute("to", "juliet@example.com")
            .build();

    private static StreamConfig.Builder config() {
        return StreamConfig.builder()
                .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                .tlsPolicy(TlsPolicy.NONE);
    }

    private static ComponentSecret secret(String text) {
        return ComponentSecret.of(text.toCharArray());
    }

    private static StreamPair pair(String id, String theirs, String ours, Random random) {
        XmppStream component =
                XmppStream.initiating(config().to(NAME).build(), List.of(ComponentHandshake.component(secret(theirs))));
        XmppStream server = XmppStream.receiving(config().ids(() -> id)
                .hosts(offered ->
                        new HeaderAnswer.Serve(NAME, List.of(ComponentHandshake.server()), List.of(Language.of("en"))))
                .build());
        return StreamPair.of(component, server)
                .cut(available -> 1 + random.nextInt(available))
                .answering(SecretRequested.class, asked -> Optional.of(secret(ours)))
                .build()
                .open();
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "a", "A", "aa", "a ", " a", "\u00e9", "e\u0301", "&amp;", "&", "<", "\ud83d\ude00", "\0"),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.oneOf(
                Arbitraries.of("a", "&", "<'\">", "\u00e9\ud83d\ude00"),
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(30));
    }

    @Property
    @Rule({"R-436", "R-437", "R-438"})
    void theStreamIsEstablishedIfAndOnlyIfTheSecretsAreEqual(
            @ForAll("ids") String id,
            @ForAll("secrets") String theirs,
            @ForAll("secrets") String ours,
            @ForAll boolean same,
            @ForAll Random random) {
        String known = same ? theirs : ours;
        StreamPair pair = pair(id, theirs, known, random);
        if (theirs.equals(known)) {
            assertEquals(Phase.ESTABLISHED, pair.initiating().state().phase());
            assertEquals(Phase.ESTABLISHED, pair.receiving().state().phase());
            assertEquals(Optional.of(NAME), pair.initiating().state().account());
            assertEquals(Optional.of(NAME), pair.receiving().state().account());
            pair.initiating(stream -> stream.send(List.of(MESSAGE)));
            assertEquals(1, count(pair.receivingEvents(), StreamEvent.ElementReceived.class));
            pair.receiving(XmppStream::close);
            assertEquals(new Reason.WeClosed(), reason(pair.receivingEvents()));
            assertEquals(new Reason.PeerClosed(), reason(pair.initiatingEvents()));
        } else {
            assertEquals(0, count(pair.initiatingEvents(), StreamEvent.Established.class));
            assertEquals(0, count(pair.receivingEvents(), StreamEvent.Established.class));
            Reason.ErrorReceived told = assertInstanceOf(Reason.ErrorReceived.class, reason(pair.initiatingEvents()));
            assertEquals(StreamErrorCondition.NOT_AUTHORIZED, told.error().condition());
            assertInstanceOf(Reason.ErrorSent.class, reason(pair.receivingEvents()));
        }
    }

    /** The payload that users read and write is what the stream sends. */
    @Property(tries = 100)
    @Rule("R-436")
    void streamAndPayloadProveAlike(
            @ForAll @AlphaChars @StringLength(min = 1) String id, @ForAll("secrets") String text) {
        XmppStream component =
                XmppStream.initiating(config().to(NAME).build(), List.of(ComponentHandshake.component(secret(text))));
        component.open();
        String header = "<stream:stream from='plays.shakespeare.lit' id='" + id
                + "' xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams'>";
        String proof = component.receive(StandardCharsets.UTF_8.encode(header)).stream()
                .filter(StreamEvent.Write.class::isInstance)
                .map(event -> StandardCharsets.UTF_8
                        .decode(((StreamEvent.Write) event).octets())
                        .toString())
                .collect(Collectors.joining());
        assertEquals("<handshake>" + Handshake.of(id, text.toCharArray()).hash() + "</handshake>", proof);
    }

    private static int count(List<StreamEvent> events, Class<?> kind) {
        return (int) events.stream().filter(kind::isInstance).count();
    }

    private static Reason reason(List<StreamEvent> events) {
        return ((StreamEvent.Closed) events.get(events.size() - 1)).reason();
    }
}
