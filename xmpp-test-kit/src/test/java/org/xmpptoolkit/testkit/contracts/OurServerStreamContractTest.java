package org.xmpptoolkit.testkit.contracts;

import org.xmpptoolkit.stream.Role;

/** Our stream keeps the contract in the role of a server. */
class OurServerStreamContractTest implements StreamContract {
    @Override
    public Role role() {
        return Role.RECEIVING;
    }

    @Override
    public Stream open(Account account) {
        return OurStream.server(account);
    }
}
