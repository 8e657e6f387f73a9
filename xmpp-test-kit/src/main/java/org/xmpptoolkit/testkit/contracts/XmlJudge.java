package org.xmpptoolkit.testkit.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.arbitraries.BrokenXml;
import org.xmpptoolkit.testkit.arbitraries.Cut;
import org.xmpptoolkit.testkit.arbitraries.Demand;
import org.xmpptoolkit.testkit.arbitraries.HeaderFault;
import org.xmpptoolkit.testkit.arbitraries.Octets;
import org.xmpptoolkit.testkit.arbitraries.StanzaArbitraries;
import org.xmpptoolkit.testkit.arbitraries.XmlArbitraries;
import org.xmpptoolkit.testkit.arbitraries.XmlFault;
import org.xmpptoolkit.testkit.arbitraries.XmlSpelling;
import org.xmpptoolkit.testkit.contracts.XmlReaderContract.Reading;
import org.xmpptoolkit.testkit.result.Verdict;

/** How the properties of {@link XmlReaderContract} judge one implementation by one rule. */
record XmlJudge(XmlReaderContract implementation, String rule) {
    private static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' from='example.com'"
                    + " version='1.0'>";
    private static final String END = "</stream:stream>";

    static XmlJudge of(XmlReaderContract implementation, String rule) {
        return new XmlJudge(implementation, rule);
    }

    static XmlElement message(String text) {
        return XmlElement.builder(Namespaces.CLIENT, "message")
                .child(XmlElement.builder(Namespaces.CLIENT, "body").text(text).build())
                .build();
    }

    static Arbitrary<XmlElement> stanzas() {
        return StanzaArbitraries.unknownPayloads().map(payload -> XmlElement.builder(Namespaces.CLIENT, "message")
                .child(payload)
                .build());
    }

    static Arbitrary<String> prefixes() {
        return Arbitraries.of("p", "x1", "stream2", "client", "db", "A", "_", "a.b-c");
    }

    static Arbitrary<String> spaces() {
        return Arbitraries.strings()
                .withChars(' ', '\t', '\r', '\n')
                .ofMinLength(1)
                .ofMaxLength(10);
    }

    static Arbitrary<BrokenXml> broken(String rule) {
        List<XmlFault> faults = Arrays.stream(XmlFault.values())
                .filter(fault -> fault.ruleId().equals(rule))
                .toList();
        return Arbitraries.of(faults).flatMap(XmlArbitraries::broken);
    }

    void reads(XmlElement element) {
        reads(element.toString(), element);
    }

    /** An element comes as it was written. */
    void reads(String xml, XmlElement element) {
        Check check = Check.of(
                rule, Shown.xml(xml), "the same element: " + Shown.xml(element.toString()), "keep what XML says");
        same(check, List.of(element), read(check, List.of(stream(xml))));
    }

    void reliesOnNoPrefix(String prefix) {
        XmlElement element = XmlElement.builder(Namespaces.CLIENT, "message")
                .child(XmlElement.builder("urn:example:a", "x").text("1").build())
                .build();
        reads("<message><%1$s:x xmlns:%1$s='urn:example:a'>1</%1$s:x></message>".formatted(prefix), element);
    }

    void passesOver(String space) {
        XmlElement message = message("a");
        String xml = space + message + space + message + space;
        Check check = Check.of(rule, Shown.xml(xml), "both messages", "skip white space between first-level elements");
        same(check, List.of(message, message), read(check, List.of(stream(xml))));
    }

    void writesWellFormed(XmlSpelling spelling) {
        Check check = Check.of(rule, Shown.xml(spelling.text()), "well-formed XML", "escape and declare what needs it");
        for (String written : read(check, List.of(stream(spelling.text()))).elements()) {
            check.that(parsed(written).isPresent(), Shown.xml(written));
        }
    }

