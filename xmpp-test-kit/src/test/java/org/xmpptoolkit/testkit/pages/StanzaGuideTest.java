package org.xmpptoolkit.testkit.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.IqTracker;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.StanzaRules;
import org.xmpptoolkit.stanza.ping.Ping;

/** The code of docs/guide/stanza.md. */
class StanzaGuideTest {
    private final List<XmlElement> sent = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    private void send(XmlElement element) {
        sent.add(element);
    }

    private void answer(XmlElement element) {
        // snippet: stanza-answer
        Stanza stanza = Stanza.fromElement(element);
        Optional<StanzaError> fault = StanzaRules.check(stanza);
        if (fault.isPresent()) {
            send(stanza.error(fault.get()).toElement());
        } else if (stanza instanceof Iq iq
                && iq.isRequest()
                && iq.extension(Ping.class).isPresent()) {
            send(iq.result().toElement());
        } else {
            StanzaRules.notUnderstood(stanza)
                    .ifPresent(error -> send(stanza.error(error).toElement()));
        }
        // end
    }

    @Test
    void answersWhatIsAsked() {
        answer(XmlElement.parse("<iq xmlns='jabber:client' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>"));
        answer(XmlElement.parse("<iq xmlns='jabber:client' type='get' id='2'><query xmlns='urn:x'/></iq>"));
        answer(XmlElement.parse("<iq xmlns='jabber:client' type='get' id='3'/>"));
        answer(XmlElement.parse("<message xmlns='jabber:client'/>"));
        assertEquals(
                List.of("result 1", "service-unavailable 2", "bad-request 3"),
                sent.stream()
                        .map(Iq::fromElement)
                        .map(iq -> iq.error()
                                        .map(error -> error.condition().elementName())
                                        .orElse("result") + " "
                                + iq.id().orElse(""))
                        .toList());
    }

    @Test
    void pairsAnswersWithRequests() {
        Jid own = Jid.parse("juliet@example.com/balcony");
        // snippet: stanza-tracker
        IqTracker<Consumer<Iq>> requests = new IqTracker<>(own); // the address that was bound
        Iq request = Iq.get("p1", Ping.of()).to(Jid.parse("example.com")).build();
        requests.sent(request, answer -> done.add(answer.isError() ? "no" : "yes"));
        send(request.toElement());
        // end
        Iq other = Iq.fromElement(
                XmlElement.parse("<iq xmlns='jabber:client' type='result' id='p1' from='mallory@example.net'/>"));
        receive(requests, other);
        receive(
                requests,
                request.result().toBuilder().from(Jid.parse("example.com")).build());
        assertEquals(List.of("yes"), done);
    }

    private static void receive(IqTracker<Consumer<Iq>> requests, Iq iq) {
        // snippet: stanza-received
        requests.received(iq).ifPresent(action -> action.accept(iq)); // once, and from whom it was asked
        // end
    }
}
