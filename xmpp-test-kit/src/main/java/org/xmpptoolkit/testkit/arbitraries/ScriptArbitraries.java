package org.xmpptoolkit.testkit.arbitraries;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.stream.Role;

/**
 * Whole streams between client and server, as one of them speaks: header, SASL PLAIN, resource binding, stanzas, stream management where
 * the server has it, closing tag. What comes before TLS is left out: either the octets go over TLS already, or there is none.
 *
 * <p>A broken script breaks exactly one rule, in its last step. It stays broken in the same way when it is shrunk, though the step may
 * move.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-9.1">RFC 6120 section 9.1</a>
 */
public final class ScriptArbitraries {
    private ScriptArbitraries() {}

    /**
     * {@return scripts that break no rule}
     *
     * @param role who speaks: the initiating entity is the client
     * @param setting the account, which the server has to know
     */
    public static Arbitrary<StreamScript> legal(Role role, StreamSetting setting) {
        Arbitrary<List<ScriptStep>> steps = role == Role.INITIATING ? client(setting) : server(setting);
        return steps.map(all -> new StreamScript(role, setting, all));
    }

    /**
     * {@return the rules that scripts of an entity can be made to break}
     *
     * @param role who speaks: the initiating entity is the client
     * @param setting the account; some rules can be broken only where the server offers stream management
     */
    public static List<ScriptFault> faults(Role role, StreamSetting setting) {
        List<ScriptFault> faults = new ArrayList<>();
        for (HeaderFault fault : HeaderFault.values()) {
            faults.add(of(role, fault));
        }
        for (XmlFault fault : XmlFault.values()) {
            faults.add(of(role, fault));
        }
        if (role == Role.INITIATING) {
            for (ClientFault fault : ClientFault.values()) {
                if (fault != ClientFault.HANDLED_COUNT_TOO_HIGH || setting.management()) {
                    faults.add(of(fault));
                }
            }
        }
        return List.copyOf(faults);
    }

    /**
     * {@return scripts that break one rule, each of {@link #faults} in turn}
     *
     * @param role who speaks: the initiating entity is the client
     * @param setting the account, which the server has to know
     */
    public static Arbitrary<BrokenScript> broken(Role role, StreamSetting setting) {
        return Choices.kept(faults(role, setting), fault -> broken(setting, fault));
    }

    /**
     * {@return scripts that break one rule}
     *
     * @param setting the account, which the server has to know
     * @param fault one of {@link #faults}
     * @throws IllegalArgumentException if it is none of them
     */
    public static Arbitrary<BrokenScript> broken(StreamSetting setting, ScriptFault fault) {
        Role role = fault.role();
        for (HeaderFault header : HeaderFault.values()) {
            if (of(role, header).equals(fault)) {
                return Combinators.combine(
                                legal(role, setting),
                                HeaderArbitraries.broken(role, setting, header),
                                Arbitraries.of(false, true))
                        .as((script, broken, restarted) -> {
                            int at = headers(script).get(restarted ? 1 : 0);
                            return cut(script, fault, at, headerName(header), broken.octets());
                        });
            }
        }
        for (XmlFault xml : XmlFault.values()) {
            if (of(role, xml).equals(fault)) {
                return Combinators.combine(
                                legal(role, setting),
                                XmlArbitraries.broken(xml),
                                Arbitraries.integers().between(0, 99))
                        .as((script, broken, place) -> {
                            List<Integer> places = places(script);
                            return cut(script, fault, places.get(place % places.size()), fault.name(), broken.octets());
                        });
            }
        }
        for (ClientFault client : ClientFault.values()) {
            if (of(client).equals(fault)) {
                // A header that names the account would be at odds with another identity, which is a rule of its own
                // (R-187).
                StreamSetting unnamed =
                        new StreamSetting(setting.account(), setting.password(), false, setting.management());
                return Combinators.combine(
                                client(client == ClientFault.IDENTITY_OF_ANOTHER ? unnamed : setting)
                                        .map(steps -> new StreamScript(role, setting, steps)),
                                Arbitraries.integers().between(0, 99),
                                XmlArbitraries.choices())
                        .as((script, variant, choices) -> {
                            int at = client.step(script);
                            return cut(
                                    script,
                                    fault,
                                    at,
                                    fault.name(),
                                    Octets.ofUtf8(client.text(setting, variant, choices)));
                        });
            }
        }
        throw new IllegalArgumentException(fault + " is none of the faults that scripts can have: see faults()");
    }

    private static String headerName(HeaderFault fault) {
        return "header " + wireName(fault);
    }

    private static ScriptFault of(Role role, HeaderFault fault) {
        return new ScriptFault(role, fault.ruleId(), headerName(fault), fault.demand());
    }

    private static ScriptFault of(Role role, XmlFault fault) {
        return new ScriptFault(role, fault.ruleId(), wireName(fault), fault.demand());
    }

