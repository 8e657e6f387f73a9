package org.xmpptoolkit.testkit.arbitraries;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One step of a script. Immutable.
 *
 * @param name what it is, for people, such as {@code auth}
 * @param await what must have come from the peer before
 * @param octets what is sent; {@value #REQUEST_ID} in it stands for the id of the request that was awaited
 */
public record ScriptStep(String name, Await await, Octets octets) {
    /** Stands for the id of the request that was awaited. */
    public static final String REQUEST_ID = "{id}";

    /**
     * Checks that all is there.
     *
     * @param name what the step is, for people
     * @param await what must have come from the peer before
     * @param octets what is sent, with {@value #REQUEST_ID} for the id of the request that was awaited
     */
    public ScriptStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(await, "await");
        Objects.requireNonNull(octets, "octets");
    }

    /**
     * What is sent in answer to a request.
     *
     * @param requestId the value of the request's attribute {@code id}
     * @return the octets, with the id in them if they repeat it
     */
    public Octets octets(String requestId) {
        String text = new String(octets.toByteArray(), StandardCharsets.UTF_8);
        return text.contains(REQUEST_ID)
                ? Octets.ofUtf8(text.replace(REQUEST_ID, XmlSpeller.escaped(requestId)))
                : octets;
    }

    static ScriptStep of(String name, Await await, String text) {
        return new ScriptStep(name, await, Octets.ofUtf8(text));
    }
}
