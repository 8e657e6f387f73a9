package org.xmpptoolkit.testkit.check;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.stream.StreamHeader;
import org.xmpptoolkit.stream.StreamVersion;
import org.xmpptoolkit.stream.TlsSession;

/** Judges what a login showed: three headers, three offers, TLS, SASL and binding (RFC 6120 sections 4 to 7). */
final class NegotiationRules {
    private final Report report;
    private final Jid domain;
    private final List<StreamHeader> headers;
    private final List<XmlElement> offers;
    private final Login login;

    /**
     * For one login.
     *
     * @param report where the findings go
     * @param domain the domain that was logged in to
     * @param login what was seen
     */
    NegotiationRules(Report report, Jid domain, Login login) {
        this.report = report;
        this.domain = domain;
        this.headers = login.headers();
        this.offers = login.offers();
        this.login = login;
    }

    void judge() {
        report.judge("R-008", !headers.isEmpty(), headers.size() + " response headers came");
        if (!headers.isEmpty()) {
            headers();
        }
        if (offers.size() == 3 && headers.size() == 3) {
            beforeTls(offers.get(0));
            beforeSasl(offers.get(1));
            afterSasl(offers.get(2));
        } else {
            report.failed("R-021", headers.size() + " headers and " + offers.size() + " offers instead of 3 each");
        }
        binding();
    }

    private void headers() {
        report.judge(
                "R-010", offers.size() == headers.size(), "features behind each of " + headers.size() + " headers");
        report.judge("R-046", headers.stream().allMatch(h -> h.rawFrom().isPresent()), "from on each header");
        report.judge(
                "R-047",
                headers.stream().allMatch(h -> h.from().equals(Optional.of(domain))),
                "from is " + headers.get(0).rawFrom().orElse("missing"));
        report.judge("R-053", headers.get(0).rawTo().isEmpty(), "no to where we said no from");
        report.judge("R-056", headers.stream().allMatch(h -> h.id().isPresent()), "an id on each header");
        List<String> ids = headers.stream().flatMap(h -> h.id().stream()).toList();
        Set<String> distinct = new HashSet<>(ids);
        report.judge(
                "R-020", distinct.size() == headers.size(), distinct.size() + " ids on " + headers.size() + " headers");
        report.judge(
                "R-062", headers.stream().allMatch(h -> h.start().xmlLang().isPresent()), "xml:lang on each header");
        report.judge(
                "R-074",
                headers.stream().allMatch(h -> h.version().equals(Optional.of(StreamVersion.XMPP_1_0))),
                "version " + headers.get(0).version().map(Object::toString).orElse("unreadable"));
        report.judge(
                "R-078",
                headers.stream().allMatch(h -> h.start().is(Namespaces.STREAM, "stream")),
                "the root is stream in the stream namespace");
    }

    private void beforeTls(XmlElement offer) {
        Optional<XmlElement> starttls = offer.element(Namespaces.TLS, "starttls");
        report.judge("R-135", starttls.isPresent(), "STARTTLS is offered");
        if (starttls.flatMap(s -> s.element(Namespaces.TLS, "required")).isPresent()) {
            report.advise(
                    "R-128", offer.elements().size() == 1, offer.elements().size() + " feature beside required TLS");
        } else {
            report.skipped("R-128", "STARTTLS is not required here");
        }
        report.judge("R-198", !mechanisms(offer).contains("PLAIN"), "PLAIN is not offered without TLS");
        report.judge("R-137", login.hasNegotiated(Login.STARTTLS), "proceed came for starttls");
    }

    private void beforeSasl(XmlElement offer) {
        boolean verified =
                login.state().tls().map(TlsSession::peerTrust).equals(Optional.of(TlsSession.PathTrust.VERIFIED));
        report.judge("R-203", verified, "the certificate is valid for " + domain);
        boolean again = offer.element(Namespaces.TLS, "starttls").isPresent();
        report.judge("R-154", !again, again ? "STARTTLS is offered again" : "no STARTTLS behind TLS");
        report.judge("R-153", !headers.get(1).id().equals(headers.get(0).id()), "a new id behind TLS");
        report.judge("R-175", !headers.get(1).id().equals(headers.get(0).id()), "an id other than before TLS");
        Set<String> mechanisms = mechanisms(offer);
        report.judge("R-176", !mechanisms.isEmpty(), "mechanisms are offered");
        report.judge("R-177", mechanisms.stream().noneMatch(name -> name.contains(" ")), String.join(" ", mechanisms));
        report.judge("R-196", mechanisms.contains("SCRAM-SHA-1"), "SCRAM-SHA-1 is offered");
        report.judge("R-212", offer.element(Namespaces.BIND, "bind").isEmpty(), "no binding before authentication");
    }

    private void afterSasl(XmlElement offer) {
        report.judge("R-401", login.hasNegotiated(Login.MECHANISMS), "the server's signature is its own");
        report.judge("R-190", !headers.get(2).id().equals(headers.get(1).id()), "a new id behind SASL, then features");
        report.judge("R-021", !offer.equals(offers.get(1)), "new features behind SASL");
        report.judge("R-211", offer.element(Namespaces.BIND, "bind").isPresent(), "binding is offered");
        for (XmlElement features : offers) {
            boolean foreign = features.elements().stream()
                    .noneMatch(feature -> feature.namespace().equals(Namespaces.STREAM)
                            || feature.namespace().equals(Namespaces.CLIENT));
            if (!foreign) {
                report.failed("R-011", "a feature in the stream or content namespace");
                return;
            }
        }
        report.passed("R-011", "each feature is in a namespace of its own");
    }

    private void binding() {
        Optional<Jid> bound = login.state().bound();
        report.judge(
                "R-216",
                bound.filter(Jid::isFull).isPresent(),
                bound.map(Jid::toString).orElse("no address"));
        if (bound.isPresent()) {
            report.judge(
                    "R-026",
                    bound.map(Jid::bare).equals(login.state().account()),
                    "the bare address is " + bound.get().bare());
        } else {
            report.skipped("R-026", "no address was bound");
        }
    }

    private static Set<String> mechanisms(XmlElement offer) {
        return offer.element(Namespaces.SASL, "mechanisms").stream()
                .flatMap(list -> list.elements(Namespaces.SASL, "mechanism").stream())
                .map(XmlElement::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
