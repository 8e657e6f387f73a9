package org.xmpptoolkit.testkit.cases.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;

/** What comes of something wrong: the end of the stream, or a sign that the server goes on as if nothing were. */
final class Aftermath {
    private Aftermath() {}

    /** Where on a stream something wrong is said. */
    enum Spot {
        /** Before the first header, behind the XML declaration. */
        BEFORE_HEADER,
        /** On a stream in clear, behind the features. */
        OPEN,
        /** On a stream with a bound resource, between stanzas. */
        SESSION,
        /** On such a stream, within a stanza. */
        STANZA
    }

    /** Hears until the stream ends, a sign comes that it goes on, or nothing comes in time. */
    static Ending of(InitiatingEntity us, Predicate<XmlElement> sign) throws Halt {
        List<Heard> heard = new ArrayList<>();
        while (true) {
            Heard next = us.hear();
            heard.add(next);
            boolean signed = next instanceof Heard.Element element && sign.test(element.element());
            if (signed || !(next instanceof Heard.Header || next instanceof Heard.Element)) {
                return new Ending(heard);
            }
        }
    }

    /** Says something wrong at a spot, and then what a server answers that goes on. */
    static Ending of(ServerStage stage, Spot spot, String wrong) throws Halt {
        return switch (spot) {
            case BEFORE_HEADER -> {
                InitiatingEntity us = stage.connect();
                InitialHeader header = InitialHeader.to(stage.domain());
                us.send(header.declaration(), wrong, header.startTag());
                yield of(us, element -> element.is(Namespaces.STREAM, "features"));
            }
            case OPEN -> {
                InitiatingEntity us = stage.connect();
                us.open();
                yield open(us, wrong);
            }
            case SESSION -> session(stage.session(), "", wrong, "");
            case STANZA ->
                session(stage.session(), "<message to='" + stage.domain() + "'><body>", wrong, "</body></message>");
        };
    }

    /** Says something wrong on a stream in clear. */
    static Ending open(InitiatingEntity us, String wrong) throws Halt {
        us.send("", wrong, "<starttls xmlns='" + Namespaces.TLS + "'/>");
        return of(us, element -> element.namespace().equals(Namespaces.TLS));
    }

    /** Says something wrong on a stream with a bound resource. */
    static Ending session(InitiatingEntity us, String before, String wrong, String after) throws Halt {
        String id = us.newId();
        us.send(before, wrong, after + "<iq type='get' id='" + id + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        return of(us, element -> element.attribute("id").filter(id::equals).isPresent());
    }
}
