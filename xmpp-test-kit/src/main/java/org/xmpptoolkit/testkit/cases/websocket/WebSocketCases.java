package org.xmpptoolkit.testkit.cases.websocket;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.check.WebSocketEntity;
import org.xmpptoolkit.testkit.check.WebSocketHeard;
import org.xmpptoolkit.testkit.check.WebSocketStage;
import org.xmpptoolkit.testkit.result.Judgement;

/** All cases about servers over WebSocket (RFC 7395). */
public final class WebSocketCases {
    private static final String CLOSE = "<close xmlns='" + Namespaces.FRAMING + "'/>";

    private WebSocketCases() {}

    /** The cases. */
    public static List<CheckCase<WebSocketStage>> all() {
        return List.of(
                subprotocol(),
                textOnly(),
                wrongNamespace(),
                beginsWithMarkup(),
                oneElement(),
                answered(),
                openThenError(),
                noWhiteSpace(),
                noStartTls(),
                featuresDeclare(),
                errorDeclares(),
                errorAlone(),
                closingHandshake(),
                answersClose());
    }

    /** What is said in a login. */
    private static List<WebSocketHeard> login(WebSocketStage stage) throws Halt {
        WebSocketEntity us = stage.connect();
        us.send(us.opening());
        us.hear();
        us.hear();
        return us.heard();
    }

    /** What is said to a stream to a domain that is not served, up to the end of the WebSocket. */
    private static List<WebSocketHeard> refused(WebSocketStage stage) throws Halt {
        WebSocketEntity us = stage.connect();
        us.send(us.opening().replace("to='" + stage.domain() + "'", "to='not-served.invalid'"));
        boolean closed = false;
        while (true) {
            WebSocketHeard said = us.hear();
            if (!closed && isElement(said, Namespaces.FRAMING, "close")) {
                us.send(CLOSE);
                closed = true;
            }
            if (!(said instanceof WebSocketHeard.Text)) {
                return us.heard();
            }
        }
    }

    private static boolean isElement(WebSocketHeard said, String namespace, String localName) {
        return WebSocketEntity.element(said)
                .filter(element -> element.is(namespace, localName))
                .isPresent();
    }

    private static Stream<String> texts(List<WebSocketHeard> heard) {
        return heard.stream().filter(WebSocketHeard.Text.class::isInstance).map(said -> ((WebSocketHeard.Text) said)
                .message());
    }

    private static Judgement none(List<WebSocketHeard> heard, Predicate<String> wrong, String what) {
        Optional<String> found = texts(heard).filter(wrong).findFirst();
        return Judgement.of(
                found.isEmpty(), found.map(text -> what + ": " + text).orElse("no " + what));
    }

    private static CheckCase<WebSocketStage> subprotocol() {
        return CheckCase.<WebSocketStage>of("R-330", "the subprotocol xmpp is granted")
                .mutant(() -> new Tamper() {
                    @Override
                    public String subprotocol() {
                        return "";
                    }
                })
                .plays(stage -> {
                    String granted = stage.connect().subprotocol();
                    return Judgement.of(granted.equals("xmpp"), "granted was '" + granted + "'");
                });
    }

