package org.xmpptoolkit.stream.dialback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.errors.StanzaErrorCondition;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.rules.Rule;
import org.xmpptoolkit.stream.DomainPair;

/** Reading and writing of {@code db:result} and {@code db:verify}. */
class DialbackElementProperties {
    private static DialbackElement read(XmlElement element) {
        return DialbackElement.read(element, JidProfile.STRINGPREP_QUERY);
    }

    @Provide
    Arbitrary<VerifyRequest> requests() {
        Arbitrary<Jid> domains = Arbitraries.of("a.example", "b.example", "xn--nxasmq6b.example", "[::1]")
                .map(Jid::parse);
        Arbitrary<String> texts = Arbitraries.strings()
                .ascii()
                .excludeChars('\0')
                .ofMinLength(1)
                .map(text -> text.replaceAll("\\p{Cntrl}", "-"));
        return Combinators.combine(domains, domains, texts, texts)
                .as((from, to, id, key) -> new VerifyRequest(new DomainPair(from, to), id, DialbackKey.of(key)));
    }

    @Provide
    Arbitrary<DialbackVerdict> verdicts() {
        return Arbitraries.oneOf(
                Arbitraries.of(List.of(DialbackVerdict.valid(), DialbackVerdict.invalid())),
                Arbitraries.of(StanzaErrorCondition.class)
                        .filter(condition -> condition.canonical() == condition)
                        .map(DialbackVerdict::failed));
    }

    @Rule({"R-466", "R-471"})
    @Property
    void readingWhatIsWrittenGivesTheRequest(@ForAll("requests") VerifyRequest request) {
        XmlElement result = DialbackElement.result(request.pair(), request.key());
        assertEquals(request.pair().from().toString(), result.attribute("from").orElseThrow());
        DialbackElement.Request offered = assertInstanceOf(DialbackElement.Request.class, read(result));
        assertEquals(request.pair(), offered.pair());
        assertEquals(request.key(), offered.key());
        assertEquals(request.pair().to(), offered.asked());

        XmlElement verify = DialbackElement.verify(request);
        assertEquals(request.pair().to().toString(), verify.attribute("from").orElseThrow());
        DialbackElement.Request asked = assertInstanceOf(DialbackElement.Request.class, read(verify));
        assertEquals(request.pair(), asked.pair());
        assertEquals(request.streamId(), asked.streamId().orElseThrow());
        assertEquals(request.key(), asked.key());
        assertEquals(request.pair().from(), asked.asked());
    }

    @Rule({"R-475", "R-477"})
    @Property
    void answerSwapsTheDomainsAndKeepsTheId(
            @ForAll("requests") VerifyRequest request, @ForAll("verdicts") DialbackVerdict verdict) {
        for (XmlElement element :
                List.of(DialbackElement.result(request.pair(), request.key()), DialbackElement.verify(request))) {
            XmlElement written = ((DialbackElement.Request) read(element)).answer(verdict);
            assertEquals(element.attribute("from"), written.attribute("to"));
            assertEquals(element.attribute("to"), written.attribute("from"));
            assertEquals(element.attribute("id"), written.attribute("id"));
            DialbackElement.Answer answer = assertInstanceOf(DialbackElement.Answer.class, read(written));
            assertEquals(request.pair(), answer.pair());
            assertEquals(type(verdict), written.attribute("type").orElseThrow());
            assertEquals(condition(verdict), condition(answer.verdict()));
        }
    }

    private static String type(DialbackVerdict verdict) {
        return verdict instanceof DialbackVerdict.Valid
                ? "valid"
                : verdict instanceof DialbackVerdict.Invalid ? "invalid" : "error";
    }

    private static String condition(DialbackVerdict verdict) {
        return verdict instanceof DialbackVerdict.Failed failed
                ? failed.error().condition().elementName()
                : "";
    }
}
