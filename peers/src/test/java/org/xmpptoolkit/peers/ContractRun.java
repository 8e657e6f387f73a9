package org.xmpptoolkit.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.xmpptoolkit.testkit.contracts.ContractViolation;

/** Holds an adapter against the contract that it implements. */
final class ContractRun {
    private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

    private ContractRun() {}

    /**
     * What one adapter breaks.
     *
     * @param adapter a class that implements a contract and is marked as a {@link Peer}
     * @return a finding for each property that failed, by the names of the properties
     */
    static List<Finding> of(Class<?> adapter) {
        Peer peer = adapter.getAnnotation(Peer.class);
        List<Failure> failures = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(adapter))
                .filters(EngineFilter.includeEngines("jqwik"))
                .configurationParameter("jqwik.database", "")
                .configurationParameter("jqwik.tries.default", "1000")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.add(new Failure(
                            test.getDisplayName(), result.getThrowable().orElseThrow()));
                }
            }
        });
        String version = version(peer.of()) + (peer.with().isEmpty() ? "" : " with " + peer.with());
        return failures.stream()
                .sorted(Comparator.comparing(Failure::property))
                .flatMap(failure -> finding(peer.value(), version, failure).stream())
                .toList();
    }

    private static Optional<Finding> finding(String peer, String version, Failure failure) {
        if (failure.thrown() instanceof ContractViolation broken) {
            return Optional.of(new Finding(
                    peer, version, broken.rule(), broken.input(), broken.expected(), broken.came(), Optional.empty()));
        }
        if (String.valueOf(failure.thrown().getMessage()).contains("exhausted")) {
            // Whatever the property is fed, another one fails on it first.
            System.out.println("not judged: " + peer + ", " + failure.property());
            return Optional.empty();
        }
        throw new IllegalStateException(
                peer + ", " + failure.property() + ": the contract itself failed", failure.thrown());
    }

    /** The version that the name of a class's archive tells. */
    static String version(Class<?> type) {
        String archive =
                type.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher matcher = VERSION.matcher(archive);
        return Optional.of(matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("unknown");
    }

    private record Failure(String property, Throwable thrown) {}
}
