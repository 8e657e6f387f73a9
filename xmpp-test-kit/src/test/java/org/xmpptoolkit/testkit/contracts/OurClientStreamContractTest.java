package org.xmpptoolkit.testkit.contracts;

import org.xmpptoolkit.stream.Role;

/** Our stream keeps the contract in the role of a client. */
class OurClientStreamContractTest implements StreamContract {
    @Override
    public Role role() {
        return Role.INITIATING;
    }

    @Override
    public Stream open(Account account) {
        return OurStream.client(account);
    }
}
