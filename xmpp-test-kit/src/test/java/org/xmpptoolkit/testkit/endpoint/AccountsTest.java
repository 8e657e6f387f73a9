package org.xmpptoolkit.testkit.endpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.Jid;

class AccountsTest {
    private static final Jid DOMAIN = Jid.ofDomain("localhost");

    private final Accounts accounts = new Accounts();

    /** One that tries again, because its header names somebody else (XEP-0388 section 2.3), leaves nothing behind. */
    @Test
    void aVisitorHasOneAccountAtMost() {
        Jid first = accounts.addGuest(this, DOMAIN);
        Jid second = accounts.addGuest(this, DOMAIN);
        assertFalse(accounts.contains(first));
        assertTrue(accounts.contains(second));
        accounts.leave(this);
        assertFalse(accounts.contains(second));
    }
}
