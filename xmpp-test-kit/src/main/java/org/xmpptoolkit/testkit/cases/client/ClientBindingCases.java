package org.xmpptoolkit.testkit.cases.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** How a client binds a resource, and takes its address from there (RFC 6120 sections 4.3.5, 4.3.6 and 7). */
final class ClientBindingCases {
    private ClientBindingCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                binds("R-205", "a resource is bound behind authentication", ReceivingEntity.bindFeature()),
                binds(
                        "R-213",
                        "a client that is told to bind does so, whatever else is offered",
                        "<other xmlns='urn:example:feature'/>" + ReceivingEntity.bindFeature()),
                nothingBefore(),
                address("R-028", "the address is not guessed: the server may give another account's", true),
                address("R-029", "the address is the one that the server gave", false),
                noRestart(),
                refused());
    }

    private static boolean isBinding(XmlElement element) {
        return element.element(Namespaces.BIND, "bind").isPresent();
    }

    private static boolean isBinding(String frame) {
        return frame.startsWith("<iq") && frame.contains(Namespaces.BIND);
    }

    private static CheckCase<ClientStage> binds(String id, String title, String features) {
        return CheckCase.<ClientStage>of(id, title)
                .mutant(() -> Tamper.silent(ClientBindingCases::isBinding))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.login();
                    us.open(features);
                    boolean binds = us.await(ClientBindingCases::isBinding).isPresent();
                    return Judgement.of(binds, binds ? "it binds a resource" : "it binds no resource");
                });
    }

    private static CheckCase<ClientStage> nothingBefore() {
        return CheckCase.<ClientStage>of("R-023", "no stanza to others before a resource is bound")
                .mutant(() -> Tamper.before(
                        ClientBindingCases::isBinding,
                        "<message to='mercutio@other.invalid'><body>hi</body></message>"))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.login();
                    us.open(ReceivingEntity.bindFeature());
                    if (us.await(ClientBindingCases::isBinding).isEmpty()) {
                        throw Halt.skipped("the client did not bind");
                    }
                    List<XmlElement> others = Watched.stanzas(us).stream()
                            .filter(stanza -> !isBinding(stanza) && !isForItself(stanza, stage))
                            .toList();
                    return Judgement.of(others.isEmpty(), "before that it said " + others);
                });
    }

    private static boolean isForItself(XmlElement stanza, ClientStage stage) {
        return stanza.attribute("to")
                .flatMap(to -> Jid.tryParse(to).toOptional())
                .map(to -> to.equals(stage.domain()) || to.bare().equals(stage.jid()))
                .orElse(true);
    }

    private static CheckCase<ClientStage> address(String id, String title, boolean otherAccount) {
        Supplier<Tamper> guessing = () -> Tamper.replacing("given-by-server", "check");
        return CheckCase.<ClientStage>of(id, title)
                .mutant(otherAccount ? () -> Tamper.replacing("given-to@", "romeo@") : guessing)
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.login();
                    us.open(ReceivingEntity.bindFeature());
                    Jid given = (otherAccount ? stage.domain().withLocalpart("given-to") : stage.jid())
                            .withResourcepart("given-by-server");
                    us.bind(given);
                    Optional<String> named =
                            us.serve(stanza -> own(stanza, given).isPresent()).flatMap(stanza -> own(stanza, given));
                    return named.map(address ->
                                    Judgement.of(address.equals(given.toString()), "it calls itself " + address))
                            .orElseGet(() -> Judgement.skipped("it never names its address"));
                });
    }

    /** The full address that a stanza names as the client's own: its sender, or a full address of one of its accounts. */
    private static Optional<String> own(XmlElement stanza, Jid given) {
        return stanza.attribute("from")
                .or(() -> stanza.attribute("to"))
                .flatMap(address -> Jid.tryParse(address).toOptional())
                .filter(address -> address.resourcepart().isPresent()
                        && address.localpart().isPresent()
                        && address.domain().equals(given.domain()))
                .map(Jid::toString);
    }

    private static CheckCase<ClientStage> noRestart() {
        return Watched.watched(
                "R-210",
                "the stream is not restarted behind binding",
                () -> Tamper.before(
                        frame -> frame.startsWith("<presence"),
                        "<stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAM
                                + "' to='localhost' version='1.0'>"),
                us -> Watched.unless(us.raw().split(":stream[\\s>]", -1).length <= 2, "<stream:stream"));
    }

    private static CheckCase<ClientStage> refused() {
        return CheckCase.<ClientStage>of("R-112", "a resource that is in use is not asked for once more")
                .merelySeen()
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.login();
                    us.open(ReceivingEntity.bindFeature());
                    XmlElement first = us.await(ClientBindingCases::isBinding)
                            .orElseThrow(() -> Halt.skipped("the client did not bind"));
                    us.send("<iq type='error' id='" + first.attribute("id").orElse("")
                            + "'><error type='modify'><conflict xmlns='" + Namespaces.STANZA_ERRORS
                            + "'/></error></iq>");
                    Optional<XmlElement> again = us.await(ClientBindingCases::isBinding);
                    Optional<String> asked = resource(first);
                    boolean same = again.isPresent()
                            && asked.isPresent()
                            && resource(again.get()).equals(asked);
                    return Judgement.of(
                            !same, again.isPresent() ? "it asked for " + resource(again.get()) : "it gave up");
                });
    }

    private static Optional<String> resource(XmlElement request) {
        return request.element(Namespaces.BIND, "bind")
                .flatMap(bind -> bind.element(Namespaces.BIND, "resource"))
                .map(XmlElement::text);
    }
}
