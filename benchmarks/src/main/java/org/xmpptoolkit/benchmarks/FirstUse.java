package org.xmpptoolkit.benchmarks;

import java.lang.management.ManagementFactory;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stream.TlsPolicy;

/**
 * Prints how long after the start of its JVM a first address, stanza or login is there, and how many classes were loaded until then.
 * The argument is {@code nothing}, {@code address}, {@code stanza} or {@code login}.
 */
final class FirstUse {
    private FirstUse() {}

    public static void main(String[] arguments) {
        Object made =
                switch (arguments[0]) {
                    case "nothing" -> "";
                    case "address" -> Jid.parse("juliet@example.com/balcony");
                    case "stanza" ->
                        Stanza.fromElement(XmlElement.parse(
                                "<message xmlns='jabber:client' to='romeo@example.net'><body>Hi</body></message>"));
                    case "login" ->
                        Logins.pair(Logins.client("juliet", TlsPolicy.NONE, false), Logins.server(TlsPolicy.NONE))
                                .build()
                                .open()
                                .receiving()
                                .state()
                                .phase();
                    default -> throw new IllegalArgumentException("nothing, address, stanza or login: " + arguments[0]);
                };
        long milliseconds = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        System.out.printf("%-10s %6d ms %7d classes  %s%n", arguments[0], milliseconds, classes, made);
    }
}
