package org.xmpptoolkit.stanza.forward;

import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlElementRef;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.StandsIn;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlElementAdapter;
import org.xmpptoolkit.stanza.Payload;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.delay.Delay;

/**
 * A stanza that is passed on by someone who is not its sender, and when it was sent. The stanza keeps its namespace on every
 * stream.
 *
 * @apiNote Immutable, so it may be shared between threads.
 * @see <a href="https://xmpp.org/extensions/xep-0297.html">XEP-0297 section 3</a>
 */
@StandsIn({"message", "iq", "{urn:xmpp:carbons:2}received", "{urn:xmpp:carbons:2}sent"})
@XmlRootElement(name = "forwarded")
@XmlType(propOrder = {"delay", "content"})
public final class Forwarded extends Payload {
    /**
     * When the stanza was sent or received first.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0297.html">XEP-0297 section 3</a>
     */
    @XmlElementRef(required = false)
    private @Nullable Delay delay;

    /**
     * The stanza, with all that it held: a message, presence or iq of a content namespace.
     *
     * @see <a href="https://xmpp.org/extensions/xep-0297.html">XEP-0297 section 3</a>
     */
    @XmlAnyElement(lax = true)
    @XmlJavaTypeAdapter(XmlElementAdapter.class)
    private List<XmlElement> content = new ArrayList<>();

    private Forwarded() {}

    /**
     * A forwarded stanza.
     *
     * @param stanza the stanza; it is written in {@link Namespaces#CLIENT}
     * @return the payload
     */
    public static Forwarded of(Stanza stanza) {
        Forwarded forwarded = new Forwarded();
        forwarded.content = List.of(stanza.toElement(Namespaces.CLIENT));
        return forwarded;
    }

    /**
     * A forwarded stanza that was sent before.
     *
     * @param stanza the stanza; it is written in {@link Namespaces#CLIENT}
     * @param delay when it was sent
     * @return the payload
     */
    public static Forwarded of(Stanza stanza, Delay delay) {
        Forwarded forwarded = of(stanza);
        forwarded.delay = Objects.requireNonNull(delay, "delay");
        return forwarded;
    }

    /** {@return the stanza, the first if there are several; nothing if there is none} */
    public Optional<Stanza> stanza() {
        return stanzas().findFirst().map(Stanza::fromElement);
    }

    private Stream<XmlElement> stanzas() {
        return content.stream().filter(Stanza::isStanza);
    }

    /** {@return when the stanza was sent} */
    public Optional<Delay> delay() {
        return Optional.ofNullable(delay);
    }

    /** {@return child elements that are neither stanza nor delay} */
    public List<XmlElement> others() {
        return content.stream().filter(element -> !Stanza.isStanza(element)).toList();
    }

    @Override
    protected List<?> parts() {
        return Arrays.asList(delay, content);
    }

    @Override
    protected void check(Check check) {
        if (delay != null) {
            check.each("delay", List.of(delay));
        }
        stanzas()
                .skip(1)
                .forEach(more -> check.report(
                        more.localName(),
                        BindingProblem.Kind.REPEATED,
                        more.name().toString()));
    }
}
