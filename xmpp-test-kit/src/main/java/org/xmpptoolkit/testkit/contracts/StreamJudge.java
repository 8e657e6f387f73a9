package org.xmpptoolkit.testkit.contracts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.ErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.testkit.StreamRule;
import org.xmpptoolkit.testkit.arbitraries.Await;
import org.xmpptoolkit.testkit.arbitraries.BrokenScript;
import org.xmpptoolkit.testkit.arbitraries.Cut;
import org.xmpptoolkit.testkit.arbitraries.Demand;
import org.xmpptoolkit.testkit.arbitraries.ScriptArbitraries;
import org.xmpptoolkit.testkit.arbitraries.ScriptFault;
import org.xmpptoolkit.testkit.arbitraries.StreamScript;
import org.xmpptoolkit.testkit.arbitraries.StreamSetting;
import org.xmpptoolkit.testkit.result.Verdict;

/** How the properties of {@link StreamContract} judge one implementation by one rule. */
record StreamJudge(StreamContract implementation, String rule) {
    /** Rules for both roles that only a client is made to break. */
    private static final Set<String> OF_CLIENTS = Set.of("R-199", "R-200");

    static StreamJudge of(StreamContract implementation, String rule) {
        return new StreamJudge(implementation, rule);
    }

    /** Whether a rule binds implementations of a role, and can be judged on them. */
    static boolean apply(StreamRule rule, Role role) {
        return switch (rule.role()) {
            case "receiving", "server" -> role == Role.RECEIVING;
            case "initiating", "client" -> role == Role.INITIATING;
            default -> role == Role.RECEIVING || !OF_CLIENTS.contains(rule.id());
        };
    }

    private static StreamSetting setting(StreamContract implementation) {
        return new StreamSetting(
                Jid.parse("juliet@im.example.com"), "r0m30", true, implementation.offersStreamManagement());
    }

    private static Role peer(StreamContract implementation) {
        return implementation.role() == Role.RECEIVING ? Role.INITIATING : Role.RECEIVING;
    }

    static Arbitrary<StreamScript> legal(StreamContract implementation) {
        return ScriptArbitraries.legal(peer(implementation), setting(implementation));
    }

    static Arbitrary<BrokenScript> broken(StreamContract implementation, Optional<String> rule) {
        StreamSetting setting = setting(implementation);
        List<ScriptFault> faults = ScriptArbitraries.faults(peer(implementation), setting).stream()
                .filter(fault -> rule.isEmpty() || fault.ruleId().equals(rule.get()))
                .toList();
        return Arbitraries.of(faults).flatMap(fault -> ScriptArbitraries.broken(setting, fault));
    }

    static Arbitrary<BrokenScript> brokenHeaders(StreamContract implementation) {
        return broken(implementation, Optional.empty()).filter(script -> script.step() == 0);
    }

    void serves(StreamScript script, Cut cut) {
        PlayedScript played = play(script, cut);
        Optional<Await> missed = played.waitedInVain();
        String missing = missed.map(await -> missing(played, await)).orElse("R-099");
        Check check = Check.of(
                missing,
                shown(script),
                missed.map(StreamJudge::shown).orElse("no stream error"),
                "look at what you wrote last; the script breaks no rule");
        check.that(missed.isEmpty() && played.condition().isEmpty(), Shown.xml(played.text()));
    }

    /** The rule that asks for what did not come. */
    private String missing(PlayedScript played, Await await) {
        boolean client = implementation.role() == Role.INITIATING;
        if (await.kind() == Await.Kind.HEADER) {
            return client ? "R-018" : "R-008";
        }
        return switch (await.localName()) {
            case "features" -> "R-010";
            case "iq" -> {
                boolean bound = played.elements().stream()
                        .anyMatch(element -> element.localName().equals("iq"));
                yield bound ? "R-249" : client ? "R-205" : "R-216";
            }
            case "auth", "success" -> "R-155";
            default -> rule;
        };
    }

    void closes(StreamScript script) {
        PlayedScript played = playToTheEnd(script);
        Check check = Check.of(
                rule, shown(script), "the closing tag, and the end of the connection", "answer the tag, then close");
        check.that(played.hasClosingTag() && played.isClosed(), tail(played));
    }

    void writesWellFormed(StreamScript script) {
        PlayedScript played = play(script, Cut.WHOLE);
        Check check =
                Check.of(rule, shown(script), "well-formed XML", "escape text and values, and declare every prefix");
        check.that(played.isWellFormed(), Shown.xml(played.text()));
    }

    void closesNothingAtARestart(StreamScript script) {
        PlayedScript played = play(script, Cut.WHOLE);
        Check check = Check.of(
                rule,
                shown(script),
                "no closing tag in front of a header",
                "begin the new stream as if the old one were gone");
        check.that(!played.closedBeforeARestart(), Shown.xml(played.text()));
    }

    void writesNoPrefix(StreamScript script) {
        PlayedScript played = playToTheEnd(script);
        Check check = Check.of(
                rule, shown(script), "stanzas without a prefix", "declare the content namespace as default namespace");
        check.that(
                played.elements().stream()
                        .filter(element -> Namespaces.isContentNamespace(element.namespace()))
                        .allMatch(element -> element.prefix().isEmpty()),
                Shown.xml(played.text()));
    }

