package org.xmpptoolkit.stream.management;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.feature.Negotiation;
import org.xmpptoolkit.stream.feature.Outcome;
import org.xmpptoolkit.stream.feature.Step;
import org.xmpptoolkit.stream.feature.StreamFeature;
import org.xmpptoolkit.stream.feature.Then;

/** The server's side of both ways to start (XEP-0198 sections 3 and 5). */
record SmServer(SmConfig config) implements StreamFeature.Receiving {
    /** How often a resumption may fail on one stream behind the first time. */
    private static final int RETRIES = 5;

    @Override
    public QName name() {
        return SmElements.FEATURE;
    }

    /** XEP-0198 section 9. */
    @Override
    public boolean fitsInline() {
        return true;
    }

    /** Always, so that what comes too early is refused by the feature's own word (XEP-0198 section 3). */
    @Override
    public boolean admissible(StreamState state) {
        return true;
    }

    @Override
    public boolean mandatory(StreamState state) {
        return false;
    }

    @Override
    public Optional<XmlElement> offer(StreamState state) {
        return state.account().map(account -> SmElements.of("sm"));
    }

    @Override
    public boolean claims(XmlElement first, StreamState state) {
        return SmElements.is(first, "enable") || SmElements.is(first, "resume");
    }

    @Override
    public Step accept(XmlElement first, StreamState state) {
        return new Tries(config).onElement(first, state);
    }

    /** The tries of one stream: as many resumptions as there may be logins, and one start. */
    private static final class Tries implements Negotiation {
        private final SmConfig config;
        private boolean enableSeen;
        private int refusedResumptions;

        Tries(SmConfig config) {
            this.config = config;
        }

        @Override
        public boolean expects(XmlElement element) {
            return SmElements.is(element, "enable") || SmElements.is(element, "resume");
        }

        @Override
        public Step onElement(XmlElement element, StreamState state) {
            return SmElements.is(element, "enable") ? enable(element, state) : resume(element, state);
        }

        private Step enable(XmlElement enable, StreamState state) {
            if (enableSeen) {
                return new Step.Fatal(
                        List.of(),
                        StreamError.of(
                                StreamErrorCondition.POLICY_VIOLATION, "stream management was asked for before"));
            }
            enableSeen = true;
            if (state.account().isEmpty() || state.bound().isEmpty()) {
                return failed(StanzaErrorCondition.UNEXPECTED_REQUEST, OptionalLong.empty());
            }
            Optional<Boolean> resume = SmElements.flag(enable, "resume");
            Optional<Duration> wish = SmElements.number(enable.attribute("max"))
                    .filter(seconds -> seconds > 0)
                    .map(Duration::ofSeconds);
            if (resume.isEmpty() || enable.attribute("max").isPresent() && wish.isEmpty()) {
                return failed(StanzaErrorCondition.BAD_REQUEST, OptionalLong.empty());
            }
            if (!resume.get() || !config.resumable()) {
                SmSession session = SmSession.on(state, Optional.empty(), Optional.empty(), Optional.empty());
                return begun(SmElements.of("enabled"), session, state);
            }
            Optional<Duration> max = config.max()
                    .map(most -> wish.filter(less -> less.compareTo(most) < 0).orElse(most))
                    .or(() -> wish);
            String id = config.ids().get();
            XmlElement.Builder enabled =
                    SmElements.builder("enabled").attribute("id", id).attribute("resume", "true");
            max.ifPresent(time -> enabled.attribute("max", Long.toString(time.toSeconds())));
            config.location().ifPresent(location -> enabled.attribute("location", location.toString()));
            return begun(enabled.build(), SmSession.on(state, Optional.of(id), max, config.location()), state);
        }

        private Step begun(XmlElement enabled, SmSession session, StreamState state) {
            return new Step.Done(List.of(enabled), Outcome.tapped(SmTap.begun(session, config, state)), Then.PROCEED);
        }

        private Step resume(XmlElement resume, StreamState state) {
            if (state.account().isEmpty() || state.bound().isPresent()) {
                return refused(StanzaErrorCondition.UNEXPECTED_REQUEST, OptionalLong.empty());
            }
            if (!config.resumable()) {
                return refused(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED, OptionalLong.empty());
            }
            OptionalLong h = SmElements.h(resume);
            Optional<String> previd = resume.attribute("previd");
            if (h.isEmpty() || previd.isEmpty()) {
                return refused(StanzaErrorCondition.BAD_REQUEST, OptionalLong.empty());
            }
            Jid account = state.account().get();
            return new Step.Ask(List.of(), new ResumeRequested(previd.get(), h.getAsLong(), account), this);
        }

        @Override
        public <R> Step onReply(Prompt<R> prompt, R answer, StreamState state) {
            if (answer instanceof ResumeAnswer.Refuse refuse) {
                return refused(refuse.condition(), refuse.h());
            }
            SmState former = ((ResumeAnswer.Resume) answer).state();
            ResumeRequested asked = (ResumeRequested) prompt;
            if (former.role() != Role.RECEIVING || !former.id().equals(asked.previd())) {
                throw new IllegalArgumentException(former + " is not the session that was asked for, or the client's"
                        + " side of it: answer with the server's state of that id");
            }
            if (!former.account().equals(asked.account())) {
                return refused(StanzaErrorCondition.ITEM_NOT_FOUND, OptionalLong.empty());
            }
            SmTap tap = SmTap.resumed(former, asked.h(), config, state);
            XmlElement resumed = SmElements.builder("resumed")
                    .attribute("previd", former.id())
                    .attribute("h", Long.toString(former.handled()))
                    .build();
            return new Step.Done(
                    tap.impossible() ? List.of() : List.of(resumed),
                    Outcome.resumed(former.bound(), tap),
                    Then.PROCEED);
        }

        /** Each try asks the application to look for a session: as with SASL, a client that goes on and on is let go. */
        private Step refused(StanzaErrorCondition condition, OptionalLong h) {
            return ++refusedResumptions > RETRIES
                    ? new Step.Fatal(
                            List.of(SmElements.failed(condition, h)),
                            StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "too many failed attempts to resume"))
                    : failed(condition, h);
        }

        private Step failed(StanzaErrorCondition condition, OptionalLong h) {
            return new Step.Refused(
                    List.of(SmElements.failed(condition, h)), condition.elementName(), Optional.of(this));
        }
    }
}
