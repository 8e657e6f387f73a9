package org.xmpptoolkit.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.StreamEvent.PairAuthorized;
import org.xmpptoolkit.stream.StreamEvent.PairRefused;
import org.xmpptoolkit.stream.dialback.Dialback;
import org.xmpptoolkit.stream.dialback.DialbackVerdict;

/** Whatever a peer sends of dialback. */
class DialbackInputProperties {
    private static final int QUESTIONS = 2;
    private static final Pattern REQUEST = Pattern.compile("<db:(result|verify)(?![^>]* type=)");
    private static final Pattern ANSWER = Pattern.compile("<db:(result|verify)[^>]* type=");

    @Provide
    Arbitrary<List<String>> requests() {
        return mixed(20, 1);
    }

    @Provide
    Arbitrary<List<String>> answers() {
        return mixed(1, 20);
    }

    /** Requests of an initiating server, answers of a receiving one, and now and then something that is none. */
    private static Arbitrary<List<String>> mixed(int requests, int answers) {
        Arbitrary<String> senders = Arbitraries.of("capulet.example", "rooms.capulet.example");
        Arbitrary<String> targets = Arbitraries.of("montague.example", "montague.example", "nowhere.example");
        Arbitrary<String> ids = Arbitraries.of("1", Dialbacks.ID);
        Arbitrary<String> names = Arbitraries.of("result", "result", "verify");
        Arbitrary<String> types = Arbitraries.frequency(
                Tuple.of(3, "valid"), Tuple.of(1, "invalid"), Tuple.of(3, "error"), Tuple.of(1, "other"));
        Arbitrary<String> request = Combinators.combine(names, senders, targets, ids)
                .as((name, from, to, id) -> element(name, from, to, "", id));
        Arbitrary<String> answer = Combinators.combine(Arbitraries.just("result"), senders, types, ids)
                .as((name, to, type, id) -> element(name, "montague.example", to, type, id));
        Arbitrary<String> verified = Combinators.combine(senders, targets, types, ids)
                .as((from, to, type, id) -> element("verify", from, to, type, id));
        Arbitrary<String> broken = Combinators.combine(
                        Arbitraries.of("result", "verify", "x"), Arbitraries.of("x@capulet.example", ""), targets)
                .as((name, from, to) -> element(name, from, to, "", ""));
        return Arbitraries.frequencyOf(
                        Tuple.of(requests, request),
                        Tuple.of(answers, answer),
                        Tuple.of(1, verified),
                        Tuple.of(1, broken))
                .list()
                .ofMaxSize(12);
    }

    private static String element(String name, String from, String to, String type, String id) {
        return "<db:" + name + " from='" + from + "' to='" + to + "'"
                + (name.equals("verify") ? " id='" + id + "'" : "")
                + (type.isEmpty() ? "" : " type='" + type + "'")
                + ">" + Dialbacks.KEY.text() + "</db:" + name + ">";
    }

    @Rule({"R-468", "R-472"})
    @Property
    void receivingServerAnswersRequestsOnlyAndAuthorizesNothingByItself(@ForAll("requests") List<String> elements) {
        Transcript montague = Dialbacks.serving(
                Dialbacks.config(Dialbacks.MONTAGUE, Dialbacks.CAPULET),
                Dialback.receiving(Dialbacks.montagues().questions(QUESTIONS).build()));
        montague.feed(Dialbacks.initial());
        for (String element : elements) {
            String written = montague.feed(element);
            long answers = ANSWER.matcher(written).results().count();
            assertTrue(answers <= (REQUEST.matcher(element).find() ? 1 : 0), element + " got " + written);
            assertEquals(0, REQUEST.matcher(written).results().count(), written);
        }
        assertTrue(Dialbacks.questions(montague).size() <= QUESTIONS);
        assertEquals(Set.of(), montague.stream.state().authorized());
        boolean ended = montague.stream.state().phase() == Phase.CLOSED;
        assertEquals(ended ? 1 : 0, montague.all(StreamEvent.ErrorSent.class).size());
        Dialbacks.questions(montague).forEach(question -> {
            String written = montague.add(montague.stream.reply(question, DialbackVerdict.valid()));
            assertEquals(ended ? 0 : 1, ANSWER.matcher(written).results().count());
        });
        Statistics.label("receiving")
                .collect(
                        ended
                                ? "ended"
                                : "asked " + Dialbacks.questions(montague).size());
    }

    @Rule("R-468")
    @Property(tries = 1_000) // that both are authorized is rare
    void initiatingServerIsToldOnceOfEachPairThatItAskedFor(@ForAll("answers") List<String> elements) {
        Transcript capulet = Dialbacks.offering();
        capulet.add(capulet.stream.tell(Dialback.authorize(Dialbacks.FROM_ROOMS)));
        capulet.feed(String.join("", elements));
        capulet.add(capulet.stream.close());
        capulet.feed("</stream:stream>");
        List<DomainPair> authorized = capulet.all(PairAuthorized.class).stream()
                .map(PairAuthorized::pair)
                .toList();
        List<DomainPair> refused =
                capulet.all(PairRefused.class).stream().map(PairRefused::pair).toList();
        for (DomainPair pair : List.of(Dialbacks.PAIR, Dialbacks.FROM_ROOMS)) {
            assertEquals(
                    1,
                    authorized.stream().filter(pair::equals).count()
                            + refused.stream().filter(pair::equals).count());
        }
        assertEquals(2, authorized.size() + refused.size(), "and of no other");
        assertEquals(Set.copyOf(authorized), capulet.stream.state().authorized());
        assertEquals(List.of(), Dialbacks.questions(capulet));
        Statistics.label("initiating").collect(authorized.size() + " authorized");
        Statistics.label("initiating")
                .coverage(coverage -> coverage.check("2 authorized").count(count -> count > 0));
    }
}
