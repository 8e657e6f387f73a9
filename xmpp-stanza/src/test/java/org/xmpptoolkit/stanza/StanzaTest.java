package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.xmpptoolkit.core.Binding;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.BindingProblem.Kind;
import org.xmpptoolkit.core.ElementWriter;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.NamespaceScope;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

class StanzaTest {
    private static final NamespaceScope CLIENT = NamespaceScope.of(Map.of("", Namespaces.CLIENT));

    private static Stanza stanza(String xml) {
        return Stanza.fromElement(XmlElement.parse(xml));
    }

    private static Message message(String inside) {
        return (Message) stanza("<message xmlns='jabber:client'>" + inside + "</message>");
    }

    private static Presence presence(String inside) {
        return (Presence) stanza("<presence xmlns='jabber:client'>" + inside + "</presence>");
    }

    private static String text(Stanza stanza) {
        return ElementWriter.toString(stanza.toElement(), CLIENT);
    }

    private static List<BindingProblem> problems(String path, Kind kind, String value) {
        return List.of(new BindingProblem(path, kind, value));
    }

    @Test
    @Rule({"R-241", "R-246"})
    void readsTextsByLanguage() {
        Message message = (Message) stanza("<message xmlns='jabber:client' xml:lang='en' type='chat'>"
                + "<body xml:lang='cs'>ahoj</body><subject>s</subject><body>hello</body></message>");
        assertEquals(MessageType.CHAT, message.type());
        assertEquals(Optional.of(Language.of("en")), message.language());
        assertEquals(Optional.of("hello"), message.body(Language.of("en-GB")));
        assertEquals(Optional.of("ahoj"), message.body(Language.of("cs")));
        assertEquals(Optional.of("hello"), message.body(Language.of("fr")));
        assertEquals(Optional.of("ahoj"), message.body());
        assertEquals(Optional.of("s"), message.subject(Language.of("fr")));
        assertEquals(List.of(), message.problems());
    }

    @Test
    @Rule("R-246")
    void choosesTextsByTheLanguageOfTheStream() {
        Optional<Language> english = Optional.of(Language.of("en"));
        Message message = message("<body xml:lang='de'>hallo</body><body>hello</body>"
                + "<subject xml:lang='de-CH'>Sali</subject><subject>hi</subject>");
        for (String wanted :
                List.of("en", "EN", "en-GB", "en-GB-x-a")) { // lookup: subtags are taken off the wanted one only
            assertEquals(Optional.of("hello"), message.body(Language.of(wanted), english), wanted);
        }
        assertEquals(Optional.of("hallo"), message.body(Language.of("de-CH"), english));
        assertEquals(Optional.of("hi"), message.subject(Language.of("de"), english));
        Optional<Language> german = Optional.of(Language.of("de-DE"));
        assertEquals(Optional.of("hi"), message.subject(Language.of("de-DE"), german));
        assertEquals(Optional.of("hello"), message.body(Language.of("de-DE"), german));
        assertEquals(Optional.of("hallo"), message.body(Language.of("de-DE"), Optional.empty()));
        assertEquals(message.body(Language.of("de")), message.body(Language.of("de"), Optional.empty()));

        String bodies = "<body xml:lang='fr'>oui</body><body>ja</body></message>";
        Message ofItsOwn = (Message) stanza("<message xmlns='jabber:client' xml:lang='de'>" + bodies);
        assertEquals(Optional.of("ja"), ofItsOwn.body(Language.of("de"), Optional.of(Language.of("fr"))));
        assertEquals(Optional.of("oui"), ofItsOwn.body(Language.of("fr"), Optional.of(Language.of("fr"))));
        Message taken = (Message) stanza("<message xmlns='jabber:client' xml:lang=''><body xml:lang='fr'>oui</body>"
                + "<body xml:lang='de-DE'>ja</body><body>si</body></message>");
        assertEquals(Optional.of("si"), taken.body(Language.of("it"), Optional.of(Language.of("it"))));
        assertEquals(Optional.of("ja"), taken.body(Language.of("de-DE"), Optional.of(Language.of("de-DE"))));
        Presence presence = presence("<status xml:lang='fr'>loin</status><status>away</status>");
        assertEquals(Optional.of("away"), presence.status(Language.of("en"), english));
        assertEquals(Optional.of("loin"), presence.status(Language.of("fr"), english));
    }