    void readsTheSame(XmlSpelling spelling, Cut cut) {
        byte[] octets = stream(spelling.text());
        Check check = Check.of(
                rule,
                Shown.xml(spelling.text()) + " cut by " + cut,
                "what comes of the octets in one piece",
                "let nothing depend on where a read ends, not even within a character");
        Reading whole = read(check, List.of(octets));
        Reading pieces = read(check, cut.of(octets));
        check.that(pieces.equals(whole), shown(pieces));
    }

    /** Elements with a fault are refused, by an accepted condition if there is one. */
    void refuses(BrokenXml broken) {
        Octets octets = Octets.ofUtf8(HEADER).then(broken.octets()).then(Octets.ofUtf8(message("a") + END));
        refuses(
                octets.toByteArray(),
                Shown.octets(broken.octets().toByteArray()),
                broken.fault().demand());
    }

    void refusesDocumentType() {
        String type = "<!DOCTYPE stream [<!ENTITY a 'bb'>]>";
        Demand demand = HeaderFault.DOCUMENT_TYPE.demand();
        for (String xml : List.of(type + HEADER, "<!DOCTYPE stream []>" + HEADER, HEADER + type)) {
            refuses(utf8(xml + message("a") + END), Shown.xml(xml), demand);
        }
    }

    void refusesEncodings() {
        Demand demand = HeaderFault.OTHER_ENCODING.demand();
        String message = message("\u00E9").toString();
        for (String name : List.of("ISO-8859-1", "UTF-16", "US-ASCII")) {
            String xml = "<?xml version='1.0' encoding='" + name + "'?>" + HEADER + message + END;
            Charset charset = name.equals("UTF-16") ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
            refuses(xml.getBytes(charset), Shown.xml(xml) + " in " + name, demand);
        }
    }

    private void refuses(byte[] octets, String input, Demand demand) {
        Check check = Check.of(
                rule,
                input,
                "the stream is refused" + (demand.silence() ? " or the element ignored" : ""),
                "close the stream by a stream error; see bin/xmpp explain " + rule);
        Reading reading;
        try {
            reading = implementation.read(List.of(octets));
        } catch (RuntimeException refusedInItsWay) {
            return;
        }
        Optional<StreamErrorCondition> condition = reading.refusal().flatMap(StreamErrorCondition::ofElementName);
        check.that(
                reading.refusal().isPresent()
                        || demand.silence() && reading.elements().isEmpty(),
                shown(reading));
        check.that(
                condition.map(demand::judge).orElse(Verdict.PASSED) != Verdict.FAILED,
                "the condition " + reading.refusal().orElse(""));
    }

    private Reading read(Check check, List<byte[]> pieces) {
        return check.attempt(
                () -> implementation.read(pieces.stream().map(byte[]::clone).toList()));
    }

    private static void same(Check check, List<XmlElement> expected, Reading reading) {
        List<Optional<XmlElement>> came =
                reading.elements().stream().map(XmlJudge::parsed).toList();
        check.that(
                reading.refusal().isEmpty()
                        && came.equals(expected.stream().map(Optional::of).toList()),
                shown(reading));
    }

    /** An element by what it says of itself, and by the header of the stream where it says nothing. */
    static Optional<XmlElement> parsed(String xml) {
        StreamReader reader = StreamReader.opening(StreamLimits.DEFAULT).allowPrefixes();
        reader.feed(ByteBuffer.wrap(stream(xml)));
        List<StreamReader.Event> events = new ArrayList<>();
        for (Optional<StreamReader.Event> next = reader.next(); next.isPresent(); next = reader.next()) {
            events.add(next.get());
        }
        return events.size() == 3
                        && events.get(1) instanceof StreamReader.ElementComplete complete
                        && events.get(2) instanceof StreamReader.HeaderClosed
                ? Optional.of(complete.element())
                : Optional.empty();
    }

    private static String shown(Reading reading) {
        String elements = reading.elements().isEmpty() ? "" : Shown.xml(String.join("", reading.elements()));
        return reading.refusal()
                .map(why -> "refused (" + why + ") behind \"" + elements + "\"")
                .orElse("read as " + elements);
    }

    private static byte[] stream(String xml) {
        return utf8(HEADER + xml + END);
    }

    private static byte[] utf8(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
