package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stanza.delay.Delay;

/** The code of docs/guide/core.md. */
class CoreGuideTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void makesAnElementAndReadsIt() {
        // snippet: core-element
        XmlElement tune = XmlElement.builder("urn:example:tune", "tune")
                .attribute("mood", "calm")
                .language(Language.of("en"))
                .child(XmlElement.of("urn:example:tune", "title").toBuilder()
                        .text("Greensleeves")
                        .build())
                .build();
        Optional<String> title = tune.element("urn:example:tune", "title").map(XmlElement::text);
        boolean calm =
                tune.is("urn:example:tune", "tune") && tune.attribute("mood").equals(Optional.of("calm"));
        // end
        assertEquals(Optional.of("Greensleeves"), title);
        assertEquals(true, calm);
        assertEquals(tune, XmlElement.parse(tune.toString()));
    }

    @Test
    void readsAStream() {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT);
        read(reader, "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><mess");
        read(reader, "age/><!-- -->");
        assertEquals(List.of("stream", "message", "RESTRICTED_XML at 95"), heard);
    }

    private void read(StreamReader reader, String text) {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(text);
        // snippet: core-reader
        reader.feed(octets); // in whatever pieces they come
        for (Optional<StreamReader.Event> next = reader.next(); next.isPresent(); next = reader.next()) {
            StreamReader.Event event = next.get();
            if (event instanceof StreamReader.HeaderOpened opened) {
                heard.add(opened.start().localName());
            } else if (event instanceof StreamReader.ElementComplete complete) {
                heard.add(complete.element().localName());
            } else if (event instanceof StreamReader.Refused refused) { // the last event
                heard.add(refused.violation().kind() + " at "
                        + refused.violation().offset());
            }
        }
        // end
    }

    @Test
    void bindsAnElement() {
        XmlElement element = XmlElement.parse("<delay xmlns='urn:xmpp:delay' stamp='yesterday' by='you'/>");
        // snippet: core-binding
        Binding.Result<Delay> result = Binding.standard().toObject(element, Delay.class);
        result.problems().forEach(problem -> heard.add(problem.kind() + " " + problem.path()));
        Optional<Delay> delay = result.value(); // there, as far as it could be read
        // end
        assertEquals(true, delay.isPresent());
        assertEquals(List.of("UNKNOWN_ATTRIBUTE delay/@by"), heard);
    }
}
