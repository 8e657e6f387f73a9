package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamEvent.Asked;
import org.xmpptoolkit.stream.StreamEvent.Write;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.LegacySession;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.framing.DocumentFraming;

class StreamProperties {
    private static final String LOGIN = "<login xmlns='urn:example:login'/>";
    private static final String BIND =
            "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>";
    private static final List<String> PIECES = List.of(
            Streams.CLIENT_HEADER,
            Streams.SERVER_HEADER,
            LOGIN,
            BIND,
            "<welcome xmlns='urn:example:login'/>",
            "<stream:features>" + LOGIN + "</stream:features>",
            "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>",
            Streams.NO_FEATURES,
            "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            "<message to='a@b'><body>\u00e9\u20ac\ud83d\ude00 &amp; &#x41;</body></message>",
            "<presence/>",
            "<iq type='get' id='1'><q xmlns='urn:example:q'>]]&gt;</q></iq>",
            "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>h.example</see-other-host></stream:error>",
            "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            "<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>",
            "<iq type='get' id='2' to='im.example.com' from='juliet@im.example.com/r'/>",
            "<c:message xmlns:c='jabber:client' from='romeo@example.net'/>",
            "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/></stream:features>",
            "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
            "</stream:stream>",
            " \r\n",
            "text",
            "<!-- c -->",
            "<?p i?>",
            "<!DOCTYPE a>",
            "&foo;",
            "<a></b>",
            "<x:y/>",
            "<message>]]></message>",
            "<message><![CDATA[<]]></message>",
            "<message xmlns='jabber:server'/>",
            "\u0001",
            "\ufeff");

    /** Sensible and senseless streams, some of them damaged at random. */
    @Provide
    Arbitrary<byte[]> streams() {
        List<String> sensible = List.of(
                Streams.CLIENT_HEADER + LOGIN + Streams.CLIENT_HEADER + BIND + "<presence/>",
                Streams.CLIENT_HEADER + LOGIN + "\n" + Streams.CLIENT_HEADER + BIND,
                Streams.SERVER_HEADER + "<stream:features>" + LOGIN + "</stream:features>"
                        + "<welcome xmlns='urn:example:login'/>" + Streams.SERVER_HEADER + Streams.NO_FEATURES,
                Streams.CLIENT_HEADER,
                Streams.SERVER_HEADER + Streams.NO_FEATURES,
                "");
        Arbitrary<String> start = Arbitraries.of(sensible);
        Arbitrary<List<String>> rest =
                Arbitraries.of(PIECES).list().ofMinSize(0).ofMaxSize(6);
        Arbitrary<byte[]> whole = Combinators.combine(start, rest)
                .as((head, pieces) -> (head + String.join("", pieces)).getBytes(StandardCharsets.UTF_8));
        return Arbitraries.frequencyOf(
                Tuple.of(3, whole),
                Tuple.of(
                        2,
                        Combinators.combine(whole, Arbitraries.randomValue(r -> r.nextLong()))
                                .as(StreamProperties::damage)));
    }

    static byte[] damage(byte[] octets, long seed) {
        if (octets.length == 0) {
            return octets;
        }
        Random random = new Random(seed);
        byte[] damaged = octets.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
    }

    private static StreamConfig.Builder lenient(StreamConfig.Builder config, boolean lenient) {
        return lenient
                ? config.stanzasBeforeBinding(true).framing(DocumentFraming.allowingPrefixes())
                : config.fromPolicy(FromPolicy.REFUSE);
    }

    private static XmppStream fresh(boolean receiving, TlsPolicy policy, boolean lenient) {
        if (receiving) {
            return XmppStream.receiving(lenient(
                            Streams.serving(
                                    new StartTls(), new Streams.Login(), ResourceBinding.server(), new LegacySession()),
                            lenient)
                    .tlsPolicy(policy)
                    .build());
        }
        return XmppStream.initiating(
                lenient(Streams.config(), lenient).tlsPolicy(policy).build(),
                List.of(new StartTls(), new Streams.Login(), ResourceBinding.request("r")));
    }

    /** Runs a stream to the end of its input, answering each question at once. */
    private static List<Object> run(XmppStream stream, boolean receiving, byte[] octets, List<Integer> cuts) {
        List<StreamEvent> events = new ArrayList<>();
        if (!receiving) {
            events.addAll(stream.open());
        }
        int from = 0;
        for (int to : cuts) {
            List<StreamEvent> more = stream.receive(ByteBuffer.wrap(octets, from, to - from));
            answer(stream, more, events);
            from = to;
        }
        return comparable(events);
    }

    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    private static void answer(XmppStream stream, List<StreamEvent> more, List<StreamEvent> events) {
        events.addAll(more);
        for (StreamEvent event : more) {
            if (event instanceof Asked<?> asked && asked.prompt() instanceof BindRequested) {
                BindAnswer answer = new BindAnswer.Bound(Jid.parse("juliet@im.example.com/r"));
                answer(stream, stream.reply((Asked<BindAnswer>) asked, answer), events);
            }
        }
    }

