package org.xmpptoolkit.testkit.mutant;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Authority;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.Checker;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ClientSubject;
import org.xmpptoolkit.testkit.check.ClientTarget;
import org.xmpptoolkit.testkit.check.ComponentStage;
import org.xmpptoolkit.testkit.check.ComponentSubject;
import org.xmpptoolkit.testkit.check.ComponentTarget;
import org.xmpptoolkit.testkit.check.FederationListener;
import org.xmpptoolkit.testkit.check.FederationStage;
import org.xmpptoolkit.testkit.check.FederationSubject;
import org.xmpptoolkit.testkit.check.FederationTarget;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.ServerSubject;
import org.xmpptoolkit.testkit.check.Stage;
import org.xmpptoolkit.testkit.check.Subject;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.check.WebSocketStage;
import org.xmpptoolkit.testkit.check.WebSocketSubject;
import org.xmpptoolkit.testkit.check.WebSocketTarget;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import org.xmpptoolkit.testkit.endpoint.FederationConfig;
import org.xmpptoolkit.testkit.result.CaseResult;

/**
 * Tests the checker: plays each case on a subject with that very rule broken, where it has to fail, and on the sound one, where it has
 * to pass. Not thread-safe.
 */
public final class SelfTest {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration PATIENCE_WITH_SOUND = Duration.ofSeconds(5);
    /** For a second play of what did not come out as it is to: a machine with much to do may have been too slow for the first. */
    private static final Duration PATIENCE_OF_A_SECOND_PLAY = Duration.ofSeconds(20);

    private static final int PARALLEL = 6;
    private static final Supplier<Tamper> SOUND_CLIENT = () -> new Tamper() {};

    private final Consumer<Kill> listener;

    /**
     * Makes a self-test.
     *
     * @param listener hears of each case as it is done, in the order of the cases, on the thread that runs the self-test
     */
    public SelfTest(Consumer<Kill> listener) {
        this.listener = listener;
    }

    /**
     * The cases about servers that have a mutant, on the embedded endpoint.
     *
     * @param cases the cases; those without a mutant are left out
     * @return one a case
     * @throws IOException if the endpoint cannot be started
     * @throws CheckException if it cannot be judged
     */
    public List<Kill> servers(List<CheckCase<ServerStage>> cases) throws IOException, CheckException {
        return run(cases, SelfTest::server);
    }

    /**
     * The cases about servers over WebSocket that have a mutant, on the embedded endpoint.
     *
     * @param cases the cases; those without a mutant are left out
     * @return one a case
     * @throws IOException if the endpoint cannot be started
     * @throws CheckException if it cannot be judged
     */
    public List<Kill> webSockets(List<CheckCase<WebSocketStage>> cases) throws IOException, CheckException {
        return run(cases, SelfTest::webSocket);
    }

    /**
     * The cases about servers and components that have a mutant, on the embedded endpoint.
     *
     * @param cases the cases; those without a mutant are left out
     * @return one a case
     * @throws IOException if the endpoint cannot be started
     * @throws CheckException if it cannot be judged
     */
    public List<Kill> components(List<CheckCase<ComponentStage>> cases) throws IOException, CheckException {
        return run(cases, SelfTest::component);
    }

    /**
     * The cases about servers by way of other servers that have a mutant, on the embedded endpoint.
     *
     * @param cases the cases; those without a mutant are left out
     * @return one a case
     * @throws IOException if the endpoint, or what the checker listens with, cannot be started
     * @throws CheckException if it cannot be judged
     */
    public List<Kill> federation(List<CheckCase<FederationStage>> cases) throws IOException, CheckException {
        return run(cases, SelfTest::federation);
    }

    /**
     * The cases about clients that have a mutant, on the toolkit's own client.
     *
     * @param cases the cases; those without a mutant are left out
     * @return one a case
     * @throws IOException if a port cannot be had
     * @throws CheckException if the client cannot be judged
     */
    public List<Kill> clients(List<CheckCase<ClientStage>> cases) throws IOException, CheckException {
        return run(cases, SelfTest::client);
    }

    /** Plays one case, tampered with or not. */
    private interface Trial<S extends Stage> {
        CaseResult play(CheckCase<S> played, Supplier<Tamper> tampers, Duration patience)
                throws IOException, CheckException;
    }

