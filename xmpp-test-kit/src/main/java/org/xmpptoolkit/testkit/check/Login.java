package org.xmpptoolkit.testkit.check;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailureCondition;

/** An exchange of SASL that the checker makes as a client (RFC 6120 section 6.4). No proof and no password is taken down. */
interface Login {
    /** As many are computed in a second or so. */
    int MOST_ITERATIONS = 1_000_000;

    /** Says and hears all up to success. */
    void authenticate(SaslTalk talk) throws Halt;

    /** Authenticates by the best that is offered. */
    static void with(List<String> offered, Account account, boolean secure, SaslTalk talk) throws Halt {
        Login login = by(offered, account, secure)
                .orElseThrow(() -> Halt.skipped("no mechanism that the checker has is offered: " + offered));
        try {
            login.authenticate(talk);
        } catch (Halt e) {
            throw Halt.skipped("the login as " + account + " did not work: " + e.getMessage());
        }
    }

    /** Whether a play ended because the server does not take the password, or the account. */
    static boolean isRefused(Halt halt) {
        return Stream.of(
                        SaslFailureCondition.NOT_AUTHORIZED,
                        SaslFailureCondition.ACCOUNT_DISABLED,
                        SaslFailureCondition.CREDENTIALS_EXPIRED)
                .anyMatch(condition ->
                        String.valueOf(halt.getMessage()).endsWith("SASL failure " + condition.elementName()));
    }

    /** The best that is offered. */
    static Optional<Login> by(List<String> offered, Account account, boolean secure) {
        for (String mechanism : List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "SCRAM-SHA-512")) {
            if (offered.contains(mechanism)) {
                return Optional.of(entity -> scram(entity, mechanism, account));
            }
        }
        return secure && offered.contains("PLAIN") ? Optional.of(entity -> plain(entity, account)) : Optional.empty();
    }

    private static void plain(SaslTalk entity, Account account) throws Halt {
        String message = "\0" + account.localpart() + "\0" + new String(account.password());
        entity.sendSecret(auth("PLAIN", message), auth("PLAIN", "..."));
        entity.expect(Namespaces.SASL, "success");
    }

    private static void scram(SaslTalk entity, String mechanism, Account account) throws Halt {
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism))
                .username(account.localpart())
                .password(account.password())
                .build();
        try {
            entity.send(auth(mechanism, client.clientFirstMessage().toString()));
            String challenge = text(entity.expect(Namespaces.SASL, "challenge"));
            checkIterations(challenge);
            client.serverFirstMessage(challenge);
            entity.sendSecret(
                    response(client.clientFinalMessage().toString()),
                    "<response xmlns='" + Namespaces.SASL + "'>...</response>");
            client.serverFinalMessage(text(entity.expect(Namespaces.SASL, "success")));
        } catch (ScramException | IllegalArgumentException e) {
            throw Halt.skipped("SCRAM: " + e.getMessage());
        }
    }

    /** A server may not have the checker compute for hours. */
    private static void checkIterations(String serverFirst) throws Halt {
        String count = ScramServer.attribute(serverFirst, 'i');
        if (!count.matches("[1-9][0-9]{0,6}") || Integer.parseInt(count) > MOST_ITERATIONS) {
            throw Halt.skipped("SCRAM: an iteration count of '" + Words.few(count) + "' is not computed");
        }
    }

    /** The element that begins an exchange. */
    static String auth(String mechanism, String message) {
        return "<auth xmlns='" + Namespaces.SASL + "' mechanism='" + mechanism + "'>" + base64(message) + "</auth>";
    }

    /** The element that goes on with it. */
    static String response(String message) {
        return "<response xmlns='" + Namespaces.SASL + "'>" + base64(message) + "</response>";
    }

    private static String base64(String message) {
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(XmlElement element) throws Halt {
        try {
            return new String(Base64.getDecoder().decode(element.text()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Halt.skipped("<" + element.localName() + "/> holds no base64");
        }
    }
}
