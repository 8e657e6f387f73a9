package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.Optional;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** The checker as a server that opens a stream to another (RFC 6120, XEP-0220). Not thread-safe. */
public final class FederationEntity extends Entity {
    private static final int WRONG_KEY_CHARS = 64;

    private final FederationTarget target;
    private final FederationListener listener;
    private Optional<XmlElement> lastHeader = Optional.empty();

    FederationEntity(PlayContext context, FederationTarget target, FederationListener listener, Wire wire) {
        super(context, wire);
        this.target = target;
        this.listener = listener;
    }

    /** A header between servers, with more attributes. */
    static String header(String attributes) {
        return "<?xml version='1.0'?><stream:stream " + attributes + " version='1.0' xml:lang='en' xmlns='"
                + Namespaces.SERVER + "' xmlns:db='" + Namespaces.DIALBACK + "' xmlns:stream='" + Namespaces.STREAM
                + "'>";
    }

    /**
     * Opens a stream, at first or anew.
     *
     * @return the features
     * @throws Halt with {@code SKIPPED} if the server does not answer by a header and features
     */
    public XmlElement open() throws Halt {
        send(header("from='" + listener.domain() + "' to='" + target.domain() + "'"));
        lastHeader = Optional.of(expectHeader());
        return expect(Namespaces.STREAM, "features");
    }

    /** {@return the id of the stream that was opened last, or an empty text} */
    public String streamId() {
        return lastHeader.flatMap(header -> header.attribute("id")).orElse("");
    }

    /**
     * Opens a stream, takes TLS if it is offered, and opens it anew.
     *
     * @return the features
     * @throws Halt with {@code SKIPPED} if the server does not take part, or TLS fails
     */
    public XmlElement secure() throws Halt {
        XmlElement features = open();
        if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
            return features;
        }
        send("<starttls xmlns='" + Namespaces.TLS + "'/>");
        expect(Namespaces.TLS, "proceed");
        try {
            wire.secureAsClient(
                    Authority.client(target.trust()), target.domain().domainpartToAscii(), target.patience());
            note("TLS: " + tls().orElseThrow().getProtocol());
        } catch (IOException e) {
            throw Halt.skipped("TLS failed: " + e.getMessage());
        }
        restart();
        return open();
    }

    /**
     * Sends the key for the checker's domain, right or wrong, to a domain.
     *
     * @param to the domain, as it is to stand in the attribute: nothing is escaped
     * @param right whether to send {@link #key}, else one of zeros
     */
    public void sendKey(String to, boolean right) {
        String sent = right ? key() : "0".repeat(WRONG_KEY_CHARS);
        String before = "<db:result from='" + listener.domain() + "' to='" + to + "'>";
        String after = "</db:result>";
        if (right) {
            sendSecret(before + sent + after, before + "..." + after);
        } else {
            send(before + sent + after);
        }
    }

    /** {@return the right key for this stream (XEP-0185)} */
    public String key() {
        return listener.key(target.domain(), streamId());
    }

    /**
     * {@return the outcome for a key that was sent, if it comes}
     *
     * @throws Halt with {@code SKIPPED} if the server says too much
     */
    public Optional<XmlElement> outcome() throws Halt {
        return await(element -> element.is(Namespaces.DIALBACK, "result"));
    }

    /**
     * Goes all the way to where the target takes the checker's stanzas: TLS if it is offered, and dialback.
     *
     * @throws Halt with {@code SKIPPED} if the server does not take part, or takes the key for wrong
     */
    public void session() throws Halt {
        secure();
        sendKey(target.domain().toString(), true);
        Optional<String> type = outcome().flatMap(result -> result.attribute("type"));
        if (!type.equals(Optional.of("valid"))) {
            throw Halt.skipped("dialback came to " + type.orElse("nothing") + ": does the server know that "
                    + listener.domain() + " is at port " + listener.port() + "?");
        }
    }
}