    /** The notices in order, and all that was written: how it was split into writes is left to the cut. */
    private static List<Object> comparable(List<StreamEvent> events) {
        List<Object> list = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        for (StreamEvent event : events) {
            if (event instanceof Write write) {
                written.append(StandardCharsets.UTF_8.decode(write.octets()));
            } else if (event instanceof StreamEvent.ErrorSent error) {
                list.add(error.error().condition()); // its text may tell an offset
            } else if (event instanceof StreamEvent.Closed closed && closed.reason() instanceof Reason.ErrorSent sent) {
                list.add(List.of("closed", sent.error().condition()));
            } else if (!(event instanceof StreamEvent.StartTls)) {
                list.add(event); // whether octets in clear are behind StartTls already depends on the cut
            }
        }
        list.add(written.toString().replaceAll("<text .*</text>", ""));
        return list;
    }

    @Property
    @Tag("torture")
    void anyCutOfTheSameOctetsGivesTheSameEvents(
            @ForAll("streams") byte[] octets,
            @ForAll boolean receiving,
            @ForAll TlsPolicy policy,
            @ForAll boolean lenient,
            @ForAll Random random) {
        if (policy == TlsPolicy.DIRECT) {
            return;
        }
        List<Integer> cuts = new ArrayList<>();
        int step = random.nextBoolean() ? 1 : 1 + random.nextInt(60);
        for (int at = 0; at < octets.length; ) {
            at = Math.min(octets.length, at + 1 + random.nextInt(step));
            cuts.add(at);
        }
        List<Object> whole = run(fresh(receiving, policy, lenient), receiving, octets, List.of(octets.length));
        List<Object> cut = run(fresh(receiving, policy, lenient), receiving, octets, cuts);
        assertEquals(whole, cut);
    }

    @Property
    @Tag("torture")
    void noOctetsMakeReceiveThrow(
            @ForAll("streams") byte[] head,
            @ForAll byte[] tail,
            @ForAll boolean receiving,
            @ForAll TlsPolicy policy,
            @ForAll boolean lenient) {
        XmppStream stream = fresh(receiving, policy, lenient);
        if (policy == TlsPolicy.DIRECT) {
            stream.secured(
                    TlsSession.builder("TLSv1.3", TlsSession.PathTrust.VERIFIED).build());
        }
        List<StreamEvent> events = new ArrayList<>();
        if (!receiving) {
            events.addAll(stream.open());
        }
        answer(stream, stream.receive(ByteBuffer.wrap(head)), events);
        answer(stream, stream.receive(ByteBuffer.wrap(tail)), events);
        answer(stream, stream.disconnected(Optional.empty()), events);
        long closed =
                events.stream().filter(StreamEvent.Closed.class::isInstance).count();
        assertEquals(1, closed, "Closed comes exactly once");
        assertTrue(events.get(events.size() - 1) instanceof StreamEvent.Closed, "and last");
    }

    @Property
    void closingAtAnyPointEndsOnceAndWritesNothingBehindTheClosingTag(
            @ForAll("streams") byte[] octets, @ForAll boolean receiving, @ForAll boolean late, @ForAll Random random) {
        XmppStream stream = fresh(receiving, TlsPolicy.NONE, random.nextBoolean());
        List<StreamEvent> events = new ArrayList<>();
        if (!receiving) {
            events.addAll(stream.open());
        }
        int cut = random.nextInt(octets.length + 1);
        List<StreamEvent> first = stream.receive(ByteBuffer.wrap(octets, 0, cut));
        if (late) {
            events.addAll(first);
            events.addAll(stream.close());
            List<StreamEvent> again = new ArrayList<>();
            answer(stream, first, again);
            assertEquals(first, again, "nothing comes of an answer to a question that was dropped");
        } else {
            answer(stream, first, events);
            answer(stream, stream.close(), events);
        }
        answer(stream, stream.receive(ByteBuffer.wrap(octets, cut, octets.length - cut)), events);
        answer(stream, stream.receive(ByteBuffer.wrap("</stream:stream>".getBytes(StandardCharsets.UTF_8))), events);
        answer(stream, stream.disconnected(Optional.empty()), events);
        String written = Transcript.written(events);
        int tag = written.indexOf("</stream:stream>");
        assertTrue(
                tag < 0 || written.endsWith("</stream:stream>") && tag == written.lastIndexOf("</stream:stream>"),
                written);
        assertEquals(
                1, events.stream().filter(StreamEvent.Closed.class::isInstance).count());
        assertTrue(events.get(events.size() - 1) instanceof StreamEvent.Closed, "and last");
    }
}
