package org.xmpptoolkit.testkit.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Half;
import org.xmpptoolkit.stream.Phase;
import org.xmpptoolkit.stream.Role;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamState;
import org.xmpptoolkit.stream.TlsPolicy;
import org.xmpptoolkit.stream.TlsSession;
import org.xmpptoolkit.stream.TlsSession.PathTrust;

/** A login that never was: sound unless something is changed. Each method changes this, and gives it back. */
final class FabricatedLogin {
    static final Jid DOMAIN = Jid.ofDomain("im.example.com");
    static final Jid ACCOUNT = Jid.parse("juliet@im.example.com");
    private static final String HEADER = "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'"
            + " from='im.example.com' id='%s' version='1.0' xml:lang='en'/>";

    private final List<String> headers =
            new ArrayList<>(List.of(HEADER.formatted("i0"), HEADER.formatted("i1"), HEADER.formatted("i2")));
    private final List<String> offers = new ArrayList<>(List.of(
            "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>",
            "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>SCRAM-SHA-256</mechanism>"
                    + "<mechanism>SCRAM-SHA-1</mechanism><mechanism>PLAIN</mechanism></mechanisms>",
            "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"));
    private List<QName> negotiated = List.of(Login.STARTTLS, Login.MECHANISMS, Login.BIND);
    private Optional<PathTrust> trust = Optional.of(PathTrust.VERIFIED);
    private Optional<Jid> bound = Optional.of(ACCOUNT.withResourcepart("balcony"));

    /** As many headers as ids, each a quoted attribute value. */
    FabricatedLogin headers(String... ids) {
        headers.clear();
        Arrays.stream(ids).forEach(id -> headers.add(HEADER.replace("'%s'", id)));
        return this;
    }

    FabricatedLogin header(int index, String what, String instead) {
        String before = headers.get(index);
        if (!before.contains(what)) {
            throw new IllegalArgumentException(what + " is not in " + before);
        }
        headers.set(index, before.replace(what, instead));
        return this;
    }

    String offer(int index) {
        return offers.get(index);
    }

    FabricatedLogin offer(int index, String features) {
        offers.set(index, features);
        return this;
    }

    FabricatedLogin withoutOffer(int index) {
        offers.remove(index);
        return this;
    }

    FabricatedLogin negotiated(QName... features) {
        negotiated = List.of(features);
        return this;
    }

    FabricatedLogin trust(PathTrust path) {
        trust = Optional.of(path);
        return this;
    }

    FabricatedLogin bound(Optional<Jid> address) {
        bound = address;
        return this;
    }

    /** Only what came before so many streams were open; TLS too is there only if it was negotiated. */
    FabricatedLogin until(int headersCame, int offersCame, QName... features) {
        headers.subList(headersCame, headers.size()).clear();
        offers.subList(offersCame, offers.size()).clear();
        if (!List.of(features).contains(Login.STARTTLS)) {
            trust = Optional.empty();
        }
        return negotiated(features).bound(Optional.empty());
    }

    FabricatedLogin insecure() {
        trust = Optional.empty();
        return this;
    }

    Login build() {
        return new Login(
                headers.stream().map(FabricatedLogin::header).toList(),
                offers.stream()
                        .map(features -> XmlElement.parse("<stream:features xmlns:stream='"
                                + "http://etherx.jabber.org/streams'>" + features + "</stream:features>"))
                        .toList(),
                negotiated,
                new StreamState(
                        Role.INITIATING,
                        Half.OPEN,
                        Half.OPEN,
                        Phase.ESTABLISHED,
                        TlsPolicy.REQUIRED,
                        trust.isPresent(),
                        trust.map(path -> TlsSession.builder("TLSv1.3", path).build()),
                        Optional.of(ACCOUNT),
                        bound,
                        Set.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static StreamHeader header(String xml) {
        return new StreamHeader(
                XmlElement.parse(xml),
                Namespaces.CLIENT,
                NamespaceScope.of(Map.of("", Namespaces.CLIENT, "stream", Namespaces.STREAM)),
                JidProfile.STRINGPREP_QUERY);
    }
}