    private static ScriptFault of(ClientFault fault) {
        return new ScriptFault(Role.INITIATING, fault.ruleId, wireName(fault), fault.demand);
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The script up to a step, and what is sent in the step's place. */
    private static BrokenScript cut(StreamScript script, ScriptFault fault, int at, String name, Octets octets) {
        List<ScriptStep> steps = new ArrayList<>(script.steps().subList(0, at));
        steps.add(new ScriptStep(name, script.steps().get(at).await(), octets));
        return new BrokenScript(new StreamScript(script.role(), script.setting(), steps), fault, at);
    }

    private static List<Integer> headers(StreamScript script) {
        List<Integer> headers = new ArrayList<>();
        for (int i = 0; i < script.steps().size(); i++) {
            if (script.steps().get(i).name().equals(ScriptSteps.HEADER)) {
                headers.add(i);
            }
        }
        return headers;
    }

    /** Where an element may stand: not in the place of a header. */
    private static List<Integer> places(StreamScript script) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < script.steps().size(); i++) {
            if (!script.steps().get(i).name().equals(ScriptSteps.HEADER)) {
                places.add(i);
            }
        }
        return places;
    }

    private static Arbitrary<List<ScriptStep>> client(StreamSetting setting) {
        return Combinators.combine(
                        HeaderArbitraries.headers(Role.INITIATING, setting, ""),
                        HeaderArbitraries.headers(Role.INITIATING, setting, ""),
                        items(setting.management()),
                        XmlArbitraries.text(),
                        XmlArbitraries.choices())
                .as((first, second, items, text, choices) ->
                        new ScriptSteps(setting, text, choices).client(first, second, items));
    }

    private static Arbitrary<List<ScriptStep>> server(StreamSetting setting) {
        return Combinators.combine(
                        HeaderArbitraries.headers(Role.RECEIVING, setting, "a"),
                        HeaderArbitraries.headers(Role.RECEIVING, setting, "b"),
                        items(false),
                        XmlArbitraries.text(),
                        XmlArbitraries.choices())
                .as((first, second, items, text, choices) ->
                        new ScriptSteps(setting, text, choices).server(first, second, items));
    }

    private static Arbitrary<List<ScriptSteps.Item>> items(boolean management) {
        List<ScriptSteps.Item> items = new ArrayList<>(List.of(ScriptSteps.Item.values()));
        if (!management) {
            items.removeAll(List.of(ScriptSteps.Item.ACK, ScriptSteps.Item.ACK_REQUEST));
        }
        return Arbitraries.of(items).list().ofMaxSize(5);
    }

    /** What only a client can do wrong. */
    @SuppressWarnings("ImmutableEnumChecker") // what a constant holds is immutable
    private enum ClientFault {
        STANZA_BEFORE_AUTHENTICATION("R-024", Demand.of(StreamErrorCondition.NOT_AUTHORIZED)),
        STANZA_BEFORE_BINDING("R-207", Demand.of(StreamErrorCondition.NOT_AUTHORIZED)),
        PREFIXED_STANZA(
                "R-093",
                Demand.preferring(StreamErrorCondition.BAD_NAMESPACE_PREFIX).orSilence()),
        CHARACTER_OUTSIDE_BASE64("R-199", Demand.of(SaslFailureCondition.INCORRECT_ENCODING)),
        MISPLACED_PADDING("R-200", Demand.of(SaslFailureCondition.INCORRECT_ENCODING)),
        IDENTITY_OF_ANOTHER("R-172", Demand.of(SaslFailureCondition.INVALID_AUTHZID)),
        HANDLED_COUNT_TOO_HIGH(
                "R-461",
                Demand.preferring(StreamErrorCondition.UNDEFINED_CONDITION).orSilence());

        private final String ruleId;
        private final Demand demand;

        ClientFault(String ruleId, Demand demand) {
            this.ruleId = ruleId;
            this.demand = demand;
        }

        /** The step whose place it takes. */
        int step(StreamScript script) {
            return switch (this) {
                case STANZA_BEFORE_AUTHENTICATION, CHARACTER_OUTSIDE_BASE64, MISPLACED_PADDING, IDENTITY_OF_ANOTHER ->
                    1;
                case STANZA_BEFORE_BINDING -> 3;
                case PREFIXED_STANZA -> script.steps().size() - 1;
                case HANDLED_COUNT_TOO_HIGH -> script.steps().size() - 1;
            };
        }

        /** Somebody else: to oneself a stanza may be sent before a resource is bound (section 7.1). */
        private static String another(StreamSetting setting) {
            String romeo = "romeo@montague.example";
            return setting.account().toString().equals(romeo) ? "juliet@capulet.example" : romeo;
        }

        String text(StreamSetting setting, int variant, List<Integer> choices) {
            ScriptSteps steps = new ScriptSteps(setting, "text", choices);
            return switch (this) {
                case STANZA_BEFORE_AUTHENTICATION, STANZA_BEFORE_BINDING -> steps.stanza(variant, another(setting));
                case PREFIXED_STANZA ->
                    "<c:message xmlns:c='jabber:client' to='" + setting.domain() + "'><c:body>a</c:body></c:message>";
                case CHARACTER_OUTSIDE_BASE64 ->
                    steps.auth(List.of("*AAA", "AA-A", "AA_A", "AA!A").get(variant % 4));
                case MISPLACED_PADDING ->
                    steps.auth(List.of("=AAA", "BBBB=CCC", "AA=A", "A===").get(variant % 4));
                case IDENTITY_OF_ANOTHER -> steps.auth(steps.plain("somebody-else@" + setting.domain()));
                case HANDLED_COUNT_TOO_HIGH ->
                    "<a xmlns='urn:xmpp:sm:3' h='"
                            + List.of("100000", "4294967295", "2147483648").get(variant % 3) + "'/>";
            };
        }
    }
}
