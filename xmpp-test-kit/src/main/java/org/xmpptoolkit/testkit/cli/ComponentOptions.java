package org.xmpptoolkit.testkit.cli;

import java.util.ArrayList;
import java.util.List;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.endpoint.EndpointBuilder;
import picocli.CommandLine.Option;

/** How external components get in (XEP-0114). */
final class ComponentOptions implements ServiceOptions {
    @Option(
            names = "--component",
            paramLabel = "name:secret",
            description = {
                "A component that may connect. If none is given, component.D may, with a secret made on the spot that --env tells."
                        + " Others on this machine can read the command line: for tests only."
            })
    private List<String> components = new ArrayList<>();

    private final List<Jid> names = new ArrayList<>();

    @Option(
            names = "--component-port",
            paramLabel = "P",
            description = "The port for components; a free one if not given.")
    private int componentPort;

    /** Refuses components that are called as what the endpoint serves itself. */
    void check(List<Jid> served, ListenOptions listen) {
        for (Jid name : names) {
            if (served.contains(name)) {
                throw listen.misuse("--component " + name
                        + " is a domain that is served here: give the component a name of its own");
            }
        }
    }

    @Override
    public void addTo(EndpointBuilder builder, ListenOptions listen) {
        builder.components(listen.address("--component-port", componentPort));
        for (String component : components) {
            int colon = component.indexOf(':');
            if (colon < 1) {
                throw listen.misuse("--component needs name:secret");
            }
            String name = component.substring(0, colon);
            try {
                Jid jid = Jid.ofDomain(name);
                builder.component(jid, component.substring(colon + 1).toCharArray());
                names.add(jid);
            } catch (IllegalArgumentException e) {
                throw listen.misuse("--component " + name + ": " + e.getMessage());
            }
        }
    }
}