    void hasOnHeaders(StreamScript script, String attribute) {
        PlayedScript played = play(script, Cut.WHOLE);
        Check check = Check.of(
                rule, shown(script), attribute + " on each header", "set it on every header, behind a restart as well");
        check.that(
                played.headers().stream().allMatch(header -> header.attribute(attribute)
                        .filter(value -> !value.isEmpty())
                        .isPresent()),
                shown(played.headers()));
    }

    void hasLanguage(StreamScript script) {
        PlayedScript played = play(script, Cut.WHOLE);
        Check check = Check.of(
                rule, shown(script), "xml:lang on each header", "set it on every header, behind a restart as well");
        check.that(played.headers().stream().allMatch(header -> header.xmlLang().isPresent()), shown(played.headers()));
    }

    void hasNoId(StreamScript script) {
        PlayedScript played = play(script, Cut.WHOLE);
        Check check = Check.of(rule, shown(script), "no id on a header", "leave the id to the receiving entity");
        check.that(
                played.headers().stream()
                        .noneMatch(header -> header.attribute("id").isPresent()),
                shown(played.headers()));
    }

    void changesId(StreamScript script) {
        PlayedScript played = playToTheEnd(script);
        Check check = Check.of(rule, shown(script), "another id on each header", "make a new id at each restart");
        List<Optional<String>> ids =
                played.headers().stream().map(header -> header.attribute("id")).toList();
        check.that(ids.stream().distinct().count() == ids.size(), shown(played.headers()));
    }

    void answersWithAHeader(BrokenScript broken) {
        PlayedScript played = play(broken.script(), Cut.WHOLE);
        Assume.that(played.text().contains(Namespaces.STREAM_ERRORS));
        Check check = Check.of(
                rule,
                shown(broken.script()),
                "a header in front of the error",
                "open your own stream before you say what is wrong");
        check.that(
                played.begun() > 0
                        && played.text().indexOf("<stream:stream")
                                < played.text().indexOf("<stream:error"),
                Shown.xml(played.text()));
    }

    void closesBehindAnError(BrokenScript broken) {
        PlayedScript played = play(broken.script(), Cut.WHOLE);
        Assume.that(played.error().isPresent());
        Check check = Check.of(
                rule,
                shown(broken.script()),
                "error, closing tag, end of the connection",
                "close at once behind a stream error");
        List<XmlElement> elements = played.elements();
        check.that(
                elements.get(elements.size() - 1).equals(played.error().get())
                        && played.hasClosingTag()
                        && played.isClosed(),
                tail(played));
    }

    void answersTheSame(BrokenScript broken, Cut cut) {
        Optional<ErrorCondition> whole = play(broken.script(), Cut.WHOLE).condition();
        Check check = Check.of(
                rule,
                shown(broken.script()) + " cut by " + cut,
                whole.map(ErrorCondition::elementName).orElse("no error") + ", as without cuts",
                "let nothing depend on where a read ends");
        Optional<ErrorCondition> pieces = play(broken.script(), cut).condition();
        check.that(pieces.equals(whole), pieces.map(ErrorCondition::elementName).orElse("no error"));
    }

    /** What breaks a rule is answered as the rule demands; a condition that only should be is not insisted on. */
    void answers(BrokenScript broken) {
        PlayedScript played = play(broken.script(), Cut.WHOLE);
        // What a step before the broken one waits for in vain is for other properties; it may itself be the answer.
        Assume.that(played.waitedInVain().isEmpty() || played.condition().isPresent());
        Demand demand = broken.fault().demand();
        Check check = Check.of(
                rule, shown(broken.script()), shown(demand), "see bin/xmpp explain " + rule + " for what is asked");
        Verdict verdict = played.condition().map(demand::judge).orElseGet(() -> silence(demand, played));
        check.that(
                verdict != Verdict.FAILED,
                played.condition().map(ErrorCondition::elementName).orElse(tail(played)));
    }

    /** Where to close is a must and a condition is not, closing without one will do. */
    private static Verdict silence(Demand demand, PlayedScript played) {
        return demand.others() && played.isClosed() ? Verdict.WARNING : demand.judgeSilence();
    }

    private PlayedScript play(StreamScript script, Cut cut) {
        Check check = Check.of(rule, shown(script), "no exception", "answer what a peer does wrong, never throw");
        return check.attempt(() -> PlayedScript.play(implementation, script, cut));
    }

    private PlayedScript playToTheEnd(StreamScript script) {
        PlayedScript played = play(script, Cut.WHOLE);
        Assume.that(played.waitedInVain().isEmpty());
        return played;
    }

    private static String shown(StreamScript script) {
        return Shown.xml(script.toString().replace("\n", " |"));
    }

    private static String shown(Await await) {
        return await.kind() == Await.Kind.HEADER ? "a stream header" : "<" + await.localName() + "/>";
    }

    private static String shown(Demand demand) {
        String conditions = String.join(
                " or ",
                demand.accepted().stream()
                        .map(ErrorCondition::elementName)
                        .sorted()
                        .toList());
        return conditions
                + (demand.others() ? ", or at least the end of the stream" : "")
                + (demand.silence() ? ", or nothing" : "");
    }

    private static String shown(List<XmlElement> headers) {
        return Shown.xml(
                String.join("", headers.stream().map(XmlElement::toString).toList()));
    }

    private static String tail(PlayedScript played) {
        String text = played.text();
        return Shown.xml(text.substring(Math.max(0, text.length() - 300)))
                + (played.isClosed() ? ", closed" : ", open");
    }
}
