package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.stream.Stream;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ServerStage;

/** All cases about servers. */
public final class ServerCases {
    private ServerCases() {}

    /** The cases, in the order of their files. */
    public static List<CheckCase<ServerStage>> all() {
        return Stream.of(
                        StreamHeaderCases.all(),
                        StreamIdCases.all(),
                        StreamLanguageCases.all(),
                        StreamVersionCases.all(),
                        NamespaceCases.all(),
                        StreamContentCases.all(),
                        RestrictedXmlCases.all(),
                        WellFormednessCases.all(),
                        EncodingCases.all(),
                        SpokenXmlCases.all(),
                        StreamErrorCases.all(),
                        NegotiationCases.all(),
                        AddressCases.all(),
                        ClosingCases.all(),
                        BindingCases.all(),
                        ResourcepartCases.all(),
                        StanzaGateCases.all(),
                        StanzaAddressCases.all(),
                        StanzaAttributeCases.all(),
                        IqCases.all(),
                        StanzaErrorCases.all(),
                        ExtendedContentCases.all(),
                        StartTlsCases.all(),
                        TlsCases.all(),
                        TlsVersionCases.all(),
                        DirectTlsCases.all(),
                        ClientCertificateCases.all(),
                        ServerCertificateCases.all(),
                        SaslOfferCases.all(),
                        SaslExchangeCases.all(),
                        SaslContentCases.all(),
                        SaslFailureCases.all(),
                        ScramCases.all(),
                        ChannelBindingCases.all(),
                        Sasl2Cases.all(),
                        Bind2Cases.all(),
                        RoutingCases.all(),
                        StanzaSizeCases.all(),
                        AddressSyntaxCases.all(),
                        AddressComparisonCases.all(),
                        StreamManagementCases.all(),
                        ResumptionCases.all())
                .flatMap(List::stream)
                .toList();
    }
}
