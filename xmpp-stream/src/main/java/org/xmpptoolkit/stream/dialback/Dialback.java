package org.xmpptoolkit.stream.dialback;

import java.util.Objects;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.stream.DomainPair;
import org.xmpptoolkit.stream.FeatureCommand;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.StreamFeature;

/**
 * Server dialback, for both roles (XEP-0220). Streams between servers only.
 *
 * <p>Each pair of domains that is asked for ends in exactly one notice: {@link StreamEvent.PairAuthorized}, or {@link
 * StreamEvent.PairRefused}, at the latest in front of {@link StreamEvent.Closed}; each key that is to be verified ends in one {@link
 * StreamEvent.KeyVerified}. A peer that answers what it was not asked on the very same stream is told invalid-from, and the stream ends
 * (section 3.1). All features are immutable and thread-safe.
 */
public final class Dialback {
    private Dialback() {}

    /**
     * The initiating server's side: offers a key for a pair of domains, unless another feature authorized it before, and takes {@link
     * #authorize} and {@link #verify} from the peer's header on. A dialback error does not end the stream; where the peer's header does
     * not announce dialback, and the pair is not authorized otherwise, the stream is closed.
     *
     * @param config how to do it
     * @param pair the own domain, and the one that the stream is opened to
     * @return the feature
     */
    public static StreamFeature.Initiating initiating(DialbackConfig config, DomainPair pair) {
        return new DialbackInitiating(Objects.requireNonNull(config, "config"), Objects.requireNonNull(pair, "pair"));
    }

    /**
     * The initiating side of a stream that only asks an authoritative server: no pair is offered. Once it is established, {@link #verify}
     * asks; close it behind the last answer (XEP-0220 section 2.1.2).
     *
     * @param config how to do it
     * @return the feature
     */
    public static StreamFeature.Initiating verifying(DialbackConfig config) {
        return new DialbackInitiating(Objects.requireNonNull(config, "config"));
    }

    /**
     * The receiving server's side: takes keys, which it asks {@link KeyOffered} about, and is authoritative for the domains that it
     * serves. Mandatory until a pair of domains is authorized, by whatever feature.
     *
     * @param config how to do it
     * @return the feature
     */
    public static StreamFeature.Receiving receiving(DialbackConfig config) {
        return new DialbackReceiving(Objects.requireNonNull(config, "config"));
    }

    /**
     * Offers the peer a key for a further pair of domains, for {@link XmppStream#tell}. The stream refuses the command with an
     * IllegalStateException if the pair is asked for or authorized already, if the peer opened the stream and it is not
     * bidirectional (XEP-0288), or if the pair goes to another domain than the stream was opened to, and the peer does not announce
     * dialback errors: see {@link #announcesErrors}.
     *
     * @param pair a domain of ours, and one that the peer serves
     * @return the command
     */
    public static FeatureCommand authorize(DomainPair pair) {
        return new DialbackCommand.Authorize(Objects.requireNonNull(pair, "pair"));
    }

    /**
     * Asks the peer, as the authoritative server, about a key, for {@link XmppStream#tell}. The stream refuses the command with an
     * IllegalStateException if the key was offered on this very stream, if the same is being asked already, or if the peer opened the
     * stream and it is not bidirectional (XEP-0288).
     *
     * @param request what {@link KeyOffered} has
     * @return the command
     */
    public static FeatureCommand verify(VerifyRequest request) {
        return new DialbackCommand.Verify(Objects.requireNonNull(request, "request"));
    }

    /**
     * Tells whether stanzas may be sent to several domains over a stream, each with a pair of its own (XEP-0220 section 2.6.2).
     *
     * @param features what the receiving server offers: {@link StreamEvent.FeaturesReceived}
     * @return whether dialback errors are announced
     */
    public static boolean announcesErrors(XmlElement features) {
        return DialbackElement.announcesErrors(features);
    }
}
