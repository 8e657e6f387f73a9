package org.xmpptoolkit.core;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes parsers, for any thread.
 *
 * <p>An Aalto factory keeps the last 716 namespace names that any of its parsers read, however long they are. So that no peer can
 * fill the heap through it, a factory makes few parsers, and a parser reads little more than {@link #OCTETS_A_PARSER}.
 */
final class Parsers {
    /** How many octets a parser is given before another takes its place, at the next first-level element. */
    static final int OCTETS_A_PARSER = 65_536;

    private static final int PARSERS_A_FACTORY = 64;

    private static final AtomicInteger MADE = new AtomicInteger();
    private static volatile InputFactoryImpl factory = new InputFactoryImpl();

    private Parsers() {}

    static AsyncXMLStreamReader<AsyncByteArrayFeeder> next() {
        if (MADE.incrementAndGet() % PARSERS_A_FACTORY == 0) {
            factory = new InputFactoryImpl();
        }
        return factory.createAsyncForByteArray();
    }
}
