package org.xmpptoolkit.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlViolation;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

class ErrorsTest {
    private static StreamError streamError(String inside) {
        return StreamError.fromElement(XmlElement.parse(
                "<stream:error xmlns:stream='http://etherx.jabber.org/streams'>" + inside + "</stream:error>"));
    }

    private static StanzaError stanzaError(String xml) {
        return StanzaError.fromElement(XmlElement.parse(xml));
    }

    @Test
    @Rule({"R-099", "R-105", "R-107"})
    void writesAStreamErrorWithItsPrefix() {
        StreamError error = StreamError.of(StreamErrorCondition.POLICY_VIOLATION, "no more");
        NamespaceScope header = NamespaceScope.of(Map.of("stream", Namespaces.STREAM, "", Namespaces.CLIENT));
        assertEquals(
                "<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='en'>no more</text></stream:error>",
                ElementWriter.toString(error.toElement(), header));
    }

    @Test
    @Rule({"R-106", "R-192", "R-266"})
    void readsAnUnknownConditionAsUndefined() {
        StreamError error = streamError("<brand-new xmlns='urn:ietf:params:xml:ns:xmpp-streams'>x</brand-new>");
        assertEquals(StreamErrorCondition.UNDEFINED_CONDITION, error.condition());
        assertEquals("brand-new", error.unknownCondition().orElseThrow().localName());
        assertEquals(Optional.empty(), error.applicationCondition());

        StanzaError stanza = stanzaError("<error xmlns='jabber:client' type='wait'>"
                + "<brand-new xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>");
        assertEquals(StanzaErrorCondition.UNDEFINED_CONDITION, stanza.condition());
        assertEquals(StanzaErrorType.WAIT, stanza.type());
        assertEquals("brand-new", stanza.unknownCondition().orElseThrow().localName());

        SaslFailure failure = SaslFailure.fromElement(
                XmlElement.parse("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><brand-new/></failure>"));
        assertEquals(SaslFailureCondition.NOT_AUTHORIZED, failure.condition());
        assertEquals("brand-new", failure.unknownCondition().orElseThrow().localName());
    }

    @Test
    void readsAnErrorWithoutConditionAsUndefined() {
        assertEquals(StreamErrorCondition.UNDEFINED_CONDITION, streamError("").condition());
        assertEquals(Optional.empty(), streamError("").unknownCondition());
    }

    @Test
    @Rule("R-244")
    void buildersRefuseALanguageThatIsNone() {
        for (String language : List.of("not a tag", "de_CH", "")) {
            LangText text = new LangText(Optional.of(language), "x");
            for (ErrorBuilder<?, ?> builder : builders()) {
                IllegalArgumentException refusal =
                        assertThrows(IllegalArgumentException.class, () -> builder.text(text));
                assertTrue(refusal.toString().contains("'" + language + "'"), refusal::toString);
            }
        }
        assertEquals(
                Optional.of("not a tag"),
                streamError("<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='not a tag'/>")
                        .texts()
                        .get(0)
                        .rawLanguage());
    }

    @Test
    void buildersRefuseAnApplicationConditionOfTheStreamsOwn() {
        for (String namespace :
                List.of(Namespaces.CLIENT, Namespaces.SERVER, Namespaces.COMPONENT_ACCEPT, Namespaces.STREAM)) {
            XmlElement element = XmlElement.of(namespace, "cause");
            for (ErrorBuilder<?, ?> builder : builders()) {
                assertThrows(IllegalArgumentException.class, () -> builder.applicationCondition(element), namespace);
            }
        }
    }

    private static List<ErrorBuilder<?, ?>> builders() {
        return List.of(
                StreamError.builder(StreamErrorCondition.RESET),
                StanzaError.builder(StanzaErrorCondition.CONFLICT),
                SaslFailure.builder(SaslFailureCondition.ABORTED));
    }

