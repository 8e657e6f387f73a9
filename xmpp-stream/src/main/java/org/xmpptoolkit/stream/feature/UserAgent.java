package org.xmpptoolkit.stream.feature;

import java.util.Optional;
import java.util.UUID;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/**
 * What a client says of itself when it authenticates by SASL2: what others may know of it in words, and an id that tells one
 * installation from another (XEP-0388 section 2.3). A server must not show the id to anybody, and neither does the text of this.
 *
 * @param id a random UUID (version 4), the same each time this installation logs in to this account
 * @param software the name of the program
 * @param device the name of what it runs on, as its user calls it
 */
public record UserAgent(Optional<UUID> id, Optional<String> software, Optional<String> device) {
    private static final String NAME = "user-agent";

    /**
     * A client that says all three.
     *
     * @param id a random UUID, the same each time this installation logs in to this account
     * @param software the name of the program
     * @param device the name of what it runs on
     * @return the client
     */
    public static UserAgent of(UUID id, String software, String device) {
        return new UserAgent(Optional.of(id), Optional.of(software), Optional.of(device));
    }

    XmlElement toElement() {
        XmlElement.Builder out = Sasl2Elements.builder(NAME);
        id.ifPresent(known -> out.attribute("id", known.toString()));
        software.ifPresent(name -> out.child(Sasl2Elements.text("software", name)));
        device.ifPresent(name -> out.child(Sasl2Elements.text("device", name)));
        return out.build();
    }

    /** What a request says of the client; an id that is no UUID is none. */
    static Optional<UserAgent> in(XmlElement request) {
        return request.element(Namespaces.SASL2, NAME)
                .map(agent -> new UserAgent(
                        agent.attribute("id").flatMap(UserAgent::uuid),
                        agent.element(Namespaces.SASL2, "software").map(XmlElement::text),
                        agent.element(Namespaces.SASL2, "device").map(XmlElement::text)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "UserAgent[" + software.orElse("") + ", " + device.orElse("") + "]";
    }
}
