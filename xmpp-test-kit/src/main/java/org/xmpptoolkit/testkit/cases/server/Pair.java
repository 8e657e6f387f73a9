package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;

/**
 * Two clients with bound resources, to see what becomes of what the first says to the second.
 *
 * @param first says
 * @param second hears
 * @param to the full JID of the second
 */
record Pair(InitiatingEntity first, InitiatingEntity second, Jid to) {
    /** Logs both in. */
    static Pair of(ServerStage stage) throws Halt {
        return of(stage, InitialHeader.to(stage.domain()));
    }

    /** Logs both in, the first with a certain header. */
    static Pair of(ServerStage stage, InitialHeader header) throws Halt {
        InitiatingEntity first = stage.connect().withHeader(header.toString());
        first.session(stage.account());
        InitiatingEntity second = stage.connect();
        Jid to = second.session(stage.second());
        second.send("<presence/>");
        second.ping();
        return new Pair(first, second, to);
    }

    /** A message to the second, of what stands behind the attributes of its own on. */
    String message(String attributes, String content) {
        return "<message to='" + to + "'" + attributes + ">" + content + "</message>";
    }

    /** Says a message to the second, and gives what it is when it comes. */
    Optional<XmlElement> pass(String attributes, String content) throws Halt {
        String id = first.newId();
        first.send(message(" id='" + id + "'" + attributes, content));
        Optional<XmlElement> came = second.await(
                element -> element.attribute("id").filter(id::equals).isPresent());
        if (came.isEmpty() && brokenSecond().isEmpty()) {
            throw Halt.skipped("a message between two clients got lost");
        }
        return came;
    }

    /** What the second could not read, if there was such. */
    Optional<Heard.Broken> brokenSecond() {
        return second.heard().stream()
                .filter(Heard.Broken.class::isInstance)
                .map(Heard.Broken.class::cast)
                .findFirst();
    }

    /** Says something that may not be passed on, and gives what came to the second. */
    List<Heard> attempt(String offending) throws Halt {
        int before = second.heard().size();
        first.send("", offending, "");
        if (first.ping()) {
            String id = first.newId();
            first.send(message(" id='" + id + "'", "<body>behind it</body>"));
            second.await(element -> element.attribute("id").filter(id::equals).isPresent());
        } else {
            second.ping();
            second.ping(); // the first answer may overtake a message from another stream
        }
        return new ArrayList<>(second.heard().subList(before, second.heard().size()));
    }
}
