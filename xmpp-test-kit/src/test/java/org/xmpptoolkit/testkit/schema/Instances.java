package org.xmpptoolkit.testkit.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stanza.Stanza;
import org.xmpptoolkit.stanza.bind.Bind;
import org.xmpptoolkit.stanza.session.Session;
import org.xmpptoolkit.testkit.arbitraries.ErrorArbitraries;
import org.xmpptoolkit.testkit.arbitraries.StanzaArbitraries;

/** Elements that the models write, and those inside them, by name. The same at every run. */
final class Instances {
    private static final int EACH = 1500;
    private static final int GEN_SIZE = 1000;

    private final Random random = new Random(9);
    private final Map<QName, Set<XmlElement>> byName = new LinkedHashMap<>();

    private Instances() {}

    static Map<QName, List<XmlElement>> byName() {
        Instances instances = new Instances();
        JqwikSession.run(instances::fill);
        Map<QName, List<XmlElement>> lists = new LinkedHashMap<>();
        instances.byName.forEach((name, elements) -> lists.put(name, List.copyOf(elements)));
        return lists;
    }

    private void fill() {
        for (Stanza stanza : some(StanzaArbitraries.stanzas())) {
            for (String namespace : List.of(Namespaces.CLIENT, Namespaces.SERVER)) {
                add(stanza.toElement(namespace));
            }
        }
        some(ErrorArbitraries.streamErrors()).forEach(error -> add(error.toElement()));
        some(ErrorArbitraries.stanzaErrors()).forEach(error -> {
            add(error.toElement(Namespaces.CLIENT));
            add(error.toElement(Namespaces.SERVER));
        });
        some(ErrorArbitraries.saslFailures()).forEach(failure -> add(failure.toElement()));
        some(StanzaArbitraries.typedPayloads()).forEach(this::add);
        add(Bind.request("balcony").toElement());
        add(Bind.result(Jid.parse("juliet@im.example.com/balcony")).toElement());
        add(Session.of().toElement());
    }

    private <T> List<T> some(Arbitrary<T> arbitrary) {
        RandomGenerator<T> generator = arbitrary.generator(GEN_SIZE);
        List<T> some = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            some.add(generator.next(random).value());
        }
        return some;
    }

    private void add(XmlElement element) {
        byName.computeIfAbsent(element.name(), name -> new LinkedHashSet<>()).add(element);
        element.elements().forEach(this::add);
    }
}
