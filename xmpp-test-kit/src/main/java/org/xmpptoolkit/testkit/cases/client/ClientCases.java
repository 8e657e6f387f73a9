package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.stream.Stream;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;

/** All cases about clients. */
public final class ClientCases {
    private ClientCases() {}

    /** The cases, in the order of their files. */
    public static List<CheckCase<ClientStage>> all() {
        return Stream.of(
                        ClientHeaderCases.all(),
                        ClientXmlSentCases.all(),
                        ClientResponseHeaderCases.all(),
                        ClientNegotiationCases.all(),
                        ClientCertificateCases.all(),
                        ClientSaslCases.all(),
                        ClientScramCases.all(),
                        ClientIqCases.all(),
                        ClientXmlReceivedCases.all(),
                        ClientErrorCases.all(),
                        ClientClosingCases.all(),
                        ClientBindingCases.all())
                .flatMap(List::stream)
                .toList();
    }
}
