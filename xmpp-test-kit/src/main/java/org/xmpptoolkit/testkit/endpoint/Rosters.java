package org.xmpptoolkit.testkit.endpoint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.roster.Roster;
import org.xmpptoolkit.stanza.roster.RosterItem;
import org.xmpptoolkit.stanza.roster.RosterSubscription;

/** What is stored of the contacts of accounts, in memory and bounded. Guarded by the router. */
final class Rosters {
    /** How many items a roster has at most. */
    static final int MOST_ITEMS = 1_000;
    /** How many requests of those who are in no item wait for an answer at most, for each account. */
    static final int MOST_REQUESTS = 100;
    /** How many octets the contacts of one account take at most, and those of all. */
    static final long MOST_OCTETS = 1_048_576;

    static final long MOST_OCTETS_IN_ALL = 16 * MOST_OCTETS;

    private final Map<Jid, Map<Jid, Contact>> all = new HashMap<>();
    /** How many octets the contacts of an account take. */
    private final Map<Jid, Long> octets = new HashMap<>();

    /**
     * A contact of an account.
     *
     * @param jid its address
     * @param state who is subscribed to whom
     * @param listed whether there is a roster item; a mere request makes none (RFC 6121 section 3.1.3)
     * @param name the name that the user gave it
     * @param groups the groups that the user put it in
     * @param request the contact's request to subscribe, while it is pending
     */
    record Contact(
            Jid jid,
            SubscriptionState state,
            boolean listed,
            Optional<String> name,
            List<String> groups,
            Optional<Presence> request) {
        Contact {
            groups = List.copyOf(groups);
        }

        /** The same in another state; without a request, unless one is pending. */
        Contact in(SubscriptionState next) {
            return new Contact(jid, next, listed, name, groups, request.filter(pending -> next.isPendingIn()));
        }

        Contact inRoster() {
            return new Contact(jid, state, true, name, groups, request);
        }

        Contact named(Optional<String> newName, List<String> newGroups) {
            return new Contact(jid, state, true, newName, newGroups, request);
        }

        Contact asking(Presence pending) {
            return new Contact(jid, state, listed, name, groups, Optional.of(pending));
        }

        /** What the roster shows. */
        RosterItem item() {
            RosterItem.Builder item = RosterItem.builder(jid).subscription(state.subscription());
            name.ifPresent(item::name);
            state.ask().ifPresent(item::ask);
            groups.forEach(item::group);
            return item.build();
        }

        /** How much room it takes: its item, and the request. */
        long octets() {
            return StanzaSize.octets(Roster.of(List.of(item())).toElement())
                    + request.map(StanzaSize::octets).orElse(0L);
        }

        /** What the roster shows of one that was removed. */
        RosterItem removal() {
            return RosterItem.builder(jid)
                    .subscription(RosterSubscription.REMOVE)
                    .build();
        }
    }

    /** What is known of a contact, which may be nothing. */
    Contact find(Jid account, Jid contact) {
        return Optional.ofNullable(all.getOrDefault(account, Map.of()).get(contact))
                .orElseGet(() -> new Contact(
                        contact, SubscriptionState.NONE, false, Optional.empty(), List.of(), Optional.empty()));
    }

    SubscriptionState state(Jid account, Jid contact) {
        return find(account, contact).state();
    }

    /** All contacts of an account, those that only ask for a subscription too. */
    List<Contact> of(Jid account) {
        return List.copyOf(all.getOrDefault(account, Map.of()).values());
    }

    /** The roster of an account. */
    List<RosterItem> items(Jid account) {
        return of(account).stream().filter(Contact::listed).map(Contact::item).toList();
    }

    /** Whether a roster takes no other contact. */
    boolean isFull(Jid account) {
        return of(account).stream().filter(Contact::listed).count() >= MOST_ITEMS;
    }

    /** Whether requests of others than those of the roster are no longer taken. */
    boolean hasTooManyRequests(Jid account) {
        return of(account).stream().filter(contact -> !contact.listed()).count() >= MOST_REQUESTS;
    }

    /** Whether there is room for a contact in the place of what is known of it, which it always has if it takes no more. */
    boolean hasRoomFor(Jid account, Contact contact) {
        long more = contact.octets() - octetsOf(account, contact.jid());
        return more <= 0
                || octets.getOrDefault(account, 0L) + more <= MOST_OCTETS
                        && octets.values().stream().mapToLong(Long::longValue).sum() + more <= MOST_OCTETS_IN_ALL;
    }

    private long octetsOf(Jid account, Jid contact) {
        return Optional.ofNullable(all.getOrDefault(account, Map.of()).get(contact))
                .map(Contact::octets)
                .orElse(0L);
    }

    void put(Jid account, Contact contact) {
        remove(account, contact.jid());
        if (contact.listed() || contact.state() != SubscriptionState.NONE) {
            all.computeIfAbsent(account, key -> new LinkedHashMap<>()).put(contact.jid(), contact);
            octets.merge(account, contact.octets(), Long::sum);
        }
    }

    void remove(Jid account, Jid contact) {
        Optional.ofNullable(all.get(account))
                .flatMap(contacts -> Optional.ofNullable(contacts.remove(contact)))
                .ifPresent(gone -> octets.merge(account, -gone.octets(), Long::sum));
    }

    void remove(Jid account) {
        all.remove(account);
        octets.remove(account);
    }
}
