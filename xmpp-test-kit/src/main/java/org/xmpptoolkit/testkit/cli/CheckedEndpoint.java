package org.xmpptoolkit.testkit.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.errors.HostPort;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.cases.CheckCases;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.CheckException;
import org.xmpptoolkit.testkit.check.ComponentSubject;
import org.xmpptoolkit.testkit.check.ComponentTarget;
import org.xmpptoolkit.testkit.check.FederationListener;
import org.xmpptoolkit.testkit.check.FederationSubject;
import org.xmpptoolkit.testkit.check.FederationTarget;
import org.xmpptoolkit.testkit.check.ServerSubject;
import org.xmpptoolkit.testkit.check.Target;
import org.xmpptoolkit.testkit.check.WebSocketSubject;
import org.xmpptoolkit.testkit.check.WebSocketTarget;
import org.xmpptoolkit.testkit.endpoint.EmbeddedEndpoint;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import org.xmpptoolkit.testkit.endpoint.FederationConfig;

/** The embedded endpoint, started to be judged in every way that there is. */
final class CheckedEndpoint {
    private static final String HOST = "127.0.0.1";
    private static final int PAIRS = 4;
    private static final char[] PASSWORD = "r0m30myr0m30".toCharArray();
    private static final char[] SECRET = "s3cr3tofcomponents".toCharArray();

    private CheckedEndpoint() {}

    /** The run, with the endpoint listening. */
    static CheckRun run(Duration patience) throws IOException, CheckException {
        FederationListener listener = FederationListener.listen(Jid.ofDomain("checker.example"), 0);
        List<Account> accounts = new ArrayList<>();
        for (int i = 1; i <= PAIRS; i++) {
            accounts.add(new Account("juliet" + i, PASSWORD));
            accounts.add(new Account("romeo" + i, PASSWORD));
        }
        InetSocketAddress free = new InetSocketAddress(HOST, 0);
        Jid component = Jid.ofDomain("component.localhost");
        EndpointBuilder builder = EmbeddedEndpoint.builder()
                .channelBinding()
                .directTls(free)
                .external(free)
                .webSocket(free)
                .components(free)
                .component(component, SECRET)
                .federation(FederationConfig.builder()
                        .peer(listener.domain(), HostPort.parse(HOST + ":" + listener.port()))
                        .authentication(FederationConfig.Authentication.DIALBACK)
                        .build());
        accounts.forEach(account -> builder.account(account.localpart(), account.password()));
        EmbeddedEndpoint endpoint = builder.build().start();
        Jid domain = endpoint.domains().get(0);
        Target.Builder target = Target.builder(at(endpoint.port()), domain, endpoint.trust())
                .directTls(at(endpoint.directTlsPort()))
                .certificates(at(endpoint.externalPort()))
                .patience(patience);
        accounts.forEach(target::account);
        Target server = target.build();
        URI webSocket = URI.create("ws://" + HOST + ":" + endpoint.webSocketPort() + "/xmpp-websocket");
        return new CheckRun(
                "the embedded endpoint",
                List.of(
                        new CheckWay<>(new ServerSubject(server), CheckCases.servers()),
                        new CheckWay<>(
                                new WebSocketSubject(new WebSocketTarget(webSocket, server)), CheckCases.webSockets()),
                        new CheckWay<>(
                                new ComponentSubject(
                                        new ComponentTarget(at(endpoint.componentPort()), component, SECRET, patience)),
                                CheckCases.components()),
                        new CheckWay<>(
                                new FederationSubject(
                                        new FederationTarget(
                                                at(endpoint.serverPort()), domain, endpoint.trust(), patience),
                                        listener),
                                CheckCases.federation())),
                List.of(listener, endpoint));
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(HOST, port);
    }
}
