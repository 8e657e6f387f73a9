package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import org.xmpptoolkit.jid.Jid;

/** Where cases about a server and its components play: the checker is a component. Not thread-safe. */
public final class ComponentStage extends Stage {
    private final ComponentTarget target;

    ComponentStage(PlayContext context, ComponentTarget target) {
        super(context);
        this.target = target;
    }

    /** {@return the name of the component that the server knows} */
    public Jid name() {
        return target.name();
    }

    /**
     * {@return a new connection, on which nothing was said yet}
     *
     * @throws Halt with {@code SKIPPED} if the server cannot be reached
     */
    public ComponentEntity connect() throws Halt {
        try {
            ComponentEntity entity =
                    new ComponentEntity(context(), target, context().connect(target.address()));
            keep(entity::leave);
            return entity;
        } catch (IOException e) {
            throw Halt.skipped("no connection: " + e.getMessage());
        }
    }
}
