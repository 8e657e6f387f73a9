package org.xmpptoolkit.testkit.cases.server;

import java.util.Optional;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.testkit.check.Account;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;

/**
 * A client with stream management (XEP-0198).
 *
 * @param client the client
 * @param answer what its {@code <enable/>} was answered; nothing if nothing came
 */
record ManagedClient(BoundClient client, Optional<XmlElement> answer) {
    static final String NAMESPACE = "urn:xmpp:sm:3";

    /** A client that has bound a resource and asked for stream management. */
    static ManagedClient of(ServerStage stage, Account account, String attributes) throws Halt {
        InitiatingEntity us = authenticated(stage, account);
        BoundClient client = new BoundClient(us, us.bind(Optional.empty()));
        us.send("<enable xmlns='" + NAMESPACE + "'" + attributes + "/>");
        return new ManagedClient(client, us.await(element -> is(element, "enabled") || is(element, "failed")));
    }

    /** One whose session may be gone on with. */
    static ManagedClient resumable(ServerStage stage) throws Halt {
        ManagedClient managed = of(stage, stage.account(), " resume='true'").enabled();
        if (managed.id().isEmpty()) {
            throw Halt.skipped("resumption is not granted");
        }
        return managed;
    }

    /** This, if stream management is enabled. */
    ManagedClient enabled() throws Halt {
        if (answer.filter(element -> is(element, "enabled")).isEmpty()) {
            throw Halt.skipped("stream management was not enabled");
        }
        return this;
    }

    /** A client that is authenticated, and has not bound a resource. */
    static InitiatingEntity authenticated(ServerStage stage, Account account) throws Halt {
        InitiatingEntity us = stage.connect();
        XmlElement features = us.login(account);
        if (features.element(NAMESPACE, "sm").isEmpty()) {
            throw Halt.skipped("stream management is not offered");
        }
        return us;
    }

    /** The id of the session; empty if it cannot be gone on with. */
    String id() {
        return answer.filter(enabled -> enabled.attribute("resume")
                        .filter(resume -> resume.equals("true") || resume.equals("1"))
                        .isPresent())
                .flatMap(enabled -> enabled.attribute("id"))
                .orElse("");
    }

    InitiatingEntity us() {
        return client.us();
    }

    /** A request to go on with a session of which nothing was received. */
    static String resume(String id) {
        return "<resume xmlns='" + NAMESPACE + "' h='0'" + BoundClient.attribute("previd", id) + "/>";
    }

    /** Asks to go on with a session, and gives the answer. */
    static Optional<XmlElement> resume(InitiatingEntity us, String id) throws Halt {
        us.send(resume(id));
        return us.await(element -> is(element, "resumed") || is(element, "failed"));
    }

    /** Asks for the number of stanzas that the server handled. */
    static String handled(InitiatingEntity us) throws Halt {
        us.send("<r xmlns='" + NAMESPACE + "'/>");
        return us.await(element -> is(element, "a"))
                .map(a -> a.attribute("h").orElse("missing"))
                .orElse("not told");
    }

    static boolean is(XmlElement element, String localName) {
        return element.is(NAMESPACE, localName);
    }
}
