package org.xmpptoolkit.netty;

import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.StartTls;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** One account for logins, and what a server answers about it. */
final class Accounts {
    static final String PASSWORD = "r0m30myr0m30";

    private Accounts() {}

    static List<StreamFeature.Initiating> client() {
        return List.of(
                new StartTls(),
                Sasl.client(SaslCredentials.of("juliet", PASSWORD.toCharArray())),
                ResourceBinding.request("balcony"));
    }

    /** Answers a server's questions. */
    static void answer(XmppConnection connection, StreamEvent.Notice notice) {
        if (notice instanceof StreamEvent.Asked<?> asked) {
            answer(asked, connection::reply);
        }
    }

    /** Answers a question by whatever takes answers. */
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    static void answer(StreamEvent.Asked<?> asked, Reply reply) {
        if (asked.prompt() instanceof CredentialsRequested request) {
            reply.reply(
                    (StreamEvent.Asked<Optional<SaltedCredentials>>) asked,
                    Optional.of(SaltedCredentials.of(request.hashes().get(0), PASSWORD.toCharArray())));
        } else if (asked.prompt() instanceof BindRequested request) {
            reply.reply(
                    (StreamEvent.Asked<BindAnswer>) asked,
                    new BindAnswer.Bound(request.account()
                            .withResourcepart(request.resourcepart().orElse("bound"))));
        }
    }

    /** Takes answers. */
    interface Reply {
        <R> Object reply(StreamEvent.Asked<R> question, R answer);
    }
}
