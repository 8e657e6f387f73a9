package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.result.Judgement;

/**
 * Addresses that break the rules (RFC 6122 section 2, RFC 7622 sections 3 and 4). Each breaks those of both, so that it says the same
 * of a server that follows either.
 */
final class AddressSyntaxCases {
    /**
     * Who refuses says so in one way or another: section 10.5.3.1 of RFC 6120 has service-unavailable for whom nobody knows, and
     * section 10.4 lets policy keep a server from other domains.
     */
    private static final Set<StanzaErrorCondition> ALL = EnumSet.allOf(StanzaErrorCondition.class);

    private AddressSyntaxCases() {}

    static List<CheckCase<ServerStage>> all() {
        List<CheckCase<ServerStage>> all = new ArrayList<>();
        both(
                all,
                "R-345",
                "R-363",
                "a domainpart that is no host name and no IP address",
                AddressInputs.badDomainparts());
        both(all, "R-346", "R-365", "a domainpart with a label that none may be", AddressInputs.badLabels());
        both(all, "R-348", "R-364", "a domainpart that is empty or too long", AddressInputs.longDomainparts());
        both(all, "R-349", "R-370", "a localpart with a character that is not allowed", AddressInputs.badLocalparts());
        both(all, "R-351", "R-369", "a localpart that is empty or too long", AddressInputs.longLocalparts());
        both(
                all,
                "R-352",
                "R-373",
                "a resourcepart with a character that is not allowed",
                AddressInputs.badResourceparts());
        both(all, "R-354", "R-372", "a resourcepart that is empty or too long", AddressInputs.longResourceparts());
        return all;
    }

    private static void both(
            List<CheckCase<ServerStage>> all, String rule, String sibling, String title, Arbitrary<String> addresses) {
        all.add(refused(rule, title + " (RFC 6122): jid-malformed", addresses));
        all.add(refused(sibling, title + " (RFC 7622): jid-malformed", addresses));
    }

    private static CheckCase<ServerStage> refused(String rule, String title, Arbitrary<String> addresses) {
        return CheckCase.<ServerStage>of(rule, title)
                .mutant(StanzaTampers.resultFor(frame -> frame.contains("urn:example:unknown")))
                .forAll(addresses, (stage, address) -> {
                    BoundClient us = BoundClient.first(stage);
                    String id = us.us().newId();
                    String to = address.replace("#", stage.domain().toString());
                    us.us()
                            .send(
                                    "<iq type='get' id='" + id + "'",
                                    BoundClient.attribute("to", to),
                                    "><query xmlns='urn:example:unknown'/></iq>");
                    Optional<XmlElement> answer = us.await(id);
                    if (answer.isEmpty()) {
                        return Judgement.warning(
                                "no stanza error; the stream " + (us.us().ping() ? "goes on" : "is over"));
                    }
                    return Answers.tolerates(answer, StanzaErrorCondition.JID_MALFORMED, ALL);
                });
    }
}