    @Test
    void takesNoAccountOfWhiteSpaceAroundNamesAndNumbers() {
        Message message = (Message) stanza("<message xmlns='jabber:client' type=' chat&#9;'/>");
        assertEquals(MessageType.CHAT, message.type());
        assertEquals(Optional.of(" chat\t"), message.rawType());
        assertEquals(List.of(), message.problems());
        Presence presence = presence("<show>\n away </show><priority> 5\t</priority>");
        assertEquals(Optional.of(PresenceShow.AWAY), presence.show());
        assertEquals(5, presence.priority());
        assertEquals(List.of(), presence.problems());
        Binding.Result<Presence> bound = Binding.standard().toObject(presence.toElement(), Presence.class);
        assertEquals(List.of(), bound.problems());
        assertEquals(Optional.of(PresenceShow.AWAY), bound.value().flatMap(Presence::show));
        Binding.Result<Message> boundMessage = Binding.standard().toObject(message.toElement(), Message.class);
        assertEquals(List.of(), boundMessage.problems());
        assertEquals(MessageType.CHAT, boundMessage.value().orElseThrow().type());

        Stanza error = stanza("<iq xmlns='jabber:client' id='1' type=' error '><error type=' cancel '>"
                + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
        assertTrue(error.isError());
        assertEquals(List.of(), error.problems());
        assertEquals(Optional.empty(), StanzaRules.check(error));
        assertThrows(IllegalStateException.class, () -> error.error(StanzaErrorCondition.GONE));
        Iq request = (Iq) stanza("<iq xmlns='jabber:client' id='1' type=' get '><q xmlns='urn:x'/></iq>");
        assertTrue(request.isRequest());
        assertEquals(IqType.RESULT, request.result().type().orElseThrow());
        assertEquals(request, request.toBuilder().build());

        // no white space to XML
        Presence other = presence("<show>\u2003away</show><priority>\u20035</priority>");
        assertEquals(Optional.empty(), other.show());
        assertEquals(0, other.priority());
        assertEquals(2, other.problems().size());
    }

    @Test
    void namesThePartThatCannotBeWrittenAtOnce() {
        Map<String, Executable> parts = Map.of(
                "attribute id ", () -> Message.builder().id("\0"),
                "attribute to ", () -> Presence.builder().rawTo("\ufffe"),
                "attribute from ", () -> Presence.builder().rawFrom("a\ud800"),
                "attribute mood ", () -> Message.builder().attribute(new QName("urn:x", "mood"), "\1"),
                "body: ", () -> Message.builder().body("\0"),
                "subject: ", () -> Message.builder().subject(LangText.of(Language.of("de"), "\0")),
                "thread: text ", () -> Message.builder().thread(MessageThread.of("\0")),
                "thread: attribute parent ", () -> Message.builder().thread(new MessageThread("a", Optional.of("\0"))),
                "status: ", () -> Presence.builder().status("\0"));
        parts.forEach((name, setter) -> {
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, setter, name).getMessage());
            assertTrue(message.startsWith(name) && message.contains("XML 1.0 forbids"), message);
        });
        assertThrows(IllegalArgumentException.class, () -> Message.builder().attribute(new QName("urn:x", "a b"), ""));
        Message.Builder kept = Message.builder().thread(MessageThread.of("t")).id("i");
        assertThrows(IllegalArgumentException.class, () -> kept.thread(MessageThread.of("\0")));
        assertThrows(IllegalArgumentException.class, () -> kept.id("\0"));
        assertEquals(Optional.of(MessageThread.of("t")), kept.build().thread());
        assertEquals(Optional.of("i"), kept.build().id());
    }

    @Test
    void takesAMessageOfUnknownTypeForNormal() {
        Message message = (Message) stanza("<message xmlns='jabber:client' type='telegram'/>");
        assertEquals(MessageType.NORMAL, message.type());
        assertEquals(Optional.of("telegram"), message.rawType());
        assertEquals(problems("message/@type", Kind.BAD_VALUE, "telegram"), message.problems());
        assertEquals(Optional.empty(), StanzaRules.check(message));
        assertEquals(MessageType.NORMAL, message("").type());
    }

    @Test
    void readsTheThreadAndItsParent() {
        Message message = message("<thread parent='p1'>t1</thread><thread>t2</thread>");
        assertEquals(Optional.of(new MessageThread("t1", Optional.of("p1"))), message.thread());
        assertEquals(problems("message/thread[2]", Kind.REPEATED, "t2"), message.problems());
        assertEquals(2, message.children().size());
        Message changed = message.toBuilder().thread(MessageThread.of("t3")).build();
        assertEquals("<message><thread>t3</thread></message>", text(changed));
    }

    @Test
    void readsPresence() {
        Presence presence = presence("<show>dnd</show><status>busy</status><priority> -128 </priority>");
        assertTrue(presence.isAvailable());
        assertEquals(Optional.of(PresenceShow.DND), presence.show());
        assertEquals(Optional.of("busy"), presence.status());
        assertEquals(-128, presence.priority());
        assertEquals(List.of(), presence.problems());
    }

    @Test
    void tellsBadPresenceValues() {
        for (String bad : List.of("128", "-129", "1.0", "", "x", "99999999999999999999")) {
            Presence presence = presence("<priority>" + bad + "</priority>");
            assertEquals(0, presence.priority());
            assertEquals(problems("presence/priority", Kind.BAD_VALUE, bad), presence.problems());
        }
        Presence shown = presence("<show>sleepy</show>");
        assertEquals(Optional.empty(), shown.show());
        assertEquals(problems("presence/show", Kind.BAD_VALUE, "sleepy"), shown.problems());
        Presence unknown = (Presence) stanza("<presence xmlns='jabber:client' type='hidden'/>");
        assertFalse(unknown.isAvailable());
        assertEquals(Optional.empty(), unknown.type());
        assertThrows(IllegalArgumentException.class, () -> Presence.builder().priority(128));
    }

    @Test
    @Rule("R-244")
    void tellsWhatHasNoPlaceAndKeepsIt() {
        String xml = "<message xmlns='jabber:client' to='@' colour='red' xml:lang='a_b'>stray<body q='1'>a<b/></body>"
                + "<body>c</body><nick>n</nick></message>";
        Stanza message = stanza(xml);
        assertEquals(
                List.of(
                        new BindingProblem("message/@to", Kind.BAD_VALUE, "@"),
                        new BindingProblem("message/@lang", Kind.BAD_VALUE, "a_b"),
                        new BindingProblem("message/@colour", Kind.UNKNOWN_ATTRIBUTE, "red"),
                        new BindingProblem("message/text()", Kind.STRAY_TEXT, "stray"),
                        new BindingProblem("message/body/@q", Kind.UNKNOWN_ATTRIBUTE, "1"),
                        new BindingProblem("message/body/b", Kind.UNKNOWN_ELEMENT, "{jabber:client}b"),
                        new BindingProblem("message/body[2]", Kind.REPEATED, "c"),
                        new BindingProblem("message/nick", Kind.UNKNOWN_ELEMENT, "{jabber:client}nick")),
                message.problems());
        assertEquals(Optional.empty(), message.to());
        assertEquals(Optional.of("@"), message.rawTo());
        assertEquals(Optional.of("red"), message.attribute(new QName("colour")));
        assertEquals(XmlElement.parse(xml), message.toElement());
        assertEquals("nick", message.payloads().get(0).localName());
    }

    @Test
    @Rule("R-244")
    void buildersRefuseALanguageThatIsNone() {
        for (String language : List.of("not a tag", "de_CH", "")) {
            LangText text = new LangText(Optional.of(language), "x");
            for (Executable put : List.<Executable>of(
                    () -> Message.builder().body(text), () -> Message.builder().subject(text), () -> Presence.builder()
                            .status(text))) {
                IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, put);
                assertTrue(refusal.toString().contains(": '" + language + "'"), refusal::toString);
            }
        }
        Message read = (Message) stanza("<message xmlns='jabber:client'><body xml:lang='not a tag'>x</body></message>");
        assertEquals(read, read.toBuilder().build());
    }

    @Test
    @Rule({"R-256", "R-257", "R-258", "R-260"})
    void answersAMalformedAddressByItsText() {
        Stanza sent = stanza("<presence xmlns='jabber:client' from='juliet@im.example.com/balcony' id='y2bs71v4'"
                + " to='ch@r@cters@muc.example.com/JulieC'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        assertEquals(Optional.empty(), sent.to());
        StanzaError error = StanzaRules.check(sent).orElseThrow();
        assertEquals(StanzaErrorCondition.JID_MALFORMED, error.condition());
        Stanza answer = sent.error(
                StanzaError.builder(error.condition()).by("muc.example.com").build());
        assertEquals(
                "<presence from='ch@r@cters@muc.example.com/JulieC' id='y2bs71v4' to='juliet@im.example.com/balcony'"
                        + " type='error'><error by='muc.example.com' type='modify'>"
                        + "<jid-malformed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>",
                text(answer));
    }

    @Test
    @Rule({"R-087", "R-088"})
    void movesWhatInheritsTheContentNamespaceOnly() {
        Stanza message = stanza("<message xmlns='jabber:client' to='a@b'><body>hi</body>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'><body>old</body></message></forwarded>"
                + "</message>");
        XmlElement there = message.toElement(Namespaces.SERVER);
        assertEquals(
                XmlElement.parse("<message xmlns='jabber:server' to='a@b'><body>hi</body>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'><body>old</body></message>"
                        + "</forwarded></message>"),
                there);
        Message read = Message.fromElement(there);
        assertEquals(Optional.of("hi"), read.body());
        assertEquals(Namespaces.SERVER, read.contentNamespace());
        assertEquals(message.toElement(), read.toElement(Namespaces.CLIENT));
        assertThrows(IllegalArgumentException.class, () -> message.toElement("urn:x"));
    }

    @Test
    @Rule({"R-240", "R-249", "R-250", "R-254", "R-262"})
    void answersARequest() {
        Iq request = Iq.get("i1", XmlElement.of("urn:xmpp:ping", "ping"))
                .from(Jid.parse("juliet@example.com/balcony"))
                .to(Jid.parse("example.com"))
                .build();
        assertEquals(
                "<iq from='example.com' id='i1' to='juliet@example.com/balcony' type='result'/>",
                text(request.result()));
        assertEquals(
                Optional.of(XmlElement.of("urn:x", "q")),
                request.result(XmlElement.of("urn:x", "q")).payload());
        Iq error = (Iq) request.error(StanzaErrorCondition.SERVICE_UNAVAILABLE);
        assertEquals(Optional.of(IqType.ERROR), error.type());
        assertEquals(Optional.of("i1"), error.id());
        assertEquals(List.of(), error.payloads());
    }

    /** What a builder takes for an address has been prepared. */
    @Test
    @Rule("R-377")
    void sendsPreparedAddresses() {
        Message message =
                Message.builder().to(Jid.parse("ROMEO@Example.NET/Orchard")).build();
        assertEquals(
                "<message xmlns='jabber:client' to='romeo@example.net/Orchard'/>",
                message.toElement().toString().replace('"', '\''));
    }

    @Test
    @Rule({"R-251", "R-263"})
    void answersNoAnswer() {
        Iq result = Iq.get("i1", XmlElement.of("urn:x", "q")).build().result();
        assertThrows(IllegalStateException.class, result::result);
        assertThrows(IllegalStateException.class, () -> result.error(StanzaErrorCondition.BAD_REQUEST));
        Message failed = Message.builder().rawFrom("a@b").build();
        Stanza error = failed.error(StanzaErrorCondition.GONE);
        assertThrows(IllegalStateException.class, () -> error.error(StanzaErrorCondition.GONE));
        assertThrows(IllegalStateException.class, ((Message) error)::reply);
        assertThrows(IllegalStateException.class, message("")::reply);
    }

    @Test
    void repliesToAMessage() {
        Message message = (Message) stanza("<message xmlns='jabber:client' from='a@b/c' to='d@e' id='1' type='chat'>"
                + "<thread>t</thread><body>hi</body></message>");
        assertEquals(
                "<message to='a@b/c' type='chat'><thread>t</thread><body>ho</body></message>",
                text(message.reply().body("ho").build()));
        Message room = (Message) stanza("<message xmlns='jabber:client' from='room@muc/nick' type='groupchat'/>");
        assertEquals(Optional.of("room@muc"), room.reply().body("ho").build().rawTo());
    }

    @Test
    @Rule({"R-239", "R-252", "R-253", "R-258", "R-259", "R-276"})
    void buildsNoStanzaAgainstTheRules() {
        XmlElement payload = XmlElement.of("urn:x", "q");
        assertThrows(
                IllegalStateException.class,
                () -> Iq.get("i", payload).payload(payload).build());
        assertThrows(
                IllegalStateException.class,
                () -> Iq.get("i", payload).withoutPayload("urn:x", "q").build());
        Iq.Builder result =
                Iq.get("i", payload).build().result(payload).toBuilder().payload(payload);
        assertThrows(IllegalStateException.class, result::build);
        assertThrows(
                IllegalStateException.class,
                () -> Message.builder().type(MessageType.ERROR).build());
        assertThrows(IllegalStateException.class, () -> Message.builder()
                .error(StanzaError.of(StanzaErrorCondition.GONE))
                .type(MessageType.CHAT)
                .build());
        assertThrows(IllegalArgumentException.class, () -> Message.builder()
                .payload(XmlElement.of(Namespaces.CLIENT, "body")));
        assertThrows(IllegalArgumentException.class, () -> Message.builder().body("\u0000"));
        assertThrows(IllegalArgumentException.class, () -> Message.builder().attribute(new QName("to"), "x"));
        assertThrows(IllegalArgumentException.class, () -> stanza("<query xmlns='jabber:client'/>"));
        assertThrows(IllegalArgumentException.class, () -> stanza("<message xmlns='urn:x'/>"));
    }

    @Test
    @Rule({"R-252", "R-253"})
    void tellsHowManyPayloadsAnIqHasTooFewOrTooMany() {
        assertEquals(
                problems("iq/*[2]", Kind.REPEATED, "{urn:y}q"),
                stanza("<iq xmlns='jabber:client' id='1' type='result'><q xmlns='urn:x'/><q xmlns='urn:y'/></iq>")
                        .problems());
        assertEquals(
                problems("iq", Kind.MISSING, ""),
                stanza("<iq xmlns='jabber:client' id='1' type='get'/>").problems());
        assertEquals(
                List.of(),
                stanza("<iq xmlns='jabber:client' id='1' type='result'/>").problems());
    }

    @Test
    void writesPartsWhereTheSchemaWantsThem() {
        Message message = Message.builder()
                .payload(XmlElement.of("urn:x", "q"))
                .error(StanzaError.of(StanzaErrorCondition.CONFLICT))
                .body("a")
                .body(LangText.of(Language.of("de"), "b"))
                .payload(XmlElement.of("urn:y", "r"))
                .body("c")
                .build();
        assertEquals(
                List.of("body", "body", "q", "r", "error"),
                message.toElement().elements().stream()
                        .map(XmlElement::localName)
                        .toList());
        assertEquals(List.of(LangText.of("c"), LangText.of(Language.of("de"), "b")), message.bodies());
    }

    @Test
    void cannotBeChangedThroughItsBuilder() {
        Message.Builder builder = Message.builder().body("a");
        Message first = builder.build();
        builder.body("b").rawTo("x").attribute(new QName("urn:a", "k"), "v");
        assertEquals("<message><body>a</body></message>", text(first));
        assertThrows(UnsupportedOperationException.class, () -> first.children().clear());
        assertThrows(UnsupportedOperationException.class, () -> first.payloads().clear());
    }

    @Test
    void jaxbWritesAllChildrenOfTheContentNamespaceInItsOwn() {
        String children = "<body kind='x'>a</body><more>b<inner/></more><q xmlns='urn:x'/><error kind='x'>c</error>";
        Message message =
                Message.fromElement(XmlElement.parse("<message xmlns='jabber:server'>" + children + "</message>"));
        assertEquals(
                XmlElement.parse("<message xmlns='jabber:client'>" + children + "</message>"),
                Binding.standard().toElement(message));
    }

    @Test
    @Rule({"R-258", "R-259"})
    void tellsWhereTypeAndErrorDoNotAgree() {
        assertEquals(
                problems("message/error", Kind.MISSING, ""),
                stanza("<message xmlns='jabber:client' type='error'/>").problems());
        assertEquals(
                problems("iq/error", Kind.MISSING, ""),
                stanza("<iq xmlns='jabber:client' type='error' id='1'/>").problems());
        String error = "<error type='auth'><forbidden xmlns='" + Namespaces.STANZA_ERRORS + "'/></error>";
        assertEquals(
                problems("message/error", Kind.UNKNOWN_ELEMENT, "{jabber:client}error"),
                stanza("<message xmlns='jabber:client'>" + error + "</message>").problems());
        assertEquals(
                List.of(),
                stanza("<message xmlns='jabber:client' type='error'>" + error + "</message>")
                        .problems());
    }

    @Test
    void tellsWhatIsWrongInsideAnError() {
        String condition = "<gone xmlns='" + Namespaces.STANZA_ERRORS + "' b='2'>not a uri</gone>";
        String text = "<text xmlns='" + Namespaces.STANZA_ERRORS + "' xml:lang='_'>t</text>";
        assertEquals(
                List.of(
                        new BindingProblem("message/error/@by", Kind.BAD_VALUE, "@"),
                        new BindingProblem("message/error/@a", Kind.UNKNOWN_ATTRIBUTE, "1"),
                        new BindingProblem("message/error/text()", Kind.STRAY_TEXT, "stray"),
                        new BindingProblem("message/error/gone", Kind.BAD_VALUE, "not a uri"),
                        new BindingProblem("message/error/gone/@b", Kind.UNKNOWN_ATTRIBUTE, "2"),
                        new BindingProblem("message/error/text/@lang", Kind.BAD_VALUE, "_")),
                stanza("<message xmlns='jabber:client' type='error'><error type='cancel' by='@' a='1'>stray" + condition
                                + text + "</error></message>")
                        .problems());
    }

    @Test
    void jaxbKeepsTheTextOfAPriority() {
        for (String text : new String[] {"05", " +5\n", "-0"}) {
            Stanza presence = stanza("<presence xmlns='jabber:client'><priority>" + text + "</priority></presence>");
            Binding.Result<Presence> bound = Binding.standard().toObject(presence.toElement(), Presence.class);
            assertEquals(List.of(), bound.problems());
            assertEquals(presence, bound.value().orElseThrow());
            assertEquals(presence.toElement(), Binding.standard().toElement(presence));
        }
        for (String text : new String[] {"128", "", "x", "\u20035"}) {
            XmlElement presence =
                    XmlElement.parse("<presence xmlns='jabber:client'><priority>" + text + "</priority></presence>");
            assertEquals(
                    problems("presence/priority", Kind.BAD_VALUE, text),
                    Binding.standard().toObject(presence, Presence.class).problems());
            assertEquals(
                    problems("presence/priority", Kind.BAD_VALUE, text),
                    Stanza.fromElement(presence).problems());
        }
    }

    /** Only what XML calls white space is nothing. */
    @Test
    void namesStrayTextOfSpacesThatAreNoWhiteSpaceToXml() {
        assertEquals(
                problems("message/text()", Kind.STRAY_TEXT, "\u2003"),
                stanza("<message xmlns='jabber:client'>\u2003</message>").problems());
        assertEquals(
                List.of(),
                stanza("<message xmlns='jabber:client'> \t\r\n</message>").problems());
    }
}
