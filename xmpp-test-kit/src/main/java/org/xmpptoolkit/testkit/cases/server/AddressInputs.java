package org.xmpptoolkit.testkit.cases.server;

import java.util.stream.Stream;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** Addresses on which both profiles of addresses agree: that of RFC 6122 and that of RFC 7622. */
final class AddressInputs {
    private AddressInputs() {}

    private static Stream<JidProfile> profiles() {
        return Stream.of(JidProfile.STRINGPREP_QUERY, JidProfile.PRECIS);
    }

    /** Whether both profiles refuse a text. */
    static boolean isMalformed(String text) {
        return profiles()
                .noneMatch(profile -> Jid.tryParse(text, profile).toOptional().isPresent());
    }

    /** Whether one of the profiles leaves a text as it is. */
    static boolean isCanonical(String text) {
        return profiles().anyMatch(profile -> Jid.tryParse(text, profile)
                .toOptional()
                .filter(jid -> jid.toString().equals(text))
                .isPresent());
    }
}
