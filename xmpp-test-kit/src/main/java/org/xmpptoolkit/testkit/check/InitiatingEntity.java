package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidParseException;

/**
 * The checker as a client: opens a stream, and goes as far as a case wants it to. Every step that the server does not take part in
 * ends the play with {@code SKIPPED}, for it says nothing of the case's own rule. Not thread-safe.
 */
public final class InitiatingEntity extends Entity implements SaslTalk {
    private final Target target;
    private Optional<XmlElement> lastHeader = Optional.empty();
    private Optional<String> chosenHeader = Optional.empty();
    private int ids;

    InitiatingEntity(PlayContext context, Target target, Wire wire) {
        super(context, wire);
        this.target = target;
    }

    /** {@return the initial header that a client would send} */
    public String header() {
        return chosenHeader.orElseGet(() -> header(target.domain().toString()));
    }

    /**
     * Sets the initial header of the streams from now on, instead of the one that a client would send.
     *
     * @param header the XML declaration, if one is to be sent, and the start tag
     * @return this
     */
    public InitiatingEntity withHeader(String header) {
        chosenHeader = Optional.of(header);
        return this;
    }

    /**
     * {@return an initial header to a domain}
     *
     * @param to the domain, as it is to stand in the attribute: nothing is escaped
     */
    public static String header(String to) {
        return "<?xml version='1.0'?><stream:stream to='" + to + "' version='1.0' xml:lang='en' xmlns='"
                + Namespaces.CLIENT + "' xmlns:stream='" + Namespaces.STREAM + "'>";
    }

    /**
     * Opens a stream, at first or anew.
     *
     * @return the features
     * @throws Halt with {@code SKIPPED} if the server does not answer by a header and features
     */
    public XmlElement open() throws Halt {
        return open(header());
    }

    /**
     * Opens a stream with a certain header.
     *
     * @param header the XML declaration, if one is to be sent, and the start tag
     * @return the features
     * @throws Halt with {@code SKIPPED} if the server does not answer by a header and features
     */
    public XmlElement open(String header) throws Halt {
        send(header);
        lastHeader = Optional.of(expectHeader());
        return expect(Namespaces.STREAM, "features");
    }

    /**
     * {@return the response header that came last by {@link #open}}
     *
     * @throws IllegalStateException if none came yet
     */
    public XmlElement responseHeader() {
        return lastHeader.orElseThrow(() -> new IllegalStateException("open a stream first"));
    }

    /**
     * Asks for TLS and begins it. The stream is not opened anew.
     *
     * @throws Halt with {@code SKIPPED} if the server does not take part, or TLS fails
     */
    public void startTls() throws Halt {
        send("<starttls xmlns='" + Namespaces.TLS + "'/>");
        expect(Namespaces.TLS, "proceed");
        handshake();
    }

    /**
     * Begins TLS now.
     *
     * @throws Halt with {@code SKIPPED} if TLS fails
     */
    public void handshake() throws Halt {
        handshake(Authority.client(target.trust()));
    }

    /**
     * Begins TLS now, with a certificate to show if the server asks for one.
     *
     * @param authority whose certificate it is
     * @param address the address in it
     * @return whether the server asked for one
     * @throws Halt with {@code SKIPPED} if TLS fails
     */
    public boolean handshake(Authority authority, Jid address) throws Halt {
        ShownCertificate certificate = authority.certificate(address);
        handshake(Authority.client(target.trust(), certificate));
        return certificate.isAsked();
    }

    private void handshake(SSLContext context) throws Halt {
        try {
            wire.secureAsClient(context, target.domain().domainpartToAscii(), target.patience());
            note("TLS: " + tls().orElseThrow().getProtocol());
        } catch (IOException e) {
            throw Halt.skipped("TLS failed: " + e.getMessage());
        }
        restart();
    }

    /**
     * Opens a stream, takes TLS if it is offered, and opens it anew.
     *
     * @return the features under TLS, or those in clear if TLS is not offered
     * @throws Halt with {@code SKIPPED} if the server does not take part, or TLS fails
     */
    public XmlElement secure() throws Halt {
        XmlElement features = open();
        if (features.element(Namespaces.TLS, "starttls").isEmpty()) {
            return features;
        }
        startTls();
        return open();
    }

    /**
     * Authenticates, by the best mechanism that both sides have. The stream is not opened anew.
     *
     * @param features what the server offered
     * @param account as whom
     * @throws Halt with {@code SKIPPED} if both have no mechanism in common, or the server does not let the account in
     */
    public void authenticate(XmlElement features, Account account) throws Halt {
        List<String> offered = features.element(Namespaces.SASL, "mechanisms").stream()
                .flatMap(list -> list.elements(Namespaces.SASL, "mechanism").stream())
                .map(XmlElement::text)
                .toList();
        Login.with(offered, account, tls().isPresent(), this);
        restart();
    }

    /**
     * Goes all the way to authentication, and opens the stream anew.
     *
     * @param account as whom
     * @return the features behind it
     * @throws Halt with {@code SKIPPED} if the server does not take part
     */
    public XmlElement login(Account account) throws Halt {
        authenticate(secure(), account);
        return open();
    }

    /**
     * Binds a resource.
     *
     * @param resourcepart the one to ask for, or nothing for one of the server's making
     * @return the full JID
     * @throws Halt with {@code SKIPPED} if the server does not answer, refuses, or gives what is no address
     */
    public Jid bind(Optional<String> resourcepart) throws Halt {
        String id = newId();
        send("<iq type='set' id='" + id + "'><bind xmlns='" + Namespaces.BIND + "'>"
                + resourcepart
                        .map(part -> "<resource>" + escape(part) + "</resource>")
                        .orElse("") + "</bind></iq>");
        XmlElement answer = expect(Namespaces.CLIENT, "iq");
        String jid = answer.element(Namespaces.BIND, "bind")
                .flatMap(bind -> bind.element(Namespaces.BIND, "jid"))
                .map(XmlElement::text)
                .orElseThrow(() -> Halt.skipped("binding was refused: " + Words.of(answer)));
        try {
            return Jid.parse(jid);
        } catch (JidParseException e) {
            throw Halt.skipped("binding gave no address: " + e.getMessage());
        }
    }

    /**
     * Goes all the way to a bound resource, of the server's making. The server sees no presence yet.
     *
     * @param account as whom
     * @return the full JID
     * @throws Halt with {@code SKIPPED} if the server does not take part
     */
    public Jid session(Account account) throws Halt {
        login(account);
        return bind(Optional.empty());
    }

    /** {@return an id that was not used before in this play} */
    public String newId() {
        return "c" + ++ids + "-" + Integer.toHexString(context().random().nextInt());
    }

    /**
     * Asks the server for a sign of life, so that what was sent before has been processed.
     *
     * @return whether an answer came, be it an error
     * @throws Halt with {@code SKIPPED} if the server says too much
     */
    public boolean ping() throws Halt {
        String id = newId();
        send("<iq type='get' id='" + id + "' to='" + target.domain() + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        return await(element -> element.attribute("id").equals(Optional.of(id))).isPresent();
    }

    /**
     * {@return a text as it may stand in an attribute or an element}
     *
     * @param text any text that XML 1.0 can hold
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }
}
