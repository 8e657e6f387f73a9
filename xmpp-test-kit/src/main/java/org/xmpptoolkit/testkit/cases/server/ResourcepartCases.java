package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Which resourcepart a client gets (RFC 6120 section 7.7). */
final class ResourcepartCases {
    private static final int RETRIES_DUE = 5;
    private static final int RETRIES_AT_MOST = 10;
    private static final int TRIES_OF_OURS = 40;

    private ResourcepartCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                unchanged(), conforming(), canonical(), enforced(), unique(), inUse(), retries(), retriesUsedUp());
    }

    /** Gives each client the resourcepart that it asks for, as it is. */
    private static final class Echo implements Tamper {
        private Optional<String> wish = Optional.empty();

        @Override
        public String heard(String frame, Link link) {
            if (BindingCases.isBind(frame) && frame.contains("<resource>")) {
                wish = Optional.of(frame.substring(frame.indexOf("<resource>") + 10, frame.indexOf("</resource>")));
            }
            return frame;
        }

        @Override
        public String said(String frame, Link link) {
            int slash = frame.indexOf('/', Math.max(0, frame.indexOf("<jid>")));
            return frame.contains("<jid>") && wish.isPresent()
                    ? frame.substring(0, slash + 1) + wish.get() + frame.substring(frame.indexOf("</jid>"))
                    : frame;
        }
    }

    /** A resourcepart that breaks the rules of both profiles. */
    static Arbitrary<String> malformed() {
        return Arbitraries.of(
                "a\ue000b",
                "\ufdd0",
                "a\u2028",
                "\u0085x",
                "\u009f",
                "\udbff\udffd",
                "x".repeat(1024),
                "\u6f22".repeat(342));
    }

    private static XmlElement ask(ServerStage stage, String resourcepart) throws Halt {
        InitiatingEntity us = stage.connect();
        us.login(stage.account());
        XmlElement answer = BindingCases.bind(us, resourcepart);
        us.blame(BindingCases.text(answer).orElse(""));
        return answer;
    }

    private static CheckCase<ServerStage> unchanged() {
        return CheckCase.<ServerStage>of("R-219", "the resourcepart that was asked for is accepted")
                .mutant(() -> Tamper.replacing("(<jid>[^<]*)", "$1-of-ours"))
                .forAll(StanzaInputs.resourceparts(), (stage, resourcepart) -> {
                    XmlElement answer = ask(stage, resourcepart);
                    String due = stage.jid(stage.account()) + "/" + resourcepart;
                    return Judgement.of(
                            BindingCases.text(answer).equals(Optional.of(due)), BindingCases.outcome(answer));
                });
    }

    private static CheckCase<ServerStage> conforming() {
        return CheckCase.<ServerStage>of("R-220", "a malformed resourcepart is put into conformance, not refused")
                .mutant(StanzaTampers.errorFor(BindingCases::isBind, "bad-request"))
                .forAll(malformed(), (stage, resourcepart) -> {
                    XmlElement answer = ask(stage, resourcepart);
                    return Judgement.of(BindingCases.text(answer).isPresent(), BindingCases.outcome(answer));
                });
    }

    private static CheckCase<ServerStage> canonical() {
        return CheckCase.<ServerStage>of("R-030", "the address that results from binding is in canonical form")
                .mutant(Echo::new)
                .forAll(
                        Arbitraries.of("e\u0301", "o\u0308x", "A\u030a-1", "\u03b1\u0301\u03b2"),
                        (stage, resourcepart) -> {
                            XmlElement answer = ask(stage, resourcepart);
                            String text = BindingCases.text(answer)
                                    .orElseThrow(() -> Halt.skipped("binding: " + BindingCases.outcome(answer)));
                            return Judgement.of(
                                    AddressInputs.isCanonical(text), "asked for a decomposed character, got " + text);
                        });
    }

    private static CheckCase<ServerStage> enforced() {
        return CheckCase.<ServerStage>of("R-376.bind", "no malformed resourcepart is bound")
                .mutant(Echo::new)
                .forAll(malformed(), (stage, resourcepart) -> {
                    XmlElement answer = ask(stage, resourcepart);
                    boolean malformed = BindingCases.text(answer)
                            .filter(AddressInputs::isMalformed)
                            .isPresent();
                    return Judgement.of(!malformed, BindingCases.outcome(answer));
                });
    }

    private static CheckCase<ServerStage> unique() {
        return CheckCase.<ServerStage>of("R-214", "no two connected clients have the same resourcepart")
                .mutant(Echo::new)
                .forAll(StanzaInputs.resourceparts(), (stage, resourcepart) -> {
                    Twins twins = Twins.of(stage, resourcepart);
                    if (!twins.alike()) {
                        return Judgement.passed("the second got " + BindingCases.outcome(twins.answer()));
                    }
                    boolean closed = twins.former().awaitEnd().closed();
                    return Judgement.of(
                            closed,
                            "both got " + twins.jid() + ", and the former stream " + (closed ? "ended" : "stays"));
                });
    }

    private static CheckCase<ServerStage> inUse() {
        return CheckCase.<ServerStage>of("R-221", "a resourcepart in use: another one, or conflict for one of the two")
                .mutant(secondRefused())
                .forAll(StanzaInputs.resourceparts(), (stage, resourcepart) -> {
                    Twins twins = Twins.of(stage, resourcepart);
                    if (BindingCases.isLimit(twins.answer())) {
                        return Judgement.skipped(
                                "the account may have no second resource: " + BindingCases.outcome(twins.answer()));
                    }
                    if (BoundClient.isError(twins.answer())) {
                        return Answers.demands(Optional.of(twins.answer()), StanzaErrorCondition.CONFLICT);
                    }
                    if (!twins.alike()) {
                        return Judgement.passed("the second got " + BindingCases.outcome(twins.answer()));
                    }
                    return twins.former().awaitEnd().demands(StreamErrorCondition.CONFLICT);
                });
    }

    private static Supplier<Tamper> secondRefused() {
        var binds = new java.util.concurrent.atomic.AtomicInteger();
        return StanzaTampers.errorFor(
                frame -> BindingCases.isBind(frame) && binds.incrementAndGet() % 2 == 0, "not-acceptable");
    }

    /** Two clients that ask for the same. */
    private record Twins(InitiatingEntity former, Jid jid, XmlElement answer) {
        static Twins of(ServerStage stage, String resourcepart) throws Halt {
            InitiatingEntity former = stage.connect();
            former.login(stage.account());
            Jid jid = former.bind(Optional.of(resourcepart));
            former.ping();
            InitiatingEntity latter = stage.connect();
            latter.login(stage.account());
            return new Twins(former, jid, BindingCases.bind(latter, resourcepart));
        }

        boolean alike() {
            return BindingCases.jid(answer).equals(Optional.of(jid));
        }
    }

    private static CheckCase<ServerStage> retries() {
        return CheckCase.<ServerStage>of("R-223", "binding may be tried again 5 to 10 times")
                .mutant(() -> new Tamper() {
                    private int binds;

                    @Override
                    public String heard(String frame, Link link) {
                        if (BindingCases.isBind(frame) && ++binds > 2) {
                            link.say(StanzaTampers.streamError("policy-violation"));
                            return "";
                        }
                        return frame;
                    }
                })
                .plays(stage -> {
                    int answered = failing(stage).answered();
                    return Judgement.of(
                            answered > RETRIES_DUE && answered <= RETRIES_AT_MOST + 1,
                            answered + " tries were answered" + (answered == TRIES_OF_OURS ? ", and more" : ""));
                });
    }

    private static CheckCase<ServerStage> retriesUsedUp() {
        return CheckCase.<ServerStage>of("R-224", "the stream is closed once all tries to bind are used up")
                .mutant(() -> Tamper.replacing("<policy-violation", "<not-authorized"))
                .plays(stage -> {
                    Failing failing = failing(stage);
                    if (failing.answered() == TRIES_OF_OURS) {
                        return Judgement.skipped(TRIES_OF_OURS + " tries were not enough to use them up");
                    }
                    return failing.ending().demands(StreamErrorCondition.POLICY_VIOLATION);
                });
    }

    private record Failing(int answered, Ending ending) {}

    /** Asks for resources in a way that has to be refused, an iq without id, until the stream is closed. */
    private static Failing failing(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        us.login(stage.account());
        int from = us.heard().size();
        for (int answered = 0; answered < TRIES_OF_OURS; answered++) {
            us.send("<iq type='set'><bind xmlns='" + Namespaces.BIND + "'/></iq>");
            Optional<XmlElement> answer = us.await(element -> true);
            boolean error = answer.filter(BoundClient::isError).isPresent();
            if (!error && answered == 0) {
                throw Halt.skipped("a bind request without id was not answered with an error");
            }
            boolean last = us.heard().stream().skip(from).anyMatch(event -> event.words()
                    .startsWith("stream error"));
            if (!error || last) {
                us.awaitEnd();
                return new Failing(
                        answered, new Ending(us.heard().subList(from, us.heard().size())));
            }
        }
        return new Failing(TRIES_OF_OURS, new Ending(List.of()));
    }
}
