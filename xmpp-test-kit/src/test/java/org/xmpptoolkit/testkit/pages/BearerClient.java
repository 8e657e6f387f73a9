package org.xmpptoolkit.testkit.pages;

// snippet: bearer-client
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** OAUTHBEARER (RFC 7628) where the server offers it, and other mechanisms where it does not. */
final class BearerClient implements StreamFeature.Initiating {
    private final Jid account;
    private final String token;
    private final StreamFeature.Initiating others;

    BearerClient(Jid account, String token, StreamFeature.Initiating others) {
        this.account = account;
        this.token = token;
        this.others = others;
    }

    @Override
    public QName name() {
        return others.name(); // the element <mechanisms/>
    }

    @Override
    public boolean admissible(StreamState state) {
        return others.admissible(state);
    }

    @Override
    public Optional<Reason> missed(StreamState state) {
        return others.missed(state);
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, StreamState state) {
        return others.initiate(offer, state);
    }

    @Override
    public Step initiate(Optional<XmlElement> offer, XmlElement features, StreamState state) {
        boolean offered = offer.stream()
                .flatMap(mechanisms -> mechanisms.elements(Namespaces.SASL, "mechanism").stream())
                .anyMatch(mechanism -> mechanism.text().strip().equals("OAUTHBEARER"));
        if (!offered || !state.secure()) { // a token is never shown without TLS
            return others.initiate(offer, features, state);
        }
        String message = "n,a=" + account + ",\u0001auth=Bearer " + token + "\u0001\u0001";
        XmlElement auth = XmlElement.builder(Namespaces.SASL, "auth")
                .attribute("mechanism", "OAUTHBEARER")
                .text(Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)))
                .build();
        return new Step.Continue(List.of(auth), new Waiting());
    }

    private final class Waiting implements Negotiation {
        @Override
        public boolean expects(XmlElement element) {
            return element.namespace().equals(Namespaces.SASL);
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            return switch (element.localName()) {
                case "success" -> new Step.Done(List.of(), Outcome.account(account), Then.RESTART);
                case "challenge" -> // why not, in JSON; the failure comes behind our answer (RFC 7628 section 3.2.3)
                    new Step.Continue(
                            List.of(XmlElement.builder(Namespaces.SASL, "response")
                                    .text("AQ==")
                                    .build()),
                            this);
                default -> new Step.Close(List.of(), new Reason.AuthenticationFailed(SaslFailure.fromElement(element)));
            };
        }
    }
}
// end
