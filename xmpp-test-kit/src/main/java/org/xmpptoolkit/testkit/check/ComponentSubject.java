package org.xmpptoolkit.testkit.check;

import java.time.Duration;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;

/** A server that takes external components, judged by the checker as one. Thread-safe. */
public final class ComponentSubject extends Subject<ComponentStage> {
    private final ComponentTarget target;

    /**
     * For a server that takes external components.
     *
     * @param target where it takes them, and one that it knows
     */
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
        try (ComponentStage stage = stage(look())) {
            ComponentEntity us = stage.connect();
            us.handshake(us.open(), true);
            if (us.hear() instanceof Heard.Element answer
                    && answer.element().is(Namespaces.STREAM, "error")
                    && StreamError.fromElement(answer.element()).condition() == StreamErrorCondition.NOT_AUTHORIZED) {
                throw new CheckException("the server does not take the secret of " + target.name()
                        + ": not-authorized; check --secret-file and --domain");
            }
        } catch (Halt e) {
            // what goes wrong in another way is for the cases to judge
        }
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
