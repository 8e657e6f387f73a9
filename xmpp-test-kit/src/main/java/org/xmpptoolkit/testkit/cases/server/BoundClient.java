package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;

/**
 * A client with a bound resource, and what cases about stanzas do with one.
 *
 * @param us the connection
 * @param jid its full JID
 */
record BoundClient(InitiatingEntity us, Jid jid) {
    private static final String HEAD = "<%s%s%s%s>%s</%1$s>";

    /** One of the first account. */
    static BoundClient first(ServerStage stage) throws Halt {
        return of(stage, stage.account());
    }

    /** One of the second account. */
    static BoundClient second(ServerStage stage) throws Halt {
        return of(stage, stage.second());
    }

    static BoundClient of(ServerStage stage, Account account) throws Halt {
        InitiatingEntity us = stage.connect();
        Jid jid = us.session(account);
        us.ping(); // a server may take a moment until others reach what it has bound
        return new BoundClient(us, jid);
    }

    /** The same, once the server knows that it is available. */
    BoundClient available() throws Halt {
        us.send("<presence/>");
        untilPing();
        return this;
    }

    /** A stanza as text: empty attributes are left out. */
    static String stanza(String name, String type, String id, String to, String content) {
        return HEAD.formatted(name, attribute("type", type), attribute("id", id), attribute("to", to), content);
    }

    static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "='" + InitiatingEntity.escape(value) + "'";
    }

    /** A message of type chat with a body. */
    static String message(String id, String to) {
        return stanza("message", "chat", id, to, "<body>" + id + "</body>");
    }

    /** Sends an iq, and waits for what has its id. */
    Optional<XmlElement> ask(String type, String id, String to, String payload) throws Halt {
        us.send(stanza("iq", type, id, to, payload));
        return await(id);
    }

    /** Waits for the next stanza with an id. */
    Optional<XmlElement> await(String id) throws Halt {
        return us.await(element -> hasId(element, id));
    }

    /** Waits for a stanza that has to come, for else the rule cannot be judged. */
    XmlElement expect(String id) throws Halt {
        return await(id).orElseThrow(() -> Halt.skipped("what was sent to " + jid + " did not come"));
    }

    static boolean hasId(XmlElement element, String id) {
        return element.attribute("id").equals(Optional.of(id));
    }

    /**
     * Asks the server for a sign of life.
     *
     * @return what came before that
     * @throws Halt with {@code FAILED} if the stream does not go on
     */
    List<XmlElement> untilPing() throws Halt {
        int from = us.heard().size();
        boolean alive = us.ping();
        List<XmlElement> came = elements().skip(before(from)).toList();
        if (!alive) {
            throw Halt.failed("the stream did not go on: "
                    + us.heard().stream()
                            .skip(from)
                            .map(Heard::words)
                            .reduce((a, b) -> a + ", " + b)
                            .orElse("nothing came"));
        }
        return came.subList(0, came.size() - 1);
    }

    /** Whether a stanza with an id came up to now, or comes before the server gives a sign of life. */
    boolean hasComeUntilPing(String id) throws Halt {
        untilPing();
        return elements().anyMatch(element -> hasId(element, id));
    }

    /** All elements that came. */
    Stream<XmlElement> elements() {
        return us.heard().stream().filter(Heard.Element.class::isInstance).map(event -> ((Heard.Element) event)
                .element());
    }

    private long before(int events) {
        return us.heard().stream()
                .limit(events)
                .filter(Heard.Element.class::isInstance)
                .count();
    }

    /** The condition of a stanza of type error. */
    static Optional<StanzaErrorCondition> condition(XmlElement stanza) {
        return error(stanza).map(StanzaError::fromElement).map(StanzaError::condition);
    }

    /** The error element of a stanza of type error. */
    static Optional<XmlElement> error(XmlElement stanza) {
        return isError(stanza) ? stanza.element(Namespaces.CLIENT, "error") : Optional.empty();
    }

    static boolean isError(XmlElement stanza) {
        return stanza.attribute("type").equals(Optional.of("error"));
    }
}
