package org.xmpptoolkit.testkit.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;

/**
 * The checker's side of one connection: says whatever it is told to, right or wrong, and hears what the peer makes of it. All that is
 * said is taken down. Waiting and memory are bounded. Not thread-safe.
 */
public abstract class Entity implements AutoCloseable {
    private static final int HEARD_OCTETS = 8_388_608;
    /** Small elements take many times their octets. */
    private static final int HEARD_EVENTS = 100_000;

    private static final StreamLimits LIMITS =
            StreamLimits.DEFAULT.toBuilder().elementOctets(4_194_304).build();

    private final PlayContext context;
    private final Spoken spoken;
    final Wire wire;
    private StreamReader reader = StreamReader.opening(LIMITS).allowPrefixes();
    private final List<Heard> heard = new ArrayList<>();
    private final List<String> streams = new ArrayList<>();
    private ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private int octets;
    private boolean sendingFailed;
    private Heard.@Nullable Ended end;
    private final Alarm alarm;

    Entity(PlayContext context, Wire wire) {
        this.context = context;
        this.wire = wire;
        this.spoken = new Spoken(context.transcript());
        this.alarm = new Alarm(context, wire::cutOff);
        note("connected");
    }

    /**
     * Sends a text as UTF-8. If the peer has ended the connection this is no fault: hearing tells.
     *
     * @param xml what to send as it is; it is cut if the play cuts what is sent
     */
    public final void send(String xml) {
        send(xml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends octets. If the peer has ended the connection this is no fault: hearing tells.
     *
     * @param octets what to send as it is; they are cut if the play cuts what is sent
     */
    public final void send(byte[] octets) {
        spoken.sent(octets);
        write(octets);
    }

    /**
     * Sends a text, and marks the part of it that breaks the rule.
     *
     * @param before what is sound before it, may be empty
     * @param offending what breaks the rule
     * @param after what comes behind it, may be empty
     */
    public final void send(String before, String offending, String after) {
        spoken.sent(before, offending, after);
        write((before + offending + after).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends octets that break a rule, all of them marked.
     *
     * @param octets what to send as it is
     */
    public final void sendOffending(byte[] octets) {
        spoken.sentOffending(octets);
        write(octets);
    }

    /**
     * Sends a text that is not to be read by people.
     *
     * @param xml the text
     * @param shown what is taken down instead
     */
    public final void sendSecret(String xml, String shown) {
        spoken.sent(shown);
        write(xml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a text that is too long to be cut into small writes.
     *
     * @param xml what to send as it is
     */
    public final void sendWhole(String xml) {
        byte[] octets = xml.getBytes(StandardCharsets.UTF_8);
        spoken.sent(octets);
        write(octets, octets.length);
    }

    private void write(byte[] octets) {
        write(
                octets,
                context.cuts().octets() == 0 ? octets.length : context.cuts().octets());
    }

    private void write(byte[] octets, int piece) {
        try {
            for (int from = 0; from < octets.length && !sendingFailed; from += piece) {
                wire.write(Arrays.copyOfRange(octets, from, Math.min(octets.length, from + piece)));
            }
        } catch (IOException e) {
            sendingFailed = true;
            note("not sent: the connection is over");
        }
    }

    /**
     * Takes down that something happened.
     *
     * @param what what happened, in one line for people
     */
    public final void note(String what) {
        spoken.note(what);
    }

    /**
     * Marks a part of what the peer said last, if it is there.
     *
     * @param part the part as reports show it; an empty one marks nothing
     */
    public final void blame(String part) {
        spoken.blame(part);
    }

    /**
     * {@return the next that the peer says, within the patience}
     *
     * @throws Halt if it says too much
     */
    public final Heard hear() throws Halt {
        return hearWithin(context.patience());
    }

    /**
     * {@return the next that the peer says}
     *
     * @param patience how long to wait; in proportion longer in a play whose patience is more than 5 seconds
     * @throws Halt if it says too much
     */
    public final Heard hear(Duration patience) throws Halt {
        // Whoever has more patience than usual has it also where a case waits for a moment only.
        double times = Math.max(1, (double) context.patience().toNanos() / Target.PATIENCE.toNanos());
        return hearWithin(Duration.ofNanos((long) (patience.toNanos() * times)));
    }

    /** The next that the peer says, in just this time. */
    final Heard hearWithin(Duration patience) throws Halt {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<StreamReader.Event> event = reader.next();
            if (event.isPresent()) {
                return keep(translate(event.get()));
            }
            if (end != null) {
                return end;
            }
            Duration left = context.left(until);
            if (left.isNegative() || left.isZero()) {
                note("nothing more came in time");
                return new Heard.Nothing();
            }
            Wire.Read read = wire.read(left);
            if (read.end().isPresent() && read.end().get() != Wire.End.NOT_YET) {
                end = new Heard.Ended(read.end().get() == Wire.End.ORDERLY);
                note(end.orderly() ? "the peer ended the connection" : "the connection was cut");
                return keep(end);
            }
            take(read.octets());
        }
    }

    private void take(byte[] received) throws Halt {
        if (received.length == 0) {
            return;
        }
        spoken.received(hidden(received));
        octets += received.length;
        if (octets > HEARD_OCTETS) {
            throw Halt.skipped("the peer floods: more than " + HEARD_OCTETS + " octets came");
        }
        raw.writeBytes(received);
        reader.feed(ByteBuffer.wrap(received));
    }

    /** What is taken down of what came; a subclass leaves out what is secret. */
    byte[] hidden(byte[] received) {
        return received;
    }

    private Heard keep(Heard event) throws Halt {
        if (heard.size() == HEARD_EVENTS) {
            throw Halt.skipped("the peer floods: more than " + HEARD_EVENTS + " elements came");
        }
        heard.add(event);
        return event;
    }

    private static Heard translate(StreamReader.Event event) {
        if (event instanceof StreamReader.HeaderOpened opened) {
            return new Heard.Header(opened.start());
        }
        if (event instanceof StreamReader.ElementComplete complete) {
            return new Heard.Element(complete.element());
        }
        return event instanceof StreamReader.Refused refused
                ? new Heard.Broken(refused.violation())
                : new Heard.ClosingTag();
    }

    /** {@return all that was heard on this connection, over all its streams; a copy} */
    public final List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** {@return the octets that came since the stream began, as UTF-8} */
    public final String raw() {
        return raw.toString(StandardCharsets.UTF_8);
    }

    /** {@return the octets that came on this connection, as UTF-8, stream by stream; the last one is that of {@link #raw}} */
    public final List<String> streams() {
        return Stream.concat(streams.stream(), Stream.of(raw())).toList();
    }

    /** What the next read of the stream begins with: nothing of the former stream is read any more. */
    public final void restart() {
        reader = StreamReader.restarted(LIMITS).allowPrefixes();
        streams.add(raw());
        raw = new ByteArrayOutputStream();
    }

    /**
     * {@return the next, which has to be a stream header}
     *
     * @throws Halt with {@code SKIPPED} if it is another thing
     */
    public final XmlElement expectHeader() throws Halt {
        Heard next = hear();
        if (next instanceof Heard.Header header) {
            return header.start();
        }
        throw Halt.skipped("a stream header was due, but there was " + next.words());
    }

    /**
     * {@return the next, which has to be a certain element}
     *
     * @param namespace the namespace name of the element
     * @param localName its local name
     * @throws Halt with {@code SKIPPED} if it is another thing
     */
    public final XmlElement expect(String namespace, String localName) throws Halt {
        Heard next = hear();
        if (next instanceof Heard.Element element && element.element().is(namespace, localName)) {
            return element.element();
        }
        throw Halt.skipped("<" + localName + "/> was due, but there was " + next.words());
    }

    /**
     * Hears until an element comes that is wanted. What comes before it is passed over.
     *
     * @param wanted asked for each element that comes
     * @return the element; nothing if the stream or the connection ends, or it does not come in time
     * @throws Halt if the peer says too much
     */
    public final Optional<XmlElement> await(Predicate<XmlElement> wanted) throws Halt {
        long until = System.nanoTime() + context.patience().toNanos();
        while (true) {
            Heard next = hearWithin(context.left(until));
            if (next instanceof Heard.Element element && wanted.test(element.element())) {
                return Optional.of(element.element());
            }
            if (!(next instanceof Heard.Element || next instanceof Heard.Header)) {
                return Optional.empty();
            }
        }
    }

    /**
     * Hears until the connection ends or nothing comes in time. What the peer sends on is passed over, but kept.
     *
     * @return what was heard meanwhile
     * @throws Halt if the peer says too much
     */
    public final Ending awaitEnd() throws Halt {
        long until = System.nanoTime() + context.patience().toNanos();
        int from = heard.size();
        while (true) {
            Heard next = hearWithin(context.left(until));
            if (next instanceof Heard.Ended ended) {
                List<Heard> since = heard.subList(from, heard.size());
                return new Ending(since.isEmpty() ? List.of(ended) : since); // it may have been heard before
            }
            if (next instanceof Heard.Nothing) {
                return new Ending(heard.subList(from, heard.size()));
            }
            if (next instanceof Heard.Broken) {
                reader = StreamReader.opening(LIMITS).allowPrefixes(); // what is behind it cannot be read
            }
        }
    }

    /** {@return the TLS session, if there is one} */
    public final Optional<SSLSession> tls() {
        return wire.session();
    }

    final PlayContext context() {
        return context;
    }

    /** Ends the connection without closing the stream. */
    public final void cut() {
        try {
            wire.close();
            note("cut");
        } catch (IOException e) {
            note("cut: " + e.getMessage());
        }
    }

    /** Closes the stream if it is open, and ends the connection without waiting for the peer. */
    @Override
    public final void close() {
        try (wire) {
            if (end == null && !sendingFailed) {
                wire.write("</stream:stream>".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // it is over either way
        } finally {
            alarm.close();
        }
    }
}
