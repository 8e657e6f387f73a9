package org.xmpptoolkit.testkit.check;

import java.time.Duration;

/** A server that takes external components, judged by the checker as one. Thread-safe. */
public final class ComponentSubject extends Subject<ComponentStage> {
    private final ComponentTarget target;

    /** For a server. */
    public ComponentSubject(ComponentTarget target) {
        this.target = target;
    }

    @Override
    ComponentStage stage(PlayContext context) {
        return new ComponentStage(context, target);
    }

    @Override
    void probe() throws CheckException {
        Wire.probe(target.address(), target.patience());
    }

    /** A component of one name is connected once only. */
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
        return "server " + target;
    }
}
