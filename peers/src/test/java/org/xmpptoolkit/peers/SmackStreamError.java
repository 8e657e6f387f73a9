package org.xmpptoolkit.peers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jivesoftware.smack.Smack;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.parsing.SmackParsingException;
import org.jivesoftware.smack.util.PacketParserUtils;
import org.jivesoftware.smack.xml.XmlPullParserException;
import org.xmpptoolkit.testkit.contracts.StreamErrorContract;

/** Stream errors of Smack. */
@Peer(value = "Smack", of = StreamError.class)
final class SmackStreamError implements StreamErrorContract {
    static {
        Smack.ensureInitialized();
    }

    @Override
    public Optional<Failure> read(String xml) {
        try {
            StreamError error = PacketParserUtils.parseStreamError(PacketParserUtils.getParserFor(xml));
            return Optional.of(new Failure(
                    error.getCondition().toString(),
                    Optional.ofNullable(error.getConditionText()),
                    Optional.ofNullable(error.getDescriptiveText())));
        } catch (XmlPullParserException | IOException | SmackParsingException refused) {
            return Optional.empty();
        }
    }

    @Override
    public String write(Failure failure) {
        return new StreamError(
                        StreamError.Condition.fromString(failure.condition()),
                        failure.conditionText().orElse(null),
                        failure.text().map(text -> Map.of("", text)).orElse(Map.of()),
                        List.of())
                .toXML(XmlEnvironment.EMPTY)
                .toString();
    }
}
