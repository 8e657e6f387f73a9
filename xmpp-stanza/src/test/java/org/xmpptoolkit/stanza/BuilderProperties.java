package org.xmpptoolkit.stanza;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.xmpptoolkit.core.BindingProblem;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.LangText;
import org.xmpptoolkit.errors.StanzaError;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.rules.Rule;

/** What builders and answers write, and what they leave out. */
class BuilderProperties {
    private static final XmlElement PAYLOAD = XmlElement.of("urn:x", "q");
    private static final QName LANG = new QName(Namespaces.XML, "lang");

    /** The attributes that RFC 6120 section 8 and RFC 6121 give to the children of stanzas. */
    private static final Map<String, Set<QName>> OF_CHILDREN = Map.of(
            "body", Set.of(LANG),
            "subject", Set.of(LANG),
            "status", Set.of(LANG),
            "thread", Set.of(new QName("parent")),
            "show", Set.of(),
            "priority", Set.of(),
            "error", Set.of(new QName("by"), new QName("type")));

    private static final Set<QName> OF_STANZAS =
            Set.of(new QName("from"), new QName("id"), new QName("to"), new QName("type"), LANG);

    @Property(tries = 200)
    @Rule("R-226")
    void aStanzaForARecipientHasItsAddressAsTo(@ForAll("addresses") Jid recipient) {
        for (Stanza stanza : built(Optional.of(recipient))) {
            Optional<String> to = stanza.toElement().attribute("to");
            assertEquals(Optional.of(recipient.toString()), to);
            assertEquals(recipient, Jid.parse(to.orElseThrow()));
        }
    }

    /** An answer to what the server sent has none either. */
    @Property(tries = 50)
    @Rule("R-227")
    void aStanzaForTheServerHasNoTo(@ForAll("addresses") Jid former) {
        for (Stanza stanza : built(Optional.empty())) {
            assertEquals(Optional.empty(), stanza.toElement().attribute("to"));
        }
        Iq request = Iq.get("1", PAYLOAD).to(former).build();
        for (Stanza stanza : List.of(
                Message.builder().to(former).withoutTo().build(),
                Presence.builder().to(former).withoutTo().build(),
                request.toBuilder().withoutTo().build(),
                request.result(),
                request.result(PAYLOAD),
                request.error(StanzaErrorCondition.CONFLICT))) {
            assertEquals(Optional.empty(), stanza.toElement().attribute("to"), stanza::toString);
        }
    }

    private static List<Stanza> built(Optional<Jid> recipient) {
        Message.Builder message = Message.builder().body("x");
        Presence.Builder presence = Presence.builder();
        Iq.Builder get = Iq.get("1", PAYLOAD);
        Iq.Builder set = Iq.set("2", PAYLOAD);
        recipient.ifPresent(to -> {
            message.to(to);
            presence.to(to);
            get.to(to);
            set.to(to);
        });
        return List.of(message.build(), presence.build(), get.build(), set.build());
    }

    @Property(tries = 500)
    @Rule("R-274")
    @StatisticsReport(label = "answers", value = StatisticsReport.StatisticsReportMode.OFF)
    void noAnswerIsUndefined(@ForAll("anything") XmlElement element, @ForAll("problems") BindingProblem problem) {
        Stanza stanza = Stanza.fromElement(element);
        StanzaRules.check(stanza).ifPresent(error -> {
            requireDefined(error);
            requireDefined(stanza.error(error).error().orElseThrow());
        });
        StanzaRules.notUnderstood(stanza).ifPresent(BuilderProperties::requireDefined);
        requireDefined(StanzaRules.answer(problem));
        stanza.problems().forEach(found -> requireDefined(StanzaRules.answer(found)));
        Statistics.label("answers").collect(StanzaRules.check(stanza).isPresent());
        Statistics.label("answers").coverage(seen -> seen.check(true).count(count -> count > 100));
    }

    /** An answer says what it is asked to say, and puts nothing less defined in its place. */
    @Property(tries = 100)
    @Rule("R-274")
    void anAnswerTellsTheConditionThatWasGiven(
            @ForAll("requests") Stanza request, @ForAll StanzaErrorCondition condition) {
        XmlElement error = request.error(condition)
                .toElement()
                .element(Namespaces.CLIENT, "error")
                .orElseThrow();
        assertEquals(List.of(XmlElement.of(Namespaces.STANZA_ERRORS, condition.elementName())), error.elements());
    }

    private static void requireDefined(StanzaError error) {
        boolean undefined = error.condition() == StanzaErrorCondition.UNDEFINED_CONDITION;
        assertTrue(!undefined || error.applicationCondition().isPresent(), error::toString);
    }

