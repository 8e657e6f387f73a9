package org.xmpptoolkit.stream;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;

/**
 * What two entities want of a stream, and what happens between them.
 *
 * @param initiator what the initiating entity wants
 * @param receiver what the receiving entity wants
 * @param secure what TLS gives them
 * @param moves what happens first, in order; a move that makes no sense when its turn comes does nothing
 * @param cuts how many octets are handed over at once afterwards, in turn and again from the first
 */
record Scenario(Initiator initiator, Receiver receiver, Secure secure, List<Move> moves, List<Integer> cuts) {
    /** A feature, on one of the lists. */
    enum Part {
        STARTTLS,
        SASL,
        SASL2,
        /** Within SASL2, and stream management within it, if that is on the list. */
        BIND2,
        BINDING,
        SESSION,
        ACKS,
        RESUMPTION,
        INFORMATIONAL
    }

    /** Who logs in. */
    enum Who {
        RIGHT(false),
        WRONG_PASSWORD(false),
        NOBODY(false),
        AS_ANOTHER(false),
        ANONYMOUS(false),
        CERTIFICATE(true),
        CERTIFICATE_AND_PASSWORD(true),
        CERTIFICATE_OF_NOBODY(true);

        final boolean certified;

        Who(boolean certified) {
            this.certified = certified;
        }
    }

    /** What is said to a header. */
    enum Answer {
        SERVE,
        REFUSE,
        REDIRECT
    }

    /** Something that is done. */
    enum Kind {
        RUN,
        DELIVER,
        REPLY,
        HANDSHAKE,
        SEND,
        KEEPALIVE,
        REQUEST_ACK,
        SEND_LONG,
        SEND_FORGED,
        CLOSE,
        FAIL,
        DETACH,
        LOSE;

        /** Whether the stream may come to an end by it that it would not have come to otherwise. */
        boolean disturbs() {
            return compareTo(REQUEST_ACK) > 0;
        }
    }

    /**
     * One thing that is done.
     *
     * @param kind what
     * @param initiator whether by the initiating entity, or to it
     * @param amount how much
     */
    record Move(Kind kind, boolean initiator, int amount) {
        @Override
        public String toString() {
            return kind + (initiator ? " initiator " : " receiver ") + amount;
        }
    }

    /**
     * How a client logs in.
     *
     * @param who who it is
     * @param mechanisms what it would use
     * @param plain when it sends a password in clear
     * @param strict whether it wants more iterations than the server has
     * @param namesItself whether its header has a {@code from}
     */
    record Login(
            Who who,
            List<SaslMechanism> mechanisms,
            SaslClientPolicy.Plain plain,
            boolean strict,
            boolean namesItself) {}

    /**
     * The initiating entity.
     *
     * @param tls its policy
     * @param parts its features, in order
     * @param login how it logs in
     * @param wish the resourcepart that it asks for
     * @param options what else it is set to
     */
    record Initiator(TlsPolicy tls, List<Part> parts, Login login, Optional<String> wish, Options options) {}

    /**
     * What both sides can be set to.
     *
     * @param early whether stanzas may flow before binding
     * @param late whether questions that could be answered at once are left to the schedule
     * @param small whether elements are limited to {@link ScenarioEntities#SMALL} octets
     * @param language the language
     */
    record Options(boolean early, boolean late, boolean small, String language) {}

    /**
     * The receiving entity.
     *
     * @param tls its policy
     * @param parts its features, in order
     * @param mechanisms what it offers
     * @param retries how often one may try
     * @param refusesAccount whether nobody may log in who proved a password; nothing if it is not asked
     * @param binding how it binds
     * @param headers what it says to the first header, the second and so on; those behind are served
     * @param from what it does with the from of stanzas
     */
    record Receiver(
            TlsPolicy tls,
            List<Part> parts,
            List<SaslMechanism> mechanisms,
            int retries,
            Optional<Boolean> refusesAccount,
            Binding binding,
            List<Answer> headers,
            FromPolicy from,
            Options options) {}

    /**
     * How the server binds resources; {@code balcony} may be in use already.
     *
     * @param conflict what if it is, and is asked for
     * @param taken whether it is
     * @param one whether an account has one resource only
     * @param strict whether a malformed resourcepart is refused
     */
    record Binding(BindingPolicy.Conflict conflict, boolean taken, boolean one, boolean strict) {}

