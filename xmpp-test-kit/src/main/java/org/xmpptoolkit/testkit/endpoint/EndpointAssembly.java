package org.xmpptoolkit.testkit.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;

/** Puts an endpoint together of its parts: what the server does for accounts, and the services that listen. */
final class EndpointAssembly {
    private static final int SUSPENDED_SESSIONS = 100;

    private final EndpointBuilder wish;
    private final List<Jid> served;
    private final Map<Jid, char[]> partners;
    private final Accounts accounts = new Accounts();
    private final Router router;
    private final MessageDelivery messages;

    EndpointAssembly(EndpointBuilder wish) {
        this.wish = wish;
        this.served = List.copyOf(wish.domains.isEmpty() ? List.of(Jid.ofDomain("localhost")) : wish.domains);
        this.partners = wish.components.isPresent() ? components() : Map.of();
        for (Jid domain : served) {
            wish.accounts.forEach((user, password) -> accounts.add(domain.withLocalpart(user), password));
        }
        this.router = new Router(served::contains, accounts::contains);
        this.messages = addFeatures(router, partners.keySet(), wish.now);
    }

    /**
     * What a server does for its accounts; of the features that take a stanza, the first one gets it.
     *
     * @return the one that messages can be given back to
     */
    static MessageDelivery addFeatures(Router router, Set<Jid> components, Supplier<Instant> now) {
        Rosters rosters = new Rosters();
        RosterPushes pushes = new RosterPushes(router.resources());
        Subscriptions subscriptions = new Subscriptions(router, rosters, pushes);
        DirectedPresence directed = new DirectedPresence(router, rosters);
        PresenceProbes probes = new PresenceProbes(router, rosters, directed, now);
        OfflineMessages offline = new OfflineMessages(now);
        MessageDelivery messages = new MessageDelivery(router, offline);
        Stream.of(
                        subscriptions,
                        probes,
                        directed,
                        new PresenceBroadcast(router, rosters, probes),
                        new RosterManagement(rosters, pushes, subscriptions),
                        new Carbons(router.resources()),
                        messages,
                        offline,
                        new Ping(),
                        new ServiceDiscovery(router, rosters, components))
                .forEach(router::add);
        return messages;
    }

    EmbeddedEndpoint build() {
        Optional<Clock> clock = wish.scheduler.isEmpty() ? Optional.of(new Clock()) : Optional.empty();
        EndpointContext context = context(wish.scheduler.orElseGet(clock::orElseThrow));
        List<EndpointService> services = new ArrayList<>();
        services.add(ClientService.plain(context, wish.address, wish.directTls, wish.webSocket));
        wish.external.ifPresent(address -> services.add(ClientService.external(context, address)));
        wish.components.ifPresent(address -> services.add(new ComponentService(context, address, partners)));
        // the last: its route takes what no other one took
        wish.federation.ifPresent(config -> services.add(new FederationService(context, config)));
        Optional<Jid> first = wish.accounts.keySet().stream().findFirst().map(served.get(0)::withLocalpart);
        return new EmbeddedEndpoint(context, services, first, clock);
    }

    /** The components that may connect, and their secrets. */
    private Map<Jid, char[]> components() {
        wish.secrets.keySet().stream().filter(served::contains).findFirst().ifPresent(name -> {
            throw new IllegalStateException(
                    "the endpoint serves " + name + " itself: give the component a name of its own");
        });
        return wish.secrets.isEmpty()
                ? Map.of(defaultComponent(), StreamConfig.randomIds().get().toCharArray())
                : wish.secrets;
    }

    private Jid defaultComponent() {
        return Stream.of(served.get(0).toString(), "localhost", "component.localhost")
                .flatMap(domain -> Jid.tryParse("component." + domain).toOptional().stream()) // none of an IPv6 literal
                .filter(name ->
                        !served.contains(name) && !name.domainpart().matches(".*\\.[0-9]+")) // nor of an IPv4 address
                .findFirst()
                .orElseThrow();
    }

    private EndpointContext context(Scheduler later) {
        Suspensions suspensions =
                new Suspensions(SUSPENDED_SESSIONS, wish.resumption, later, router, messages::undelivered);
        ClientStreams streams = new ClientStreams(router, suspensions);
        if (wish.registration) {
            router.add(new Registration(
                    router, accounts, account -> streams.end(account, StreamErrorCondition.NOT_AUTHORIZED)));
        }
        EndpointListener listener = new EndpointListener(
                served,
                accounts,
                router,
                wish.binding,
                SaslServerConfig.builder().mechanisms(mechanisms()).build(),
                streams,
                new Resumptions(wish.resumption, suspensions, router, streams),
                messages::undelivered);
        Set<Jid> names = partners.keySet();
        return new EndpointContext(
                served,
                names,
                router,
                EndpointCertificates.make(
                        Stream.concat(served.stream(), names.stream()).toList(),
                        wish.address.getAddress(),
                        wish.authority),
                wish.tlsPolicy,
                listener,
                later);
    }

    private List<SaslMechanism> mechanisms() {
        return Stream.of(SaslMechanism.values())
                .filter(mechanism -> wish.anonymous || mechanism != SaslMechanism.ANONYMOUS)
                .filter(mechanism -> wish.channelBinding || !mechanism.bindsChannel())
                .toList();
    }
}
