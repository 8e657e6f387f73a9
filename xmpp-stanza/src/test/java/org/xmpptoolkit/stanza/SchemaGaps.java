package org.xmpptoolkit.stanza;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;

/** What the text of the specifications allows and their schemas do not, each as narrow as it can be told. */
final class SchemaGaps {
    private static final Pattern NMTOKEN = Pattern.compile("[\\p{L}\\p{N}._:-]+");
    private static final int SHORTEST_FULL_JID = 8;
    private static final int LONGEST_STATUS = 1024;

    /**
     * A gap.
     *
     * @param name what it is about
     * @param section where the text allows it
     * @param at whether an element is such
     */
    record Gap(String name, String section, Predicate<XmlElement> at) {
        /** Whether an element or one inside it is such. */
        boolean isIn(XmlElement element) {
            return at.test(element) || element.elements().stream().anyMatch(this::isIn);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private SchemaGaps() {}

    private static final List<Gap> BOTH = List.of(
            new Gap(
                    "stream error unsupported-feature",
                    "RFC 6120 section 4.9.3.23; RFC 3920 does not know it",
                    e -> e.is(Namespaces.STREAM_ERRORS, "unsupported-feature")),
            new Gap(
                    "application-specific condition of a stanza error",
                    "RFC 6120 section 8.3.4",
                    e -> isStanzaError(e)
                            && e.elements().stream()
                                    .anyMatch(c -> !c.namespace().equals(Namespaces.STANZA_ERRORS))),
            new Gap(
                    "texts of a stanza error in several languages",
                    "RFC 6120 section 8.3.2 does not forbid them, as it says nothing of their number",
                    e -> isStanzaError(e)
                            && e.elements(Namespaces.STANZA_ERRORS, "text").size() > 1),
            new Gap(
                    "code of a stanza error",
                    "XEP-0086 section 2",
                    e -> isStanzaError(e) && e.attribute("code").isPresent()),
            new Gap(
                    "texts of a stream error: more than two in all, with the application-specific condition",
                    "RFC 6120 section 4.9.2; the wildcard that mends an ambiguous content model takes two",
                    e -> e.is(Namespaces.STREAM, "error") && e.elements().size() > 3),
            new Gap(
                    "application-specific condition of a SASL failure",
                    "RFC 6120 section 6.5 is silent; its schema has no wildcard",
                    e -> e.is(Namespaces.SASL, "failure")
                            && e.elements().stream()
                                    .anyMatch(c -> !c.namespace().equals(Namespaces.SASL))),
            new Gap(
                    "id that is no NMTOKEN",
                    "RFC 6120 section 8.1.3 asks for no syntax",
                    e -> isStanza(e)
                            && e.attribute("id").filter(SchemaGaps::isNoToken).isPresent()),
            new Gap(
                    "thread that is no NMTOKEN",
                    "RFC 6121 section 5.2.5 asks for no syntax",
                    e -> isContent(e, "thread")
                            && (isNoToken(e.text())
                                    || e.attribute("parent")
                                            .filter(SchemaGaps::isNoToken)
                                            .isPresent())),
            new Gap(
                    "attribute of another namespace on a stanza",
                    "RFC 6120 section 8.4: SHOULD NOT",
                    e -> isStanza(e)
                            && e.attributes().stream()
                                    .anyMatch(a -> !a.namespace().isEmpty()
                                            && !a.namespace().equals(Namespaces.XML))),
            new Gap(
                    "ask of an item to be unsubscribed",
                    "RFC 6121 section 2.1.2.2 has subscribe alone; older servers send it",
                    e -> e.is("jabber:iq:roster", "item") && e.attribute("ask").equals(Optional.of("unsubscribe"))),
            new Gap(
                    "item of under eight characters",
                    "XEP-0030 section 4.1: any JID",
                    e -> e.is("http://jabber.org/protocol/disco#items", "item")
                            && e.attribute("jid").orElse("").length() < SHORTEST_FULL_JID),
            new Gap(
                    "language of an identity",
                    "XEP-0030 section 3.1",
                    e -> e.is("http://jabber.org/protocol/disco#info", "identity")
                            && e.xmlLang().isPresent()),
            new Gap(
                    "form in an answer of discovery",
                    "XEP-0128 section 2",
                    e -> e.is("http://jabber.org/protocol/disco#info", "query")
                            && e.element("jabber:x:data", "x").isPresent()));

    private static final List<Gap> ONLY_CURRENT = List.of(
            new Gap(
                    "texts of a SASL failure in several languages",
                    "RFC 6120 section 6.5 does not forbid them",
                    e -> e.is(Namespaces.SASL, "failure")
                            && e.elements(Namespaces.SASL, "text").size() > 1),
            new Gap(
                    "stream error xml-not-well-formed",
                    "RFC 3920 section 4.7.3; RFC 6120 calls it not-well-formed",
                    e -> e.is(Namespaces.STREAM_ERRORS, "xml-not-well-formed")),
            new Gap(
                    "stanza error payment-required",
                    "RFC 3920 section 9.3.3; RFC 6120 has it no more",
                    e -> e.is(Namespaces.STANZA_ERRORS, "payment-required")),
            new Gap(
                    "bind without resource",
                    "RFC 6120 section 7.6.1",
                    e -> e.is(Namespaces.BIND, "bind") && e.elements().isEmpty()),
            new Gap(
                    "bound JID of under eight characters",
                    "RFC 7622 section 3.1",
                    e -> e.is(Namespaces.BIND, "jid") && e.text().length() < SHORTEST_FULL_JID),
            new Gap(
                    "status that is empty or over 1024 characters",
                    "RFC 6121 section 4.7.2.2 asks for no length",
                    e -> isContentOfRfc(e, "status")
                            && (e.text().isEmpty() || e.text().length() > LONGEST_STATUS)),
            new Gap(
                    "parent of a thread, to a component",
                    "RFC 6121 section 5.2.5; XEP-0114 has the schema of RFC 3921",
                    e -> e.is(Namespaces.COMPONENT_ACCEPT, "thread")
                            && e.attribute("parent").isPresent()));

    private static final List<Gap> ONLY_FORMER = List.of(
            new Gap(
                    "parent of a thread",
                    "RFC 6121 section 5.2.5 is newer",
                    e -> isContent(e, "thread") && e.attribute("parent").isPresent()),
            new Gap(
                    "by on a stanza error",
                    "RFC 6120 section 8.3.1 is newer",
                    e -> isContentOfRfc(e, "error") && e.attribute("by").isPresent()),
            new Gap(
                    "stanza error policy-violation",
                    "RFC 6120 section 8.3.3.12 is newer",
                    e -> e.is(Namespaces.STANZA_ERRORS, "policy-violation")),
            new Gap(
                    "stanza error not-authorized",
                    "RFC 3920 section 9.3.3 has it, its schema lacks it",
                    e -> e.is(Namespaces.STANZA_ERRORS, "not-authorized")),
            new Gap(
                    "stream error not-well-formed",
                    "RFC 6120 section 4.9.3.13; it was xml-not-well-formed",
                    e -> e.is(Namespaces.STREAM_ERRORS, "not-well-formed")),
            new Gap(
                    "stream error reset",
                    "RFC 6120 section 4.9.3.16 is newer",
                    e -> e.is(Namespaces.STREAM_ERRORS, "reset")),
            new Gap(
                    "SASL failures of RFC 6120",
                    "RFC 6120 sections 6.5.2, 6.5.3, 6.5.4 and 6.5.8 are newer",
                    e -> Stream.of(
                                    "account-disabled",
                                    "credentials-expired",
                                    "encryption-required",
                                    "malformed-request")
                            .anyMatch(name -> e.is(Namespaces.SASL, name))),
            new Gap("text of a SASL failure", "RFC 6120 section 6.5 is newer", e -> e.is(Namespaces.SASL, "text")),
            new Gap(
                    "version of a roster",
                    "RFC 6121 section 2.1.1 is newer",
                    e -> e.is("jabber:iq:roster", "query") && e.attribute("ver").isPresent()),
            new Gap(
                    "approval ahead of time",
                    "RFC 6121 section 2.1.2.1 is newer",
                    e -> e.is("jabber:iq:roster", "item")
                            && e.attribute("approved").isPresent()));

    /** Those of {@link Schemas#current}. */
    static List<Gap> current() {
        return Stream.of(BOTH, ONLY_CURRENT).flatMap(List::stream).toList();
    }

    /** Those of {@link Schemas#former}. */
    static List<Gap> former() {
        return Stream.of(BOTH, ONLY_FORMER).flatMap(List::stream).toList();
    }

    private static boolean isNoToken(String text) {
        return !NMTOKEN.matcher(text).matches();
    }

    private static boolean isStanza(XmlElement element) {
        return Stanza.isStanza(element);
    }

    private static boolean isStanzaError(XmlElement element) {
        return isContent(element, "error");
    }

    private static boolean isContent(XmlElement element, String name) {
        return Namespaces.isContentNamespace(element.namespace())
                && element.localName().equals(name);
    }

    /** Of the content namespaces that the RFCs define. */
    private static boolean isContentOfRfc(XmlElement element, String name) {
        return element.is(Namespaces.CLIENT, name) || element.is(Namespaces.SERVER, name);
    }
}
