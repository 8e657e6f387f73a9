package org.xmpptoolkit.testkit.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.arbitraries.JidArbitraries;
import org.xmpptoolkit.testkit.arbitraries.ValidJid;

/** The code of docs/test-your-implementation.md. What is nested in an interface is static without saying so. */
interface PageExamples {
    // snippet: jid-contract
    class MyAddressTest implements JidContract {
        @Override
        public JidProfile profile() {
            return JidProfile.STRINGPREP_QUERY;
        }

        @Override
        public Optional<Parts> parse(String text) {
            int slash = text.lastIndexOf('/');
            String bare = slash < 0 ? text : text.substring(0, slash);
            int at = bare.indexOf('@');
            String localpart = at < 0 ? null : bare.substring(0, at).toLowerCase(Locale.ROOT);
            String domainpart = bare.substring(at + 1).toLowerCase(Locale.ROOT);
            String resourcepart = slash < 0 ? null : text.substring(slash + 1);
            if (domainpart.isEmpty() || localpart != null && localpart.length() > 1023) {
                return Optional.empty();
            }
            return Optional.of(Parts.of(localpart, domainpart, resourcepart));
        }
    }
    // end

    // snippet: arbitraries
    class MyWriterTest {
        @Property
        void writesWhatItHasRead(@ForAll("addresses") ValidJid address) {
            assertEquals(
                    address.prepared(),
                    Jid.parse(address.text(), address.profile()).toString());
        }

        @Provide
        Arbitrary<ValidJid> addresses() {
            return JidArbitraries.valid(JidProfile.PRECIS);
        }
    }
    // end
}
