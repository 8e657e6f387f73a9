package org.xmpptoolkit.testkit.contracts;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What became of the properties of a contract, run as in somebody's build.
 *
 * @param failed what was thrown, by the name of the property
 * @param passed the names of those that passed
 * @param skipped the reasons, by the name of the property
 */
record ContractRun(Map<String, Throwable> failed, Set<String> passed, Map<String, String> skipped) {
    /** Streams are slower than anything else, and what breaks them breaks most of them, unless it hangs on where they are cut. */
    private static final int STREAMS = 20;

    private static final int TRIES = 100;

    static ContractRun of(Class<? extends Contract> adapter) {
        boolean isEasilySeen =
                StreamContract.class.isAssignableFrom(adapter) && adapter != BrokenStreams.Impatient.class;
        int tries = isEasilySeen ? STREAMS : TRIES;
        ContractRun run = new ContractRun(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(adapter))
                .filters(EngineFilter.includeEngines("jqwik"))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.tries.default", String.valueOf(tries))
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    run.failed.put(test.getDisplayName(), result.getThrowable().orElseThrow());
                } else if (test.isTest()) {
                    run.passed.add(test.getDisplayName());
                }
            }

            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                run.skipped.put(test.getDisplayName(), reason);
            }
        });
        return run;
    }
}
