package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpptoolkit.docs.DocComments;

/** A reader of the API, of a generated page and of a program's output is told the same of a condition. */
class ConditionMeaningTest {
    private static final Pattern DOCUMENTED_CONSTANT =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*([A-Z][A-Z_]*)\\(", Pattern.DOTALL);

    private static Stream<? extends ErrorCondition> conditions(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(ErrorCondition.class::cast);
    }

    @ParameterizedTest
    @ValueSource(classes = {StreamErrorCondition.class, StanzaErrorCondition.class, SaslFailureCondition.class})
    void theDocCommentOfAConstantIsItsMeaning(Class<?> type) throws IOException {
        Path source = Path.of("src", "main", "java").resolve(type.getName().replace('.', '/') + ".java");
        Map<String, String> comments = new HashMap<>();
        Matcher constant = DOCUMENTED_CONSTANT.matcher(Files.readString(source));
        while (constant.find()) {
            comments.put(
                    constant.group(2),
                    constant.group(1).replaceAll("\\n\\s*\\*", " ").strip().replaceAll("\\s+", " "));
        }
        Map<String, String> meanings = new HashMap<>();
        conditions(type).forEach(c -> meanings.put(c.toString(), c.meaning()));
        assertEquals(meanings, comments);
    }

    @ParameterizedTest
    @ValueSource(classes = {StreamErrorCondition.class, StanzaErrorCondition.class, SaslFailureCondition.class})
    void everyMeaningIsASentenceOfItsOwn(Class<?> type) {
        Set<String> seen = new HashSet<>();
        conditions(type).forEach(c -> {
            assertTrue(c.meaning().matches("[A-Z].{15,}\\."), c.meaning());
            assertTrue(seen.add(c.meaning()), c.meaning());
        });
    }

    @Test
    void aMeaningThatWasNotKeptIsAskedForInVain() {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Meanings.of(StreamErrorCondition.CONFLICT, DocComments.of(String.class)));
        assertEquals(
                "the doc comment of org.xmpptoolkit.errors.StreamErrorCondition.CONFLICT was not kept: compile it with the"
                        + " processor of xmpp-docs, and leave META-INF/org.xmpptoolkit.docs in its jar",
                thrown.getMessage());
    }

    @Test
    void onlyTheInitiatingEntityLacksFeaturesAndOnlyTheReceivingOneFailsSasl() {
        assertEquals(
                EnumSet.of(StreamErrorCondition.UNSUPPORTED_FEATURE),
                sentBy(StreamErrorCondition.class, ErrorSender.INITIATING_ENTITY));
        assertEquals(
                EnumSet.allOf(SaslFailureCondition.class),
                sentBy(SaslFailureCondition.class, ErrorSender.RECEIVING_ENTITY));
        assertEquals(EnumSet.noneOf(StanzaErrorCondition.class), stanzaConditionsOfStreamRoles());
    }

    private static <C extends Enum<C> & ErrorCondition> EnumSet<C> sentBy(Class<C> type, ErrorSender sender) {
        EnumSet<C> found = EnumSet.allOf(type);
        found.removeIf(c -> c.sentBy() != sender);
        return found;
    }

    /** A stanza goes both ways and further than one stream, so who opened the stream does not count. */
    private static EnumSet<StanzaErrorCondition> stanzaConditionsOfStreamRoles() {
        EnumSet<StanzaErrorCondition> found = sentBy(StanzaErrorCondition.class, ErrorSender.INITIATING_ENTITY);
        found.addAll(sentBy(StanzaErrorCondition.class, ErrorSender.RECEIVING_ENTITY));
        return found;
    }
}
