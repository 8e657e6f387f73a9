package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.result.Judgement;

/** One address in several spellings (RFC 6122 section 2, RFC 7622 section 3), in such as both take for the same. */
final class AddressComparisonCases {
    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";

    private AddressComparisonCases() {}

    static List<CheckCase<ServerStage>> all() {
        List<CheckCase<ServerStage>> all = new ArrayList<>();
        for (String rule : List.of("R-344", "R-362")) {
            all.add(finalDot(rule));
        }
        for (String rule : List.of("R-367", "R-368")) {
            all.add(domain(rule));
        }
        all.add(localpart("R-350"));
        all.add(localpart("R-370.mapped"));
        all.add(resourcepart("R-353", composed(), "a resourcepart is found by its decomposed form"));
        all.add(resourcepart("R-373.composed", composed(), "a resourcepart is found by its decomposed form"));
        all.add(resourcepart("R-355", opaque(), "a resourcepart with / and @ is nothing else"));
        all.add(resourcepart("R-374", opaque(), "a resourcepart with / and @ is nothing else"));
        all.add(malformedRefused());
        all.add(escapes());
        return all;
    }

    private static CheckCase<ServerStage> finalDot(String rule) {
        return CheckCase.<ServerStage>of(rule, "a dot at the end of a domainpart does not count")
                .mutant(StanzaTampers.errorFor(
                        frame -> StanzaTampers.isRequest(frame) && frame.contains(".'"), "remote-server-not-found"))
                .plays(stage -> sameAsPlain(stage, stage.domain() + "."));
    }

    private static CheckCase<ServerStage> domain(String rule) {
        return CheckCase.<ServerStage>of(rule, "a domainpart in upper case or full width is the same")
                .mutant(StanzaTampers.errorFor(
                        frame -> StanzaTampers.isRequest(frame) && !frame.contains("to='localhost'"),
                        "remote-server-not-found"))
                .forAll(Arbitraries.integers().between(0, Integer.MAX_VALUE), (stage, seed) -> {
                    String spelling = AddressInputs.otherwise(stage.domain().toString(), seed);
                    return sameAsPlain(stage, spelling);
                });
    }

    private static Judgement sameAsPlain(ServerStage stage, String spelling) throws Halt {
        BoundClient us = BoundClient.first(stage);
        Optional<XmlElement> plain =
                us.ask("get", us.us().newId(), stage.domain().toString(), PING);
        Optional<XmlElement> other = us.ask("get", us.us().newId(), spelling, PING);
        if (plain.isEmpty()) {
            return Judgement.skipped("a ping is not answered");
        }
        String difference =
                Answers.words(other) + " for " + spelling + ", " + Answers.words(plain) + " for " + stage.domain();
        return Judgement.of(Answers.words(other).equals(Answers.words(plain)), difference);
    }

    private static CheckCase<ServerStage> localpart(String rule) {
        return CheckCase.<ServerStage>of(rule, "a localpart in upper case or full width is the same")
                .mutant(StanzaTampers.errorFor(
                        frame -> frame.startsWith("<message") && frame.contains(" to='"), "service-unavailable"))
                .forAll(Arbitraries.integers().between(0, Integer.MAX_VALUE), (stage, number) -> {
                    BoundClient us = BoundClient.first(stage);
                    BoundClient other = BoundClient.second(stage);
                    String localpart = other.jid().localpart().orElse("");
                    String to = AddressInputs.otherwise(localpart, number)
                            + other.jid().toString().substring(localpart.length());
                    return delivered(us, other, to);
                });
    }

    private static Judgement delivered(BoundClient us, BoundClient other, String to) throws Halt {
        String id = us.us().newId();
        us.us()
                .send(
                        "<message type='chat' id='" + id + "'",
                        BoundClient.attribute("to", to),
                        "><body>x</body></message>");
        boolean came = other.await(id).isPresent();
        return Judgement.of(came, "to " + to + ": it " + (came ? "came" : "did not come") + " to " + other.jid());
    }

    /** A resourcepart, and another spelling of it. */
    private record Spelled(String bound, String sent) {}

    private static Arbitrary<Spelled> composed() {
        return StanzaInputs.names().map(name -> new Spelled("\u00e9" + name, "e\u0301" + name));
    }

    private static Arbitrary<Spelled> opaque() {
        return Arbitraries.of("a/b", "x@example.com", "@", "/", "a@b/c@d", "//x")
                .map(resourcepart -> new Spelled(resourcepart, resourcepart));
    }

    private static CheckCase<ServerStage> resourcepart(String rule, Arbitrary<Spelled> spellings, String title) {
        return CheckCase.<ServerStage>of(rule, title)
                .mutant(StanzaTampers.errorFor(frame -> frame.startsWith("<message"), "service-unavailable"))
                .forAll(spellings, (stage, spelled) -> {
                    InitiatingEntity second = stage.connect();
                    second.login(stage.second());
                    BoundClient other = new BoundClient(second, second.bind(Optional.of(spelled.bound())));
                    second.ping();
                    if (!other.jid().resourcepart().equals(Optional.of(spelled.bound()))) {
                        return Judgement.skipped("the server binds " + other.jid() + " instead");
                    }
                    return delivered(
                            BoundClient.first(stage), other, other.jid().bare() + "/" + spelled.sent());
                });
    }

    private static CheckCase<ServerStage> malformedRefused() {
        return CheckCase.<ServerStage>of(
                        "R-376", "a message to a malformed address is delivered to nobody, and refused")
                .mutant(StanzaTampers.resultFor(frame -> true))
                .forAll(AddressInputs.longLocalparts(), (stage, address) -> {
                    BoundClient us = BoundClient.first(stage);
                    Optional<XmlElement> answer = us.ask(
                            "get",
                            us.us().newId(),
                            address.replace("#", stage.domain().toString()),
                            PING);
                    return Judgement.of(answer.isEmpty() || BoundClient.isError(answer.get()), Answers.words(answer));
                });
    }

    private static CheckCase<ServerStage> escapes() {
        return CheckCase.<ServerStage>of("R-509", "an escaped localpart is not unescaped by the server")
                .mutant(StanzaTampers.inErrors("\\\\(?:20|2f|40|41|2plus|5c)", "_"))
                .forAll(
                        Arbitraries.of("a\\20b", "a\\2fb", "a\\40b", "a\\41b", "a\\2plus", "a\\5cb"),
                        (stage, localpart) -> {
                            BoundClient us = BoundClient.first(stage);
                            String to = localpart + "@" + stage.domain();
                            XmlElement answer = us.ask("get", us.us().newId(), to, PING)
                                    .orElseThrow(() -> Halt.skipped("there was no answer"));
                            String from = answer.attribute("from").orElse("missing");
                            return Judgement.of(from.equals(to), "the error comes from " + from);
                        });
    }
}
