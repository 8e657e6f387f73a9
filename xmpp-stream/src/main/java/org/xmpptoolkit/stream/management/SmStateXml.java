package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Role;

/** The written form of {@link SmState}, which documents it. */
final class SmStateXml {
    private static final String NAMESPACE = "urn:xmpptoolkit:sm-state";
    private static final String VERSION = "1";
    /** As deep as the reader's recursion should go; a stream's own limit is far below. */
    private static final int DEPTH = 1_000;

    private SmStateXml() {}

    static byte[] write(SmState state) {
        XmlElement.Builder xml = XmlElement.builder(NAMESPACE, "sm-state")
                .attribute("version", VERSION)
                .attribute("role", state.role().name().toLowerCase(Locale.ROOT))
                .attribute("id", state.id())
                .attribute("account", state.account().toString())
                .attribute("account-profile", state.account().profile().name())
                .attribute("bound", state.bound().toString())
                .attribute("bound-profile", state.bound().profile().name())
                .attribute("handled", Long.toString(state.handled()))
                .attribute("acknowledged", Long.toString(state.acknowledged()));
        state.max().ifPresent(max -> xml.attribute("max", Long.toString(max.toSeconds())));
        state.location().ifPresent(location -> xml.attribute("location", location.toString()));
        xml.child(XmlElement.builder(NAMESPACE, "unacknowledged")
                .children(state.unacknowledged())
                .build());
        xml.child(
                XmlElement.builder(NAMESPACE, "queued").children(state.queued()).build());
        return ElementWriter.toBytes(xml.build(), NamespaceScope.EMPTY);
    }

    static SmState read(byte[] octets) {
        XmlElement xml = document(octets);
        if (!xml.is(NAMESPACE, "sm-state")) {
            throw new SmStateParseException("the element is no sm-state of " + NAMESPACE);
        }
        String version = required(xml, "version");
        if (!version.equals(VERSION)) {
            throw new SmStateParseException("version is '" + version + "', only " + VERSION + " is known");
        }
        Jid account = address(xml, "account");
        Jid bound = address(xml, "bound");
        if (!account.isBare()) {
            throw new SmStateParseException("account is no bare address");
        }
        if (!bound.isFull()) {
            throw new SmStateParseException("bound is no full address");
        }
        String id = required(xml, "id");
        if (id.isEmpty()) {
            throw new SmStateParseException("id is empty");
        }
        SmSession session = new SmSession(role(xml), Optional.of(id), account, bound, max(xml), location(xml));
        if (xml.elements().size() != 2) {
            throw new SmStateParseException("there are other children than unacknowledged and queued, one of each");
        }
        return new SmState(
                session,
                count(xml, "handled"),
                count(xml, "acknowledged"),
                stanzas(xml, "unacknowledged"),
                stanzas(xml, "queued"));
    }

    private static XmlElement document(byte[] octets) {
        int size = Math.max(1, octets.length);
        StreamLimits limits = new StreamLimits(size, size, DEPTH, size, size, size, size);
        StreamReader.Event event = StreamReader.readDocument(octets, limits);
        if (event instanceof StreamReader.ElementComplete complete) {
            return complete.element();
        }
        String cause = event instanceof StreamReader.Refused refused
                ? refused.violation().message()
                : "not one whole element";
        throw new SmStateParseException("no XML document: " + cause);
    }

    private static String required(XmlElement xml, String attribute) {
        return xml.attribute(attribute)
                .orElseThrow(() -> new SmStateParseException("the attribute " + attribute + " is missing"));
    }

    private static Role role(XmlElement xml) {
        return switch (required(xml, "role")) {
            case "initiating" -> Role.INITIATING;
            case "receiving" -> Role.RECEIVING;
            default -> throw new SmStateParseException("role is neither initiating nor receiving");
        };
    }

    /** The address, prepared by the profile that prepared it before, so that it comes out the same. */
    private static Jid address(XmlElement xml, String attribute) {
        String named = required(xml, attribute + "-profile");
        JidProfile profile = Arrays.stream(JidProfile.values())
                .filter(known -> known.name().equals(named))
                .findFirst()
                .orElseThrow(() ->
                        new SmStateParseException(attribute + "-profile is none of " + List.of(JidProfile.values())));
        return Jid.tryParse(required(xml, attribute), profile)
                .toOptional()
                .orElseThrow(() -> new SmStateParseException(attribute + " is no address"));
    }

    private static long count(XmlElement xml, String attribute) {
        return SmElements.number(Optional.of(required(xml, attribute)))
                .orElseThrow(() -> new SmStateParseException(attribute + " is not from 0 to 2^32-1"));
    }

    private static Optional<Duration> max(XmlElement xml) {
        Optional<String> text = xml.attribute("max");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SmElements.number(text)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElseThrow(() -> new SmStateParseException("max is no number of seconds")));
    }

    private static Optional<HostPort> location(XmlElement xml) {
        Optional<String> text = xml.attribute("location");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<HostPort> location = text.flatMap(HostPort::tryParse);
        if (location.isEmpty()) {
            throw new SmStateParseException("location is no host with or without a port");
        }
        return location;
    }

    private static List<XmlElement> stanzas(XmlElement xml, String name) {
        List<XmlElement> stanzas = xml.element(NAMESPACE, name)
                .orElseThrow(() -> new SmStateParseException("the element " + name + " is missing"))
                .elements();
        if (!stanzas.stream().allMatch(SmState::isStanza)) {
            throw new SmStateParseException(name + " holds something that is no stanza");
        }
        return stanzas;
    }
}
