package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.disco.DiscoInfo;
import org.xmpptoolkit.stanza.disco.DiscoItem;
import org.xmpptoolkit.stanza.disco.DiscoItems;
import org.xmpptoolkit.stanza.disco.Identity;

/**
 * Tells what the server is and can, and what is beside it; of an account, to itself and to those who are subscribed to it, that it is one
 * and which resources are available (XEP-0030).
 */
final class ServiceDiscovery implements ServerFeature {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final Router router;
    private final Rosters rosters;
    private final Set<Jid> components;

    /**
     * Discovery for one server.
     *
     * @param router knows what the server does
     * @param rosters tell who is subscribed
     * @param components the components of the server
     */
    ServiceDiscovery(Router router, Rosters rosters, Set<Jid> components) {
        this.router = router;
        this.rosters = rosters;
        this.components = Set.copyOf(components);
    }

    @Override
    public List<String> advertised() {
        return List.of(INFO, ITEMS);
    }

    @Override
    public Optional<Iq> answer(Request request) {
        boolean info = request.is(INFO, "query");
        if (!request.isGet() || !info && !request.is(ITEMS, "query") || !mayKnow(request)) {
            return Optional.empty();
        }
        if (request.payload().attribute("node").isPresent()) {
            return request.refusal(StanzaErrorCondition.ITEM_NOT_FOUND);
        }
        Iq iq = request.iq();
        return Optional.of(info ? iq.result(info(request)) : iq.result(items(request)));
    }

    /** Others learn nothing of an account, not even whether it exists (section 8). */
    private boolean mayKnow(Request request) {
        return request.isToServer()
                || request.isToOwnAccount()
                || rosters.state(request.entity(), request.sender().bare()).isFrom();
    }

    private DiscoInfo info(Request request) {
        if (!request.isToServer()) {
            return of(Identity.of("account", "registered"), Stream.of(INFO, ITEMS));
        }
        return of(
                Identity.of("server", "im"),
                router.features().stream().flatMap(feature -> feature.advertised().stream()));
    }

    private static DiscoInfo of(Identity identity, Stream<String> features) {
        DiscoInfo.Builder info = DiscoInfo.builder().identity(identity);
        features.forEach(info::feature);
        return info.build();
    }

    private DiscoItems items(Request request) {
        Stream<Jid> items = request.isToServer()
                ? components.stream().sorted()
                : router.resources().available(request.entity()).stream().map(Resource::address);
        return DiscoItems.of(items.map(DiscoItem::of).toList());
    }
}
