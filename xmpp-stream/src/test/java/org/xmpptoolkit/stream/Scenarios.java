package org.xmpptoolkit.stream;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.xmpptoolkit.stream.Scenario.Answer;
import org.xmpptoolkit.stream.Scenario.Kind;
import org.xmpptoolkit.stream.Scenario.Move;
import org.xmpptoolkit.stream.Scenario.Part;
import org.xmpptoolkit.stream.Scenario.Who;
import org.xmpptoolkit.stream.feature.BindingPolicy;
import org.xmpptoolkit.stream.feature.SaslClientPolicy;
import org.xmpptoolkit.stream.feature.SaslMechanism;

/** Scenarios of all kinds. Most of them get somewhere: what spoils a stream is rarer than what does not. */
final class Scenarios {
    private Scenarios() {}

    static Arbitrary<Scenario> any() {
        return Combinators.combine(all(), rarely(3))
                .as((scenario, agreed) -> agreed ? scenario.reconciled(scenario.moves()) : scenario);
    }

    private static Arbitrary<Scenario> all() {
        return Combinators.combine(
                        initiators(),
                        receivers(),
                        secure(),
                        moves(),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(List.of(100_000))),
                                Tuple.of(
                                        3,
                                        Arbitraries.integers()
                                                .between(1, 400)
                                                .list()
                                                .ofMinSize(1)
                                                .ofMaxSize(4))))
                .as(Scenario::new);
    }

    private static Arbitrary<Boolean> rarely(int oneIn) {
        return Arbitraries.frequency(Tuple.of(oneIn - 1, false), Tuple.of(1, true));
    }

    private static Arbitrary<TlsPolicy> policies() {
        return Arbitraries.frequency(
                Tuple.of(8, TlsPolicy.REQUIRED),
                Tuple.of(5, TlsPolicy.WHEN_OFFERED),
                Tuple.of(2, TlsPolicy.NONE),
                Tuple.of(1, TlsPolicy.DIRECT));
    }

    private static Arbitrary<List<SaslMechanism>> mechanisms() {
        Arbitrary<List<SaslMechanism>> some =
                Arbitraries.of(SaslMechanism.values()).list().uniqueElements().ofMinSize(1);
        return Arbitraries.frequencyOf(Tuple.of(2, some), Tuple.of(1, Arbitraries.shuffle(SaslMechanism.values())));
    }

    /** All features in any order, but for some that are left out; never both forms of stream management. */
    private static Arbitrary<List<Part>> parts() {
        return Combinators.combine(
                        Arbitraries.shuffle(Part.values()),
                        rarely(12),
                        rarely(12),
                        rarely(12),
                        Arbitraries.of(Part.ACKS, Part.RESUMPTION),
                        Arbitraries.of(Part.SESSION, Part.INFORMATIONAL, Part.ACKS, Part.RESUMPTION),
                        rarely(2),
                        rarely(2))
                .as((parts, noTls, noSasl, noBinding, management, other, noSasl2, noBind2) -> parts.stream()
                        .filter(part -> !(noTls && part == Part.STARTTLS)
                                && !(noSasl && part == Part.SASL)
                                && !(noBinding && part == Part.BINDING)
                                && !(noSasl2 && part == Part.SASL2)
                                && !(noBind2 && part == Part.BIND2)
                                && part != management
                                && part != other)
                        .toList());
    }

    private static Arbitrary<Scenario.Login> logins() {
        Arbitrary<Who> who = Arbitraries.frequency(
                Tuple.of(12, Who.RIGHT),
                Tuple.of(2, Who.WRONG_PASSWORD),
                Tuple.of(1, Who.NOBODY),
                Tuple.of(1, Who.AS_ANOTHER),
                Tuple.of(1, Who.ANONYMOUS),
                Tuple.of(1, Who.CERTIFICATE),
                Tuple.of(1, Who.CERTIFICATE_AND_PASSWORD),
                Tuple.of(1, Who.CERTIFICATE_OF_NOBODY));
        return Combinators.combine(
                        who,
                        mechanisms(),
                        Arbitraries.of(SaslClientPolicy.Plain.values()),
                        rarely(15),
                        Arbitraries.of(true, false))
                .as(Scenario.Login::new);
    }

    private static Arbitrary<Scenario.Options> options() {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.of(false, true),
                        rarely(4),
                        Arbitraries.of("en", "de-CH"))
                .as(Scenario.Options::new);
    }

    private static Arbitrary<Scenario.Initiator> initiators() {
        Arbitrary<Optional<String>> wishes = Arbitraries.frequency(
                Tuple.of(2, Optional.empty()),
                Tuple.of(2, Optional.of("balcony")),
                Tuple.of(2, Optional.of("Orchard \u00e9")),
                Tuple.of(1, Optional.of("\ue000")));
        return Combinators.combine(policies(), parts(), logins(), wishes, options())
                .as(Scenario.Initiator::new);
    }

    private static Arbitrary<Scenario.Receiver> receivers() {
        Arbitrary<Scenario.Binding> binding = Combinators.combine(
                        Arbitraries.of(BindingPolicy.Conflict.values()), rarely(2), rarely(5), rarely(4))
                .as(Scenario.Binding::new);
        Arbitrary<List<Answer>> headers = Arbitraries.frequency(
                        Tuple.of(25, Answer.SERVE), Tuple.of(1, Answer.REFUSE), Tuple.of(1, Answer.REDIRECT))
                .list()
                .ofMaxSize(3);
        Arbitrary<Optional<Boolean>> refuses = Arbitraries.frequency(
                Tuple.of(6, Optional.empty()), Tuple.of(4, Optional.of(false)), Tuple.of(1, Optional.of(true)));
        Arbitrary<Scenario.Receiver> served = Combinators.combine(
                        policies(),
                        parts(),
                        mechanisms(),
                        Arbitraries.integers().between(0, 5),
                        refuses,
                        binding,
                        headers)
                .as((tls, parts, mechanisms, retries, refusing, bound, answers) -> new Scenario.Receiver(
                        tls,
                        parts,
                        mechanisms,
                        retries,
                        refusing,
                        bound,
                        answers,
                        FromPolicy.OVERWRITE,
                        new Scenario.Options(false, false, false, "en")));
        return Combinators.combine(served, Arbitraries.of(FromPolicy.values()), options())
                .as((r, from, options) -> new Scenario.Receiver(
                        r.tls(),
                        legal(r.parts(), r.tls()),
                        r.mechanisms(),
                        r.retries(),
                        r.refusesAccount(),
                        r.binding(),
                        r.headers(),
                        from,
                        options));
    }

    /** A receiving entity that requires STARTTLS has to offer it. */
    private static List<Part> legal(List<Part> parts, TlsPolicy tls) {
        if (tls != TlsPolicy.REQUIRED || parts.contains(Part.STARTTLS)) {
            return parts;
        }
        return Stream.concat(parts.stream(), Stream.of(Part.STARTTLS)).toList();
    }

    private static Arbitrary<Scenario.Secure> secure() {
        Arbitrary<Set<ChannelBindingType>> bindings =
                Arbitraries.of(ChannelBindingType.values()).set().ofMaxSize(3);
        return Combinators.combine(
                        rarely(20),
                        Arbitraries.of("TLSv1.2", "TLSv1.3"),
                        bindings,
                        bindings.optional(0.33),
                        rarely(15),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((fails, protocol, ours, theirs, intercepted, trusts, trusted) ->
                        new Scenario.Secure(fails, protocol, ours, theirs.orElse(ours), intercepted, trusts, trusted));
    }

    private static Arbitrary<List<Move>> moves() {
        Arbitrary<Kind> calm = Arbitraries.frequency(
                Tuple.of(6, Kind.RUN),
                Tuple.of(8, Kind.DELIVER),
                Tuple.of(6, Kind.REPLY),
                Tuple.of(4, Kind.HANDSHAKE),
                Tuple.of(6, Kind.SEND),
                Tuple.of(1, Kind.KEEPALIVE),
                Tuple.of(2, Kind.REQUEST_ACK));
        Arbitrary<Kind> wild = Arbitraries.frequencyOf(
                Tuple.of(15, calm),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                Kind.CLOSE,
                                Kind.CLOSE,
                                Kind.CLOSE,
                                Kind.CLOSE,
                                Kind.CLOSE,
                                Kind.CLOSE,
                                Kind.FAIL,
                                Kind.FAIL,
                                Kind.DETACH,
                                Kind.LOSE,
                                Kind.SEND_LONG,
                                Kind.SEND_FORGED)));
        Arbitrary<Move> start = Arbitraries.integers().between(5, 39).map(rounds -> new Move(Kind.RUN, true, rounds));
        Arbitrary<List<Move>> behindTheStart = Combinators.combine(start, moves(wild))
                .as((first, rest) ->
                        Stream.concat(Stream.of(first), rest.stream()).toList());
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(List.of())),
                Tuple.of(3, moves(calm)),
                Tuple.of(2, moves(wild)),
                Tuple.of(3, behindTheStart));
    }

    private static Arbitrary<List<Move>> moves(Arbitrary<Kind> kinds) {
        Arbitrary<Integer> amounts = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.integers().between(1, 20)),
                Tuple.of(3, Arbitraries.integers().between(1, 700)));
        return Combinators.combine(kinds, Arbitraries.of(true, false), amounts)
                .as(Move::new)
                .list()
                .ofMaxSize(60);
    }
}
