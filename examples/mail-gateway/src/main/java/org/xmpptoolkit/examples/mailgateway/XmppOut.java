package org.xmpptoolkit.examples.mailgateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.xmpptoolkit.core.XmlElement;

/**
 * Takes stanzas out of the outbox and sends them, some at a time. They leave the outbox when the server has them; what it may or may
 * not have is sent again, with the same ids. One that the server ends the stream for is set aside.
 */
final class XmppOut implements Pump.Work {
    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_REFUSALS = 3;

    private final StanzaFolder outbox;
    private final ComponentLink link;
    private final Consumer<String> log;
    private int batch = MOST_AT_ONCE;
    private int refusals;

    XmppOut(StanzaFolder outbox, ComponentLink link, Consumer<String> log) {
        this.outbox = outbox;
        this.link = link;
        this.log = log;
    }

    @Override
    public Duration turn() throws IOException, InterruptedException {
        List<String> keys = outbox.keys();
        if (keys.isEmpty() || !link.isUp()) {
            return Pump.UNTIL_WOKEN;
        }
        keys = keys.subList(0, Math.min(keys.size(), batch));
        List<XmlElement> stanzas = new ArrayList<>();
        for (String key : keys) {
            Optional<XmlElement> stanza = outbox.get(key);
            stanza.ifPresentOrElse(
                    stanzas::add, () -> log.accept("message " + key + " can be read no more, and is set aside"));
        }
        try {
            link.deliver(stanzas);
        } catch (ComponentLink.RefusedException e) {
            refused(keys);
            throw e;
        }
        keys.forEach(outbox::remove);
        batch = Math.min(2 * batch, MOST_AT_ONCE);
        refusals = 0;
        return Duration.ZERO;
    }

    /** Finds the one that the server does not want: each goes alone. */
    private void refused(List<String> keys) throws IOException {
        if (keys.size() == 1 && ++refusals >= MOST_REFUSALS) {
            log.accept("message " + keys.get(0) + " is set aside: the server ends the stream for it");
            outbox.setAside(keys.get(0));
            refusals = 0;
        }
        batch = 1;
    }
}
