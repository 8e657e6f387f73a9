package org.xmpptoolkit.stream.feature;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.stream.Prompt;
import org.xmpptoolkit.stream.Reason;
import org.xmpptoolkit.stream.StreamEvent.FeatureNotice;

/** What a feature wants the stream to do next. */
public sealed interface Step {
    /** {@return what to send first, in order} */
    List<XmlElement> send();

    /**
     * Wait for the peer.
     *
     * @param send what to send first
     * @param next takes what the peer says
     */
    record Continue(List<XmlElement> send, Negotiation next) implements Step {
        /**
         * Copies the list.
         *
         * @param send what to send first, perhaps nothing; copied
         * @param next takes what the peer says
         */
        public Continue {
            send = List.copyOf(send);
        }
    }

    /**
     * Ask the application. What comes in is held until the answer is there.
     *
     * @param send what to send first
     * @param prompt the question
     * @param next takes the answer
     */
    record Ask(List<XmlElement> send, Prompt<?> prompt, Negotiation next) implements Step {
        /**
         * Copies the list.
         *
         * @param send what to send first, perhaps nothing; copied
         * @param prompt the question
         * @param next takes the answer
         */
        public Ask {
            send = List.copyOf(send);
        }
    }

    /**
     * The feature is negotiated.
     *
     * @param send what to send first
     * @param outcome what it adds to the state
     * @param then what follows
     * @param within other features that were negotiated inside of this one
     */
    record Done(List<XmlElement> send, Outcome outcome, Then then, List<Within> within) implements Step {
        /**
         * Copies the lists.
         *
         * @param send what to send first, perhaps nothing; copied
         * @param outcome what it adds to the state
         * @param then what follows
         * @param within other features that were negotiated inside of this one, in order; copied
         */
        public Done {
            send = List.copyOf(send);
            within = List.copyOf(within);
        }

        /**
         * No other feature was negotiated with it.
         *
         * @param send what to send first
         * @param outcome what it adds to the state
         * @param then what follows
         */
        public Done(List<XmlElement> send, Outcome outcome, Then then) {
            this(send, outcome, then, List.of());
        }
    }

    /**
     * A feature that was negotiated inside of another: its own elements stood in those of the other, and its outcome is part of the
     * other's. The application is told of it as if it had been negotiated by itself, and it is neither offered nor begun again.
     *
     * @param feature the feature
     * @param step {@link Done} or {@link Refused}, of which nothing is sent any more
     */
    record Within(StreamFeature feature, Step step) {
        /**
         * Checks the step.
         *
         * @param feature the inner feature
         * @param step {@link Done} or {@link Refused}
         * @throws IllegalArgumentException if the negotiation is not over
         */
        public Within {
            if (!(step instanceof Done || step instanceof Refused)) {
                throw new IllegalArgumentException(
                        feature.name() + " goes on: what is negotiated inside of another feature ends with it");
            }
        }
    }

    /**
     * The feature is refused, the stream goes on.
     *
     * @param send what to send first
     * @param reason the cause in words
     * @param retry receiving: takes the peer's next try, so that tries can be counted; initiating: nothing
     * @param notices what else to tell the application
     */
    record Refused(List<XmlElement> send, String reason, Optional<Negotiation> retry, List<FeatureNotice> notices)
            implements Step {
        /**
         * Copies the lists.
         *
         * @param send what to send first, perhaps nothing; copied
         * @param reason the cause in words
         * @param retry receiving: takes the peer's next try; initiating: nothing
         * @param notices what else to tell the application, in order; copied
         */
        public Refused {
            send = List.copyOf(send);
            notices = List.copyOf(notices);
        }

        /**
         * Tells the application no more than the reason.
         *
         * @param send what to send first
         * @param reason the cause in words
         * @param retry as above
         */
        public Refused(List<XmlElement> send, String reason, Optional<Negotiation> retry) {
            this(send, reason, retry, List.of());
        }
    }

    /**
     * The stream ends with a stream error.
     *
     * @param send what to send first
     * @param error the error
     */
    record Fatal(List<XmlElement> send, StreamError error) implements Step {
        /**
         * Copies the list.
         *
         * @param send what to send before the error, perhaps nothing; copied
         * @param error the error
         */
        public Fatal {
            send = List.copyOf(send);
        }
    }

    /**
     * The stream ends without a stream error.
     *
     * @param send what to send first
     * @param reason why
     */
    record Close(List<XmlElement> send, Reason reason) implements Step {
        /**
         * Copies the list.
         *
         * @param send what to send before the closing tag, perhaps nothing; copied
         * @param reason what the application is told
         */
        public Close {
            send = List.copyOf(send);
        }
    }
}
