package org.xmpptoolkit.benchmarks;

import com.ibm.icu.text.StringPrep;
import com.ibm.icu.text.StringPrepParseException;
import gnu.inet.encoding.Stringprep;
import gnu.inet.encoding.StringprepException;
import org.jxmpp.JxmppContext;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprep;
import org.jxmpp.stringprep.XmppStringprepException;
import org.jxmpp.stringprep.simple.SimpleXmppStringprep;
import rocks.xmpp.precis.PrecisProfiles;

/** The libraries by which jxmpp can prepare addresses. */
enum JxmppPreparation {
    /** Lower-cases, and looks for what ASCII is prohibited; nothing else is looked at. */
    SIMPLE {
        @Override
        XmppStringprep stringprep() {
            return SimpleXmppStringprep.getInstance();
        }
    },
    /** RFC 6122 by ICU. */
    ICU4J {
        @Override
        XmppStringprep stringprep() {
            return new Icu4j();
        }
    },
    /** RFC 7622 by rocks.xmpp.precis. */
    PRECIS {
        @Override
        XmppStringprep stringprep() {
            return new Precis();
        }
    },
    /** RFC 6122 by GNU libidn. */
    LIBIDN {
        @Override
        XmppStringprep stringprep() {
            return new Libidn();
        }
    };

    abstract XmppStringprep stringprep();

    /**
     * Makes jxmpp prepare by this library in the whole JVM. A class of jxmpp sets a library of its own choice when it is
     * initialized, so an address is made before.
     */
    void install() {
        XmppStringprep ours = stringprep();
        try {
            JidCreate.from("before@example.org/install");
            JxmppContext.setDefaultXmppStringprep(ours);
            JidCreate.from("after@example.org/install");
        } catch (XmppStringprepException e) {
            throw new IllegalStateException(e);
        }
        if (JxmppContext.getDefaultContext().xmppStringprep != ours) {
            throw new IllegalStateException("jxmpp does not prepare by " + this);
        }
    }

    private static final class Icu4j implements XmppStringprep {
        private final StringPrep nodeprep = StringPrep.getInstance(StringPrep.RFC3920_NODEPREP);
        private final StringPrep nameprep = StringPrep.getInstance(StringPrep.RFC3491_NAMEPREP);
        private final StringPrep resourceprep = StringPrep.getInstance(StringPrep.RFC3920_RESOURCEPREP);

        @Override
        public String localprep(String part) throws XmppStringprepException {
            return prepare(nodeprep, part);
        }

        @Override
        public String domainprep(String part) throws XmppStringprepException {
            return prepare(nameprep, part);
        }

        @Override
        public String resourceprep(String part) throws XmppStringprepException {
            return prepare(resourceprep, part);
        }

        private static String prepare(StringPrep profile, String part) throws XmppStringprepException {
            try {
                return profile.prepare(part, StringPrep.DEFAULT);
            } catch (StringPrepParseException e) {
                throw new XmppStringprepException(part, e);
            }
        }
    }

    private static final class Precis implements XmppStringprep {
        @Override
        public String localprep(String part) throws XmppStringprepException {
            try {
                return PrecisProfiles.USERNAME_CASE_MAPPED.enforce(part);
            } catch (IllegalArgumentException e) {
                throw new XmppStringprepException(part, e);
            }
        }

        @Override
        public String domainprep(String part) throws XmppStringprepException {
            try {
                return PrecisProfiles.IDN.enforce(part);
            } catch (IllegalArgumentException e) {
                throw new XmppStringprepException(part, e);
            }
        }

        @Override
        public String resourceprep(String part) throws XmppStringprepException {
            try {
                return PrecisProfiles.OPAQUE_STRING.enforce(part);
            } catch (IllegalArgumentException e) {
                throw new XmppStringprepException(part, e);
            }
        }
    }

    private static final class Libidn implements XmppStringprep {
        @Override
        public String localprep(String part) throws XmppStringprepException {
            try {
                return Stringprep.nodeprep(part);
            } catch (StringprepException e) {
                throw new XmppStringprepException(part, e);
            }
        }

        @Override
        public String domainprep(String part) throws XmppStringprepException {
            try {
                return Stringprep.nameprep(part);
            } catch (StringprepException e) {
                throw new XmppStringprepException(part, e);
            }
        }

        @Override
        public String resourceprep(String part) throws XmppStringprepException {
            try {
                return Stringprep.resourceprep(part);
            } catch (StringprepException e) {
                throw new XmppStringprepException(part, e);
            }
        }
    }
}
