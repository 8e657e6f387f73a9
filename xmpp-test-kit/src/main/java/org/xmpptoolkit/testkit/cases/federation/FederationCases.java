package org.xmpptoolkit.testkit.cases.federation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.FederationEntity;
import org.xmpptoolkit.testkit.check.FederationStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** All cases about servers by way of other servers: what they take from whom (RFC 6120 section 8.1), and dialback (XEP-0220). */
public final class FederationCases {
    private static final String RESULT = "<db:result";
    private static final String VERIFY = "<db:verify";
    private static final Pattern DECLARED =
            Pattern.compile("xmlns:([^\\s=]+)\\s*=\\s*['\"]" + Pattern.quote(Namespaces.DIALBACK) + "['\"]");

    private FederationCases() {}

    /** The cases. */
    public static List<CheckCase<FederationStage>> all() {
        return List.of(
                withoutTo(),
                toAnotherDomain(),
                withoutFrom(),
                fromAnotherDomain(),
                asksTheAuthority(),
                tooEarly(),
                unknownTarget(),
                unknownTargetOfVerify(),
                outcomeOfRightKey(),
                outcomeOfWrongKey(),
                answersForItsOwnKeys(),
                announcesErrors(),
                declaredPrefix());
    }

    private static String ping(FederationStage stage, String id, UnaryOperator<String> change) {
        return change.apply("<iq type='get' id='" + id + "' from='someone@" + stage.ours() + "' to='" + stage.domain()
                + "'><ping xmlns='urn:xmpp:ping'/></iq>");
    }

    /** A stanza with a wrong address on a stream that is authorized. */
    private static CheckCase<FederationStage> wrongAddress(
            String id, String title, UnaryOperator<String> change, StreamErrorCondition... conditions) {
        return CheckCase.<FederationStage>of(id, title)
                .mutant(() -> Tamper.deafTo("urn:xmpp:ping"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.session();
                    us.send("", ping(stage, us.streamId(), change), "");
                    return us.awaitEnd().demands(conditions);
                });
    }

    private static CheckCase<FederationStage> withoutTo() {
        return wrongAddress(
                "R-230",
                "a stanza without to ends the stream",
                stanza -> stanza.replaceFirst(" to='[^']*'", ""),
                StreamErrorCondition.IMPROPER_ADDRESSING);
    }

    private static CheckCase<FederationStage> toAnotherDomain() {
        return wrongAddress(
                "R-231",
                "a stanza to a domain that the server does not serve ends the stream",
                stanza -> stanza.replaceFirst(" to='[^']*'", " to='not-served.invalid'"),
                StreamErrorCondition.HOST_UNKNOWN,
                StreamErrorCondition.HOST_GONE);
    }

    private static CheckCase<FederationStage> withoutFrom() {
        return wrongAddress(
                "R-237",
                "a stanza without from ends the stream",
                stanza -> stanza.replaceFirst(" from='[^']*'", ""),
                StreamErrorCondition.IMPROPER_ADDRESSING);
    }

    private static CheckCase<FederationStage> fromAnotherDomain() {
        return wrongAddress(
                "R-238",
                "a stanza from a domain that was not validated ends the stream",
                stanza -> stanza.replaceFirst(" from='[^']*'", " from='someone@not-validated.invalid'"),
                StreamErrorCondition.INVALID_FROM);
    }

    private static CheckCase<FederationStage> asksTheAuthority() {
        return CheckCase.<FederationStage>of("R-471", "db:verify has from, to, the stream's id and the key")
                .mutant(() -> Tamper.replacing("(<stream:stream[^>]*?) id=['\"][^'\"]*['\"]", "$1 id='another'"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.secure();
                    us.sendKey(stage.domain().toString(), true);
                    Optional<XmlElement> asked = stage.awaitThere(element -> element.is(Namespaces.DIALBACK, "verify")
                            && element.text().strip().equals(us.key()));
                    if (asked.isEmpty()) {
                        return Judgement.skipped("the server did not ask: does it know where " + stage.ours() + " is?");
                    }
                    XmlElement verify = asked.get();
                    boolean right = verify.attribute("from")
                                    .equals(Optional.of(stage.domain().toString()))
                            && verify.attribute("to")
                                    .equals(Optional.of(stage.ours().toString()))
                            && verify.attribute("id").equals(Optional.of(us.streamId()))
                            && !verify.text().isBlank();
                    return Judgement.of(right, "the stream is " + us.streamId() + ", asked was " + verify);
                });
    }

