package org.xmpptoolkit.stanza.receipts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.stanza.Bound;

class ReceiptTest {
    @Test
    void isAskedForAndGiven() {
        assertEquals(ReceiptRequest.of(), Bound.read(ReceiptRequest.class, "<request xmlns='urn:xmpp:receipts'/>"));
        Receipt receipt = Bound.read(Receipt.class, "<received xmlns='urn:xmpp:receipts' id='richard2-4.1.247'/>");
        assertEquals(Optional.of("richard2-4.1.247"), receipt.id());
        assertEquals(Receipt.of("richard2-4.1.247"), receipt);
    }

    @Test
    void tellsThatTheIdIsMissing() {
        assertEquals(
                List.of("received/@id MISSING "),
                Bound.problems(Receipt.class, "<received xmlns='urn:xmpp:receipts'/>"));
    }
}
