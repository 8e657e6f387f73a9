package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;
import org.xmpptoolkit.stanza.Iq;
import org.xmpptoolkit.stanza.Stanza;

/** Stanzas that each break one thing. */
abstract class BrokenStanzas extends OurStanzaContractTest {
    /** Loses the addresses and the id. */
    static final class Forgetful extends BrokenStanzas {
        @Override
        public Fields fields(Stanza stanza) {
            Fields fields = super.fields(stanza);
            return new Fields(
                    fields.kind(), fields.type(), Optional.empty(), Optional.empty(), fields.from(), fields.error());
        }
    }

    /** Refuses what it does not know. */
    static final class Strict extends BrokenStanzas {
        @Override
        public Optional<Stanza> read(String xml) {
            return super.read(xml).filter(stanza -> stanza.payloads().isEmpty());
        }
    }

    /** Takes any iq for a request, and any condition for the same. */
    static final class Guessing extends BrokenStanzas {
        @Override
        public Fields fields(Stanza stanza) {
            Fields fields = super.fields(stanza);
            return new Fields(
                    fields.kind(),
                    stanza instanceof Iq ? Optional.of("get") : fields.type(),
                    fields.id(),
                    fields.to(),
                    fields.from(),
                    Optional.of(new Failure("cancel", "bad-request", Optional.empty())));
        }
    }

    /** Drops what it does not know, writes a prefix, and answers with what is no answer. */
    static final class Miswriting extends BrokenStanzas {
        @Override
        public String write(Stanza stanza) {
            String name = stanza.toElement().localName();
            return "<c:" + name + " xmlns:c='jabber:client' id='other' to='nobody@example.com'/>";
        }

        @Override
        public Optional<Stanza> refuse(Stanza request, String condition) {
            return Optional.of(request);
        }
    }

    /** Writes what is not well-formed. */
    static final class IllFormed extends BrokenStanzas {
        @Override
        public String write(Stanza stanza) {
            return super.write(stanza) + "</x>";
        }
    }
}
