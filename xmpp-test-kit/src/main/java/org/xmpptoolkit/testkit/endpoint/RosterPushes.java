package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stream.StreamConfig;

/** Tells resources of changes of their roster, with its version (RFC 6121 sections 2.1.6 and 2.6). Guarded by the router. */
final class RosterPushes {
    private final Resources resources;
    /** The full addresses that asked for their roster. */
    private final Set<Jid> interested = new HashSet<>();
    /** Which change was the last of a roster, by account. No number is used for another roster, nor for another account of that name. */
    private final Map<Jid, Long> changes = new HashMap<>();
    /** Versions of another run are none of this one. */
    private final String run = StreamConfig.randomIds().get();

    private long lastChange;
    private long pushes;

    RosterPushes(Resources resources) {
        this.resources = resources;
    }

    /** A resource asked for its roster: from now on it gets the changes (section 2.2). */
    void interest(Jid address) {
        interested.add(address);
    }

    /** A resource is gone, or an account. */
    void forget(Jid address) {
        interested.remove(address);
        changes.remove(address);
    }

    /** The version of a roster. */
    String version(Jid account) {
        return run + "-" + changes.getOrDefault(account, 0L);
    }

    /** An item changed. */
    void push(Jid account, RosterItem item) {
        changes.put(account, ++lastChange);
        Roster changed = Roster.of(version(account), List.of(item));
        for (Resource resource : interested(account)) {
            resource.send(
                    Iq.set("push-" + ++pushes, changed).to(resource.address()).build());
        }
    }

    /** Gives a stanza to those who get the changes. */
    void deliver(Jid account, Stanza stanza) {
        interested(account).forEach(resource -> resource.send(stanza));
    }

    private List<Resource> interested(Jid account) {
        return resources.connectedOf(account).stream()
                .filter(resource -> interested.contains(resource.address()))
                .toList();
    }
}
