package org.xmpptoolkit.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.jid.JidResult;

/** How the cost of an address grows with its length: of addresses, and of the worst that a peer may send in place of one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JidLengthBenchmark {
    /** The longest text that is looked at, in UTF-16 units. */
    private static final int LONGEST = 16_384;

    /** The longest part that is prepared, in octets of UTF-8. */
    private static final int PREPARED = 8_184;

    /** The rules. */
    @Param({"STRINGPREP_QUERY", "PRECIS"})
    public JidProfile profile = JidProfile.STRINGPREP_QUERY;

    /** An address with a localpart and a resourcepart of so many octets. */
    @State(Scope.Thread)
    public static class Address {
        /** Octets of each of both parts, once prepared. */
        @Param({"10", "100", "1000"})
        public int octets = 10;

        /** What the parts repeat; what is mapped is so in the localpart only. */
        @Param({"ascii", "kept", "mapped"})
        public String text = "ascii";

        private String address = "";

        /** Makes the address. */
        @Setup
        public void make(JidLengthBenchmark benchmark) {
            String piece =
                    switch (text) {
                        case "ascii" -> "ab";
                        case "kept" -> "\u0436";
                        case "mapped" -> "\u0416";
                        default -> throw new IllegalArgumentException(text);
                    };
            String part = piece.repeat(octets / 2);
            address = part + "@example.com/" + part;
            Jid.parse(address, benchmark.profile);
        }
    }

    /** A text with one long part. */
    @State(Scope.Thread)
    public static class Hostile {
        /** How long it is: as long as is looked at, or as is prepared. */
        @Param({"16384 units", "8184 octets"})
        public String length = "16384 units";

        /** The part that is long. */
        @Param({"localpart", "domainpart", "resourcepart"})
        public String part = "localpart";

        /**
         * What it repeats: ASCII; marks that have to be sorted; what is removed; what becomes 18 code points; consonants and
         * vowels to compose; labels; a letter of which case folding makes two; what asks for the whole text to be looked
         * through; spaces to map.
         */
        @Param({"ascii", "marks", "removed", "expanding", "jamo", "labels", "folding", "digits", "dots", "spaces"})
        public String text = "ascii";

        private String address = "";

        /** Makes the text. */
        @Setup
        public void make() {
            String piece =
                    switch (text) {
                        case "ascii" -> "A";
                        case "marks" -> "\u0301\u0327\u0316";
                        case "removed" -> "\u00AD";
                        case "expanding" -> "\uFDFA";
                        case "jamo" -> "\u1100\u1161";
                        case "labels" -> "\u00FC.";
                        case "folding" -> "\u1E9E";
                        case "digits" -> "\u0660";
                        case "dots" -> "\u30FB";
                        case "spaces" -> "\u00A0\u2003\u3000";
                        default -> throw new IllegalArgumentException(text);
                    };
            int times = length.equals("16384 units")
                    ? (LONGEST - 7) / piece.length()
                    : PREPARED / piece.getBytes(StandardCharsets.UTF_8).length - 1;
            String longPart = piece.repeat(times) + (text.equals("dots") ? "\u30A2" : "");
            address = switch (part) {
                case "localpart" -> longPart + "@b/c";
                case "domainpart" -> "a@" + longPart + "/c";
                case "resourcepart" -> "a@b/" + longPart;
                default -> throw new IllegalArgumentException(part);
            };
        }
    }

    /** An address. */
    @Benchmark
    public Jid address(Address address) {
        return Jid.parse(address.address, profile);
    }

    /** What is refused, or comes to be short enough after all. */
    @Benchmark
    public JidResult hostile(Hostile hostile) {
        return Jid.tryParse(hostile.address, profile);
    }
}