    private static CheckCase<FederationStage> tooEarly() {
        return CheckCase.<FederationStage>of("R-473", "no stanza of a pair is accepted before it is verified")
                .mutant(() -> new Tamper() {
                    @Override
                    public String heard(String frame, Link link) {
                        if (frame.contains("urn:xmpp:ping")) {
                            link.say("<iq type='result' id='" + Tamper.attribute(frame, "id") + "'/>");
                        }
                        return frame;
                    }
                })
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.secure();
                    String id = us.streamId();
                    us.send("", ping(stage, id, stanza -> stanza), "");
                    boolean answered = us.await(element -> element.localName().equals("iq")
                                    && element.attribute("id").equals(Optional.of(id)))
                            .isPresent();
                    return Judgement.of(!answered, answered ? "it was answered" : "it was not answered");
                });
    }

    private static CheckCase<FederationStage> unknownTarget() {
        return CheckCase.<FederationStage>of(
                        "R-474.result", "a db:result to a domain that is not served does not close the stream")
                .mutant(() -> new Tamper() {
                    @Override
                    public String heard(String frame, Link link) {
                        if (frame.startsWith(RESULT)) {
                            link.say("<stream:error><host-unknown xmlns='" + Namespaces.STREAM_ERRORS
                                    + "'/></stream:error></stream:stream>");
                            link.end();
                        }
                        return frame;
                    }
                })
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    boolean announced = announcesErrors(us.secure());
                    us.sendKey("not-served.invalid", true);
                    return itemNotFound(announced, us.outcome());
                });
    }

    private static CheckCase<FederationStage> unknownTargetOfVerify() {
        return CheckCase.<FederationStage>of(
                        "R-474.verify", "a db:verify for a domain that is not served does not close the stream")
                .mutant(() -> Tamper.answering(
                        frame -> frame.startsWith(VERIFY),
                        frame -> "<stream:error><host-unknown xmlns='" + Namespaces.STREAM_ERRORS
                                + "'/></stream:error></stream:stream>"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    boolean announced = announcesErrors(us.secure());
                    us.send("<db:verify from='" + stage.ours() + "' to='not-served.invalid' id='x'>key</db:verify>");
                    return itemNotFound(announced, us.await(element -> element.is(Namespaces.DIALBACK, "verify")));
                });
    }

    private static boolean announcesErrors(XmlElement features) {
        return features.element("urn:xmpp:features:dialback", "dialback")
                .flatMap(dialback -> dialback.element("urn:xmpp:features:dialback", "errors"))
                .isPresent();
    }

    /** Who has traditional dialback only ends the stream by RFC 3920, and is but recommended not to (XEP-0220 section 2.5). */
    private static Judgement itemNotFound(boolean announced, Optional<XmlElement> answer) {
        if (answer.isEmpty()) {
            return announced
                    ? Judgement.failed("no answer came on the stream")
                    : Judgement.warning("no answer came on the stream; dialback errors are not announced");
        }
        Optional<StanzaErrorCondition> condition = answer.get().elements().stream()
                .filter(child -> child.localName().equals("error"))
                .map(child -> StanzaError.fromElement(child).condition())
                .findFirst();
        return condition.equals(Optional.of(StanzaErrorCondition.ITEM_NOT_FOUND))
                ? Judgement.passed("dialback error item-not-found")
                : Judgement.warning("the answer was of type "
                        + answer.get().attribute("type").orElse("none")
                        + condition.map(other -> ", " + other.elementName()).orElse(""));
    }

    /** Whether the stream was ended as one does that takes certificates only (RFC 6120 section 6.4.5), or knows no dialback. */
    private static boolean refusesDialback(FederationEntity us) {
        return new Ending(us.heard())
                .error()
                .map(StreamError::condition)
                .filter(Set.of(
                        StreamErrorCondition.POLICY_VIOLATION,
                        StreamErrorCondition.NOT_AUTHORIZED,
                        StreamErrorCondition.UNSUPPORTED_STANZA_TYPE)::contains)
                .isPresent();
    }

    private static CheckCase<FederationStage> outcomeOfRightKey() {
        return outcome("R-475.valid", "a right key: db:result of type valid, from and to swapped", true, "valid");
    }

    private static CheckCase<FederationStage> outcomeOfWrongKey() {
        return outcome("R-475.invalid", "a wrong key: db:result not of type valid", false, "invalid");
    }

    private static CheckCase<FederationStage> outcome(String id, String title, boolean right, String type) {
        return CheckCase.<FederationStage>of(id, title)
                .mutant(() -> Tamper.replacing("type=['\"](in)?valid['\"]", right ? "type='invalid'" : "type='valid'"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.secure();
                    us.sendKey(stage.domain().toString(), right);
                    Optional<XmlElement> outcome = us.outcome();
                    if (outcome.isEmpty() && right && refusesDialback(us)) {
                        return Judgement.skipped("the server takes no dialback here");
                    }
                    if (outcome.isEmpty()) {
                        // Behind a wrong key the stream has to be closed; to tell of it before is recommended.
                        return right || !us.awaitEnd().connectionEnded()
                                ? Judgement.failed("no db:result came")
                                : Judgement.warning("closed without db:result");
                    }
                    XmlElement result = outcome.get();
                    String told = result.attribute("type").orElse("none");
                    if (told.equals("error")) {
                        return right
                                ? Judgement.skipped("the server could not verify the key: " + result)
                                : Judgement.passed("an error");
                    }
                    boolean swapped = result.attribute("from")
                                    .equals(Optional.of(stage.domain().toString()))
                            && result.attribute("to")
                                    .equals(Optional.of(stage.ours().toString()));
                    return Judgement.of(told.equals(type) && swapped, result.toString());
                });
    }

    private static CheckCase<FederationStage> answersForItsOwnKeys() {
        return CheckCase.<FederationStage>of(
                        "R-477", "db:verify is answered, with the id; a key that was made up is invalid")
                .mutant(() -> Tamper.replacing("(<db:verify[^>]*) type=['\"]invalid['\"]", "$1 type='valid'"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.secure();
                    us.send("<db:verify from='" + stage.ours() + "' to='" + stage.domain()
                            + "' id='made-up'>0123456789abcdef</db:verify>");
                    Optional<XmlElement> answer = us.await(element -> element.is(Namespaces.DIALBACK, "verify"));
                    if (answer.isEmpty() && refusesDialback(us)) {
                        return Judgement.skipped("the server takes no dialback here");
                    }
                    if (answer.isEmpty()) {
                        return Judgement.failed("no db:verify came back");
                    }
                    boolean right = answer.get().attribute("type").equals(Optional.of("invalid"))
                            && answer.get().attribute("id").equals(Optional.of("made-up"))
                            && answer.get()
                                    .attribute("from")
                                    .equals(Optional.of(stage.domain().toString()))
                            && answer.get()
                                    .attribute("to")
                                    .equals(Optional.of(stage.ours().toString()));
                    return Judgement.of(right, answer.get().toString());
                });
    }

    private static CheckCase<FederationStage> announcesErrors() {
        return CheckCase.<FederationStage>of(
                        "R-478", "a server that sends dialback errors announces them in the features")
                .mutant(() -> Tamper.replacing("<errors/>", ""))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    if (announcesErrors(us.secure())) {
                        return Judgement.passed("announced");
                    }
                    us.sendKey("not-served.invalid", true);
                    return us.outcome()
                            .filter(result -> result.attribute("type").equals(Optional.of("error")))
                            .map(result -> Judgement.failed("not announced, and yet " + result))
                            .orElseGet(
                                    () -> Judgement.skipped("the server neither announces nor sends dialback errors"));
                });
    }

    private static CheckCase<FederationStage> declaredPrefix() {
        return CheckCase.<FederationStage>of("R-465", "dialback elements have the prefix that the header declares")
                .mutant(() -> Tamper.replacing(
                        "<db:result(.*)</db:result>|<db:result([^>]*)/>",
                        "<d:result xmlns:d='" + Namespaces.DIALBACK + "'$1$2/>"))
                .plays(stage -> {
                    FederationEntity us = stage.connect();
                    us.secure();
                    us.sendKey(stage.domain().toString(), true);
                    if (us.outcome().isEmpty()) {
                        return Judgement.skipped("no db:result came");
                    }
                    String said = us.raw();
                    Matcher declared = DECLARED.matcher(said.substring(0, Math.max(0, said.indexOf("features"))));
                    if (!declared.find()) {
                        return Judgement.failed("the header declares no prefix for " + Namespaces.DIALBACK);
                    }
                    String prefix = declared.group(1);
                    boolean used = said.contains("<" + prefix + ":result");
                    return Judgement.of(used, "the header declares " + prefix + (used ? "" : ", which is not used"));
                });
    }
}