    @Property(tries = 500)
    @Rule("R-277")
    void buildersWriteNoAttributeThatWasNotAskedFor(
            @ForAll("addresses") Jid address,
            @ForAll("languages") Optional<Language> language,
            @ForAll("parents") Optional<String> parent,
            @ForAll Set<Asked> asked) {
        Set<QName> expected = new HashSet<>();
        Message.Builder message = Message.builder()
                .body(text(language))
                .subject(text(language))
                .thread(new MessageThread("t", parent))
                .payload(PAYLOAD);
        Presence.Builder presence = Presence.builder()
                .status(text(language))
                .show(PresenceShow.AWAY)
                .priority(1)
                .payload(PAYLOAD);
        for (Asked one : asked) {
            expected.add(one.name);
            one.ask(message, address);
            one.ask(presence, address);
        }
        if (asked.contains(Asked.TYPE)) {
            message.type(MessageType.CHAT);
            presence.type(PresenceType.UNAVAILABLE);
        }
        for (XmlElement written :
                List.of(message.build().toElement(), presence.build().toElement())) {
            assertEquals(expected, names(written));
            for (XmlElement child : written.elements()) {
                Set<QName> known =
                        switch (child.localName()) {
                            case "body", "subject", "status" -> language.isPresent() ? Set.of(LANG) : Set.of();
                            case "thread" -> parent.isPresent() ? Set.of(new QName("parent")) : Set.of();
                            default -> Set.of();
                        };
                assertEquals(known, names(child), child::toString);
            }
        }
    }

    /** Nor does an answer take over what else came. */
    @Property(tries = 500)
    @Rule("R-277")
    @StatisticsReport(label = "extended", value = StatisticsReport.StatisticsReportMode.OFF)
    void answersTakeNoAttributeOver(@ForAll("anything") XmlElement element) {
        Stanza stanza = Stanza.fromElement(element);
        boolean answered =
                !stanza.isError() && !Envelope.isType(stanza.rawType().orElse(null), "result");
        if (answered) {
            requireOnlyKnown(stanza.error(StanzaErrorCondition.CONFLICT));
        }
        if (answered && stanza instanceof Message message && stanza.rawFrom().isPresent()) {
            requireOnlyKnown(message.reply().body("x").build());
        }
        if (stanza instanceof Iq iq && iq.isRequest() && iq.id().isPresent()) {
            requireOnlyKnown(iq.result());
            requireOnlyKnown(iq.result(PAYLOAD));
        }
        boolean extended = answered && !OF_STANZAS.containsAll(names(element));
        Statistics.label("extended").collect(extended);
        Statistics.label("extended").coverage(seen -> seen.check(true).count(count -> count > 20));
    }

    private static void requireOnlyKnown(Stanza answer) {
        XmlElement written = answer.toElement();
        assertTrue(OF_STANZAS.containsAll(names(written)), written::toString);
        for (XmlElement child : written.elements()) {
            if (child.namespace().equals(written.namespace())) {
                Set<QName> known = OF_CHILDREN.getOrDefault(child.localName(), Set.of());
                assertTrue(known.containsAll(names(child)), written::toString);
            }
        }
    }

    private static Set<QName> names(XmlElement element) {
        Set<QName> names = new HashSet<>();
        element.attributes().forEach(a -> names.add(new QName(a.namespace(), a.localName())));
        return names;
    }

    private static LangText text(Optional<Language> language) {
        return language.map(l -> LangText.of(l, "x")).orElseGet(() -> LangText.of("x"));
    }

    /** What a builder can be asked to write on the stanza. */
    enum Asked {
        FROM(new QName("from")),
        TO(new QName("to")),
        ID(new QName("id")),
        TYPE(new QName("type")),
        LANGUAGE(LANG),
        OTHER(new QName("urn:a", "stamp"));

        private final QName name;

        Asked(QName name) {
            this.name = name;
        }

        private void ask(StanzaBuilder<?> builder, Jid address) {
            switch (this) {
                case FROM -> builder.from(address);
                case TO -> builder.to(address);
                case ID -> builder.id("i");
                case LANGUAGE -> builder.language(Language.of("de"));
                case OTHER -> builder.attribute(new QName("urn:a", "stamp", "a"), "1");
                case TYPE -> {} // each kind of stanza has types of its own
            }
        }
    }

    @Provide
    Arbitrary<Jid> addresses() {
        Arbitrary<String> localparts = Arbitraries.of("", "juliet@", "R\u00f6meo@", "x".repeat(1023) + "@");
        Arbitrary<String> domains = Arbitraries.of("example.com", "[2001:db8::1]", "b\u00fccher.example");
        Arbitrary<String> resources = Arbitraries.of("", "/balcony", "/A <&'\"> b", "/\u4e2d@/");
        return Combinators.combine(localparts, domains, resources)
                .as((local, domain, resource) -> Jid.parse(local + domain + resource));
    }

    @Provide
    Arbitrary<Optional<Language>> languages() {
        return Arbitraries.of("en", "de-CH").map(Language::of).optional();
    }

    @Provide
    Arbitrary<Optional<String>> parents() {
        return Arbitraries.of("p", "").optional();
    }

    @Provide
    Arbitrary<XmlElement> anything() {
        return new StanzaProperties().anything();
    }

    @Provide
    Arbitrary<Stanza> requests() {
        return Arbitraries.of(
                Message.builder().body("x").build(),
                Presence.builder().build(),
                Iq.get("1", PAYLOAD).build(),
                Iq.set("1", PAYLOAD).build());
    }

    @Provide
    Arbitrary<BindingProblem> problems() {
        Arbitrary<String> paths = Arbitraries.of("message/@to", "iq/@from", "presence/show", "iq", "query/item/@jid");
        return Combinators.combine(paths, Arbitraries.of(BindingProblem.Kind.class), Models.strings())
                .as(BindingProblem::new);
    }
}
