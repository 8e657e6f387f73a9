package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.delay.Delay;

/** What docs/extensions.md says of the payload that it adds. */
class TideTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isSentAndReceived() {
        // snippet: payload-use
        ExtensionRegistry registry = ExtensionRegistry.standard().with(Tide.class);
        Message sent = Message.builder()
                .body("High tide!")
                .payload(registry.toElement(Tide.of(NOON, 212)))
                .build();
        Optional<Tide> tide = registry.find(sent, Tide.class);
        Optional<Delay> delay = sent.extension(Delay.class); // one of those in the box; here there is none
        // end
        assertEquals(Optional.of(Tide.of(NOON, 212)), tide);
        assertEquals(Optional.of(NOON), tide.orElseThrow().at());
        assertEquals(Optional.of(212), tide.orElseThrow().centimetres());
        assertEquals(Optional.empty(), delay);
        assertEquals(
                List.of(XmlElement.parse(
                        "<tide xmlns='urn:example:tide' at='2026-03-01T12:00:00Z' centimetres='212'/>")),
                sent.payloads());
    }

    @Test
    void costsOnlyItselfIfItIsBad() {
        ExtensionRegistry registry = ExtensionRegistry.of().with(new TidePackage());
        Binding.Result<Tide> result = registry.bind(
                XmlElement.parse("<tide xmlns='urn:example:tide' at='noon' centimetres='many' moon='full'/>"),
                Tide.class);
        assertEquals(
                List.of("BAD_VALUE tide/@centimetres", "UNKNOWN_ATTRIBUTE tide/@moon", "BAD_VALUE tide/@at"),
                result.problems().stream()
                        .map(problem -> problem.kind() + " " + problem.path())
                        .toList());
        assertEquals(Optional.empty(), result.value().orElseThrow().centimetres());
    }
}
