package org.xmpptoolkit.peers;

import com.ibm.icu.text.StringPrep;
import com.ibm.icu.text.StringPrepParseException;
import gnu.inet.encoding.Stringprep;
import gnu.inet.encoding.StringprepException;
import org.jxmpp.stringprep.XmppStringprep;
import org.jxmpp.stringprep.XmppStringprepException;
import rocks.xmpp.precis.PrecisProfiles;

/** The libraries that jxmpp can prepare addresses by, called as jxmpp's own modules call them. */
final class Preparations {
    static final XmppStringprep LIBIDN =
            new Parts(Stringprep::nodeprep, Stringprep::nameprep, Stringprep::resourceprep);

    static final XmppStringprep ICU4J = new Parts(
            icu(StringPrep.RFC3920_NODEPREP), icu(StringPrep.RFC3491_NAMEPREP), icu(StringPrep.RFC3920_RESOURCEPREP));

    static final XmppStringprep PRECIS = new Parts(
            PrecisProfiles.USERNAME_CASE_MAPPED::enforce,
            PrecisProfiles.IDN::enforce,
            PrecisProfiles.OPAQUE_STRING::enforce);

    private Preparations() {}

    private static Step icu(int profile) {
        StringPrep preparation = StringPrep.getInstance(profile);
        return text -> preparation.prepare(text, StringPrep.DEFAULT);
    }

    private interface Step {
        String prepare(String text) throws StringprepException, StringPrepParseException;
    }

    private record Parts(Step local, Step domain, Step resource) implements XmppStringprep {
        @Override
        public String localprep(String text) throws XmppStringprepException {
            return prepared(local, text);
        }

        @Override
        public String domainprep(String text) throws XmppStringprepException {
            return prepared(domain, text);
        }

        @Override
        public String resourceprep(String text) throws XmppStringprepException {
            return prepared(resource, text);
        }

        private static String prepared(Step step, String text) throws XmppStringprepException {
            try {
                return step.prepare(text);
            } catch (StringprepException | StringPrepParseException | IllegalArgumentException refused) {
                throw new XmppStringprepException(text, refused);
            }
        }
    }
}
