package org.xmpptoolkit.testkit.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;

/**
 * The checker as a server: answers a client's stream, and goes as far as a case wants it to. Every step that the client does not take
 * part in ends the play with {@code SKIPPED}, for it says nothing of the case's own rule. Not thread-safe.
 */
public final class ReceivingEntity extends Entity {
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
    /** As long as that takes on a busy machine: it is the client's fault in no case that waits for less. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private static final int SALT_OCTETS = 16;
    private static final int ID_RADIX = 36;

    private final ClientStage stage;
    private final SecretText secrets = new SecretText();
    private Optional<XmlElement> lastHeader = Optional.empty();
    private Optional<Jid> bound = Optional.empty();

    ReceivingEntity(PlayContext context, ClientStage stage, Wire wire) {
        super(context, wire);
        this.stage = stage;
    }

    /**
     * Waits for the client's stream header, and keeps it for {@link #response}.
     *
     * @return the header
     * @throws Halt with {@code SKIPPED} if another thing comes, or nothing in time
     */
    public XmlElement header() throws Halt {
        XmlElement header = expectHeader();
        lastHeader = Optional.of(header);
        return header;
    }

    /** {@return a sound response header, with a new id} */
    public String response() {
        return response(newId());
    }

    /**
     * {@return a response header with a certain id} It has a {@code to} if the client's has a {@code from} (RFC 6120 section 4.7.2).
     *
     * @param id the id, as it is to stand in the attribute: nothing is escaped
     */
    public String response(String id) {
        String to = lastHeader
                .flatMap(header -> header.attribute("from"))
                .map(from -> " to='" + InitiatingEntity.escape(from) + "'")
                .orElse("");
        return "<?xml version='1.0'?><stream:stream from='" + stage.domain() + "'" + to + " id='" + id
                + "' version='1.0' xml:lang='en' xmlns='" + Namespaces.CLIENT + "' xmlns:stream='" + Namespaces.STREAM
                + "'>";
    }

    /** {@return a random id, which the seed of the case repeats} */
    public String newId() {
        return "s" + Long.toString(context().random().nextLong() & Long.MAX_VALUE, ID_RADIX);
    }

    /**
     * {@return features as they are sent}
     *
     * @param children the elements that are features, each as XML
     */
    public static String features(String... children) {
        return "<stream:features>" + String.join("", children) + "</stream:features>";
    }

    /** {@return the feature STARTTLS as XML, mandatory} */
    public static String startTlsFeature() {
        return "<starttls xmlns='" + Namespaces.TLS + "'><required/></starttls>";
    }

    /**
     * {@return the feature SASL as XML}
     *
     * @param names the names of the mechanisms, in the order in which they are to stand
     */
    public static String mechanisms(List<String> names) {
        StringBuilder list = new StringBuilder("<mechanisms xmlns='" + Namespaces.SASL + "'>");
        names.forEach(name -> list.append("<mechanism>").append(name).append("</mechanism>"));
        return list.append("</mechanisms>").toString();
    }

    /** {@return the feature resource binding as XML} */
    public static String bindFeature() {
        return "<bind xmlns='" + Namespaces.BIND + "'/>";
    }

    /**
     * Waits for a header, and answers with a sound one and these features.
     *
     * @param features the elements that are features, each as XML
     * @return the client's header
     * @throws Halt with {@code SKIPPED} if none comes
     */
    public XmlElement open(String... features) throws Halt {
        XmlElement header = header();
        send(response());
        send(features(features));
        return header;
    }

    /**
     * Waits for {@code <starttls/>}, has TLS go on with a sound certificate, and reads the stream anew.
     *
     * @throws Halt with {@code SKIPPED} if the client does not ask for TLS, or TLS fails
     */
    public void startTls() throws Halt {
        startTls(stage.authority().server(stage.domain()));
    }

