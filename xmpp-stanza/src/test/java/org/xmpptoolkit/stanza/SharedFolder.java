package org.xmpptoolkit.stanza;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips properties on the specifications where no folder of them is at hand. */
public final class SharedFolder implements SkipExecutionHook {
    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return context instanceof PropertyLifecycleContext
                        && System.getProperty("xmpptoolkit.shared", "").isEmpty()
                ? SkipResult.skip("no folder is named by -Dxmpptoolkit.shared")
                : SkipResult.doNotSkip();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
