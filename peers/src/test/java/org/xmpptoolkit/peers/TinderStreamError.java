package org.xmpptoolkit.peers;

import java.util.Optional;
import java.util.Set;
import org.dom4j.DocumentException;
import org.xmpp.packet.StreamError;
import org.xmpptoolkit.testkit.contracts.StreamErrorContract;

/** Stream errors of Tinder, which tells nothing of the text of a condition. */
@Peer(value = "Tinder", of = StreamError.class)
final class TinderStreamError implements StreamErrorContract {
    @Override
    public Set<String> notSupported() {
        return Set.of("R-116", "R-117");
    }

    @Override
    public Optional<Failure> read(String xml) {
        try {
            StreamError error = new StreamError(TinderStanza.element(xml));
            return Optional.of(
                    new Failure(error.getCondition().toXMPP(), Optional.empty(), Optional.ofNullable(error.getText())));
        } catch (DocumentException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    @Override
    public String write(Failure failure) {
        StreamError.Condition condition = StreamError.Condition.fromXMPP(failure.condition());
        return failure.text()
                .map(text -> new StreamError(condition, text))
                .orElseGet(() -> new StreamError(condition))
                .toXML();
    }
}
