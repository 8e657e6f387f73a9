package org.xmpptoolkit.testkit.check;

import java.net.http.HttpClient;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a server and WebSocket play: the checker is its client. Not thread-safe. */
public final class WebSocketStage extends Stage {
    private final WebSocketTarget target;
    private final LentAccounts accounts;
    private final HttpClient http;

    WebSocketStage(PlayContext context, WebSocketTarget target, AccountPairs accounts, HttpClient http) {
        super(context);
        this.target = target;
        this.accounts = keep(new LentAccounts(context, accounts));
        this.http = http;
    }

    /** {@return the domain that the server is to serve} */
    public Jid domain() {
        return target.server().domain();
    }

    /**
     * {@return an account that no other play uses meanwhile, the same each time}
     *
     * @throws Halt with {@code SKIPPED} if there is none
     */
    public Account account() throws Halt {
        return accounts.first();
    }

    /**
     * {@return a new WebSocket, of the subprotocol that RFC 7395 asks for}
     *
     * @throws Halt with {@code SKIPPED} if there is none to be had
     */
    public WebSocketEntity connect() throws Halt {
        return keep(WebSocketEntity.connect(context(), target, http));
    }
}
