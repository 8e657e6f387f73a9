package org.xmpptoolkit.testkit.check;

/**
 * How what is sent is cut into writes. No cut changes what the octets mean.
 *
 * @param octets how many go into a write; 0 for all at once
 */
record Cuts(int octets) {
    static final Cuts NONE = new Cuts(0);

    @Override
    public String toString() {
        return octets == 0 ? "uncut" : "in writes of " + octets + (octets == 1 ? " octet" : " octets");
    }
}
