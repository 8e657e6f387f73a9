package org.xmpptoolkit.testkit.arbitraries;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.SaslFailure;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StreamError;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Message;
import org.xmpptoolkit.stanza.Presence;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.Role;

/**
 * Parameters of properties by their types, with {@code @Domain(XmppDomain.class)}: {@link ValidJid}, {@link InvalidJid}, {@link Jid}, {@link
 * XmlElement}, {@link XmlSpelling}, {@link BrokenXml}, {@link Stanza} and its kinds, {@link BrokenStanza}, {@link StreamError}, {@link
 * StanzaError}, {@link SaslFailure}, {@link HeaderSpelling}, {@link BrokenHeader}, {@link Cut}, {@link StreamScript}, {@link BrokenScript}.
 *
 * <p>Addresses are of every profile, headers and scripts of both roles, for {@link #SETTING}. Add {@code @Domain(DomainContext.Global.class)}
 * for parameters of other types.
 */
public final class XmppDomain extends DomainContextBase {
    /** Who speaks to whom in headers and scripts. */
    public static final StreamSetting SETTING =
            new StreamSetting(Jid.parse("juliet@im.example.com"), "r0m30myr0m30", true, true);

    /** For jqwik. */
    public XmppDomain() {}

    @Provide
    Arbitrary<ValidJid> validJids() {
        return Arbitraries.of(JidProfile.class).flatMap(JidArbitraries::valid);
    }

    @Provide
    Arbitrary<InvalidJid> invalidJids() {
        return Choices.kept(List.of(JidProfile.values()), JidArbitraries::invalid);
    }

    @Provide
    Arbitrary<Jid> jids() {
        return JidArbitraries.jids();
    }

    @Provide
    Arbitrary<XmlElement> elements() {
        return XmlArbitraries.elements();
    }

    @Provide
    Arbitrary<XmlSpelling> spellings() {
        return XmlArbitraries.spellings();
    }

    @Provide
    Arbitrary<BrokenXml> brokenXml() {
        return XmlArbitraries.broken();
    }

    @Provide
    Arbitrary<Stanza> stanzas() {
        return StanzaArbitraries.stanzas();
    }

    @Provide
    Arbitrary<Message> messages() {
        return StanzaArbitraries.messages();
    }

    @Provide
    Arbitrary<Presence> presences() {
        return StanzaArbitraries.presences();
    }

    @Provide
    Arbitrary<Iq> iqs() {
        return StanzaArbitraries.iqs();
    }

    @Provide
    Arbitrary<BrokenStanza> brokenStanzas() {
        return StanzaArbitraries.broken();
    }

    @Provide
    Arbitrary<StreamError> streamErrors() {
        return ErrorArbitraries.streamErrors();
    }

    @Provide
    Arbitrary<StanzaError> stanzaErrors() {
        return ErrorArbitraries.stanzaErrors();
    }

    @Provide
    Arbitrary<SaslFailure> saslFailures() {
        return ErrorArbitraries.saslFailures();
    }

    @Provide
    Arbitrary<HeaderSpelling> headers() {
        return Arbitraries.oneOf(HeaderArbitraries.initial(SETTING), HeaderArbitraries.response(SETTING));
    }

    @Provide
    Arbitrary<BrokenHeader> brokenHeaders() {
        return Choices.kept(List.of(Role.values()), role -> HeaderArbitraries.broken(role, SETTING));
    }

    @Provide
    Arbitrary<Cut> cuts() {
        return CutArbitraries.cuts();
    }

    @Provide
    Arbitrary<StreamScript> scripts() {
        return Choices.kept(List.of(Role.values()), role -> ScriptArbitraries.legal(role, SETTING));
    }

    @Provide
    Arbitrary<BrokenScript> brokenScripts() {
        return Choices.kept(List.of(Role.values()), role -> ScriptArbitraries.broken(role, SETTING));
    }
}
