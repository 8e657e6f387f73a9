package org.xmpptoolkit.testkit.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.stream.Role;

/** The checker generates at run time, where no property runs. */
class ArbitrariesOutsideJqwikTest {
    private static final int GEN_SIZE = 1000;

    @Test
    void theSameSeedGivesTheSameValues() {
        Map<String, List<Object>> first = values(42);
        assertEquals(first, values(42));
        values(43).forEach((name, values) -> assertNotEquals(first.get(name), values, name));
    }

    private static Map<String, List<Object>> values(long seed) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        JqwikSession.run(() -> all().forEach((name, arbitrary) -> {
            RandomGenerator<?> generator = arbitrary.generator(GEN_SIZE);
            Random random = new Random(seed);
            List<Object> some = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                some.add(generator.next(random).value());
            }
            values.put(name, some);
        }));
        return values;
    }

    private static Map<String, Arbitrary<?>> all() {
        Map<String, Arbitrary<?>> all = new LinkedHashMap<>();
        all.put("valid", JidArbitraries.valid(JidProfile.PRECIS));
        all.put("invalid", JidArbitraries.invalid(JidProfile.STRINGPREP));
        all.put("texts", JidArbitraries.texts());
        all.put("spellings", XmlArbitraries.spellings());
        all.put("broken XML", XmlArbitraries.broken());
        all.put("stanzas", StanzaArbitraries.stanzas());
        all.put("broken stanzas", StanzaArbitraries.broken());
        all.put("stream errors", ErrorArbitraries.streamErrors());
        all.put("stanza errors", ErrorArbitraries.stanzaErrors());
        all.put("SASL failures", ErrorArbitraries.saslFailures());
        all.put("cuts", CutArbitraries.cuts());
        for (Role role : Role.values()) {
            all.put(role + " broken header", HeaderArbitraries.broken(role, XmppDomain.SETTING));
            all.put(role + " script", ScriptArbitraries.legal(role, XmppDomain.SETTING));
            all.put(role + " broken script", ScriptArbitraries.broken(role, XmppDomain.SETTING));
        }
        return all;
    }
}