    /**
     * What TLS gives.
     *
     * @param fails whether the handshake fails
     * @param protocol the version
     * @param initiator the channel bindings that the initiating entity knows
     * @param receiver those that the receiving entity knows
     * @param intercepted whether they are of two different sessions
     * @param trusts whether the initiating entity validated the server's certificate
     * @param trusted whether the receiving entity validated the client's, where one is shown
     */
    record Secure(
            boolean fails,
            String protocol,
            Set<ChannelBindingType> initiator,
            Set<ChannelBindingType> receiver,
            boolean intercepted,
            boolean trusts,
            boolean trusted) {}

    private static final Set<StreamErrorCondition> SAID = EnumSet.of(
            StreamErrorCondition.RESET,
            StreamErrorCondition.SYSTEM_SHUTDOWN,
            StreamErrorCondition.INTERNAL_SERVER_ERROR);

    /** The error that an application ends a stream with. */
    static StreamErrorCondition said(int amount) {
        return SAID.stream().skip(amount % SAID.size()).findFirst().orElseThrow();
    }

    /** Whether both speak TLS from the first octet, or neither does. */
    boolean agreesOnDirectTls() {
        return (initiator.tls == TlsPolicy.DIRECT) == (receiver.tls == TlsPolicy.DIRECT);
    }

    /** The same, so that nothing stands against it that both get established. */
    Scenario reconciled() {
        return reconciled(only(move -> !move.kind.disturbs()));
    }

    /** The same with other moves, so that nothing but those stands against it that both get established. */
    Scenario reconciled(List<Move> others) {
        boolean direct = initiator.tls == TlsPolicy.DIRECT || receiver.tls == TlsPolicy.DIRECT;
        boolean required = initiator.tls == TlsPolicy.REQUIRED || receiver.tls == TlsPolicy.REQUIRED;
        Login login = new Login(
                Who.RIGHT,
                with(initiator.login.mechanisms, SaslMechanism.SCRAM_SHA_256),
                initiator.login.plain,
                false,
                initiator.login.namesItself);
        Options options =
                new Options(initiator.options.early && receiver.options.early, initiator.options.late, false, "en");
        Initiator willing = new Initiator(
                agreed(initiator.tls, direct, required), complete(initiator.parts), login, initiator.wish, options);
        Receiver able = new Receiver(
                agreed(receiver.tls, direct, required),
                complete(receiver.parts),
                with(receiver.mechanisms, SaslMechanism.SCRAM_SHA_256),
                receiver.retries,
                receiver.refusesAccount.map(refuses -> false),
                new Binding(BindingPolicy.Conflict.OVERRIDE, receiver.binding.taken, false, false),
                List.of(),
                receiver.from,
                new Options(receiver.options.early, receiver.options.late, false, receiver.options.language));
        Secure same = new Secure(
                false, secure.protocol, secure.initiator, secure.initiator, false, secure.trusts, secure.trusted);
        return new Scenario(willing, able, same, others, cuts);
    }

    /** The same over a transport that brings TLS or does without, which most pairs agree on. */
    Scenario withTlsOfTransport() {
        boolean initiates = initiator.tls == TlsPolicy.REQUIRED || initiator.tls == TlsPolicy.DIRECT;
        boolean receives = initiates ? receiver.tls != TlsPolicy.NONE : receiver.tls == TlsPolicy.DIRECT;
        Initiator client = new Initiator(
                initiates ? TlsPolicy.DIRECT : TlsPolicy.NONE,
                initiator.parts,
                initiator.login,
                initiator.wish,
                initiator.options);
        Receiver server = new Receiver(
                receives ? TlsPolicy.DIRECT : TlsPolicy.NONE,
                receiver.parts,
                receiver.mechanisms,
                receiver.retries,
                receiver.refusesAccount,
                receiver.binding,
                receiver.headers,
                receiver.from,
                receiver.options);
        return new Scenario(client, server, secure, moves, cuts);
    }

    /** The same without the moves by which a stream may come to an end that it would not have come to otherwise. */
    Scenario undisturbed() {
        return new Scenario(initiator, receiver, secure, only(move -> !move.kind.disturbs()), cuts);
    }

    private List<Move> only(Predicate<Move> which) {
        return moves.stream().filter(which).toList();
    }

    private static TlsPolicy agreed(TlsPolicy own, boolean direct, boolean required) {
        if (direct) {
            return TlsPolicy.DIRECT;
        }
        return required && own == TlsPolicy.NONE ? TlsPolicy.REQUIRED : own;
    }

    private static List<Part> complete(List<Part> parts) {
        return with(with(with(parts, Part.STARTTLS), Part.SASL), Part.BINDING);
    }

    private static <T> List<T> with(List<T> list, T more) {
        if (list.contains(more)) {
            return list;
        }
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }
}
