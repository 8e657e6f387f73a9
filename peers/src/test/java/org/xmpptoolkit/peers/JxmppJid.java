package org.xmpptoolkit.peers;

import java.util.Optional;
import org.jxmpp.JxmppContext;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.jid.parts.Localpart;
import org.jxmpp.jid.parts.Resourcepart;
import org.jxmpp.stringprep.XmppStringprep;
import org.jxmpp.stringprep.XmppStringprepException;
import org.jxmpp.stringprep.simple.SimpleXmppStringprep;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.contracts.JidContract;

/** Addresses of jxmpp, which prepares by a library that its user chooses. */
abstract class JxmppJid implements JidContract {
    private final JidProfile profile;
    private final JxmppContext context;

    JxmppJid(JidProfile profile, XmppStringprep preparation) {
        this.profile = profile;
        this.context = JxmppContext.builder().withXmppStringprep(preparation).build();
    }

    @Override
    public JidProfile profile() {
        return profile;
    }

    @Override
    public Optional<Parts> parse(String text) {
        try {
            Jid jid = JidCreate.from(text, context);
            return Optional.of(new Parts(
                    Optional.ofNullable(jid.getLocalpartOrNull()).map(Localpart::toString),
                    jid.getDomain().toString(),
                    Optional.ofNullable(jid.getResourceOrNull()).map(Resourcepart::toString)));
        } catch (XmppStringprepException refused) {
            return Optional.empty();
        }
    }

    /** With what it comes with, which knows ASCII only. */
    @Peer(value = "jxmpp", with = "its own simple preparation", of = JidCreate.class)
    static final class Simple extends JxmppJid {
        Simple() {
            super(JidProfile.STRINGPREP_QUERY, SimpleXmppStringprep.getInstance());
        }
    }

    /** With GNU libidn, as jxmpp-stringprep-libidn sets it. */
    @Peer(value = "jxmpp", with = "libidn 1.15", of = JidCreate.class)
    static final class Libidn extends JxmppJid {
        Libidn() {
            super(JidProfile.STRINGPREP, Preparations.LIBIDN);
        }
    }

    /** With ICU4J, as jxmpp-stringprep-icu4j sets it. */
    @Peer(value = "jxmpp", with = "icu4j", of = JidCreate.class)
    static final class Icu4j extends JxmppJid {
        Icu4j() {
            super(JidProfile.STRINGPREP, Preparations.ICU4J);
        }
    }

    /** With the library of PRECIS profiles by rocks.xmpp, as jxmpp-stringprep-rocksxmppprecis sets it. */
    @Peer(value = "jxmpp", with = "rocks.xmpp.precis 1.1.0", of = JidCreate.class)
    static final class Precis extends JxmppJid {
        Precis() {
            super(JidProfile.PRECIS, Preparations.PRECIS);
        }
    }
}
