package org.xmpptoolkit.stream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmpptoolkit.errors.SaslFailureCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

/** What only the application can know of somebody who proved a password. */
class SaslAuthorizationTest extends SaslServerFixture {
    private static final Jid JULIET = Jid.parse("juliet@example.org");
    private static final Jid ROMEO = Jid.parse("romeo@example.org");

    private static SaslBench asking() {
        return with(SaslBench.server(Sasl.server(config().askAuthorization(true).build())));
    }

    @ParameterizedTest
    @EnumSource(SaslFailureCondition.class)
    @Rule({"R-182", "R-191"})
    void theApplicationCanRefuseWithEveryCondition(SaslFailureCondition condition) {
        SaslBench server = asking();
        server.decision = prompt -> {
            assertEquals(new AuthorizationRequested(JULIET, JULIET), prompt);
            return SaslDecision.refuse(condition);
        };
        assertRefused(condition.elementName(), server.take(SaslBench.auth("PLAIN", "\0juliet\0secret")));
        assertRefused(condition.elementName(), scram(server, "n,,", "n=juliet,r=client", ""));
    }

    @Test
    @Rule("R-191")
    void everyOtherConditionIsFoundByTheServerItself() {
        Set<SaslFailureCondition> found = EnumSet.noneOf(SaslFailureCondition.class);
        SaslBench server = server();
        SaslBench clear = SaslBench.server(Sasl.server(), SaslBench.serverState(false, ""));
        for (Step step : List.of(
                server.take(SaslBench.raw("abort", "")),
                clear.take(SaslBench.auth("PLAIN", "\0juliet\0secret")),
                SaslBench.server(Sasl.server())
                        .take(SaslBench.raw("auth", "*").toBuilder()
                                .attribute("mechanism", "PLAIN")
                                .build()),
                server().take(SaslBench.auth("PLAIN", "romeo@example.org\0juliet\0secret")),
                server().take(SaslBench.auth("X", "")),
                server().take(SaslBench.auth("PLAIN", "x")),
                server().take(SaslBench.auth("PLAIN", "\0juliet\0wrong")))) {
            found.add(
                    SaslFailureCondition.ofElementName(SaslBench.refusal(step)).orElseThrow());
        }
        assertEquals(
                EnumSet.of(
                        SaslFailureCondition.ACCOUNT_DISABLED,
                        SaslFailureCondition.CREDENTIALS_EXPIRED,
                        SaslFailureCondition.MECHANISM_TOO_WEAK,
                        SaslFailureCondition.TEMPORARY_AUTH_FAILURE),
                EnumSet.complementOf(EnumSet.copyOf(found)));
    }

    @Test
    @Rule("R-172")
    void theApplicationCanLetOneActAsAnother() {
        SaslBench server = asking();
        server.decision = prompt -> {
            assertEquals(new AuthorizationRequested(JULIET, ROMEO), prompt);
            return new SaslDecision.Accept(ROMEO);
        };
        Step step = scram(server, "n,a=romeo@example.org,", "n=juliet,r=client", "");
        assertEquals(
                Outcome.account(ROMEO),
                assertInstanceOf(Step.Done.class, step, step.toString()).outcome());
        server.decision = prompt -> new SaslDecision.Accept(JULIET);
        assertThrows(
                IllegalArgumentException.class,
                () -> server.take(SaslBench.auth("PLAIN", "romeo@example.org\0juliet\0secret")));
    }

    @Test
    @Rule("R-193")
    void isNotAskedOfWhoProvedNothing() {
        SaslBench server = asking();
        server.decision = prompt -> {
            throw new AssertionError("nothing to ask");
        };
        assertRefused("not-authorized", server.take(SaslBench.auth("PLAIN", "\0juliet\0wrong")));
        assertRefused("not-authorized", server.take(SaslBench.auth("PLAIN", "\0romeo\0secret")));
    }
}
