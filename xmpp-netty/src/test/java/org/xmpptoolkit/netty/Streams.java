package org.xmpptoolkit.netty;

import java.util.List;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.feature.StreamFeature;

/** Configurations of streams that need no authentication. */
final class Streams {
    /** In brackets, but no address: the JDK knows without asking anybody that it has none. */
    static final String UNKNOWN_HOST = "[no-such-host]";

    static final Jid DOMAIN = Jid.parse("example.com");

    private Streams() {}

    static StreamConfig initiating(TlsPolicy policy) {
        return initiating(policy, DOMAIN);
    }

    static StreamConfig initiating(TlsPolicy policy, Jid domain) {
        return StreamConfig.builder().to(domain).tlsPolicy(policy).build();
    }

    static StreamConfig receiving(TlsPolicy policy, StreamFeature.Receiving... features) {
        return StreamConfig.builder()
                .tlsPolicy(policy)
                .hosts(offered -> new HeaderAnswer.Serve(
                        offered.header().to().orElse(DOMAIN), List.of(features), List.of(Language.of("en"))))
                .build();
    }

    static XmlElement message(String body) {
        return XmlElement.builder(Namespaces.CLIENT, "message")
                .child(XmlElement.builder(Namespaces.CLIENT, "body").text(body).build())
                .build();
    }
}
