package org.xmpptoolkit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Feeds a reader and collects what it says. */
final class Reading {
    static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

    private Reading() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The events of a new stream that begins with these octets. */
    static List<StreamReader.Event> events(String xml) {
        return feed(StreamReader.opening(StreamLimits.DEFAULT), utf8(xml));
    }

    static List<StreamReader.Event> feed(StreamReader reader, byte[] octets) {
        reader.feed(ByteBuffer.wrap(octets));
        return drain(reader);
    }

    static List<StreamReader.Event> feedOneByOne(StreamReader reader, byte[] octets) {
        List<StreamReader.Event> events = new ArrayList<>();
        for (byte octet : octets) {
            events.addAll(feed(reader, new byte[] {octet}));
        }
        return events;
    }

    static List<StreamReader.Event> drain(StreamReader reader) {
        List<StreamReader.Event> events = new ArrayList<>();
        Optional<StreamReader.Event> event = reader.next();
        while (event.isPresent()) {
            events.add(event.get());
            event = reader.next();
        }
        return events;
    }

    /** The events in words that tell all but the message of a refusal: prefixes and the order of attributes too. */
    static List<String> described(List<StreamReader.Event> events) {
        return events.stream().map(Reading::described).toList();
    }

    private static String described(StreamReader.Event event) {
        if (event instanceof StreamReader.Refused refused) {
            return refused.violation().kind() + " at " + refused.violation().offset();
        }
        return event.toString();
    }
}
