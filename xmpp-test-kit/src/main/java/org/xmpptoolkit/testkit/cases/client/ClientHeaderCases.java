package org.xmpptoolkit.testkit.cases.client;

import static org.xmpptoolkit.testkit.cases.client.Watched.unless;
import static org.xmpptoolkit.testkit.cases.client.Watched.watched;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.xmpptoolkit.core.Language;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.core.XmlElement;
import org.xmpptoolkit.jid.Jid;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.ClientStage;
import org.xmpptoolkit.testkit.check.ReceivingEntity;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** A client's stream headers (RFC 6120 sections 4.7 and 4.8). */
final class ClientHeaderCases {
    private ClientHeaderCases() {}

    static List<CheckCase<ClientStage>> all() {
        return List.of(
                header("R-050", "each initial header has a to", without("to"), ClientHeaderCases::to),
                served(),
                header(
                        "R-059",
                        "no initial header has an id",
                        with("to='[^']*'", "$0 id='mine'"),
                        header -> unless(header.attribute("id").isEmpty(), "id")),
                protectedFrom(),
                header(
                        "R-061",
                        "each initial header has an xml:lang",
                        without("xml:lang"),
                        header -> unless(header.xmlLang().isPresent(), "a header has no xml:lang")),
                header(
                        "R-063",
                        "xml:lang of the header is a language tag",
                        with("xml:lang='[^']*'", "xml:lang='not_a_tag!'"),
                        header -> header.xmlLang()
                                .filter(tag ->
                                        !tag.isEmpty() && Language.tryParse(tag).isEmpty())
                                .map(tag -> "xml:lang='" + tag + "'")),
                header(
                        "R-071",
                        "the version is written without leading zeros",
                        with("version='[^']*'", "version='01.0'"),
                        header -> version(header).filter(version -> version.matches("0\\d.*|\\d+\\.0\\d+"))),
                header(
                        "R-073",
                        "the version is the highest there is, 1.0",
                        with("version='[^']*'", "version='0.9'"),
                        header -> unless(
                                version(header).filter("1.0"::equals).isPresent(),
                                "version is " + version(header).orElse("missing"))),
                header(
                        "R-078",
                        "the root is stream in the namespace of streams",
                        with("http://etherx.jabber.org/streams", "http://etherx.jabber.org/stream"),
                        header -> unless(header.is(Namespaces.STREAM, "stream"), header.namespace())),
                raw(
                        "R-080",
                        "the content namespace is not the stream namespace",
                        with("xmlns='[^']*'", "xmlns='" + Namespaces.STREAM + "'"),
                        start -> declared(start, "xmlns").filter(Namespaces.STREAM::equals)),
                raw(
                        "R-084",
                        "the default namespace of the header is jabber:client",
                        with("xmlns='[^']*'", "xmlns='" + Namespaces.SERVER + "'"),
                        start -> declared(start, "xmlns").filter(given -> !given.equals(Namespaces.CLIENT))),
                raw(
                        "R-096",
                        "no namespace of extended content is declared in the header",
                        with("xmlns='[^']*'", "$0 xmlns:ext='urn:example:extension'"),
                        ClientHeaderCases::extension));
    }

    private static CheckCase<ClientStage> header(
            String id, String title, Supplier<Tamper> mutant, Function<XmlElement, Optional<String>> fault) {
        return Watched.each(id, title, mutant, Watched::headers, fault);
    }

    /** A case that looks at the header as it is written, which the reader may not have taken. */
    private static CheckCase<ClientStage> raw(
            String id, String title, Supplier<Tamper> mutant, Function<String, Optional<String>> fault) {
        return watched(id, title, mutant, us -> us.streams().stream()
                .flatMap(text -> fault.apply(start(text)).stream())
                .findFirst());
    }

    /** The start tag of the stream, or an empty text. */
    private static String start(String text) {
        int from = text.indexOf(":stream");
        int to = text.indexOf('>', Math.max(0, from));
        return from < 0 || to < 0 ? "" : text.substring(from, to);
    }

    private static Optional<String> declared(String start, String name) {
        return Optional.of(Tamper.attribute(start, name)).filter(value -> !value.isEmpty());
    }

    private static Optional<String> extension(String start) {
        return Pattern.compile("xmlns:(?!xml=)[^=\\s]+\\s*=\\s*['\"](?!" + Namespaces.STREAM + "['\"]|"
                        + Namespaces.CLIENT + "['\"])[^'\"]*['\"]")
                .matcher(start)
                .results()
                .map(match -> match.group())
                .findFirst();
    }

    private static Optional<String> to(XmlElement header) {
        return unless(header.attribute("to").isPresent(), "a header has no to");
    }

    private static Optional<String> version(XmlElement header) {
        return header.attribute("version");
    }

    private static Supplier<Tamper> with(String regex, String replacement) {
        return () -> Tamper.saying(frame -> Watched.isHeader(frame) ? frame.replaceFirst(regex, replacement) : frame);
    }

    private static Supplier<Tamper> without(String attribute) {
        return with(" " + attribute + "='[^']*'", "");
    }

    private static CheckCase<ClientStage> served() {
        return CheckCase.<ClientStage>of("R-051", "the to of the initial header is the domain that it was told")
                .mutant(with(" to='[^']*'", " to='romeo@localhost'"))
                .plays(stage -> {
                    String to = stage.accept().header().attribute("to").orElse("");
                    return Judgement.of(
                            Jid.tryParse(to)
                                    .toOptional()
                                    .filter(stage.domain()::equals)
                                    .isPresent(),
                            "to is '" + to + "'");
                });
    }

    private static CheckCase<ClientStage> protectedFrom() {
        return CheckCase.<ClientStage>of("R-044", "the header under TLS has a from, for the client knows who it is")
                .mutant(without("from"))
                .plays(stage -> {
                    ReceivingEntity us = stage.accept();
                    us.secure();
                    Optional<String> from = us.header().attribute("from");
                    return Judgement.of(
                            from.flatMap(text -> Jid.tryParse(text).toOptional())
                                    .filter(jid -> jid.bare().equals(stage.jid()))
                                    .isPresent(),
                            "from is " + from.orElse("missing"));
                });
    }
}
