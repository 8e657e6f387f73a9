package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.testkit.endpoint.FakeLinks.Link;

/** Whatever becomes of streams to other servers, and in which order, no stanza is lost in silence. */
class RemoteServersProperties {
    private static final List<Jid> OWN = List.of(Jid.ofDomain("a.example"), Jid.ofDomain("b.example"));
    private static final Jid FAR = Jid.ofDomain("far.example");

    /** What happens next, to the stream that was opened last. */
    enum Step {
        SEND_A,
        SEND_B,
        AUTHORIZE_A,
        AUTHORIZE_B,
        REFUSE_A,
        REFUSE_B,
        ESTABLISH,
        CLOSING,
        CLOSE,
        TICK
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMaxSize(30);
    }

    @Property
    @Rule({"R-467", "R-469", "R-470"})
    void everyStanzaIsSentInOrderOrGivenBackOnce(@ForAll("steps") List<Step> steps, @ForAll boolean onePairEach) {
        FakeLinks links = new FakeLinks();
        Router router = new Router(OWN::contains, account -> true);
        RemoteServers servers = new RemoteServers(router, OWN::contains, links, links);
        router.add(servers);
        List<String> back = new ArrayList<>();
        OWN.forEach(domain -> client(router, domain.withLocalpart("x").withResourcepart("x"), back));
        if (onePairEach) {
            links.onePairEach();
        }
        Set<Link> established = new HashSet<>();
        Set<Link> closed = new HashSet<>();
        int count = 0;
        for (Step step : steps) {
            if (step == Step.SEND_A || step == Step.SEND_B) {
                Jid own = OWN.get(step == Step.SEND_A ? 0 : 1);
                router.route(Stanza.fromElement(XmlElement.parse("<message xmlns='jabber:client' from='x@" + own
                        + "/x' to='y@far.example' id='" + count++ + "'/>")));
                continue;
            }
            links.opened().stream()
                    .filter(link -> !closed.contains(link))
                    .reduce((first, last) -> last)
                    .ifPresent(link -> happen(step, link, links, established, closed));
        }
        links.tick();
        while (closed.size() < links.opened().size()) { // a stanza may open another stream, once
            List.copyOf(links.opened()).stream().filter(closed::add).forEach(link -> link.stream()
                    .closed(StanzaErrorCondition.REMOTE_SERVER_TIMEOUT));
        }
        List<String> all = new ArrayList<>(back);
        for (Link link : links.opened()) {
            List<Integer> sent = link.sent().stream()
                    .map(stanza -> Integer.valueOf(stanza.attribute("id").orElseThrow()))
                    .toList();
            for (Jid own : OWN) {
                List<Integer> ofPair = link.sent().stream()
                        .filter(stanza -> stanza.attribute("from").orElseThrow().contains(own.toString()))
                        .map(stanza -> Integer.valueOf(stanza.attribute("id").orElseThrow()))
                        .toList();
                assertEquals(ofPair.stream().sorted().toList(), ofPair, "in order");
            }
            sent.forEach(id -> all.add(id.toString()));
            assertTrue(sent.isEmpty() || established.contains(link), "nothing before the stream is established");
        }
        assertEquals(count, all.size(), "once each");
        assertEquals(count, Set.copyOf(all).size(), "each");
    }

    private static void happen(Step step, Link link, FakeLinks links, Set<Link> established, Set<Link> closed) {
        switch (step) {
            case AUTHORIZE_A -> link.stream().authorized(pair(0));
            case AUTHORIZE_B -> link.stream().authorized(pair(1));
            case REFUSE_A -> link.stream().refused(pair(0), StanzaErrorCondition.INTERNAL_SERVER_ERROR);
            case REFUSE_B -> link.stream().refused(pair(1), StanzaErrorCondition.REMOTE_SERVER_TIMEOUT);
            case ESTABLISH -> {
                if (established.add(link)) {
                    link.stream().established();
                }
            }
            case CLOSING -> link.refuse(new IllegalStateException("closing"));
            case CLOSE -> {
                closed.add(link);
                link.stream().closed(StanzaErrorCondition.REMOTE_SERVER_NOT_FOUND);
            }
            default -> links.tick();
        }
    }

    private static DomainPair pair(int own) {
        return new DomainPair(OWN.get(own), FAR);
    }

    private static void client(Router router, Jid address, List<String> back) {
        router.reserve(address);
        router.join(new Session() {
            @Override
            public Jid address() {
                return address;
            }

            @Override
            public void deliver(XmlElement stanza) {
                assertEquals("error", stanza.attribute("type").orElse(""));
                back.add(stanza.attribute("id").orElseThrow());
            }
        });
    }
}
