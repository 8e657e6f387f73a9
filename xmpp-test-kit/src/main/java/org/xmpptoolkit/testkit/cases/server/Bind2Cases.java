package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** Bind 2 (XEP-0386), where it is offered. */
final class Bind2Cases {
    private static final String NAMESPACE = "urn:xmpp:bind:0";
    private static final String USER_AGENT = "9d2a1f7e-6f0c-4d43-9d58-1c0e8d1f5b2a";

    private Bind2Cases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(insideOnly(), bound(), management(), tag());
    }

    private static Optional<XmlElement> offer(XmlElement authentication) {
        return authentication.element(Namespaces.SASL2, "inline").flatMap(inline -> inline.element(NAMESPACE, "bind"));
    }

    private static CheckCase<ServerStage> insideOnly() {
        return CheckCase.<ServerStage>of("R-500", "Bind 2 is offered inside of SASL2, and nowhere else")
                .mutant(() ->
                        Tamper.replacing("</stream:features>", "<bind xmlns='" + NAMESPACE + "'/></stream:features>"))
                .plays(stage -> {
                    XmlElement features = stage.connect().secure();
                    if (features.element(NAMESPACE, "bind").isPresent()) {
                        return Judgement.failed("it is a feature of the stream");
                    }
                    return offer(Sasl2Cases.offer(features)).isPresent()
                            ? Judgement.passed("it is inside of SASL2")
                            : Judgement.skipped("Bind 2 is not offered");
                });
    }

    /** Logs in with a request inside, and gives what success says. */
    private static XmlElement success(ServerStage stage, InitiatingEntity us, String inline) throws Halt {
        ScramExchange exchange = Sasl2Cases.exchange(stage, us, inline);
        boolean offered = us.heard().stream()
                .filter(Heard.Element.class::isInstance)
                .map(heard -> ((Heard.Element) heard).element())
                .flatMap(features -> features.element(Namespaces.SASL2, "authentication").stream())
                .anyMatch(authentication -> offer(authentication).isPresent());
        if (!offered) {
            throw Halt.skipped("Bind 2 is not offered");
        }
        Heard last = exchange.run().last();
        if (last instanceof Heard.Element element && element.element().is(Namespaces.SASL2, "success")) {
            return element.element();
        }
        throw Halt.skipped("no login: " + last.words());
    }

    private static Optional<Jid> identifier(XmlElement success) {
        return success.element(Namespaces.SASL2, "authorization-identifier")
                .flatMap(identifier -> Jid.tryParse(identifier.text()).toOptional());
    }

    private static CheckCase<ServerStage> bound() {
        return CheckCase.<ServerStage>of("R-501", "success has the full JID that was bound, and bound")
                .mutant(() -> Tamper.replacing(
                        "(<authorization-identifier>[^/<]*)/[^<]*(</authorization-identifier>)", "$1$2"))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement success = success(stage, us, "<bind xmlns='" + NAMESPACE + "'/>");
                    Optional<Jid> jid = identifier(success);
                    boolean full = jid.flatMap(Jid::resourcepart).isPresent();
                    if (!full || success.element(NAMESPACE, "bound").isEmpty()) {
                        return Judgement.failed("the address is "
                                + jid.map(Jid::toString).orElse("missing")
                                + (success.element(NAMESPACE, "bound").isEmpty() ? ", and bound is missing" : ""));
                    }
                    us.expect(Namespaces.STREAM, "features");
                    return Judgement.of(us.ping(), "bound as " + jid.get());
                });
    }

    private static CheckCase<ServerStage> management() {
        return CheckCase.<ServerStage>of(
                        "R-501.sm", "bound has enabled or failed where stream management was asked for")
                .mutant(() -> Tamper.replacing("<enabled[^>]*/>|<enabled.*?</enabled>", ""))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement success = success(
                            stage, us, "<bind xmlns='" + NAMESPACE + "'><enable xmlns='urn:xmpp:sm:3'/></bind>");
                    List<String> answers = success.element(NAMESPACE, "bound").stream()
                            .flatMap(bound -> bound.elements().stream())
                            .filter(child -> child.namespace().equals("urn:xmpp:sm:3"))
                            .map(XmlElement::localName)
                            .toList();
                    if (success.element(NAMESPACE, "bound").isEmpty()) {
                        return Judgement.skipped("no resource was bound");
                    }
                    return Judgement.of(
                            answers.equals(List.of("enabled")) || answers.equals(List.of("failed")),
                            "in bound there is " + answers);
                });
    }

    private static CheckCase<ServerStage> tag() {
        return CheckCase.<ServerStage>of(
                        "R-502", "the tag stands in the resourcepart, the id of the user agent does not")
                .mutant(() -> Tamper.replacing(
                        "(<authorization-identifier>[^/<]*)/[^<]*(</authorization-identifier>)",
                        "$1/" + USER_AGENT + "$2"))
                .forAll(Arbitraries.strings().alpha().ofMinLength(3).ofMaxLength(12), (stage, tag) -> {
                    InitiatingEntity us = stage.connect();
                    XmlElement success = success(
                            stage,
                            us,
                            "<user-agent id='" + USER_AGENT + "'><software>checker</software></user-agent><bind xmlns='"
                                    + NAMESPACE + "'><tag>" + tag + "</tag></bind>");
                    String resourcepart =
                            identifier(success).flatMap(Jid::resourcepart).orElse("");
                    if (resourcepart.isEmpty()) {
                        return Judgement.skipped("no resource was bound");
                    }
                    return Judgement.of(
                            resourcepart.contains(tag) && !resourcepart.contains(USER_AGENT),
                            "the resourcepart is " + resourcepart);
                });
    }
}
