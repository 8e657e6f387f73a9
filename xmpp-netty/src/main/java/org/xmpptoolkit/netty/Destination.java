package org.xmpptoolkit.netty;

import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xmpptoolkit.stream.lookup.ServiceLookup;
import org.xmpptoolkit.stream.lookup.SrvAnswer;
import org.xmpptoolkit.stream.lookup.SrvResolver;

/** What a client connects to. */
@FunctionalInterface
interface Destination {
    /** What to try, in this order; may complete on any thread. */
    CompletionStage<List<Target>> targets(EventLoop loop);

    /** One place, whatever the DNS has for the domain. */
    static Destination of(Target target) {
        return loop -> CompletableFuture.completedStage(List.of(target));
    }

    /** What the DNS has for a domain, asked anew for each connection. */
    static Destination of(ServiceLookup lookup, Optional<SrvResolver> given) {
        return loop -> {
            if (given.isPresent() || lookup.names().isEmpty()) {
                return ask(lookup, given.orElse(name -> CompletableFuture.completedStage(new SrvAnswer.Absent())));
            }
            DnsSrvResolver own = DnsSrvResolver.ofSystem(loop);
            return ask(lookup, own).whenComplete((targets, never) -> own.close());
        };
    }

    private static CompletionStage<List<Target>> ask(ServiceLookup lookup, SrvResolver resolver) {
        CompletableFuture<Map<String, SrvAnswer>> answers = CompletableFuture.completedFuture(Map.of());
        for (String name : lookup.names()) {
            answers = answers.thenCombine(ask(resolver, name), (map, answer) -> {
                Map<String, SrvAnswer> more = new HashMap<>(map);
                more.put(name, answer);
                return more;
            });
        }
        return answers.thenApply(map -> lookup.endpoints(map, new SplittableRandom()).stream()
                .map(Target::of)
                .toList());
    }

    private static CompletionStage<SrvAnswer> ask(SrvResolver resolver, String name) {
        try {
            return resolver.resolve(name).exceptionally(failure -> new SrvAnswer.Failed(failure.toString()));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedStage(new SrvAnswer.Failed(failure.toString()));
        }
    }
}
