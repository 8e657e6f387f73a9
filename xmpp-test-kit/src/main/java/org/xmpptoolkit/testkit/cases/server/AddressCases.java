package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** When a client may say stanzas, and by which address (RFC 6120 sections 4.3.5, 4.3.6 and 4.9.3.12). */
final class AddressCases {
    private static final Arbitrary<String> STANZAS = Arbitraries.of(
            "<message{to} type='chat'><body>hi</body></message>",
            "<presence{to}/>",
            "<presence{to} type='subscribe'/>",
            "<iq{to} type='get' id='early'><query xmlns='urn:xmpptoolkit:check'/></iq>");

    private AddressCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                tooEarly("R-024", "a stanza to another before a resource is bound ends the stream", true),
                tooEarly("R-024.unauthenticated", "a stanza to another before authentication ends the stream", false),
                notProcessed(),
                bareJid(),
                resource());
    }

    private static CheckCase<ServerStage> tooEarly(String id, String title, boolean authenticated) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(() -> Tamper.deaf(frame -> frame.contains(" to='early@")))
                .forAll(STANZAS, (stage, stanza) -> {
                    InitiatingEntity us = stage.connect();
                    String early = stanza.replace("{to}", " to='early@" + stage.domain() + "'");
                    Ending ending;
                    if (authenticated) {
                        us.login(stage.account());
                        String bind = us.newId();
                        us.send("", early, bind(bind, ""));
                        ending = Aftermath.of(us, hasId(bind));
                    } else {
                        us.secure();
                        us.send("", early, "<auth xmlns='" + Namespaces.SASL + "' mechanism='X-CHECK'/>");
                        ending = Aftermath.of(us, element -> element.namespace().equals(Namespaces.SASL));
                    }
                    return ending.demands(StreamErrorCondition.NOT_AUTHORIZED);
                });
    }

    private static Predicate<XmlElement> hasId(String id) {
        return element -> element.attribute("id").filter(id::equals).isPresent();
    }

    private static String bind(String id, String resource) {
        return "<iq type='set' id='" + id + "'><bind xmlns='" + Namespaces.BIND + "'>" + resource + "</bind></iq>";
    }

    private static CheckCase<ServerStage> notProcessed() {
        return CheckCase.<ServerStage>of("R-114", "a message before a resource is bound is not passed on")
                .mutant(BindsAtOnce::new)
                .plays(stage -> {
                    InitiatingEntity second = stage.connect();
                    Jid to = second.session(stage.second());
                    second.send("<presence/>");
                    second.ping();
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    String bind = us.newId();
                    us.send("", "<message to='" + to + "' id='early'><body>hi</body></message>", bind(bind, ""));
                    Ending ending = Aftermath.of(us, hasId(bind));
                    second.ping();
                    second.ping(); // the first answer may overtake a message from another stream
                    boolean came = second.heard().stream()
                            .anyMatch(heard -> heard instanceof Heard.Element element
                                    && hasId("early").test(element.element()));
                    String answer = ending.error()
                            .map(error -> error.condition().elementName())
                            .orElse("no stream error");
                    return Judgement.of(!came, answer + (came ? ", but the message came" : ", and no message came"));
                });
    }

    /** Binds a resource for a client that says a message too early, passes the message on, and only then refuses it. */
    private static final class BindsAtOnce implements Tamper {
        private boolean bound;

        @Override
        public String heard(String frame, Link link) {
            if (!frame.contains("id='early'")) {
                return frame;
            }
            bound = true;
            link.tell(bind("at-once", ""));
            link.tell(frame);
            return "<iq type='get' id='passed'><ping xmlns='urn:xmpp:ping'/></iq>";
        }

        @Override
        public String said(String frame, Link link) {
            if (!bound || frame.contains("at-once")) {
                return bound ? "" : frame;
            }
            return frame.contains("passed") ? Mutants.error("not-authorized") : frame;
        }
    }

    /** What the server says that the address is, letter by letter. */
    private static String bound(InitiatingEntity us, String resource) throws Halt {
        String id = us.newId();
        us.send(bind(id, resource));
        XmlElement answer = us.await(hasId(id)).orElseThrow(() -> Halt.skipped("no answer to binding"));
        return answer.element(Namespaces.BIND, "bind")
                .flatMap(bind -> bind.element(Namespaces.BIND, "jid"))
                .map(XmlElement::text)
                .orElseThrow(() -> Halt.skipped("the resource was refused"));
    }

    private static CheckCase<ServerStage> bareJid() {
        return CheckCase.<ServerStage>of("R-026", "the bare JID of a client is that of its account")
                .mutant(() -> Tamper.replacing("<jid>[^@<]*@", "<jid>someone.else@"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.login(stage.account());
                    String jid = bound(us, "");
                    us.blame(jid);
                    return Judgement.of(
                            jid.startsWith(stage.jid(stage.account()) + "/"),
                            "the account is " + stage.jid(stage.account()) + ", the client is " + jid);
                });
    }

    private static CheckCase<ServerStage> resource() {
        return CheckCase.<ServerStage>of("R-027", "a client's stanzas are from the resource that it was bound to")
                .mutant(() -> Tamper.replacing("^(<message[^>]* from=')([^'/]*)/[^']*'", "$1$2/elsewhere'"))
                .forAll(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(12),
                        (stage, wanted) -> {
                            InitiatingEntity us = stage.connect();
                            us.login(stage.account());
                            String jid = bound(us, "<resource>" + wanted + "</resource>");
                            us.send("<message to='" + InitiatingEntity.escape(jid)
                                    + "' id='to-itself' type='chat'><body>hi</body></message>");
                            String from = us.await(hasId("to-itself"))
                                    .flatMap(message -> message.attribute("from"))
                                    .orElseThrow(() -> Halt.skipped("a message to itself got lost, or has no from"));
                            return Judgement.of(from.equals(jid), "bound to " + jid + ", the message is from " + from);
                        });
    }
}
