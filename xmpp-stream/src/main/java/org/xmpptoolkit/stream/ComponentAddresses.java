package org.xmpptoolkit.stream;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** How a component's stanzas are addressed: as those of a server, for its own domain (XEP-0114 section 3, RFC 6120 section 8.1). */
final class ComponentAddresses {
    private ComponentAddresses() {}

    /**
     * The error that the addresses of a component's stanza earn, if they do.
     *
     * @param component the component's name, if it is known
     */
    static Optional<StreamError> fault(XmlElement stanza, Optional<Jid> component, JidProfile profile) {
        Optional<Jid> from = address(stanza, "from", profile);
        if (from.isEmpty() || address(stanza, "to", profile).isEmpty()) {
            return Optional.of(StreamError.of(
                    StreamErrorCondition.IMPROPER_ADDRESSING,
                    "a component's stanza needs from and to, both addresses"));
        }
        boolean foreign =
                component.filter(name -> !name.equals(from.get().domain())).isPresent();
        return foreign
                ? Optional.of(
                        StreamError.of(StreamErrorCondition.INVALID_FROM, "from is not of the component's domain"))
                : Optional.empty();
    }

    /**
     * Checks a stanza that a component wants to send.
     *
     * @throws IllegalArgumentException if the server would end the stream for it
     */
    static void check(XmlElement stanza, Optional<Jid> component, JidProfile profile) {
        fault(stanza, component, profile).ifPresent(error -> {
            throw new IllegalArgumentException("the " + stanza.localName() + " would end the stream with "
                    + error.condition().elementName()
                    + ": give it a 'to', and a 'from' of the domain of the component (XEP-0114 section 3)");
        });
    }

    private static Optional<Jid> address(XmlElement stanza, String attribute, JidProfile profile) {
        return stanza.attribute(attribute)
                .flatMap(text -> Jid.tryParse(text, profile).toOptional());
    }
}
