package org.xmpptoolkit.testkit.arbitraries;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.stream.Role;

/**
 * Stream headers between client and server: legal ones in many spellings, and ones that break exactly one rule.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4.7">RFC 6120 sections 4.7 and 4.8</a>
 */
public final class HeaderArbitraries {
    private static final List<String> DECLARATIONS = List.of(
            "",
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\"?>",
            "<?xml version='1.0' encoding='UTF-8'?>",
            "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n",
            "<?xml  version = '1.0'\tencoding = 'UTF-8'?>\r\n");

    private HeaderArbitraries() {}

    /**
     * {@return headers that a client opens a stream with}
     *
     * @param setting the account and its server; only on a secure stream does the header tell the account (RFC 6120 section 4.7.1)
     */
    public static Arbitrary<HeaderSpelling> initial(StreamSetting setting) {
        return headers(Role.INITIATING, setting, "");
    }

    /**
     * {@return headers that a server answers with, with an id of their own}
     *
     * @param setting its server, which the headers are from; the account does not matter
     */
    public static Arbitrary<HeaderSpelling> response(StreamSetting setting) {
        return headers(Role.RECEIVING, setting, "");
    }

    static Arbitrary<HeaderSpelling> headers(Role role, StreamSetting setting, String idSuffix) {
        return plans(role, setting, idSuffix)
                .map(plan -> new HeaderSpelling(
                        role,
                        plan.declaration + plan.tag("stream:stream", Map.of("xmlns:stream", Namespaces.STREAM)),
                        Optional.ofNullable(plan.attributes.get("to")),
                        Optional.ofNullable(plan.attributes.get("from")),
                        Optional.ofNullable(plan.attributes.get("id")),
                        Optional.ofNullable(plan.attributes.get("xml:lang"))));
    }

    /**
     * {@return headers that break one rule, of each fault in turn} Shrinking keeps the fault.
     *
     * @param role who sends the headers: the initiating entity is the client
     * @param setting the account and its server
     */
    public static Arbitrary<BrokenHeader> broken(Role role, StreamSetting setting) {
        return Choices.kept(List.of(HeaderFault.values()), fault -> broken(role, setting, fault));
    }

    /**
     * {@return headers that break one rule and no other}
     *
     * @param role who sends the headers: the initiating entity is the client
     * @param setting the account and its server
     * @param fault what is wrong with all of them
     */
    public static Arbitrary<BrokenHeader> broken(Role role, StreamSetting setting, HeaderFault fault) {
        return Combinators.combine(
                        plans(role, setting, ""), Arbitraries.integers().between(0, 2))
                .as((plan, variant) -> new BrokenHeader(role, fault, plan.broken(fault, variant)));
    }

    private static Arbitrary<Plan> plans(Role role, StreamSetting setting, String idSuffix) {
        Arbitrary<Optional<String>> languages = Arbitraries.of("en", "de-CH").optional(0.5);
        Arbitrary<String> ids = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .ofMinLength(8)
                .ofMaxLength(24);
        return Combinators.combine(
                        Arbitraries.of(DECLARATIONS),
                        Arbitraries.of(false, true),
                        languages,
                        ids,
                        XmlArbitraries.choices())
                .as((declaration, named, language, id, choices) -> {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attributes.put("xmlns", Namespaces.CLIENT);
                    if (role == Role.INITIATING) {
                        attributes.put("to", setting.domain().toString());
                        if (named && setting.secure()) {
                            attributes.put("from", setting.account().toString());
                        }
                        language.ifPresent(tag -> attributes.put("xml:lang", tag));
                    } else {
                        attributes.put("from", setting.domain().toString());
                        attributes.put("id", id + idSuffix);
                        attributes.put("xml:lang", language.orElse("en"));
                    }
                    attributes.put("version", "1.0");
                    return new Plan(declaration, attributes, choices);
                });
    }

    /**
     * What a header is made of.
     *
     * @param declaration the XML declaration
     * @param attributes all but the declaration of the stream prefix
     * @param choices how to write it
     */
    private record Plan(String declaration, Map<String, String> attributes, List<Integer> choices) {
        String tag(String name, Map<String, String> more) {
            Map<String, String> all = new LinkedHashMap<>(attributes);
            all.putAll(more);
            return XmlSpeller.startTag(name, all, choices);
        }

        private String plain() {
            return tag("stream:stream", Map.of("xmlns:stream", Namespaces.STREAM));
        }

        Octets broken(HeaderFault fault, int variant) {
            return switch (fault) {
                case WRONG_STREAM_NAMESPACE ->
                    Octets.ofUtf8(declaration
                            + tag(
                                    "stream:stream",
                                    Map.of(
                                            "xmlns:stream",
                                            List.of(Namespaces.STREAM + "/", "urn:a", "http://etherx.jabber.org/stream")
                                                    .get(variant))));
                case OTHER_STREAM_PREFIX -> {
                    String prefix = List.of("s", "streams", "foo").get(variant);
                    yield Octets.ofUtf8(
                            declaration + tag(prefix + ":stream", Map.of("xmlns:" + prefix, Namespaces.STREAM)));
                }
                case COMMENT ->
                    Octets.ofUtf8(declaration + XmlFault.COMMENT.examples().get(variant) + plain());
                case PROCESSING_INSTRUCTION ->
                    Octets.ofUtf8(declaration
                            + XmlFault.PROCESSING_INSTRUCTION.examples().get(variant)
                            + plain());
                case DOCUMENT_TYPE ->
                    Octets.ofUtf8(declaration
                            + List.of(
                                            "<!DOCTYPE stream []>",
                                            "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'>",
                                            "<!DOCTYPE a [<!ENTITY b 'c'>]>")
                                    .get(variant)
                            + plain());
                case OTHER_ENCODING ->
                    Octets.ofUtf8("<?xml version='1.0' encoding='"
                            + List.of("ISO-8859-1", "US-ASCII", "windows-1252").get(variant) + "'?>" + plain());
                case UTF_16 ->
                    Octets.of(plain().getBytes(List.of(
                                    StandardCharsets.UTF_16, // with a byte order mark
                                    StandardCharsets.UTF_16LE,
                                    StandardCharsets.UTF_16BE)
                            .get(variant)));
                case BYTE_ORDER_MARK -> Octets.ofUtf8("\uFEFF" + declaration + plain());
                case REPEATED_ATTRIBUTE ->
                    Octets.ofUtf8(declaration + plain().replaceFirst("version", "version='1.0' version"));
            };
        }
    }
}
