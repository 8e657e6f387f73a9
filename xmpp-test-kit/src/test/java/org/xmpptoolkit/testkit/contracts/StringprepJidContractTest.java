package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;

/** Our addresses by {@link JidProfile#STRINGPREP} keep the contract. */
class StringprepJidContractTest implements JidContract {
    @Override
    public JidProfile profile() {
        return JidProfile.STRINGPREP;
    }

    @Override
    public Optional<Parts> parse(String text) {
        return Jid.tryParse(text, profile())
                .toOptional()
                .map(jid -> new Parts(jid.localpart(), jid.domainpart(), jid.resourcepart()));
    }
}
