package org.xmpptoolkit.stream.lookup;

import java.util.List;

/** What a resolver found where SRV records were asked for. */
public sealed interface SrvAnswer {
    /**
     * There are records.
     *
     * @param records one at least, in any order
     */
    record Found(List<SrvRecord> records) implements SrvAnswer {
        /**
         * Copies the list.
         *
         * @param records one at least, in any order, each with a host; copied
         * @throws IllegalArgumentException if there is no record that names a host; see {@link SrvAnswer#of}
         */
        public Found {
            records = List.copyOf(records);
            if (records.isEmpty() || records.stream().anyMatch(SrvRecord::isNoService)) {
                throw new IllegalArgumentException("no records, or one without host: make the answer by SrvAnswer.of");
            }
        }
    }

    /** There is none: the name, or its records of this type, do not exist. */
    record Absent() implements SrvAnswer {}

    /** A lone record says by its target {@code .} that there is no such service at this domain (RFC 2782). */
    record NoService() implements SrvAnswer {}

    /**
     * No answer came, or one that says nothing about the records.
     *
     * @param cause the cause in words
     */
    record Failed(String cause) implements SrvAnswer {}

    /**
     * The answer that records make.
     *
     * @param records all that were found, in any order
     * @return {@link Absent} where there are none, {@link NoService} where {@code .} is the only target, else those that name a host
     */
    static SrvAnswer of(List<SrvRecord> records) {
        if (records.isEmpty()) {
            return new Absent();
        }
        List<SrvRecord> hosts =
                records.stream().filter(record -> !record.isNoService()).toList();
        return hosts.isEmpty() ? new NoService() : new Found(hosts);
    }
}
