package org.xmpptoolkit.testkit.endpoint;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Something of the endpoint that listens at ports of its own. Started once and stopped once, in the order of the endpoint. */
interface EndpointService {
    /**
     * Begins to listen.
     *
     * @return done when it listens; fails with an {@link java.io.IOException} if an address cannot be had
     */
    CompletionStage<?> start();

    /**
     * Ends every stream, and stops to listen. May be called if it was not started.
     *
     * @return done when all is over; never fails
     */
    CompletionStage<Void> stop();

    /** Where it listens, once it does. */
    List<EndpointPort> ports();

    /** What else its users need to know, by the names of shell variables. */
    default Map<String, String> variables() {
        return Map.of();
    }
}