    @Test
    @Rule({"R-110", "R-124"})
    void keepsTheApplicationCondition() {
        StreamError error = streamError("<undefined-condition xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                + "<too-many xmlns='urn:app' limit='3'/><second xmlns='urn:app'/>");
        assertEquals("too-many", error.applicationCondition().orElseThrow().localName());
        assertEquals(Optional.empty(), error.unknownCondition());
    }

    @Test
    void choosesTheTextByLanguage() {
        StreamError error = streamError("<reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='de'>neu</text>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams' xml:lang='en'>new</text>"
                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>plain</text>");
        assertEquals(3, error.texts().size());
        assertEquals(Optional.of("neu"), error.text(Language.of("de-CH")));
        assertEquals(Optional.of("new"), error.text(Language.of("en")));
        assertEquals(Optional.of("plain"), error.text(Language.of("fr")));
        assertEquals(Optional.of("neu"), error.text());
    }

    @Test
    @Rule({"R-116", "R-117"})
    void readsWhereToGo() {
        String other = "<see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>%s</see-other-host>";
        assertEquals(
                Optional.of(new HostPort("2001:41D0:1:A49b::1", OptionalInt.of(9222))),
                streamError(String.format(other, "[2001:41D0:1:A49b::1]:9222")).otherHost());
        assertEquals(
                Optional.of(new HostPort("example.com", OptionalInt.empty())),
                streamError(String.format(other, "example.com")).otherHost());
        for (String bad : List.of("", "2001:41D0:1:A49b::1", "a b", "example.com:99999", "[::1", ":5222", "a:b")) {
            StreamError error = streamError(String.format(other, bad));
            assertEquals(StreamErrorCondition.SEE_OTHER_HOST, error.condition());
            assertEquals(Optional.empty(), error.otherHost(), bad);
        }
    }

    @Test
    @Rule({"R-260", "R-269", "R-270"})
    void readsTheUriOfGoneAndRedirect() {
        StanzaError gone = stanzaError("<error xmlns='jabber:client' by='example.net' type='cancel'>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>xmpp:romeo@afterlife.example.net</gone></error>");
        assertEquals(StanzaErrorCondition.GONE, gone.condition());
        assertEquals(Optional.of(URI.create("xmpp:romeo@afterlife.example.net")), gone.redirect());
        assertEquals(Optional.of("example.net"), gone.rawBy());
        assertEquals(Optional.of(Jid.parse("example.net")), gone.by());
        StanzaError malformed = stanzaError("<error xmlns='jabber:client' by='@'/>");
        assertEquals(Optional.empty(), malformed.by());
        assertEquals(Optional.of("@"), malformed.rawBy());

        StanzaError old = stanzaError("<error xmlns='jabber:client' type='modify'>"
                + "<redirect xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>romeo@example.net</redirect></error>");
        assertEquals(Optional.empty(), old.redirect());
        assertEquals(Optional.of("romeo@example.net"), old.conditionText());
    }

    @Test
    @Rule("R-264")
    void fillsInAMissingOrUnknownType() {
        String xml = "<error xmlns='jabber:client'%s><item-not-found"
                + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
        assertEquals(StanzaErrorType.CANCEL, stanzaError(String.format(xml, "")).type());
        StanzaError unknown = stanzaError(String.format(xml, " type='fatal'"));
        assertEquals(StanzaErrorType.CANCEL, unknown.type());
        assertEquals(Optional.of("fatal"), unknown.rawType());
    }

    @Test
    void writesTheLegacyCodeOnRequest() {
        StanzaError error =
                StanzaError.builder(StanzaErrorCondition.FORBIDDEN).legacyCode().build();
        assertEquals(Optional.of("403"), error.toElement(Namespaces.SERVER).attribute("code"));
        assertEquals(
                Optional.empty(),
                StanzaError.of(StanzaErrorCondition.FORBIDDEN)
                        .toElement(Namespaces.SERVER)
                        .attribute("code"));
        assertEquals(
                OptionalInt.empty(),
                StanzaError.builder(StanzaErrorCondition.POLICY_VIOLATION)
                        .legacyCode()
                        .build()
                        .code());
    }

    @Test
    void namesTheSuccessorsOfObsoleteConditions() {
        assertEquals(StreamErrorCondition.NOT_WELL_FORMED, StreamErrorCondition.XML_NOT_WELL_FORMED.canonical());
        assertEquals(StreamErrorCondition.UNDEFINED_CONDITION, StreamErrorCondition.INVALID_ID.canonical());
        assertEquals(StanzaErrorCondition.UNDEFINED_CONDITION, StanzaErrorCondition.PAYMENT_REQUIRED.canonical());
    }

    @Test
    @Rule({"R-111", "R-302", "R-313", "R-315", "R-324", "R-325"})
    void mapsEveryViolation() {
        for (XmlViolation.Kind kind : XmlViolation.Kind.values()) {
            StreamError error = StreamError.of(new XmlViolation(kind, 7, "too long"));
            String expected =
                    switch (kind) {
                        case NOT_WELL_FORMED -> "not-well-formed";
                        case RESTRICTED_XML -> "restricted-xml";
                        case UNSUPPORTED_ENCODING -> "unsupported-encoding";
                        case BAD_FORMAT -> "bad-format";
                        case BAD_NAMESPACE_PREFIX -> "bad-namespace-prefix";
                        case LIMIT_EXCEEDED -> "policy-violation";
                    };
            assertEquals(expected, error.condition().elementName());
            assertEquals(kind == XmlViolation.Kind.LIMIT_EXCEEDED, error.text().isPresent());
        }
    }

    @Test
    void refusesWhatCannotBeWritten() {
        assertThrows(IllegalArgumentException.class, () -> StreamError.of(StreamErrorCondition.RESET, "a\u0000"));
        assertThrows(IllegalArgumentException.class, () -> StreamError.builder(StreamErrorCondition.RESET)
                .conditionText("x"));
        assertThrows(IllegalArgumentException.class, () -> SaslFailure.of(SaslFailureCondition.ABORTED, "\ud800"));
        for (String noUri : List.of("", " ", "romeo@example.net", "//example.net", "xmpp:a b", "1:")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> StanzaError.builder(StanzaErrorCondition.REDIRECT).conditionText(noUri),
                    noUri);
        }
        assertThrows(IllegalArgumentException.class, () -> StanzaError.builder(StanzaErrorCondition.CONFLICT)
                .applicationCondition(XmlElement.of(Namespaces.STANZA_ERRORS, "gone")));
    }

    @Test
    @Rule({"R-269", "R-270"})
    void takesIrisToPointTo() {
        StanzaError error = StanzaError.builder(StanzaErrorCondition.GONE)
                .conditionText("xmpp:r\u00f3meo@b\u00fccher.example")
                .build();
        assertEquals(Optional.of(URI.create("xmpp:r\u00f3meo@b\u00fccher.example")), error.redirect());
    }

    @Test
    void aRefusedConditionTextIsForgotten() {
        StreamError.Builder builder = StreamError.builder(StreamErrorCondition.SEE_OTHER_HOST);
        assertThrows(IllegalArgumentException.class, () -> builder.conditionText("::1"));
        assertEquals(Optional.empty(), builder.build().conditionText());
    }

    @Test
    void aBuilderUsedOnDoesNotChangeWhatItBuilt() {
        StanzaError.Builder builder = StanzaError.builder(StanzaErrorCondition.GONE);
        StanzaError before = builder.build();
        StanzaError after = builder.text(LangText.of("x")).by("example.net").build();
        assertEquals(StanzaError.of(StanzaErrorCondition.GONE), before);
        assertEquals(List.of(LangText.of("x")), after.texts());
    }

    @Test
    void isEqualByKindAndByWhatIsWritten() {
        String inside = "><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
        StanzaError client = stanzaError("<error xmlns='jabber:client' type='cancel'" + inside);
        StanzaError server = stanzaError("<error xmlns='jabber:server' type='cancel'" + inside);
        assertEquals(StanzaError.of(StanzaErrorCondition.CONFLICT), client);
        assertEquals(client, server);
        assertEquals(client.hashCode(), server.hashCode());
        assertEquals(client.toString(), server.toString());
        assertNotEquals(client, stanzaError("<error xmlns='jabber:client' type='wait'" + inside));
        assertNotEquals(client, stanzaError("<error xmlns='jabber:client' type='cancel' x='y'" + inside));
        assertNotEquals((Object) StreamError.of(StreamErrorCondition.CONFLICT), client);

        XmlElement same = StreamError.of(StreamErrorCondition.RESET).toElement();
        assertNotEquals((Object) StreamError.fromElement(same), SaslFailure.fromElement(same));
    }

    @Test
    void cannotBeChangedFromOutside() {
        StreamError error = StreamError.of(StreamErrorCondition.RESET, "x");
        assertThrows(UnsupportedOperationException.class, () -> error.texts().clear());
        StreamError bound = Binding.standard()
                .toObject(error.toElement(), StreamError.class)
                .value()
                .orElseThrow();
        assertThrows(UnsupportedOperationException.class, () -> bound.texts().clear());
    }

    @Test
    void showsNoSaslText() {
        assertFalse(SaslFailure.of(SaslFailureCondition.NOT_AUTHORIZED, "secret")
                .toString()
                .contains("secret"));
        assertTrue(
                StreamError.of(StreamErrorCondition.RESET, "plain").toString().contains("plain"));
    }
}
