package org.xmpptoolkit.testkit.check;

import java.time.Duration;

/** A server, judged by the checker as its client. Thread-safe. */
public final class ServerSubject extends Subject<ServerStage> {
    private static final int CONNECTIONS = 8;

    private final Target target;
    private final AccountPairs accounts;

    /**
     * For a server.
     *
     * @param target where it listens, and accounts to log in with
     */
    public ServerSubject(Target target) {
        this.target = target;
        this.accounts = new AccountPairs(target.accounts());
    }

    @Override
    ServerStage stage(PlayContext context) {
        return new ServerStage(context, target, accounts);
    }

    @Override
    void probe() throws CheckException {
        Wire.probe(target.address(), target.patience());
        checkAccounts(target.accounts(), (stage, account) -> stage.connect().login(account));
    }

    @Override
    int parallel() {
        return CONNECTIONS;
    }

    @Override
    Duration patience() {
        return target.patience();
    }

    @Override
    public String toString() {
        return "server " + target;
    }
}
