package org.xmpptoolkit.publishing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.StreamLimits;
import org.xmpptoolkit.core.StreamReader;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidExplanation;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.feature.BindAnswer;
import org.xmpptoolkit.stream.feature.BindRequested;
import org.xmpptoolkit.stream.feature.CredentialsRequested;
import org.xmpptoolkit.stream.feature.ResourceBinding;
import org.xmpptoolkit.stream.feature.SaltedCredentials;
import org.xmpptoolkit.stream.feature.Sasl;
import org.xmpptoolkit.stream.feature.SaslCredentials;
import org.xmpptoolkit.stream.feature.SaslMechanism;
import org.xmpptoolkit.stream.feature.SaslServerConfig;
import org.xmpptoolkit.stream.feature.ScramHash;
import org.xmpptoolkit.testkit.StreamPair;

/** What a native program of xmpp-jid, xmpp-core and xmpp-stream does; run by a loader that has what such a program has. */
final class NativeScenario implements Callable<String> {
    private static final Jid DOMAIN = Jid.ofDomain("example.com");
    private static final String PASSWORD = "pa\u00dfwort \u2168"; // not ASCII: prepared by SASLprep

    @Override
    public String call() {
        return addresses() + "\n" + elements() + "\n" + login();
    }

    private static String addresses() {
        StringBuilder all = new StringBuilder();
        for (JidProfile profile : JidProfile.values()) {
            all.append(Jid.parse(
                            "\u0424\u0443\u0431\u0430\u0440@b\u00fccher.example/\u0645\u0631\u062d\u0628\u0627",
                            profile))
                    .append(' ');
            all.append(Jid.tryParse("henry\u2163@[::1]", profile).getClass().getSimpleName())
                    .append(' ');
            all.append(JidExplanation.of("henry\u2163@example.com", profile)
                            .toString()
                            .isEmpty())
                    .append(' ');
            all.append(Jid.ofDomain("b\u00fccher.example").domainpartToAscii()).append(' ');
        }
        return all.toString();
    }

    private static String elements() {
        byte[] octets = "<message xmlns='jabber:client' to='romeo@example.net'><body>\u00e9&amp;</body></message>"
                .getBytes(StandardCharsets.UTF_8);
        if (StreamReader.readDocument(octets, StreamLimits.builder().build())
                instanceof StreamReader.ElementComplete complete) {
            return ElementWriter.toString(complete.element(), NamespaceScope.EMPTY);
        }
        throw new IllegalStateException("not read");
    }

    private static String login() {
        SaltedCredentials stored = SaltedCredentials.of(
                ScramHash.SHA_256, PASSWORD.toCharArray(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 4096);
        SaslServerConfig sasl = SaslServerConfig.builder()
                .mechanisms(List.of(SaslMechanism.SCRAM_SHA_256))
                .build();
        XmppStream server = XmppStream.receiving(StreamConfig.builder()
                .tlsPolicy(TlsPolicy.NONE)
                .hosts(offered -> new HeaderAnswer.Serve(
                        DOMAIN, List.of(Sasl.server(sasl), ResourceBinding.server()), List.of(Language.of("en"))))
                .build());
        XmppStream client = XmppStream.initiating(
                StreamConfig.builder().to(DOMAIN).tlsPolicy(TlsPolicy.NONE).build(),
                List.of(
                        Sasl.client(SaslCredentials.of("juliet", PASSWORD.toCharArray())),
                        ResourceBinding.request("balcony")));
        StreamPair pair = StreamPair.of(client, server)
                .answering(CredentialsRequested.class, request -> Optional.of(stored))
                .answering(
                        BindRequested.class,
                        request -> new BindAnswer.Bound(request.account()
                                .withResourcepart(request.resourcepart().orElseThrow())))
                .build()
                .open();
        return pair.initiating().state().phase() + " "
                + pair.receiving().state().phase() + " "
                + client.state().bound().orElseThrow() + "\n" + StreamErrorCondition.CONFLICT.meaning();
    }
}
