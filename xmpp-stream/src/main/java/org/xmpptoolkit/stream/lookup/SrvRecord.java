package org.xmpptoolkit.stream.lookup;

import java.util.Objects;

/**
 * One SRV record of the DNS (RFC 2782).
 *
 * @param priority 0 to 65,535; the lowest is tried first
 * @param weight 0 to 65,535; among equal priorities, how often it is to be tried first
 * @param port 0 to 65,535
 * @param target a host name, with or without final dot; {@code .} says that there is no such service
 */
public record SrvRecord(int priority, int weight, int port, String target) {
    private static final int MOST = 65_535;

    /**
     * Checks the numbers.
     *
     * @param priority 0 to 65,535
     * @param weight 0 to 65,535
     * @param port 0 to 65,535
     * @param target not empty
     * @throws IllegalArgumentException if one is out of range, or the target is empty
     */
    public SrvRecord {
        check("priority", priority);
        check("weight", weight);
        check("port", port);
        if (Objects.requireNonNull(target, "target").isEmpty()) {
            throw new IllegalArgumentException("a target has a name, if only '.' (RFC 2782)");
        }
    }

    private static void check(String name, int value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException(name + " is " + value + ", not 0 to " + MOST + " (RFC 2782)");
        }
    }

    /** Whether it says that there is no such service. */
    boolean isNoService() {
        return target.equals(".");
    }

    /** The target without final dot. */
    String host() {
        return target.endsWith(".") ? target.substring(0, target.length() - 1) : target;
    }
}
