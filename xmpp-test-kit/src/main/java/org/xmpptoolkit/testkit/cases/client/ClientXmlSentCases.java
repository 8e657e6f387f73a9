package org.xmpptoolkit.testkit.cases.client;

import static org.xmpptoolkit.testkit.cases.client.Watched.unless;
import static org.xmpptoolkit.testkit.cases.client.Watched.watched;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.core.XmlViolation;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;

/** The XML that a client sends (RFC 6120 sections 4.8.5 and 11). */
final class ClientXmlSentCases {
    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s[^>]*\\?>");
    private static final Pattern SOUND_DECLARATION = Pattern.compile(
            "<\\?xml\\s+version\\s*=\\s*(?:'1\\.0'|\"1\\.0\")"
                    + "(?:\\s+encoding\\s*=\\s*(?:'[^']+'|\"[^\"]+\"))?(?:\\s+standalone\\s*=\\s*(?:'[^']+'|\"[^\"]+\"))?\\s*\\?>");
    private static final String BYTE_ORDER_MARK =
            new String("\uFEFF".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    private ClientXmlSentCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                text("R-303", "no comment is sent", presence("<!-- here I am -->"), "<!--"),
                text("R-304", "no processing instruction is sent", presence("<?checked yes?>"), "<\\?(?!xml\\s)"),
                text("R-305", "no document type declaration is sent", doctype(), "<!DOCTYPE"),
                text(
                        "R-306",
                        "no entity but the five that are predefined is sent",
                        presence("<status>&nbsp;</status>"),
                        "&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)[^;\\s]*;"),
                broken(
                        "R-312",
                        "no XML is sent that is not well-formed",
                        presence("<status>1 < 2</status>"),
                        XmlViolation.Kind.NOT_WELL_FORMED),
                broken(
                        "R-314",
                        "no prefix is sent that is not bound",
                        presence("<x:status/>"),
                        XmlViolation.Kind.NOT_WELL_FORMED),
                broken(
                        "R-323",
                        "nothing but UTF-8 is sent",
                        () -> Tamper.replacing("^<\\?xml.*", "<?xml version='1.0' encoding='ISO-8859-1'?>"),
                        XmlViolation.Kind.UNSUPPORTED_ENCODING),
                declaration(
                        "R-319",
                        "an XML declaration goes before each stream header",
                        () -> Tamper.silent(frame -> frame.startsWith("<?xml")),
                        declaration -> unless(declaration.isPresent(), "a stream begins without it")),
                declaration(
                        "R-019",
                        "an XML declaration goes before the header of a restarted stream",
                        ClientXmlSentCases::undeclaredRestart,
                        declaration -> unless(declaration.isPresent(), "a stream begins without it")),
                declaration(
                        "R-320",
                        "the XML declaration is as XML wants it, and first of all",
                        () -> Tamper.replacing("^<\\?xml.*", "<?xml encoding='UTF-8' version='1.0'?>"),
                        declaration -> declaration.filter(
                                given -> !SOUND_DECLARATION.matcher(given).matches())),
                declaration(
                        "R-321",
                        "no declaration says standalone",
                        () -> Tamper.replacing("^<\\?xml.*", "<?xml version='1.0' standalone='yes'?>"),
                        declaration -> declaration.filter(given -> given.contains("standalone"))),
                watched(
                        "R-326",
                        "no byte order mark is sent",
                        () -> Tamper.before(frame -> frame.startsWith("<?xml"), BYTE_ORDER_MARK),
                        us -> us.streams().stream()
                                .filter(stream -> stream.startsWith("\uFEFF"))
                                .map(stream -> "a stream begins with U+FEFF")
                                .findFirst()),
                Watched.each(
                        "R-092",
                        "no element of the content namespace has a prefix",
                        () -> Tamper.replacing("^<presence", "<c:presence xmlns:c='jabber:client'"),
                        Watched::elements,
                        ClientXmlSentCases::prefixed),
                Watched.each(
                        "R-085",
                        "no stanza of jabber:server is sent",
                        () -> Tamper.replacing("^<presence", "<presence xmlns='jabber:server'"),
                        Watched::elements,
                        element -> unless(!element.namespace().equals(Namespaces.SERVER), "<" + element.localName())));
    }

    private static Supplier<Tamper> presence(String child) {
        return () -> Tamper.replacing("^<presence.*", "<presence>" + Matcher.quoteReplacement(child) + "</presence>");
    }

    private static Supplier<Tamper> doctype() {
        return () -> Tamper.behind(frame -> frame.startsWith("<?xml"), "<!DOCTYPE stream>");
    }

    private static CheckCase<ClientStage> text(String id, String title, Supplier<Tamper> mutant, String regex) {
        Pattern wrong = Pattern.compile(regex);
        return watched(id, title, mutant, us -> us.streams().stream()
                .map(ClientXmlSentCases::withoutSections)
                .flatMap(text -> wrong.matcher(text).results())
                .map(match -> match.group())
                .findFirst());
    }

    /** What stands in a CDATA section is text. */
    private static String withoutSections(String text) {
        return text.replaceAll("(?s)<!\\[CDATA\\[.*?]]>", "");
    }

    private static CheckCase<ClientStage> broken(
            String id, String title, Supplier<Tamper> mutant, XmlViolation.Kind kind) {
        return watched(id, title, mutant, us -> us.heard().stream()
                .filter(Heard.Broken.class::isInstance)
                .map(broken -> ((Heard.Broken) broken).violation())
                .filter(violation -> violation.kind() == kind)
                .map(XmlViolation::message)
                .findFirst());
    }

    private static CheckCase<ClientStage> declaration(
            String id, String title, Supplier<Tamper> mutant, Function<Optional<String>, Optional<String>> fault) {
        boolean restartsOnly = id.equals("R-019");
        return watched(id, title, mutant, us -> begun(us).stream()
                .skip(restartsOnly ? 1 : 0)
                .map(ClientXmlSentCases::declarationOf)
                .flatMap(declaration -> fault.apply(declaration).stream())
                .findFirst());
    }

    /** The texts of the streams that the client has begun. */
    private static List<String> begun(ReceivingEntity us) {
        return us.streams().stream()
                .filter(text -> text.contains(Namespaces.STREAM) || text.startsWith("<?xml"))
                .toList();
    }

    private static Optional<String> declarationOf(String text) {
        Matcher matcher = DECLARATION.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static Tamper undeclaredRestart() {
        return new Tamper() {
            @Override
            public String said(String frame, Link link) {
                return frame.startsWith("<?xml") && link.headers() > 0 ? "" : frame;
            }
        };
    }

    private static Optional<String> prefixed(XmlElement element) {
        return unless(
                !element.namespace().equals(Namespaces.CLIENT)
                        || element.prefix().isEmpty(),
                "<" + element.prefix() + ":" + element.localName());
    }
}
