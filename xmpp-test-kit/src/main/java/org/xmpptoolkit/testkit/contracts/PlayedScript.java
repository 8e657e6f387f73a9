package org.xmpptoolkit.testkit.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.testkit.arbitraries.Await;
import org.xmpptoolkit.testkit.arbitraries.Cut;
import org.xmpptoolkit.testkit.arbitraries.ScriptStep;
import org.xmpptoolkit.testkit.arbitraries.StreamScript;

/** A script played against an implementation, and what that wrote. Not thread-safe. */
final class PlayedScript {
    /** Where a stream begins in what was written; in text no start tag can stand. */
    private static final Pattern BEGINNING = Pattern.compile("(<\\?xml[^>]*\\?>\\s*)?<stream:stream[\\s>]");

    private final StreamContract.Stream stream;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /** What was written, piece by piece as the reader tells it; one list for each stream between restarts. */
    private List<List<StreamReader.Event>> streams = List.of();

    private int eventsSeen;
    private Optional<Await> waitedInVain = Optional.empty();

    private PlayedScript(StreamContract.Stream stream) {
        this.stream = stream;
    }

    /** Plays until a step waits in vain, or to the end. */
    static PlayedScript play(StreamContract implementation, StreamScript script, Cut cut) {
        PlayedScript played = new PlayedScript(implementation.open(new StreamContract.Account(
                script.setting().account().localpart().orElseThrow(),
                script.setting().domain().toString(),
                script.setting().password())));
        played.take();
        for (ScriptStep step : script.steps()) {
            List<StreamReader.Event> since = played.since();
            if (since.stream().noneMatch(event -> fits(step.await(), event))) {
                played.waitedInVain = Optional.of(step.await());
                return played;
            }
            for (byte[] piece : cut.of(step.octets(lastRequest(since)).toByteArray())) {
                if (!played.stream.isClosed()) {
                    played.stream.feed(piece);
                }
                played.take();
            }
        }
        return played;
    }

    private static boolean fits(Await await, StreamReader.Event event) {
        return switch (await.kind()) {
            case NOTHING -> true;
            case HEADER -> event instanceof StreamReader.HeaderOpened;
            case ELEMENT ->
                event instanceof StreamReader.ElementComplete complete
                        && complete.element().is(await.namespace(), await.localName());
        };
    }

    private static String lastRequest(List<StreamReader.Event> events) {
        String id = "";
        for (StreamReader.Event event : events) {
            if (event instanceof StreamReader.ElementComplete complete
                    && complete.element().localName().equals("iq")) {
                id = complete.element().attribute("id").orElse("");
            }
        }
        return id;
    }

    private void take() {
        byte[] octets = stream.take();
        if (octets.length > 0) {
            written.writeBytes(octets);
            streams = parsed();
        }
    }

    private List<List<StreamReader.Event>> parsed() {
        String text = text();
        List<Integer> beginnings = new ArrayList<>();
        Matcher matcher = BEGINNING.matcher(text);
        while (matcher.find()) {
            beginnings.add(matcher.start());
        }
        if (beginnings.isEmpty() || beginnings.get(0) > 0) {
            beginnings.add(0, 0);
        }
        List<List<StreamReader.Event>> all = new ArrayList<>();
        for (int i = 0; i < beginnings.size(); i++) {
            int end = i + 1 < beginnings.size() ? beginnings.get(i + 1) : text.length();
            all.add(events(text.substring(beginnings.get(i), end)));
        }
        return all;
    }

    private static List<StreamReader.Event> events(String xml) {
        StreamReader reader = StreamReader.restarted(StreamLimits.DEFAULT).allowPrefixes();
        reader.feed(ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)));
        List<StreamReader.Event> events = new ArrayList<>();
        for (Optional<StreamReader.Event> next = reader.next(); next.isPresent(); next = reader.next()) {
            events.add(next.get());
        }
        return events;
    }

    private List<StreamReader.Event> since() {
        List<StreamReader.Event> events = streams.stream().flatMap(List::stream).toList();
        List<StreamReader.Event> since = events.subList(Math.min(eventsSeen, events.size()), events.size());
        eventsSeen = events.size();
        // What waits for nothing goes out although nothing came.
        return since.isEmpty() ? List.of(new StreamReader.HeaderClosed()) : since;
    }

    /** What the script waited for and did not get, if it came to a halt. */
    Optional<Await> waitedInVain() {
        return waitedInVain;
    }

    /** How many streams have begun, restarts counted. */
    int begun() {
        return headers().size();
    }

    /** The headers, one for each restart. */
    List<XmlElement> headers() {
        return streams.stream()
                .flatMap(List::stream)
                .filter(StreamReader.HeaderOpened.class::isInstance)
                .map(event -> ((StreamReader.HeaderOpened) event).start())
                .toList();
    }

    /** The first-level elements. */
    List<XmlElement> elements() {
        return streams.stream()
                .flatMap(List::stream)
                .filter(StreamReader.ElementComplete.class::isInstance)
                .map(event -> ((StreamReader.ElementComplete) event).element())
                .toList();
    }

    /** Whether what was written can be read. */
    boolean isWellFormed() {
        return streams.stream().flatMap(List::stream).noneMatch(StreamReader.Refused.class::isInstance);
    }

    /** Whether a stream was closed in front of the header of the next. */
    boolean closedBeforeARestart() {
        return streams.subList(0, Math.max(0, streams.size() - 1)).stream()
                .flatMap(List::stream)
                .anyMatch(StreamReader.HeaderClosed.class::isInstance);
    }

    /** Whether the last stream was closed by its tag. */
    boolean hasClosingTag() {
        List<StreamReader.Event> last = streams.isEmpty() ? List.of() : streams.get(streams.size() - 1);
        return !last.isEmpty() && last.get(last.size() - 1) instanceof StreamReader.HeaderClosed;
    }

    boolean isClosed() {
        return stream.isClosed();
    }

    /** The stream error that was sent. */
    Optional<XmlElement> error() {
        return elements().stream()
                .filter(element -> element.is(Namespaces.STREAM, "error"))
                .findFirst();
    }

    /** The condition of the stream error or SASL failure that was sent. */
    Optional<ErrorCondition> condition() {
        return error().<ErrorCondition>map(
                        error -> StreamError.fromElement(error).condition())
                .or(() -> elements().stream()
                        .filter(element -> element.is(Namespaces.SASL, "failure"))
                        .flatMap(failure -> failure.elements().stream())
                        .flatMap(child -> SaslFailureCondition.ofElementName(child.localName()).stream())
                        .findFirst());
    }

    /** All that was written. */
    String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
