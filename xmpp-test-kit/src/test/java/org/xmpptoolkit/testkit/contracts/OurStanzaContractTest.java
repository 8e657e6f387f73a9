package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqType;
import org.xmpptoolkit.stanza.Stanza;

/** Our stanzas keep the contract. */
class OurStanzaContractTest implements StanzaContract<Stanza> {
    @Override
    public Optional<Stanza> read(String xml) {
        return Optional.of(Stanza.fromElement(XmlElement.parse(xml)));
    }

    @Override
    public Fields fields(Stanza stanza) {
        return new Fields(
                stanza.toElement().localName(),
                stanza instanceof Iq iq ? iq.type().map(IqType::toString) : stanza.rawType(),
                stanza.id(),
                stanza.rawTo(),
                stanza.rawFrom(),
                stanza.error()
                        .map(error -> new Failure(
                                error.type().toString(), error.condition().elementName(), error.text())));
    }

    @Override
    public String write(Stanza stanza) {
        return stanza.toElement().toString();
    }

    @Override
    public Optional<Stanza> refuse(Stanza request, String condition) {
        return Optional.of(request)
                .filter(stanza -> stanza instanceof Iq iq && iq.isRequest())
                .map(stanza -> ((Iq) stanza)
                        .error(StanzaError.of(
                                StanzaErrorCondition.ofElementName(condition).orElseThrow())));
    }
}
