package org.xmpptoolkit.benchmarks;

import java.util.concurrent.TimeUnit;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;
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

/**
 * A full JID parsed, prepared and checked: by each of our profiles, and by jxmpp with each library it can prepare by. The floor
 * cuts the text in three and looks at nothing.
 *
 * <p>Addresses come in turn, from so many that no cache helps ({@code cold}) or from a hundred ({@code hot}; jxmpp has a
 * cache). All candidates accept all of them.
 *
 * <p>The whole table, from the project's folder once {@code benchmarks} is built with its dependencies copied:
 *
 * <pre>
 * java -cp 'benchmarks/target/classes:benchmarks/target/dependency/*' org.openjdk.jmh.Main JidBenchmark
 *     -f 3 -wi 10 -i 5 -w 1 -r 1 -prof gc -jvmArgs "-Xms512m -Xmx512m -XX:+UseG1GC -XX:+AlwaysPreTouch"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JidBenchmark {
    /** What the addresses are made of. */
    @Param({"ascii", "nonascii"})
    public String set = "ascii";

    /** How soon an address comes again. */
    @Param({"cold", "hot"})
    public String temp = "cold";

    private String[] addresses = {};
    private int next;

    /** Our own candidate. */
    @State(Scope.Thread)
    public static class Ours {
        /** The rules. */
        @Param({"STRINGPREP", "STRINGPREP_QUERY", "PRECIS"})
        public JidProfile profile = JidProfile.STRINGPREP;

        /** Sees that all addresses are accepted. */
        @Setup
        public void accept(JidBenchmark benchmark) {
            for (String address : benchmark.addresses) {
                Jid.parse(address, profile);
            }
        }
    }

    /** The candidate of jxmpp. */
    @State(Scope.Thread)
    public static class Jxmpp {
        /** The library that prepares. */
        @Param({"SIMPLE", "ICU4J", "PRECIS", "LIBIDN"})
        public String preparation = "SIMPLE";

        /** Puts the library in force, and sees that addresses are accepted; not all of them where one takes a millisecond. */
        @Setup
        public void accept(JidBenchmark benchmark) throws XmppStringprepException {
            JxmppPreparation library = JxmppPreparation.valueOf(preparation);
            library.install();
            int step = library == JxmppPreparation.LIBIDN ? 101 : 1;
            for (int i = 0; i < benchmark.addresses.length; i += step) {
                JidCreate.from(benchmark.addresses[i]);
            }
        }
    }

    /** Makes the addresses. */
    @Setup
    public void make() {
        addresses = JidInputs.addresses(set, temp);
    }

    private String next() {
        int current = next;
        next = current + 1 == addresses.length ? 0 : current + 1;
        return addresses[current];
    }

    /** Three pieces of text, not looked at. */
    @Benchmark
    public String[] floorSplit() {
        String address = next();
        int slash = address.indexOf('/');
        int at = address.indexOf('@');
        return new String[] {address.substring(0, at), address.substring(at + 1, slash), address.substring(slash + 1)};
    }

    /** What we do. */
    @Benchmark
    public Jid ours(Ours ours) {
        return Jid.parse(next(), ours.profile);
    }

    /** What jxmpp does. */
    @Benchmark
    public org.jxmpp.jid.Jid jxmpp(Jxmpp jxmpp) throws XmppStringprepException {
        return JidCreate.from(next());
    }
}
