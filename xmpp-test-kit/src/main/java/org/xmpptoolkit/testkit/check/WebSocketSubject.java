package org.xmpptoolkit.testkit.check;

import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;

/** A server, judged by the checker as its client over WebSocket. Thread-safe. */
public final class WebSocketSubject extends Subject<WebSocketStage> {
    private static final int CONNECTIONS = 4;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final WebSocketTarget target;
    private final AccountPairs accounts;
    private final HttpClient http;

    /**
     * For a server that takes WebSockets.
     *
     * @param target where it takes them, and accounts to log in with
     */
    public WebSocketSubject(WebSocketTarget target) {
        this.target = target;
        this.accounts = new AccountPairs(target.server().accounts());
        this.http = HttpClient.newBuilder()
                .connectTimeout(target.server().patience())
                .sslContext(Authority.client(target.server().trust()))
                .build();
    }

    @Override
    WebSocketStage stage(PlayContext context) {
        return new WebSocketStage(context, target, accounts, http);
    }

    @Override
    void probe() throws CheckException {
        int port = target.uri().getPort();
        int usual = target.uri().getScheme().equals("wss") ? HTTPS_PORT : HTTP_PORT;
        Wire.probe(
                new InetSocketAddress(target.uri().getHost(), port < 0 ? usual : port),
                target.server().patience());
        checkAccounts(
                target.server().accounts(), (stage, account) -> stage.connect().login(account));
    }

    @Override
    int parallel() {
        return CONNECTIONS;
    }

    @Override
    Duration patience() {
        return target.server().patience();
    }

    @Override
    public String toString() {
        return "server " + target.uri() + ", domain " + target.server().domain();
    }
}
