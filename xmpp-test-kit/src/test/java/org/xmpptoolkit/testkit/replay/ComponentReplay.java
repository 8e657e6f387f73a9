package org.xmpptoolkit.testkit.replay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.HeaderAnswer;
import org.xmpptoolkit.stream.StreamConfig;
import org.xmpptoolkit.stream.StreamEvent;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.XmppStream;
import org.xmpptoolkit.stream.component.ComponentHandshake;
import org.xmpptoolkit.stream.component.ComponentSecret;

/** A trace of a component with our stream in the place of the component or of the server. */
final class ComponentReplay extends Replay {
    private static final Jid NAME = Jid.parse("component.localhost");
    private static final ComponentSecret SECRET = ComponentSecret.of("component-secret".toCharArray());
    private static final Pattern ID = Pattern.compile("<stream:stream[^>]* id='([^']*)'");

    private final Trace.Kind own;

    private ComponentReplay(Trace trace, XmppStream stream, Trace.Kind own, boolean octetByOctet) {
        super(
                trace,
                stream,
                own,
                TlsSession.builder("no TLS", TlsSession.PathTrust.ABSENT).build(),
                octetByOctet);
        this.own = own;
    }

    static ComponentReplay component(Trace trace, boolean octetByOctet) {
        XmppStream stream =
                XmppStream.initiating(config().to(NAME).build(), List.of(ComponentHandshake.component(SECRET)));
        return new ComponentReplay(trace, stream, Trace.Kind.CLIENT, octetByOctet);
    }

    static ComponentReplay server(Trace trace, boolean octetByOctet) {
        String id = trace.lines().stream()
                .filter(line -> line.kind() == Trace.Kind.SERVER)
                .map(line -> ID.matcher(line.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
        XmppStream stream = XmppStream.receiving(config().ids(() -> id)
                .hosts(offered -> new HeaderAnswer.Serve(
                        offered.header().to().orElseThrow(),
                        List.of(ComponentHandshake.server()),
                        List.of(Language.of("en"))))
                .build());
        return new ComponentReplay(trace, stream, Trace.Kind.SERVER, octetByOctet);
    }

    private static StreamConfig.Builder config() {
        return StreamConfig.builder()
                .contentNamespace(Namespaces.COMPONENT_ACCEPT)
                .tlsPolicy(TlsPolicy.NONE);
    }

    /** What is said of the handshake. */
    static List<XmlElement> handshakes(List<XmlElement> elements) {
        return elements.stream()
                .filter(element -> element.is(Namespaces.COMPONENT_ACCEPT, "handshake"))
                .toList();
    }

    @Override
    List<StreamEvent> begin() {
        return own == Trace.Kind.CLIENT ? stream.open() : List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the prompt's class fixes the answer's
    List<StreamEvent> answer(StreamEvent.Asked<?> asked) {
        return stream.reply((StreamEvent.Asked<Optional<ComponentSecret>>) asked, Optional.of(SECRET));
    }

    @Override
    boolean isSaidByFeature(XmlElement element) {
        return false;
    }

    @Override
    boolean isHeardByFeature(XmlElement element) {
        return false;
    }

    /** Nothing is stamped. */
    @Override
    XmlElement asDelivered(XmlElement stanza) {
        return stanza;
    }
}
