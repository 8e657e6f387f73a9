package org.xmpptoolkit.testkit.check;

import java.time.Duration;

/** A server, judged by the checker as another server. Thread-safe. */
public final class FederationSubject extends Subject<FederationStage> {
    private final FederationTarget target;
    private final FederationListener listener;

    /**
     * For a server.
     *
     * @param target the server
     * @param listener where it finds the checker's domain; not closed with this
     */
    public FederationSubject(FederationTarget target, FederationListener listener) {
        this.target = target;
        this.listener = listener;
    }

    @Override
    FederationStage stage(PlayContext context) {
        return new FederationStage(context, target, listener);
    }

    @Override
    void probe() throws CheckException {
        Wire.probe(target.address(), target.patience());
    }

    /** What the server sends on its own connections is for the one case that plays. */
    @Override
    int parallel() {
        return 1;
    }

    @Override
    Duration patience() {
        return target.patience();
    }

    @Override
    public String toString() {
        return "server " + target + ", to the server of " + listener.domain();
    }
}