    /**
     * As {@link #startTls()}, with another certificate.
     *
     * @param context has the certificate to show, as {@link Authority} makes it
     * @throws Halt with {@code SKIPPED} if the client does not ask for TLS, or TLS fails
     */
    public void startTls(SSLContext context) throws Halt {
        tryTls(context).ifPresent(failure -> note("TLS failed: " + failure));
        if (tls().isEmpty()) {
            throw Halt.skipped("TLS failed");
        }
    }

    /**
     * Waits for {@code <starttls/>} and has TLS go on; tells why that failed, if it did.
     *
     * @param context has the certificate to show, as {@link Authority} makes it
     * @return why TLS failed; nothing if it did not
     * @throws Halt with {@code SKIPPED} if the client does not ask for TLS
     */
    public Optional<String> tryTls(SSLContext context) throws Halt {
        expect(Namespaces.TLS, "starttls");
        return tryTls(context, "<proceed xmlns='" + Namespaces.TLS + "'/>");
    }

    /**
     * As {@link #tryTls(SSLContext)}, behind {@code <starttls/>}, with these octets to say that it goes on.
     *
     * @param context has the certificate to show, as {@link Authority} makes it
     * @param proceed what to send to say that it goes on, as it is
     * @return why TLS failed; nothing if it did not
     */
    public Optional<String> tryTls(SSLContext context, String proceed) {
        send(proceed);
        try {
            wire.secureAsServer(context, false, HANDSHAKE);
            note("TLS: " + tls().orElseThrow().getProtocol());
            restart();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Goes from a stream in clear to TLS. What is due next is the header under TLS.
     *
     * @throws Halt with {@code SKIPPED} if the client does not take part
     */
    public void secure() throws Halt {
        open(startTlsFeature());
        startTls();
    }

    /**
     * Goes all the way to the features of the stream under TLS, which offer SASL.
     *
     * @param mechanisms the names of the mechanisms that are offered
     * @throws Halt with {@code SKIPPED} if the client does not take part
     */
    public void offerSasl(List<String> mechanisms) throws Halt {
        secure();
        open(mechanisms(mechanisms));
    }

    /**
     * Waits for {@code <auth/>}, with the mechanism that the client chose.
     *
     * @return the element, with the mechanism in its attribute
     * @throws Halt with {@code SKIPPED} if another thing comes, or nothing in time
     */
    public XmlElement auth() throws Halt {
        return expect(Namespaces.SASL, "auth");
    }

    /**
     * Goes on with a sound exchange behind {@code <auth/>}, up to {@code <success/>}.
     *
     * @param auth the element, of PLAIN, where every password will do, or of SCRAM without channel binding
     * @throws Halt with {@code SKIPPED} if the client chose another mechanism, does not go on, or proves another password
     */
    public void authenticate(XmlElement auth) throws Halt {
        String mechanism = auth.attribute("mechanism").orElse("");
        if (mechanism.equals("PLAIN")) {
            send("<success xmlns='" + Namespaces.SASL
                    + "'/>"); // every password will do: it is the client that is judged
        } else if (mechanism.startsWith("SCRAM-") && !mechanism.endsWith("-PLUS")) {
            ScramServer scram = known(mechanism);
            String first = scram.first(decode(auth));
            scram.sent(first);
            send(challenge(first));
            XmlElement response = expect(Namespaces.SASL, "response");
            if (!scram.proves(decode(response))) {
                throw Halt.skipped("the client's proof is wrong: is its password the one that the checker was given?");
            }
            send(success(scram.last()));
        } else {
            throw Halt.skipped("the client chose " + mechanism + ", which the checker has not");
        }
        restart();
    }

    /**
     * Goes on with an exchange of SCRAM behind {@code <auth/>}, up to the client's proof; the end is not sent yet.
     *
     * @param auth what the client began with
     * @param change what to change of the server-first-message
     * @return the exchange; nothing if the client does not go on, or if its proof is wrong
     * @throws Halt with {@code SKIPPED} if the client does not use SCRAM, or a kind of it that the checker has not
     */
    public Optional<ScramServer> challenge(XmlElement auth, UnaryOperator<String> change) throws Halt {
        String mechanism = auth.attribute("mechanism").orElse("");
        if (!mechanism.startsWith("SCRAM-") || mechanism.endsWith("-PLUS")) {
            throw Halt.skipped("the client does not use SCRAM, but " + mechanism);
        }
        ScramServer scram = known(mechanism);
        String first = change.apply(scram.first(decode(auth)));
        scram.sent(first);
        send(challenge(first));
        Heard next = hear();
        return next instanceof Heard.Element element
                        && element.element().is(Namespaces.SASL, "response")
                        && scram.proves(decode(element.element()))
                ? Optional.of(scram)
                : Optional.empty();
    }

    /** A client may name what nobody offered, and nobody knows. */
    private ScramServer known(String mechanism) throws Halt {
        if (!ScramServer.has(mechanism)) {
            throw Halt.skipped("the client chose " + Words.few(mechanism) + ", which the checker has not");
        }
        return scram(mechanism);
    }

    /**
     * {@return a sound exchange of SCRAM for the client's account}
     *
     * @param mechanism its name, without -PLUS
     */
    public ScramServer scram(String mechanism) {
        byte[] salt = new byte[SALT_OCTETS];
        context().random().nextBytes(salt);
        return new ScramServer(mechanism, stage.account(), salt, newId());
    }

    /**
     * {@return a challenge of SASL with a message, as XML}
     *
     * @param message the message, before base64
     */
    public static String challenge(String message) {
        return "<challenge xmlns='" + Namespaces.SASL + "'>" + ScramServer.base64(message) + "</challenge>";
    }

    /**
     * {@return the success of SASL with additional data, as XML}
     *
     * @param data the additional data, before base64
     */
    public static String success(String data) {
        return "<success xmlns='" + Namespaces.SASL + "'>" + ScramServer.base64(data) + "</success>";
    }

    /**
     * {@return the message that an element of SASL carries, or an empty text}
     *
     * @param element one of SASL, such as {@code <auth/>}
     */
    public static String decode(XmlElement element) {
        try {
            return new String(
                    Base64.getDecoder().decode(element.text().replace("=", "").strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Goes all the way to {@code <success/>}. What is due next is the header behind it.
     *
     * @throws Halt with {@code SKIPPED} if the client does not take part
     */
    public void login() throws Halt {
        offerSasl(MECHANISMS);
        authenticate(auth());
    }

    /**
     * Answers the client's request for a resource, and gives it this address, whatever it asked for.
     *
     * @param given the address to give
     * @throws Halt with {@code SKIPPED} if the client does not ask for a resource
     */
    public void bind(Jid given) throws Halt {
        answerBinding(bindRequest(), given);
    }

    private XmlElement bindRequest() throws Halt {
        return await(element -> element.element(Namespaces.BIND, "bind").isPresent())
                .orElseThrow(() -> Halt.skipped("the client did not bind"));
    }

    /**
     * Answers the client's request for a resource, and gives it the one it asked for, or one of the checker's making.
     *
     * @return the address that it got
     * @throws Halt with {@code SKIPPED} if the client does not ask for a resource
     */
    public Jid bind() throws Halt {
        XmlElement request = bindRequest();
        String resource = request.element(Namespaces.BIND, "bind")
                .flatMap(bind -> bind.element(Namespaces.BIND, "resource"))
                .map(XmlElement::text)
                .filter(text -> !text.isBlank())
                .orElseGet(this::newId);
        Jid jid = stage.jid().withResourcepart(resource);
        answerBinding(request, jid);
        return jid;
    }

    private void answerBinding(XmlElement request, Jid jid) {
        send("<iq type='result' id='"
                + InitiatingEntity.escape(request.attribute("id").orElse("")) + "'><bind xmlns='" + Namespaces.BIND
                + "'><jid>" + InitiatingEntity.escape(jid.toString()) + "</jid></bind></iq>");
        bound = Optional.of(jid);
    }

    /**
     * Goes all the way to a bound resource.
     *
     * @return the address that the client has
     * @throws Halt with {@code SKIPPED} if the client does not take part
     */
    public Jid session() throws Halt {
        login();
        open(bindFeature());
        return bind();
    }

    /**
     * {@return the address that the client has, once it has bound a resource}
     *
     * @throws IllegalStateException if it has not bound one yet
     */
    public Jid bound() {
        return bound.orElseThrow(() -> new IllegalStateException("bind first"));
    }

    /**
     * Is a good server until the client says something that is wanted: answers requests, and gives messages back that the client sends
     * to itself.
     *
     * @param wanted asked for each element that comes, before it is answered
     * @return what was wanted; nothing if the client closes, or it does not come in time
     * @throws Halt with {@code SKIPPED} if the client says too much
     */
    public Optional<XmlElement> serve(Predicate<XmlElement> wanted) throws Halt {
        return serve(wanted, context().patience());
    }

    /**
     * As {@link #serve(Predicate)}, for a certain time.
     *
     * @param wanted asked for each element that comes, before it is answered
     * @param patience how long to serve
     * @return what was wanted; nothing if the client closes, or it does not come in time
     * @throws Halt with {@code SKIPPED} if the client says too much
     */
    public Optional<XmlElement> serve(Predicate<XmlElement> wanted, Duration patience) throws Halt {
        return serve(wanted, patience, true);
    }

    /**
     * Makes sure that the client, which has bound its resource, answers a ping.
     *
     * @throws Halt with {@code SKIPPED} if it does not
     */
    public void needAnswers() throws Halt {
        if (!alive()) {
            throw Halt.skipped("the client does not answer a ping, so that nobody can see what it makes of things");
        }
    }

    /**
     * {@return whether the client still answers a ping} A message that it sends to itself is not given back, so that one waits who waits
     * for it.
     *
     * @throws Halt with {@code SKIPPED} if the client says too much
     */
    public boolean alive() throws Halt {
        return ask("<ping xmlns='urn:xmpp:ping'/>").isPresent();
    }

    /**
     * Asks the client in the name of the server, as {@link #alive} does, and gives its answer, if there is one.
     *
     * @param payload the child of the request, of type get, as XML
     * @return the answer, a result or an error; nothing if none comes in time
     * @throws Halt with {@code SKIPPED} if the client says too much
     */
    public Optional<XmlElement> ask(String payload) throws Halt {
        String id = newId();
        send("<iq type='get' id='" + id + "' from='" + stage.domain() + "' to='"
                + InitiatingEntity.escape(bound().toString()) + "'>" + payload + "</iq>");
        return answer(id);
    }

    /**
     * Waits for the answer to a request with an id that was sent.
     *
     * @param id the id of the request
     * @return the answer, a result or an error; nothing if none comes in time
     * @throws Halt with {@code SKIPPED} if the client says too much
     */
    public Optional<XmlElement> answer(String id) throws Halt {
        return serve(
                element -> isAnswer(element) && element.attribute("id").equals(Optional.of(id)),
                context().patience(),
                false);
    }

    /**
     * {@return whether an element is an iq of type result or error}
     *
     * @param element any element
     */
    public static boolean isAnswer(XmlElement element) {
        String type = element.attribute("type").orElse("");
        return element.localName().equals("iq") && (type.equals("result") || type.equals("error"));
    }

    private Optional<XmlElement> serve(Predicate<XmlElement> wanted, Duration patience, boolean echoes) throws Halt {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            Heard next = hearWithin(context().left(until));
            if (!(next instanceof Heard.Element element)) {
                return Optional.empty();
            }
            if (wanted.test(element.element())) {
                return Optional.of(element.element());
            }
            ServerManners.answer(element.element(), stage, this)
                    .filter(answer -> echoes || !answer.startsWith("<message"))
                    .ifPresent(this::send);
        }
    }

    @Override
    byte[] hidden(byte[] received) {
        return secrets.hide(received);
    }
}
