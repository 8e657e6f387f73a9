package org.xmpptoolkit.testkit.contracts;

import java.util.Optional;

/** Stream errors that each break one thing. */
abstract class BrokenStreamErrors extends OurStreamErrorContractTest {
    /** Reads the same whatever comes. */
    static final class Guessing extends BrokenStreamErrors {
        @Override
        public Optional<Failure> read(String xml) {
            return Optional.of(new Failure("system-shutdown", Optional.empty(), Optional.empty()));
        }
    }

    /** Writes all in the wrong namespace. */
    static final class Miswriting extends BrokenStreamErrors {
        @Override
        public String write(Failure failure) {
            return "<stream:error><" + failure.condition() + "/><text>"
                    + failure.text().orElse("") + "</text></stream:error>";
        }
    }
}
