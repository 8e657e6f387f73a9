package org.xmpptoolkit.stanza.roster;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.AllowedValues;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.DefaultValue;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Payload;

/**
 * An entity that an account knows: a contact.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2">RFC 6121 section 2.1.2</a>
 */
@XmlType(propOrder = {"groups", "others"})
public final class RosterItem extends Payload {
    /**
     * Whether the contact may see the presence of the account as soon as it asks: the account has approved it before. The server
     * says so.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.1">RFC 6121 section 2.1.2.1</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-3.4">RFC 6121 section 3.4</a>
     */
    @XmlAttribute
    @XmlSchemaType(name = "boolean")
    @Nullable
    String approved;

    /**
     * What the account has asked the contact for and not been answered. The server says so.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.2">RFC 6121 section 2.1.2.2</a>
     */
    @XmlAttribute
    @AllowedValues(RosterAsk.class)
    @Nullable
    String ask;

    /**
     * The address of the contact, mostly a bare JID: no roster has two items of one address.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.3">RFC 6121 section 2.1.2.3</a>
     */
    @XmlAttribute(required = true)
    @Nullable
    String jid;

    /**
     * The name that the owner of the account has given the contact.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.4">RFC 6121 section 2.1.2.4</a>
     */
    @XmlAttribute
    @Nullable
    String name;

    /**
     * Who sees whose presence. A client may say {@code remove} only, to take the item out of the roster.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.5">RFC 6121 section 2.1.2.5</a>
     */
    @XmlAttribute
    @AllowedValues(RosterSubscription.class)
    @DefaultValue("none")
    @Nullable
    String subscription;

    /**
     * The name of a group that the contact is in, each but once and never empty.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6121#section-2.1.2.6">RFC 6121 section 2.1.2.6</a>
     */
    @jakarta.xml.bind.annotation.XmlElement(name = "group")
    List<String> groups = new ArrayList<>();

    /** Child elements of other specifications; whoever does not know one passes it by. */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    List<XmlElement> others = new ArrayList<>();

    RosterItem() {}

    /**
     * An item as a client sets it, without name and groups.
     *
     * @param jid the address, a bare one as a rule
     * @return the item
     */
    public static RosterItem of(Jid jid) {
        return builder(jid).build();
    }

    /**
     * Starts an item.
     *
     * @param jid the address, a bare one as a rule
     * @return a builder
     */
    public static Builder builder(Jid jid) {
        return new Builder(jid.toString());
    }

    /** {@return the address; nothing if it is missing or malformed} */
    public Optional<Jid> jid() {
        return address(jid);
    }

    /** {@return the text of the attribute {@code jid}, perhaps no address} */
    public Optional<String> rawJid() {
        return Optional.ofNullable(jid);
    }

    /** {@return the name that the account's owner gave the contact} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** {@return who sees whose presence: {@code none} if that is not told, and nothing if the text is unknown} */
    public Optional<RosterSubscription> subscription() {
        return subscription == null ? Optional.of(RosterSubscription.NONE) : RosterSubscription.parse(subscription);
    }

    /** {@return the text of the attribute {@code subscription}, perhaps unknown} */
    public Optional<String> rawSubscription() {
        return Optional.ofNullable(subscription);
    }

    /** {@return what the account has asked for and not been answered; nothing if the text is unknown, too} */
    public Optional<RosterAsk> ask() {
        return rawAsk().flatMap(RosterAsk::parse);
    }

    /** {@return the text of the attribute {@code ask}, perhaps unknown} */
    public Optional<String> rawAsk() {
        return Optional.ofNullable(ask);
    }

    /** {@return whether the contact may see the account's presence as soon as it asks (RFC 6121 section 3.4)} */
    public boolean isApproved() {
        return bool(approved).orElse(false);
    }

    /** {@return the groups that the contact is in, in the order they came in} */
    public List<String> groups() {
        return List.copyOf(groups);
    }

    /** {@return child elements that RFC 6121 does not know} */
    public List<XmlElement> others() {
        return List.copyOf(others);
    }

    /** {@return a builder that holds all of this item} */
    public Builder toBuilder() {
        Builder builder = new Builder(jid);
        builder.item.approved = approved;
        builder.item.ask = ask;
        builder.item.name = name;
        builder.item.subscription = subscription;
        builder.item.groups = new ArrayList<>(groups);
        builder.item.others = new ArrayList<>(others);
        return builder;
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(jid, name, subscription, ask, approved, groups, others);
    }

    @Override
    protected void check(Check check) {
        check.required("@jid", jid, jid().isPresent())
                .optional("@subscription", subscription, subscription().isPresent())
                .optional("@ask", ask, ask().isPresent())
                .optional("@approved", approved, bool(approved).isPresent());
        Set<String> seen = new HashSet<>(groups.size() * 2);
        for (int i = 0; i < groups.size(); i++) {
            String group = groups.get(i);
            String at = i == 0 ? "group" : "group[" + (i + 1) + "]";
            if (!seen.add(group)) {
                check.report(at, BindingProblem.Kind.REPEATED, group);
            } else if (group.isEmpty()) {
                check.report(at, BindingProblem.Kind.BAD_VALUE, group);
            }
        }
    }

    /** Collects an item. Not thread-safe. */
    public static final class Builder {
        private final RosterItem item = new RosterItem();

        private Builder(@Nullable String jid) {
            item.jid = jid;
        }

        /**
         * Sets the name.
         *
         * @param name the name
         * @return this builder
         */
        public Builder name(String name) {
            item.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets who sees whose presence; a client may say {@code remove} only.
         *
         * @param subscription the state
         * @return this builder
         */
        public Builder subscription(RosterSubscription subscription) {
            item.subscription = subscription.toString();
            return this;
        }

        /**
         * Sets what was asked for and not answered; servers say so.
         *
         * @param ask what was asked for
         * @return this builder
         */
        public Builder ask(RosterAsk ask) {
            item.ask = ask.toString();
            return this;
        }

        /**
         * Says that a request of the contact will be approved; servers say so.
         *
         * @return this builder
         */
        public Builder approved() {
            item.approved = "true";
            return this;
        }

        /**
         * Adds a group, if the item is not in it yet.
         *
         * @param group its name
         * @return this builder
         * @throws IllegalArgumentException if the name is empty (RFC 6121 section 2.3.3)
         */
        public Builder group(String group) {
            if (group.isEmpty()) {
                throw new IllegalArgumentException("a group needs a name (RFC 6121 section 2.3.3)");
            }
            if (!item.groups.contains(group)) {
                item.groups.add(group);
            }
            return this;
        }

        /**
         * Takes all groups away.
         *
         * @return this builder
         */
        public Builder withoutGroups() {
            item.groups.clear();
            return this;
        }

        /** {@return the item} The builder may be used on. */
        public RosterItem build() {
            RosterItem built = new RosterItem();
            built.approved = item.approved;
            built.ask = item.ask;
            built.jid = item.jid;
            built.name = item.name;
            built.subscription = item.subscription;
            built.groups = List.copyOf(item.groups);
            built.others = List.copyOf(item.others);
            return built;
        }
    }
}
