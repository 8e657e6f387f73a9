package org.xmpptoolkit.testkit.cases.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xmpptoolkit.core.Namespaces;
import org.xmpptoolkit.testkit.check.CheckCase;
import org.xmpptoolkit.testkit.check.Halt;
import org.xmpptoolkit.testkit.check.Heard;
import org.xmpptoolkit.testkit.check.InitiatingEntity;
import org.xmpptoolkit.testkit.check.ServerStage;
import org.xmpptoolkit.testkit.check.Tamper;
import org.xmpptoolkit.testkit.result.Judgement;

/** The XML that a server says in a login and behind it (RFC 6120 section 11). */
final class SpokenXmlCases {
    private static final Pattern COMMENT = Pattern.compile("<!--");
    private static final Pattern INSTRUCTION = Pattern.compile("<\\?(?!xml[\\s?])[^>]*");
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE");
    private static final Pattern ENTITY =
            Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)[^;\\s<]*;?");
    private static final Pattern STANDALONE = Pattern.compile("<\\?xml[^>]*standalone[^>]*");
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*(['\"])1\\.[0-9]+\\1"
            + "(\\s+encoding\\s*=\\s*(['\"])[A-Za-z][A-Za-z0-9._-]*\\3)?"
            + "(\\s+standalone\\s*=\\s*(['\"])(yes|no)\\5)?\\s*\\?>");

    private SpokenXmlCases() {}

    static List<CheckCase<ServerStage>> all() {
        return List.of(
                without("R-303", "comments", COMMENT, inFeatures("<!-- none -->")),
                without("R-304", "processing instructions", INSTRUCTION, inFeatures("<?check none?>")),
                without(
                        "R-305",
                        "document type declaration",
                        DOCUMENT_TYPE,
                        frame -> frame.startsWith("<stream:stream") ? "<!DOCTYPE stream>" + frame : frame),
                without("R-306", "references to entities", ENTITY, inFeatures("<x xmlns='urn:x'>&nbsp;</x>")),
                without(
                        "R-321",
                        "standalone in an XML declaration",
                        STANDALONE,
                        declaration("<?xml version='1.0' standalone='yes'?>")),
                wellFormed("R-312", false, frame -> frame.replaceFirst("</iq>$", "</IQ>")
                        .replaceFirst("^<iq ([^>]*)/>$", "<iq $1>")),
                wellFormed("R-314", true, frame -> frame.replaceFirst("^<iq", "<iq n:a='1'")),
                declared("R-319", "an XML declaration stands before each header", declaration(""), Optional::isPresent),
                declared(
                        "R-320",
                        "an XML declaration has its parts in their order",
                        declaration("<?xml encoding='UTF-8' version='1.0'?>"),
                        said -> said.isEmpty()
                                || DECLARATION.matcher(said.get()).matches()),
                noMark());
    }

    private static UnaryOperator<String> inFeatures(String more) {
        return frame -> frame.replaceFirst("^(<stream:features[^>]*)(?<!/)>", "$1>" + Matcher.quoteReplacement(more));
    }

    private static UnaryOperator<String> declaration(String other) {
        return frame -> frame.startsWith("<?xml") ? other : frame;
    }

    /** A login and what else makes a server talk; as far as it can be read. */
    private static final class Talk {
        private final InitiatingEntity us;
        private final StringBuilder said = new StringBuilder();
        private @Nullable Halt halt;

        Talk(ServerStage stage) throws Halt {
            us = stage.connect();
            try {
                var features = us.open();
                if (features.toString().contains("urn:ietf:params:xml:ns:xmpp-tls")) {
                    said.append(us.raw());
                    us.startTls();
                    features = us.open();
                }
                said.append(us.raw());
                us.authenticate(features, stage.account());
                us.open();
                us.bind(Optional.empty());
                us.send("<message to='" + stage.jid(stage.account()) + "' type='chat'><body>&lt;</body></message>");
                us.ping();
                us.send("<check xmlns='urn:xmpptoolkit:check'/></stream:stream>");
                us.awaitEnd();
            } catch (Halt e) {
                halt = e;
            }
            said.append(us.raw());
        }

        /** Why the talk went no further, unless it went to its end. */
        Judgement orWhyNot(Judgement judgement) {
            return halt == null ? judgement : halt.judgement();
        }

        Judgement failed(String part) {
            us.blame(part);
            return Judgement.failed(part + " came");
        }
    }

    private static CheckCase<ServerStage> without(
            String id, String what, Pattern pattern, UnaryOperator<String> mutant) {
        return CheckCase.<ServerStage>of(id, "the server sends no " + what)
                .mutant(() -> Tamper.saying(mutant))
                .plays(stage -> {
                    Talk talk = new Talk(stage);
                    Matcher matcher = pattern.matcher(talk.said);
                    return matcher.find()
                            ? talk.failed(matcher.group())
                            : talk.orWhyNot(Judgement.passed("none in " + talk.said.length() + " chars"));
                });
    }

    private static CheckCase<ServerStage> wellFormed(String id, boolean namespaces, UnaryOperator<String> mutant) {
        return CheckCase.<ServerStage>of(
                        id, "what the server sends is " + (namespaces ? "namespace-" : "") + "well-formed")
                .mutant(() -> Tamper.saying(mutant))
                .plays(stage -> {
                    Talk talk = new Talk(stage);
                    Optional<String> broken = talk.us.heard().stream()
                            .filter(Heard.Broken.class::isInstance)
                            .map(heard -> ((Heard.Broken) heard).violation().message())
                            .findFirst();
                    return broken.map(why -> isOfNamespaces(why) == namespaces
                                    ? Judgement.failed(why)
                                    : Judgement.skipped("it is broken in another way: " + why))
                            .orElseGet(() -> talk.orWhyNot(Judgement.passed("all of it could be read")));
                });
    }

    private static boolean isOfNamespaces(String message) {
        return message.toLowerCase(Locale.ROOT).contains("namespace")
                || message.toLowerCase(Locale.ROOT).contains("prefix");
    }

    private static CheckCase<ServerStage> declared(
            String id, String title, UnaryOperator<String> mutant, Function<Optional<String>, Boolean> right) {
        return CheckCase.<ServerStage>of(id, title)
                .mutant(() -> Tamper.saying(mutant))
                .plays(stage -> {
                    Optional<String> said = declarationOf(stage);
                    return Judgement.of(right.apply(said), said.orElse("no declaration"));
                });
    }

    private static Optional<String> declarationOf(ServerStage stage) throws Halt {
        InitiatingEntity us = stage.connect();
        us.send(us.header());
        us.hear();
        if (!us.raw().contains(Namespaces.STREAM)) {
            throw Halt.skipped("no stream header came");
        }
        Matcher matcher = Pattern.compile("<\\?xml[^>]*\\?>").matcher(us.raw());
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static CheckCase<ServerStage> noMark() {
        String mark = new String("\ufeff".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return CheckCase.<ServerStage>of("R-326", "no byte order mark before the response header")
                .mutant(() -> Tamper.saying(frame -> frame.startsWith("<?xml") ? mark + frame : frame))
                .plays(stage -> {
                    InitiatingEntity us = stage.connect();
                    us.send(us.header());
                    us.hear();
                    boolean marked = us.raw().startsWith("\ufeff");
                    return !us.raw().contains(Namespaces.STREAM)
                            ? Judgement.skipped("no stream header came")
                            : Judgement.of(!marked, marked ? "a byte order mark came" : "none");
                });
    }
}
