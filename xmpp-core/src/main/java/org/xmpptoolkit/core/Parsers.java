package org.xmpptoolkit.core;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;

/**
 * Makes parsers, each from a factory of its own: an Aalto factory keeps the last 716 namespace names that any of its parsers read,
 * however long they are, and no stream is to hold what another sent.
 */
final class Parsers {
    /** How many octets a parser is given before another takes its place, at the next first-level element. */
    static final int OCTETS_A_PARSER = 65_536;

    private Parsers() {}

    static AsyncXMLStreamReader<AsyncByteArrayFeeder> next() {
        return new InputFactoryImpl().createAsyncForByteArray();
    }
}
