package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of the text of {@code see-other-host}. */
class HostPortProperties {
    @Property
    void whatIsReadIsWrittenSoThatItIsReadAgain(@ForAll("texts") String text) {
        Optional<HostPort> read = HostPort.tryParse(text);
        assertEquals(read, read.map(HostPort::toString).flatMap(HostPort::tryParse));
        assertEquals(read, read.map(r -> new HostPort(r.host(), r.port())));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "example",
                "EXAMPLE",
                "b\u00fccher",
                "192",
                "2001",
                "db8",
                "ffff",
                ".",
                ".",
                ":",
                ":",
                "::",
                "[",
                "]",
                "@",
                "/",
                "%25",
                "eth0",
                " ",
                "0",
                "5222",
                "65536",
                "-",
                "_",
                "\u3002");
        Arbitrary<String> hosts = Arbitraries.of(
                "example.com", "[2001:DB8::1]", "[::]", "192.0.2.1", "B\u00dcCHER.example", "[fe80::1%25eth0]", "a.");
        Arbitrary<String> ports = Arbitraries.integers().between(-1, 65_536).map(port -> ":" + port);
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(8).map(list -> String.join("", list)),
                hosts,
                hosts.flatMap(host -> ports.map(port -> host + port)),
                Arbitraries.strings().ofMaxLength(12));
    }
}