    private static CheckCase<WebSocketStage> textOnly() {
        return CheckCase.<WebSocketStage>of("R-331", "all messages are of the text type")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        link.sayBinary(frame);
                        return "";
                    }
                })
                .plays(stage -> {
                    boolean binary = login(stage).stream().anyMatch(WebSocketHeard.Binary.class::isInstance);
                    return Judgement.of(!binary, binary ? "a binary message came" : "only text came");
                });
    }

    private static CheckCase<WebSocketStage> wrongNamespace() {
        return CheckCase.<WebSocketStage>of("R-332", "<open/> in another namespace is refused")
                .mutant(() -> Tamper.hearing(frame -> frame.replace("urn:example:framing", Namespaces.FRAMING)))
                .plays(stage -> {
                    WebSocketEntity us = stage.connect();
                    us.sendOffending(us.opening().replace(Namespaces.FRAMING, "urn:example:framing"));
                    Optional<StreamErrorCondition> condition = us.awaitClosing().stream()
                            .flatMap(said -> WebSocketEntity.element(said).stream())
                            .filter(element -> element.is(Namespaces.STREAM, "error"))
                            .map(element -> StreamError.fromElement(element).condition())
                            .findFirst();
                    return Judgement.of(
                            condition.equals(Optional.of(StreamErrorCondition.INVALID_NAMESPACE)),
                            condition.map(StreamErrorCondition::elementName).orElse("no stream error came"));
                });
    }

    private static CheckCase<WebSocketStage> beginsWithMarkup() {
        return CheckCase.<WebSocketStage>of("R-333", "each message begins with <, and is a whole document")
                .mutant(() -> Tamper.saying(frame -> "\n" + frame))
                .plays(stage -> none(
                        login(stage), text -> !text.startsWith("<"), "message that begins with another character"));
    }

    private static CheckCase<WebSocketStage> oneElement() {
        return CheckCase.<WebSocketStage>of("R-334", "each message is one element")
                .mutant(() -> Tamper.saying(frame -> frame + "<x xmlns='urn:example:more'/>"))
                .plays(stage -> {
                    List<WebSocketHeard> heard = login(stage);
                    Optional<WebSocketHeard> other = heard.stream()
                            .filter(WebSocketHeard.Text.class::isInstance)
                            .filter(said -> WebSocketEntity.element(said).isEmpty())
                            .findFirst();
                    return Judgement.of(
                            other.isEmpty(), other.map(WebSocketHeard::words).orElse("each message was an element"));
                });
    }

    private static CheckCase<WebSocketStage> answered() {
        return CheckCase.<WebSocketStage>of("R-336", "<open/> is answered with <open/> or <close/>")
                .mutant(() -> Tamper.replacing("^<open", "<opened"))
                .plays(stage -> {
                    WebSocketHeard first = login(stage).get(0);
                    return Judgement.of(
                            isElement(first, Namespaces.FRAMING, "open")
                                    || isElement(first, Namespaces.FRAMING, "close"),
                            first.words());
                });
    }

    private static CheckCase<WebSocketStage> openThenError() {
        return CheckCase.<WebSocketStage>of("R-337", "a fault at opening: <open/>, then the error, then the end")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<open")))
                .plays(stage -> {
                    List<WebSocketHeard> heard = refused(stage);
                    if (heard.size() < 2 || !isElement(heard.get(0), Namespaces.FRAMING, "open")) {
                        return Judgement.failed("the first was " + heard.get(0).words());
                    }
                    return Judgement.of(
                            isElement(heard.get(1), Namespaces.STREAM, "error"),
                            "behind <open/> came " + heard.get(1).words());
                });
    }

    private static CheckCase<WebSocketStage> noWhiteSpace() {
        return CheckCase.<WebSocketStage>of("R-340", "no white space is sent as a message")
                .mutant(() -> new Tamper() {
                    @Override
                    public String said(String frame, Link link) {
                        link.say(" ");
                        return frame;
                    }
                })
                .plays(stage -> none(login(stage), String::isBlank, "message of white space"));
    }

    private static CheckCase<WebSocketStage> noStartTls() {
        return CheckCase.<WebSocketStage>of("R-341", "STARTTLS is not offered")
                .mutant(() ->
                        Tamper.replacing("(<stream:features[^>]*>)", "$1<starttls xmlns='" + Namespaces.TLS + "'/>"))
                .plays(stage -> {
                    XmlElement features = stage.connect().open();
                    boolean offered =
                            features.element(Namespaces.TLS, "starttls").isPresent();
                    return Judgement.of(!offered, offered ? "it is offered" : "it is not offered");
                });
    }

    private static CheckCase<WebSocketStage> featuresDeclare() {
        return CheckCase.<WebSocketStage>of("R-510.features", "features declare their own namespace")
                .mutant(() -> Tamper.replacing(" xmlns:stream=('[^']*'|\"[^\"]*\")", ""))
                .plays(stage -> declared(login(stage), "features"));
    }

    private static CheckCase<WebSocketStage> errorDeclares() {
        return CheckCase.<WebSocketStage>of("R-510.error", "a stream error declares its own namespace")
                .mutant(() -> Tamper.replacing(" xmlns:stream=('[^']*'|\"[^\"]*\")", ""))
                .plays(stage -> declared(refused(stage), "error"));
    }

    private static Judgement declared(List<WebSocketHeard> heard, String localName) {
        boolean declared = heard.stream().anyMatch(said -> isElement(said, Namespaces.STREAM, localName));
        return Judgement.of(
                declared, declared ? localName + " in the stream namespace" : "none in the stream namespace");
    }

    private static CheckCase<WebSocketStage> errorAlone() {
        return CheckCase.<WebSocketStage>of("R-512", "a stream error has a message of its own")
                .mutant(() -> Tamper.replacing("(</stream:error>)", "$1" + CLOSE))
                .plays(stage -> {
                    Optional<String> error = texts(refused(stage))
                            .filter(text -> text.contains("error"))
                            .findFirst();
                    if (error.isEmpty()) {
                        return Judgement.skipped("no error came");
                    }
                    boolean alone = isElement(new WebSocketHeard.Text(error.get()), Namespaces.STREAM, "error");
                    return Judgement.of(alone, alone ? "it was alone" : error.get());
                });
    }

    private static CheckCase<WebSocketStage> closingHandshake() {
        return CheckCase.<WebSocketStage>of(
                        "R-513.error", "behind an error and <close/> the server closes the WebSocket")
                .mutant(Tamper::neverEnding)
                .plays(stage -> {
                    List<WebSocketHeard> heard = refused(stage);
                    boolean closed = heard.get(heard.size() - 1) instanceof WebSocketHeard.Closing;
                    return Judgement.of(closed, heard.get(heard.size() - 1).words());
                });
    }

    private static CheckCase<WebSocketStage> answersClose() {
        return CheckCase.<WebSocketStage>of("R-513.answer", "<close/> is answered with <close/>")
                .mutant(() -> Tamper.silent(frame -> frame.startsWith("<close")))
                .plays(stage -> {
                    WebSocketEntity us = stage.connect();
                    us.open();
                    us.send(CLOSE);
                    List<WebSocketHeard> heard = us.awaitClosing();
                    if (heard.stream().anyMatch(said -> isElement(said, Namespaces.FRAMING, "close"))) {
                        return Judgement.passed("it was answered");
                    }
                    WebSocketHeard last = heard.get(heard.size() - 1);
                    return last instanceof WebSocketHeard.Nothing
                            ? Judgement.failed(last.words())
                            : Judgement.warning("not answered, but " + last.words());
                });
    }
}
