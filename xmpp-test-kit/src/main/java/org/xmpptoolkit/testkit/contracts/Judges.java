package org.xmpptoolkit.testkit.contracts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.xmpptoolkit.testkit.StreamRule;

/**
 * Names the rules of the register that a property of a contract judges. The property is skipped where none of them applies to the
 * implementation at hand.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@AddLifecycleHook(Judges.Applicability.class)
public @interface Judges {
    /** {@return the rules' ids, such as {@code R-042}} */
    String[] value();

    /** Skips what an implementation does not support, and the rules of another profile or role. Used by jqwik. */
    final class Applicability implements SkipExecutionHook {
        /** For jqwik. */
        public Applicability() {}

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            Judges judges = context.findAnnotation(Judges.class).orElse(null);
            Class<?> type = context.optionalContainerClass().orElse(null);
            if (judges == null || type == null || !(context.newInstance(type) instanceof Contract contract)) {
                return SkipResult.doNotSkip();
            }
            List<String> reasons = new ArrayList<>();
            for (String id : judges.value()) {
                StreamRule rule = Rules.named(id);
                if (contract.notSupported().contains(id)) {
                    reasons.add(id + " is not supported");
                } else if (contract instanceof JidContract addresses && !JidJudge.apply(rule, addresses.profile())) {
                    reasons.add(id + " is no rule of " + addresses.profile());
                } else if (contract instanceof StreamContract stream && !StreamJudge.apply(rule, stream.role())) {
                    reasons.add(id + " is not for the " + stream.role() + " role");
                } else {
                    return SkipResult.doNotSkip();
                }
            }
            return SkipResult.skip(String.join(", ", reasons));
        }
    }
}