    private <S extends Stage> List<Kill> run(List<CheckCase<S>> cases, Trial<S> trial)
            throws IOException, CheckException {
        ExecutorService executor = Executors.newFixedThreadPool(PARALLEL);
        try {
            List<Future<Kill>> kills = new ArrayList<>();
            for (CheckCase<S> each : cases) {
                if (each.mutant().isPresent()) {
                    Supplier<Tamper> mutant = each.mutant().get();
                    Callable<Kill> kill = () -> new Kill(
                            played(patience -> trial.play(each, mutant, patience), PATIENCE, Kill::isDueOnMutant),
                            played(
                                    patience -> trial.play(each, sound(mutant), patience),
                                    PATIENCE_WITH_SOUND,
                                    Kill::isDueOnSound));
                    kills.add(executor.submit(kill));
                }
            }
            List<Kill> done = new ArrayList<>();
            for (Future<Kill> kill : kills) {
                done.add(kill.get());
                listener.accept(done.get(done.size() - 1));
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CheckException refused) {
                throw refused;
            }
            throw new IOException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** Plays of the same, which wait for different times. */
    private interface Plays {
        CaseResult with(Duration patience) throws IOException, CheckException;
    }

    private static CaseResult played(Plays plays, Duration patience, Predicate<CaseResult> due)
            throws IOException, CheckException {
        CaseResult first = plays.with(patience);
        return due.test(first) ? first : plays.with(PATIENCE_OF_A_SECOND_PLAY);
    }

    /** Nobody may stand on the way to a client that looks at certificates. */
    private static Supplier<Tamper> sound(Supplier<Tamper> mutant) {
        return mutant.get() instanceof Tamper.Trusting ? SOUND_CLIENT : () -> new Tamper() {};
    }

    private static <S extends Stage> CaseResult only(Subject<S> subject, CheckCase<S> played) throws CheckException {
        return new Checker<>(subject, List.of(played))
                .tries(1)
                .unprobed()
                .run()
                .results()
                .get(0);
    }

    private static final Account FIRST = new Account("juliet", "r0m30myr0m30".toCharArray());
    private static final Account SECOND = new Account("romeo", "j0l13tmyj0l13t".toCharArray());

    private static EndpointBuilder endpoint() {
        return EmbeddedEndpoint.builder()
                .account(FIRST.localpart(), FIRST.password())
                .account(SECOND.localpart(), SECOND.password());
    }

    private static CaseResult server(CheckCase<ServerStage> played, Supplier<Tamper> tampers, Duration patience)
            throws IOException, CheckException {
        Authority authority = Authority.make();
        try (EmbeddedEndpoint endpoint = endpoint()
                        .channelBinding()
                        .directTls(new InetSocketAddress("127.0.0.1", 0))
                        .build()
                        .start();
                Saboteur saboteur = new Saboteur(
                        new InetSocketAddress("127.0.0.1", endpoint.port()),
                        endpoint.domains().get(0),
                        true,
                        authority,
                        tampers);
                Saboteur direct = saboteur.directTls(new InetSocketAddress("127.0.0.1", endpoint.directTlsPort()))) {
            Target target = Target.builder(
                            saboteur.address(), endpoint.domains().get(0), authority.trust())
                    .directTls(direct.address())
                    .account(FIRST)
                    .account(SECOND)
                    .patience(patience)
                    .build();
            return only(new ServerSubject(target), played);
        }
    }

    private static CaseResult webSocket(CheckCase<WebSocketStage> played, Supplier<Tamper> tampers, Duration patience)
            throws IOException, CheckException {
        try (EmbeddedEndpoint endpoint = endpoint()
                        .webSocket(new InetSocketAddress("127.0.0.1", 0))
                        .build()
                        .start();
                WebSocketSaboteur saboteur = new WebSocketSaboteur(endpoint.webSocketPort(), tampers)) {
            Target target = Target.builder(
                            new InetSocketAddress("127.0.0.1", endpoint.webSocketPort()),
                            endpoint.domains().get(0),
                            endpoint.trust())
                    .account(FIRST)
                    .account(SECOND)
                    .patience(patience)
                    .build();
            return only(new WebSocketSubject(new WebSocketTarget(saboteur.uri(), target)), played);
        }
    }

    private static CaseResult component(CheckCase<ComponentStage> played, Supplier<Tamper> tampers, Duration patience)
            throws IOException, CheckException {
        Jid name = Jid.ofDomain("component.localhost");
        char[] secret = "s3cr3tofcomponents".toCharArray();
        try (EmbeddedEndpoint endpoint = endpoint()
                        .components(new InetSocketAddress("127.0.0.1", 0))
                        .component(name, secret)
                        .build()
                        .start();
                Saboteur saboteur = new Saboteur(
                        new InetSocketAddress("127.0.0.1", endpoint.componentPort()),
                        name,
                        true,
                        Authority.make(),
                        tampers)) {
            return only(new ComponentSubject(new ComponentTarget(saboteur.address(), name, secret, patience)), played);
        }
    }

    private static CaseResult federation(CheckCase<FederationStage> played, Supplier<Tamper> tampers, Duration patience)
            throws IOException, CheckException {
        Authority authority = Authority.make();
        Jid ours = Jid.ofDomain("checker.example");
        try (FederationListener listener = FederationListener.listen(ours, 0);
                EmbeddedEndpoint endpoint = endpoint()
                        .federation(FederationConfig.builder()
                                .peer(ours, HostPort.parse("127.0.0.1:" + listener.port()))
                                .authentication(FederationConfig.Authentication.DIALBACK)
                                .build())
                        .build()
                        .start();
                Saboteur saboteur = new Saboteur(
                        new InetSocketAddress("127.0.0.1", endpoint.serverPort()),
                        endpoint.domains().get(0),
                        true,
                        authority,
                        tampers)) {
            FederationTarget target =
                    new FederationTarget(saboteur.address(), endpoint.domains().get(0), authority.trust(), patience);
            return only(new FederationSubject(target, listener), played);
        }
    }

    private static CaseResult client(CheckCase<ClientStage> played, Supplier<Tamper> tampers, Duration patience)
            throws CheckException {
        ClientTarget target = new ClientTarget(
                "of the toolkit",
                Jid.ofDomain("localhost"),
                FIRST,
                where -> tampers == SOUND_CLIENT ? OwnClient.launch(where) : sabotaged(where, tampers),
                0,
                false,
                1,
                patience.compareTo(PATIENCE_WITH_SOUND) > 0 ? patience : PATIENCE_WITH_SOUND,
                patience);
        try (ClientSubject subject = new ClientSubject(target)) {
            return only(subject, played);
        }
    }

    private static ClientTarget.Launched sabotaged(ClientTarget.Where where, Supplier<Tamper> tampers)
            throws IOException {
        Authority authority = Authority.make();
        Saboteur saboteur = new Saboteur(
                new InetSocketAddress(where.host(), where.port()), where.domain(), false, authority, tampers);
        ClientTarget.Launched client = OwnClient.launch(new ClientTarget.Where(
                where.host(), saboteur.address().getPort(), where.jid(), where.account(), where.domain(), authority));
        return () -> {
            client.close();
            saboteur.close();
        };
    }
}
