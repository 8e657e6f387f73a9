package org.xmpptoolkit.testkit.cases.server;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.errors.StreamErrorCondition;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Ending;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The namespaces of stream headers (RFC 6120 section 4.8). */
final class NamespaceCases {
    private static final Pattern DECLARATION =
            Pattern.compile("\\sxmlns(:[^\\s=]*)?\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")");
    static final Arbitrary<String> NAMESPACES = Arbitraries.of(
            "http://wrong.namespace.example.org/",
            "http://etherx.jabber.org/streams/",
            "http://etherx.jabber.org/Streams",
            "https://etherx.jabber.org/streams",
            "jabber:unknown",
            "urn:ietf:params:xml:ns:xmpp-streams",
            "urn:xmpptoolkit:check");
    static final Arbitrary<String> PREFIXES = Arbitraries.of("s", "foobar", "Stream", "streams", "x-1", "_", "\u00e9");

    private NamespaceCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                root(),
                wrongRoot(),
                contentIsNotStream(),
                contentIsTheSame(),
                clientNamespace(),
                streamPrefix(),
                noExtensions(),
                declaredExtension());
    }

    private static CheckCase<ServerStage> root() {
        return CheckCase.<ServerStage>of("R-078", "the root of the response is stream in the stream namespace")
                .mutant(() ->
                        Mutants.header(tag -> tag.replace(Namespaces.STREAM, "http://wrong.namespace.example.org/")))
                .plays(stage -> {
                    Tag tag = Tag.of(stage);
                    String namespace = tag.namespace(tag.prefix());
                    return Judgement.of(
                            namespace.equals(Namespaces.STREAM)
                                    && tag.localName().equals("stream"),
                            "<" + tag.localName() + "/> in " + namespace);
                });
    }

    /** The start tag of a response, read by eye: the checker's reader refuses what is not right. */
    private record Tag(InitiatingEntity us, String text) {
        private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][^\\s/>]*)[^>]*>");

        static Tag of(ServerStage stage) throws Halt {
            InitiatingEntity us = stage.connect();
            us.send(us.header());
            us.hear();
            Matcher root = ROOT.matcher(us.raw());
            if (!root.find()) {
                throw Halt.skipped("no response header came");
            }
            return new Tag(us, root.group());
        }

        private String name() {
            return text.substring(1).split("[\\s/>]", 2)[0];
        }

        String prefix() {
            return name().contains(":") ? name().substring(0, name().indexOf(':')) : "";
        }

        String localName() {
            return name().substring(name().indexOf(':') + 1);
        }

        /** What a prefix is bound to; an empty text if to nothing. */
        String namespace(String prefix) {
            return declarations()
                    .filter(each -> each.group(1) == null
                            ? prefix.isEmpty()
                            : each.group(1).equals(":" + prefix))
                    .map(Tag::value)
                    .findFirst()
                    .orElse("");
        }

        Stream<MatchResult> declarations() {
            return DECLARATION.matcher(text).results();
        }

        static String value(MatchResult declaration) {
            return declaration.group(2) != null ? declaration.group(2) : declaration.group(3);
        }
    }

    private static CheckCase<ServerStage> wrongRoot() {
        return CheckCase.<ServerStage>of("R-079", "a root in another namespace ends the stream")
                .mutant(() -> Tamper.hearing(frame -> Mutants.isHeader(frame)
                        ? Mutants.withAttribute(frame, "xmlns:stream", Namespaces.STREAM)
                        : frame))
                .forAll(NAMESPACES, (stage, namespace) -> refusal(
                                stage, InitialHeader.to(stage.domain()).with("xmlns:stream", namespace))
                        .recommends(StreamErrorCondition.INVALID_NAMESPACE));
    }

    private static Ending refusal(ServerStage stage, InitialHeader header) throws Halt {
        InitiatingEntity us = stage.connect();
        us.send(header.declaration(), header.startTag(), "");
        return Aftermath.of(us, element -> element.is(Namespaces.STREAM, "features"));
    }

    private static CheckCase<ServerStage> contentIsNotStream() {
        return defaultNamespace(
                "R-080",
                "a default namespace of the response is not the stream namespace beside a prefix for it",
                () -> Mutants.headerAttribute("xmlns", Namespaces.STREAM),
                (tag, namespace) -> tag.prefix().isEmpty() || !namespace.equals(Namespaces.STREAM));
    }

    private static CheckCase<ServerStage> contentIsTheSame() {
        return defaultNamespace(
                "R-081",
                "the content namespace of the response is that of the initial stream",
                () -> Mutants.headerAttribute("xmlns", Namespaces.SERVER),
                (tag, namespace) -> namespace.equals(Namespaces.CLIENT)
                        || namespace.isEmpty()
                        || namespace.equals(Namespaces.STREAM));
    }

    private static CheckCase<ServerStage> defaultNamespace(
            String id, String title, Supplier<Tamper> mutant, BiPredicate<Tag, String> right) {
        return CheckCase.<ServerStage>of(id, title).mutant(mutant).plays(stage -> {
            Tag tag = Tag.of(stage);
            String namespace = tag.namespace("");
            tag.us().blame(namespace);
            return Judgement.of(
                    right.test(tag, namespace),
                    "the default namespace is " + (namespace.isEmpty() ? "none" : namespace));
        });
    }

    private static CheckCase<ServerStage> clientNamespace() {
        return CheckCase.<ServerStage>of(
                        "R-086", "jabber:client is served as the default namespace of a client's stream")
                .mutant(() -> Mutants.refusing(
                        frame -> Mutants.isHeader(frame)
                                && Tamper.attribute(frame, "xmlns").equals(Namespaces.CLIENT),
                        "invalid-namespace"))
                .plays(stage -> StreamHeaderCases.served(stage, InitialHeader.to(stage.domain())));
    }

    private static CheckCase<ServerStage> streamPrefix() {
        return CheckCase.<ServerStage>of("R-091", "a prefix other than stream is taken, or ends the stream")
                .mutant(() -> Mutants.deafFrom(frame -> frame.matches("(?s)<(?!stream:)[^\\s:]+:stream\\s.*")))
                .forAll(PREFIXES, (stage, prefix) -> {
                    InitialHeader header = InitialHeader.to(stage.domain())
                            .named(prefix + ":stream")
                            .without("xmlns:stream")
                            .with("xmlns:" + prefix, Namespaces.STREAM);
                    Ending ending = refusal(stage, header);
                    return ending.element(Namespaces.STREAM, "features").isPresent()
                            ? Judgement.passed("the prefix is taken")
                            : ending.recommends(StreamErrorCondition.BAD_NAMESPACE_PREFIX);
                });
    }

    private static CheckCase<ServerStage> noExtensions() {
        return CheckCase.<ServerStage>of("R-096", "the response header declares no namespaces of extensions")
                .mutant(() -> Mutants.headerAttribute("xmlns:caps", "http://jabber.org/protocol/caps"))
                .plays(stage -> {
                    Tag tag = Tag.of(stage);
                    List<String> others = tag.declarations()
                            .map(Tag::value)
                            .filter(namespace -> !List.of(Namespaces.STREAM, Namespaces.CLIENT, Namespaces.XML)
                                    .contains(namespace))
                            .toList();
                    others.forEach(tag.us()::blame);
                    return Judgement.of(others.isEmpty(), "declared besides: " + others);
                });
    }

    private static CheckCase<ServerStage> declaredExtension() {
        return CheckCase.<ServerStage>of("R-097", "a header that declares a namespace of an extension ends the stream")
                .mutant(() -> Tamper.hearing(frame ->
                        Mutants.isHeader(frame) ? Mutants.withoutAttribute(frame, "xmlns:[a-z]+(?<!:stream)") : frame))
                .forAll(
                        Arbitraries.of("jabber:iq:roster", "http://jabber.org/protocol/caps", "urn:xmpp:receipts"),
                        (stage, namespace) -> refusal(
                                        stage, InitialHeader.to(stage.domain()).with("xmlns:ext", namespace))
                                .demands(StreamErrorCondition.INVALID_NAMESPACE));
    }
}
