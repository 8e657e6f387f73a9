package org.xmpptoolkit.stanza.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.XmlAttribute;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlNode;
import org.xmpptoolkit.core.XmlText;
import org.xmpptoolkit.stanza.PayloadBinding;

/** Reads and writes rosters as JAXB would, in a fraction of the time. Stateless. */
final class RosterBinding implements PayloadBinding<Roster> {
    private static final String NAMESPACE = "jabber:iq:roster";

    @Override
    public Class<Roster> type() {
        return Roster.class;
    }

    @Override
    public Binding.Result<Roster> read(XmlElement element) {
        List<BindingProblem> problems = new ArrayList<>(0);
        Roster roster = new Roster();
        for (XmlAttribute attribute : element.attributes()) {
            if (attribute.namespace().isEmpty() && attribute.localName().equals("ver")) {
                roster.ver = attribute.value();
            } else {
                unknown("query", attribute, problems);
            }
        }
        List<XmlNode> children = element.children();
        List<RosterItem> items = new ArrayList<>(children.size());
        for (int i = 0; i < children.size(); i++) {
            XmlNode node = children.get(i);
            if (node instanceof XmlText text) {
                stray(() -> "query", text.value(), problems);
            } else if (node instanceof XmlElement child && child.is(NAMESPACE, "item")) {
                items.add(item(child, () -> path("query", children, child), problems));
            } else if (node instanceof XmlElement child) {
                unknown(path("query", children, child), child, problems);
            }
        }
        roster.items = items;
        return new Binding.Result<>(Optional.of(roster), problems);
    }

    private static RosterItem item(XmlElement element, Supplier<String> path, List<BindingProblem> problems) {
        RosterItem item = new RosterItem();
        for (XmlAttribute attribute : element.attributes()) {
            switch (attribute.namespace().isEmpty() ? attribute.localName() : "") {
                case "jid" -> item.jid = attribute.value();
                case "name" -> item.name = attribute.value();
                case "subscription" -> item.subscription = attribute.value();
                case "ask" -> item.ask = attribute.value();
                case "approved" -> item.approved = attribute.value();
                default -> unknown(path.get(), attribute, problems);
            }
        }
        List<XmlNode> children = element.children();
        List<String> groups = new ArrayList<>(children.size());
        for (XmlNode node : children) {
            if (node instanceof XmlText text) {
                stray(path, text.value(), problems);
            } else if (node instanceof XmlElement child && child.is(NAMESPACE, "group")) {
                groups.add(child.text());
                onlyText(child, () -> path(path.get(), children, child), problems);
            } else if (node instanceof XmlElement child) {
                item.others.add(child);
            }
        }
        item.groups = groups;
        return item;
    }

    private static void onlyText(XmlElement group, Supplier<String> path, List<BindingProblem> problems) {
        for (XmlAttribute attribute : group.attributes()) {
            unknown(path.get(), attribute, problems);
        }
        for (XmlElement child : group.elements()) {
            unknown(path(path.get(), group.children(), child), child, problems);
        }
    }

    /** Where a child stands: counted among those of its local name. */
    private static String path(String parent, List<XmlNode> children, XmlElement child) {
        int count = 0;
        for (XmlNode node : children) {
            if (node instanceof XmlElement element && element.localName().equals(child.localName())) {
                count++;
                if (element == child) {
                    break;
                }
            }
        }
        return parent + "/" + child.localName() + (count > 1 ? "[" + count + "]" : "");
    }

    private static void unknown(String path, XmlAttribute attribute, List<BindingProblem> problems) {
        problems.add(new BindingProblem(
                path + "/@" + attribute.localName(), BindingProblem.Kind.UNKNOWN_ATTRIBUTE, attribute.value()));
    }

    private static void unknown(String path, XmlElement child, List<BindingProblem> problems) {
        problems.add(new BindingProblem(
                path, BindingProblem.Kind.UNKNOWN_ELEMENT, child.name().toString()));
    }

    private static void stray(Supplier<String> path, String text, List<BindingProblem> problems) {
        if (!text.trim().isEmpty()) { // what XML calls white space, not what Unicode does
            problems.add(new BindingProblem(path.get() + "/text()", BindingProblem.Kind.STRAY_TEXT, text));
        }
    }

    @Override
    public XmlElement write(Roster roster) {
        XmlElement.Builder query = XmlElement.builder(NAMESPACE, "query");
        set(query, "ver", roster.ver);
        for (RosterItem item : roster.items) {
            XmlElement.Builder out = XmlElement.builder(NAMESPACE, "item");
            set(out, "approved", item.approved);
            set(out, "ask", item.ask);
            set(out, "jid", item.jid);
            set(out, "name", item.name);
            set(out, "subscription", item.subscription);
            for (String group : item.groups) {
                out.child(XmlElement.builder(NAMESPACE, "group").text(group).build());
            }
            query.child(out.children(item.others).build());
        }
        return query.build();
    }

    private static void set(XmlElement.Builder out, String name, @Nullable String value) {
        if (value != null) {
            out.attribute(name, value);
        }
    }
}
