package org.xmpptoolkit.testkit.cli;

import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;

/** The options of {@code xmpp serve} that set one of its services; mixed into the command. */
interface ServiceOptions {
    /**
     * Has the endpoint offer the service.
     *
     * @param builder the endpoint
     * @param listen makes addresses of ports
     * @throws picocli.CommandLine.ParameterException if an option does not say what it should
     */
    void addTo(EndpointBuilder builder, ListenOptions listen);
}
